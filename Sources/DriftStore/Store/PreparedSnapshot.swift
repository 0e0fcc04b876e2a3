public import DriftModel
import DriftSyntax

/// A schema as a version will have it: nothing of it reads the documents any more, so that one task may read and another
/// store.
public struct PreparedSnapshot: Sendable {
  /// What the version will say of itself, but its time and its parent.
  var header: VersionHeader
  /// The things in their canonical texts, in the order of the source.
  let things: [Thing]
  /// The things and their digests.
  let listing: Listing

  /// Writes the canonical texts of a schema.
  public init(of schema: Schema, from source: VersionSource) {
    things = CanonicalText.things(of: schema)
    listing = Self.listing(things)
    header = VersionHeader(
      time: Timestamp(secondsSince1970: 0), parent: nil, root: listing.root, source: source, format: schema.format,
      dialect: schema.dialect, revision: schema.revision)
    header.describe(schema)
  }

  /// The documents that it was read from.
  public var source: VersionSource { header.source }

  /// The digest of the content alone.
  public var root: String { header.root }

  /// Lists of which there is more than was read, with what says so; see ``Schema/shortLists``.
  public var shortLists: [String] { header.shortLists }

  /// How many places it has: definitions, operations and what is below them, a line each.
  public var places: Int { things.reduce(0) { $0 + Self.lines($1.text) } }

  static func listing(_ things: [Thing]) -> Listing {
    Listing(
      things.map { thing in
        .init(key: thing.key, digest: thing.text.withUnsafeBytes { ContentHash.digest($0) }, holder: "")
      })
  }

  static func lines(_ text: some Sequence<UInt8>) -> Int { text.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) } }
}

extension SystemHistory {
  /// The newest version not later than a time, where all of it can be read; nil where there is none such.
  public func lastWhole(notAfter time: Timestamp) -> Version? {
    guard let last = try? last(notAfter: time), isIntact(last) else { return nil }
    return last
  }

  /// How many places a version has: see ``PreparedSnapshot/places``. Nil where it cannot be read.
  public func places(_ version: Version) -> Int? {
    guard let listing = try? listing(version.stem) else { return nil }
    var sum = 0
    for entry in listing.entries {
      guard let (file, held) = try? text(entry, for: version.stem) else { return nil }
      sum += PreparedSnapshot.lines(UnsafeRawBufferPointer(rebasing: file.source.bytes[held.range]))
    }
    return sum
  }
}
