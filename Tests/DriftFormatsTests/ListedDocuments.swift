import DriftDiff
import DriftFormats
import DriftModel
import DriftSyntax
import DriftTestSupport

/// Documents of one system that stand beside one another, as several answers of an API do.
struct ListedDocuments {
  var files: [(path: String, text: String)]
  var isFolder = true
  var web: WebPlace?

  init(_ files: [(path: String, text: String)], isFolder: Bool = true, web: WebPlace? = nil) {
    self.files = files
    self.isFolder = isFolder
    self.web = web
  }

  /// The one document.
  init(_ text: String, path: String = "answer.json") { self.init([(path, text)], isFolder: false) }

  func read(_ symbols: SymbolTable = SymbolTable()) throws -> Schema {
    let entries = try files.map { file in
      FormatInput.Part(
        path: file.path,
        tree: try DocumentReader.read(SourceText(file: file.path, copying: file.text.utf8), symbols: symbols))
    }
    let format = try FormatRegistry.recognise(entries[0].tree)
    return try format.read(
      FormatInput(entries: entries, isFolder: isFolder, web: web, symbols: symbols) {
        (path) throws(FormatInput.LoadFailure) in throw .unreadable("no such file")
      })
  }

  func lines(to other: ListedDocuments) throws -> [String] {
    let symbols = SymbolTable()
    return SchemaDiff.compare(try read(symbols), try other.read(symbols)).changes.map(\.line)
  }
}

extension Schema {
  /// A field by definition and name.
  func field(_ definition: String, _ name: String) -> Field? {
    guard let one = definitions.first(where: { symbols.text($0.name) == definition }), one.shape != .none else {
      return nil
    }
    return fields[self[one.shape].fields.indices].first { symbols.text($0.name) == name }
  }

  /// What a field states of one kind, in the order of the source.
  func facts(_ definition: String, _ name: String, _ key: FactKey) -> [String] {
    guard let field = field(definition, name) else { return [] }
    return facts[self[field.shape].facts.indices].filter { $0.key == key }.map { symbols.text($0.value) }
  }

  /// What a definition states of one kind.
  func facts(_ definition: String, _ key: FactKey) -> [String] {
    guard let one = definitions.first(where: { symbols.text($0.name) == definition }), one.shape != .none else {
      return []
    }
    return facts[self[one.shape].facts.indices].filter { $0.key == key }.map { symbols.text($0.value) }
  }

  /// The names of all definitions.
  var definitionNames: [String] { definitions.map { symbols.text($0.name) } }
}
