import DriftDiff
import DriftFormats
public import DriftModel
import DriftSyntax

/// Small documents of XML for tests: the first is the entry, the others are found by their paths.
public struct XMLTexts: Sendable {
  private let files: [(path: String, text: String)]

  /// Documents as they are written.
  public init(_ files: [(path: String, text: String)]) { self.files = files }

  /// A schema of these components in the namespace `urn:t`, prefix `t`.
  public init(schema components: String, attributes: String = "elementFormDefault=\"qualified\"") {
    self.init([
      (
        "main.xsd",
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t" \(attributes)>
        \(components)
        </xs:schema>
        """
      )
    ])
  }

  /// Reads them.
  public func read(_ symbols: SymbolTable = SymbolTable()) throws -> Schema {
    var trees: [String: SyntaxTree] = [:]
    for file in files {
      trees[file.path] = try DocumentReader.read(SourceText(file: file.path, copying: file.text.utf8), symbols: symbols)
    }
    guard let entry = trees[files[0].path] else { throw DriftError("no entry") }
    let format = try FormatRegistry.recognise(entry)
    return try format.read(
      FormatInput(entries: [.init(path: files[0].path, tree: entry)], symbols: symbols) {
        path throws(FormatInput.LoadFailure) in
        guard let tree = trees[path] else { throw .unreadable("no such document") }
        return tree
      })
  }

  /// The differences to a later state, a line a change.
  public func lines(to other: XMLTexts) throws -> [String] {
    let symbols = SymbolTable()
    return SchemaDiff.compare(try read(symbols), try other.read(symbols)).changes.map(\.line)
  }
}
