public import DriftDiff
public import DriftFormats
public import DriftModel
import DriftSyntax

/// The documents of one system as values: the first is the entry, the others are found by their paths.
public struct DocumentSet: Sendable {
  /// What the documents are called in a table of results.
  public var name: String
  /// The documents by path.
  public var files: [(path: String, value: JSONValue)]
  /// The folder in which documents stand that the set refers to and does not hold.
  public var folder: String?

  /// Makes a set.
  public init(_ name: String, _ files: [(path: String, value: JSONValue)]) {
    self.name = name
    self.files = files
  }

  /// Makes a set of one document.
  public init(_ name: String, _ value: JSONValue) { self.init(name, [("main.json", value)]) }

  /// Reads one document from a file; what it refers to is found beside it.
  public init(file: String) throws {
    let steps = file.split(separator: "/", omittingEmptySubsequences: false)
    self.init(file, [(String(steps.last ?? ""), try JSONValue(parsing: SharedData.bytes(file), file: file))])
    folder = steps.dropLast().joined(separator: "/")
  }

  /// The entry.
  public var entry: JSONValue {
    get { files[0].value }
    set { files[0].value = newValue }
  }

  /// Writes the documents and reads them back as a schema.
  public func read(
    _ symbols: SymbolTable, layout: JSONValue.Layout = .compact, among formats: [any SchemaFormat]? = nil
  ) throws -> Schema {
    try read(symbols, among: formats) { $0.text(layout) }
  }

  /// Writes the documents in some way and reads them back as a schema.
  public func read(
    _ symbols: SymbolTable, among formats: [any SchemaFormat]? = nil, writing: (JSONValue) -> [UInt8]
  ) throws -> Schema {
    var trees: [String: SyntaxTree] = [:]
    for file in files {
      let source = SourceText(file: file.path, copying: writing(file.value))
      trees[file.path] = try DocumentReader.read(source, symbols: symbols)
    }
    let entry = FormatInput.Part(path: files[0].path, tree: try tree(files[0].path, in: trees))
    let format = try FormatRegistry.recognise(entry.tree, among: formats ?? FormatRegistry.formats)
    return try format.read(
      FormatInput(entries: [entry], symbols: symbols) { path throws(FormatInput.LoadFailure) in
        if let found = trees[path] { return found }
        guard let folder, let bytes = try? SharedData.bytes(folder + "/" + path),
          let found = try? DocumentReader.read(SourceText(file: path, copying: bytes), symbols: symbols)
        else { throw .unreadable("no such file") }
        return found
      })
  }

  private func tree(_ path: String, in trees: [String: SyntaxTree]) throws -> SyntaxTree {
    guard let tree = trees[path] else { throw DriftError("no such file", file: path) }
    return tree
  }

  /// The differences to a later state of the documents.
  public func changes(to other: DocumentSet) throws -> [Change] {
    let symbols = SymbolTable()
    return SchemaDiff.compare(try read(symbols), try other.read(symbols)).changes
  }
}

extension Change {
  /// The change in one line, for messages of tests: `field-renamed Contact.phone -> Contact.phone_number`.
  public var line: String {
    let sides = [old?.address.description, new?.address.description]
    let places = sides[0] == sides[1] ? sides[0] ?? "" : "\(sides[0] ?? "-") -> \(sides[1] ?? "-")"
    let outcome = compatibility.map { " (\($0.rawValue))" } ?? ""
    return "\(kind.rawValue) \(places)\(detail.isEmpty ? "" : " [\(detail)]")\(outcome)"
  }
}
