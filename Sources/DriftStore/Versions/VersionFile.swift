import DriftModel
import DriftSyntax

/// One version file, read and checked against the digest in its name.
///
/// Immutable; texts stay where they are in its bytes.
final class VersionFile {
  /// The name without its ending: `20261124T021500Z-3f9a2c41`.
  let stem: String
  /// As the user would open it.
  let path: String
  let header: VersionHeader
  let listing: WrittenListing
  /// The texts that stand here, by digest.
  let texts: [Digest: HeldText]
  /// The whole file.
  let source: SourceText

  /// A text that a version file holds: where it stands, and what stands beside it.
  struct HeldText {
    /// Of its bytes in the file.
    var range: Range<Int>
    var hints: ThingHints
  }

  private init(
    stem: String, path: String, header: VersionHeader, listing: WrittenListing, texts: [Digest: HeldText],
    source: SourceText
  ) {
    self.stem = stem
    self.path = path
    self.header = header
    self.listing = listing
    self.texts = texts
    self.source = source
  }

  /// What is wrong with a version file.
  enum Damage: Error, Equatable {
    /// There is none.
    case missing
    /// Its bytes are not those of its name, or they are no version.
    case altered(String)
    /// A later drift wrote it, in a layout that this one does not know.
    case newer(Int)
    /// It cannot be read.
    case unreadable(DriftError)

    /// For people.
    var text: String {
      switch self {
      case .missing: "missing"
      case .altered(let how): "altered or cut short: \(how)"
      case .newer(let layout): "written by a newer drift (layout \(layout); this one reads \(VersionEncoder.layout))"
      case .unreadable(let error): error.message
      }
    }
  }

  /// The largest version file that is read.
  private static let mostBytes = 1_000_000_000

  /// Reads a version file.
  static func read(_ stem: String, at path: String) throws(Damage) -> VersionFile {
    let bytes: [UInt8]?
    do throws(DriftError) {
      bytes = try Files.bytes(path, limit: mostBytes)
    } catch {
      throw .unreadable(error)
    }
    guard let bytes else { throw .missing }
    return try read(stem, at: path, bytes)
  }

  /// Reads a version file whose bytes are there already.
  static func read(_ stem: String, at path: String, _ bytes: [UInt8]) throws(Damage) -> VersionFile {
    guard ContentHash.hex(bytes).hasPrefix(stem.suffix(8)) else {
      throw .altered("its bytes do not have the digest of its name")
    }
    var decoder = VersionDecoder(SourceText(file: path, copying: bytes))
    let parts = try decoder.decode()
    return VersionFile(
      stem: stem, path: path, header: parts.header, listing: parts.listing, texts: parts.texts, source: decoder.source)
  }

  /// A text, with the line of the file at which it begins.
  func text(_ digest: Digest) -> UnsafeRawBufferPointer? {
    texts[digest].map { UnsafeRawBufferPointer(rebasing: source.bytes[$0.range]) }
  }
}
