public import DriftModel
public import DriftSyntax

/// A document format that drift reads: one file a format, one line in ``FormatRegistry``.
public protocol SchemaFormat: Sendable {
  /// The stable name: `openapi`.
  var id: String { get }
  /// For people: `OpenAPI 3.0, 3.1, 3.2 and Swagger 2.0`.
  var title: String { get }
  /// Counts up when the reader begins to read a fact, or reads one in another way.
  var revision: Int { get }

  /// What is read otherwise than by an earlier revision, and since when: a line a change of the reader.
  var rereadings: [Rereading] { get }

  /// Whether documents of this format are XML.
  var readsXML: Bool { get }

  /// The locations of other documents that a document names, relative to it.
  func references(_ document: SyntaxTree) -> [String]

  /// Whether a document of this format is a system by itself, also where another one refers into it.
  var isWhole: Bool { get }

  /// Whether a document is of this format, told by its content alone (FORMATS 0.2).
  func recognises(_ document: SyntaxTree) -> Recognition

  /// Whether a document that is recognised says so itself, and is not only shaped like one.
  func announces(_ document: SyntaxTree) -> Bool

  /// The formats whose documents stand beside this one's as entries of the same system.
  var companions: [String] { get }

  /// Reads the documents of one system.
  func read(_ input: FormatInput) throws -> Schema
}

extension SchemaFormat {
  /// Most formats' documents may be parts of one another.
  public var isWhole: Bool { false }

  /// Most formats are read as JSON or YAML.
  public var readsXML: Bool { false }

  /// Most formats are told by a word that nothing else has.
  public func announces(_ document: SyntaxTree) -> Bool { true }

  /// Most formats stand alone.
  public var companions: [String] { [] }

  /// In documents of JSON `$ref` names others.
  public func references(_ document: SyntaxTree) -> [String] {
    guard let key = document.symbols.existing("$ref") else { return [] }
    return (0..<document.nodeCount).compactMap { document[$0].key == key ? document.string($0) : nil }
  }

  /// A first revision reads nothing otherwise.
  public var rereadings: [Rereading] { [] }
}

/// What a format says of a document.
public enum Recognition: Equatable, Sendable {
  /// Not of this format.
  case no
  /// Of this format; the text names the dialect.
  case yes(dialect: String)
  /// Of a kin that is not read: a version too old or too new. The text is for the person.
  case refused(String)
}

/// The documents of one system, as a format reads them.
public struct FormatInput {
  /// A document and the path under which others refer to it.
  public struct Part {
    /// The path, relative to the system's folder, with `/`.
    public var path: String
    /// The document.
    public var tree: SyntaxTree

    /// Makes a part.
    public init(path: String, tree: SyntaxTree) {
      self.path = path
      self.tree = tree
    }
  }

  /// Why a document that is referred to is not there.
  public enum LoadFailure: Error {
    /// Outside of the system's folder, or a scheme that is never fetched.
    case refused(String)
    /// Not there, or not readable.
    case unreadable(String)
  }

  /// Whether the entries are files of a folder, so that their paths say which is which on both sides of a comparison;
  /// a single document may have any name.
  public var isFolder: Bool
  /// The entries: documents that stand by themselves.
  public var entries: [Part]
  /// Finds a document by its path relative to the system's folder.
  public var load: (String) throws(LoadFailure) -> SyntaxTree
  /// Where the documents were fetched from; nil for files. There a reference may be an address.
  public var web: WebPlace?
  /// The table of all texts.
  public var symbols: SymbolTable

  /// Makes an input.
  public init(
    entries: [Part], isFolder: Bool = false, web: WebPlace? = nil, symbols: SymbolTable,
    load: @escaping (String) throws(LoadFailure) -> SyntaxTree
  ) {
    self.web = web
    self.entries = entries
    self.isFolder = isFolder
    self.symbols = symbols
    self.load = load
  }
}
