public import DriftModel

/// What a version says of itself in its first line.
public struct VersionHeader: Equatable, Sendable {
  /// When it was taken.
  public var time: Timestamp
  /// The stem of the version file that it was compared with; nil for a first one.
  public var parent: String?
  /// SHA-256 over the names and the digests of all things: of content alone.
  public var root: String
  /// Where the content came from.
  public var source: VersionSource
  /// The reader: `openapi`.
  public var format: String
  /// The dialect, for people.
  public var dialect: String
  /// The reader's revision.
  public var revision: Int
  /// Parts that could not be read.
  public var gaps: [StoredGap] = []
  /// Keywords without a place in the tree.
  public var notes: [StoredNote] = []
  /// Documents that could not be read, by path.
  public var unreadDocuments: [String] = []
  /// Paths of operations that could not be read.
  public var unreadPaths: [String] = []
  /// Lists of which there is more than was read, with what says so.
  public var shortLists: [String] = []
  /// Which document of several the definitions stand in, by path.
  public var documents: [StoredDocument] = []

  /// Makes a header.
  public init(
    time: Timestamp, parent: String?, root: String, source: VersionSource, format: String, dialect: String,
    revision: Int
  ) {
    self.time = time
    self.parent = parent
    self.root = root
    self.source = source
    self.format = format
    self.dialect = dialect
    self.revision = revision
  }
}

extension VersionHeader {
  /// Whether another version would say the same: the same schema, of which the same is known. A part that can no longer be
  /// read leaves the rest as it was, and is a change all the same.
  func hasSameContent(as other: VersionHeader) -> Bool { root == other.root && lacksTheSame(as: other) }

  /// Whether the same parts could not be read, wherever in the documents they stand.
  func lacksTheSame(as other: VersionHeader) -> Bool {
    gapNames == other.gapNames && Set(unreadDocuments) == Set(other.unreadDocuments)
      && Set(unreadPaths) == Set(other.unreadPaths)
  }

  /// Whether whatever the version lacks could not be read of a schema either.
  public func lacksNoMore(than schema: Schema) -> Bool {
    gapNames.isSubset(of: schema.gaps.map { [$0.subject, $0.text] })
  }

  private var gapNames: Set<[String]> { Set(gaps.map { [$0.subject, $0.text] }) }
}

/// The documents that a version was read from.
public struct VersionSource: Equatable, Sendable {
  /// As the user named them, relative to the working directory.
  public var name: String
  /// Each document's path and the SHA-256 of its bytes, in the order of the paths.
  public var parts: [Part]

  /// One document.
  public struct Part: Equatable, Sendable {
    /// The path relative to the system's folder.
    public var path: String
    /// 64 hexadecimal digits.
    public var digest: String

    /// Makes a part.
    public init(path: String, digest: String) {
      self.path = path
      self.digest = digest
    }
  }

  /// Makes a source.
  public init(name: String, parts: [Part]) {
    self.name = name
    self.parts = parts
  }

  /// Whether another source has the same bytes, whatever it is called.
  public func hasSameBytes(as other: VersionSource) -> Bool {
    guard parts.count == other.parts.count else { return false }
    if parts.count == 1 { return parts[0].digest == other.parts[0].digest }
    return parts == other.parts
  }
}

/// A gap as a version keeps it.
public struct StoredGap: Equatable, Sendable {
  /// What could not be read.
  public var subject: String
  /// Why.
  public var text: String
  /// Where in the source it stood: `file:line:column`; empty where there is no place.
  public var place: String
}

/// A note as a version keeps it.
public struct StoredNote: Equatable, Sendable {
  /// The keyword.
  public var kind: String
  /// What it means.
  public var text: String
  /// How often.
  public var count: Int
}

/// A document of several and the definitions in it.
public struct StoredDocument: Equatable, Sendable {
  /// The path.
  public var path: String
  /// The names of the definitions.
  public var definitions: [String]
}
