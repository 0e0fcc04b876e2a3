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
  let texts: TextTable
  /// The whole file.
  let source: SourceText

  private init(
    stem: String, path: String, header: VersionHeader, listing: WrittenListing, texts: TextTable,
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

  /// The largest version file that is read, in bytes.
  static let mostBytes = 1_000_000_000

  /// Whether bytes are those that the name of a version file says.
  static func check(_ source: SourceText, of stem: String) throws(Damage) {
    guard ContentHash.hex(source.bytes).hasPrefix(stem.suffix(8)) else {
      throw .altered("its bytes do not have the digest of its name")
    }
  }

  /// Reads the first line of a version file whose bytes were checked.
  static func header(_ source: SourceText) throws(Damage) -> VersionHeader {
    var decoder = VersionDecoder(source)
    return try decoder.decodeHeader()
  }

  /// Reads a version file whose bytes were checked.
  static func read(_ stem: String, at path: String, _ source: SourceText) throws(Damage) -> VersionFile {
    var decoder = VersionDecoder(source)
    let parts = try decoder.decode()
    return VersionFile(
      stem: stem, path: path, header: parts.header, listing: parts.listing, texts: parts.texts, source: decoder.source)
  }

  /// A text, with the line of the file at which it begins.
  func text(_ digest: Digest) -> UnsafeRawBufferPointer? {
    texts[digest].map { UnsafeRawBufferPointer(rebasing: source.bytes[$0.range]) }
  }
}
