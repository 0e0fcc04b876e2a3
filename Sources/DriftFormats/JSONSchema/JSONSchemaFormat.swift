import DriftModel
import DriftSyntax

/// JSON Schema, drafts 4, 6, 7, 2019-09 and 2020-12 (FORMATS 2).
struct JSONSchemaFormat: SchemaFormat {
  let id = "json-schema"
  let title = "JSON Schema draft 4 to 2020-12"
  let revision = 2
  /// Revision 1 read `oneOf` as `anyOf`.
  let rereadings = [Rereading(.exclusion, since: 2)]

  func recognises(_ document: SyntaxTree) -> Recognition {
    let root = SyntaxTree.root
    // `true` admits anything and `false` nothing (JSON Schema 2020-12 core, 4.3.2).
    if document.kind(root) == .true || document.kind(root) == .false {
      return .yes(dialect: SchemaDialect.draft2020.name)
    }
    guard document.kind(root) == .object else { return .no }
    if let declared = SchemaDialect.declared(by: document) { return .yes(dialect: declared.name) }
    let words = ["$defs", "definitions", "properties", "$ref", "allOf", "anyOf", "oneOf", "enum", "const", "$id"]
    let hasWord = words.contains { document.member(root, $0) != nil }
    let hasSchema = document.member(root, "$schema").flatMap { document.string($0) } != nil
    guard hasWord || hasSchema || saysType(document) else { return .no }
    return .yes(dialect: SchemaDialect.guessed(from: document).name)
  }

  /// Anything with `properties` may be a schema, and may be an example of a record: `$schema` tells.
  func announces(_ document: SyntaxTree) -> Bool { SchemaDialect.declared(by: document) != nil }

  private func saysType(_ document: SyntaxTree) -> Bool {
    guard let type = document.member(SyntaxTree.root, "type") else { return false }
    let known: Set = ["string", "number", "integer", "boolean", "object", "array", "null"]
    if document.kind(type) == .array {
      return document.children(type).contains { document.string($0).map(known.contains) ?? false }
    }
    return document.string(type).map(known.contains) ?? false
  }

  func read(_ input: FormatInput) throws -> Schema {
    let tree = input.entries[0].tree
    let dialect = SchemaDialect.declared(by: tree) ?? SchemaDialect.guessed(from: tree)
    var reader = SchemaReader(input, dialect: dialect, format: self)
    for number in input.entries.indices {
      reader.enter(part: number)
      reader.defineRoot()
    }
    return reader.finish()
  }
}

extension SchemaReader {
  /// The document's root as a definition, called by its title (DESIGN, Addresses). Definitions are named first.
  mutating func defineRoot() {
    let root = SyntaxTree.root
    for word in ["$defs", "definitions"] {
      if let node = tree.member(root, word) { registerDefinitions(node) }
    }
    guard Self.saysMore(tree) else { return }
    let title = tree.member(root, "title").flatMap { tree.string($0) } ?? ""
    let name = title.isEmpty || definitionByName[symbols.intern(title)] != nil ? "$root" : title
    let index = define(name, part: part, node: root, at: root)
    builder.schema.definitions[index].isRoot = true
  }

  /// Whether a root holds a schema of its own beside its definitions.
  private static func saysMore(_ tree: SyntaxTree) -> Bool {
    let aside: Set = [
      "$schema", "$id", "id", "$defs", "definitions", "title", "description", "$comment", "$vocabulary",
    ]
    return tree.children(SyntaxTree.root).contains { !aside.contains(tree.symbols.text(tree[$0].key)) }
      || (tree.member(SyntaxTree.root, "$defs") == nil && tree.member(SyntaxTree.root, "definitions") == nil)
  }
}

extension SchemaDialect {
  /// The dialect that a document's `$schema` names; nil where it names none that is known.
  static func declared(by document: SyntaxTree) -> SchemaDialect? {
    document.member(SyntaxTree.root, "$schema").flatMap { document.string($0) }.flatMap(named)
  }

  /// The dialect that the keywords of a document without `$schema` point to (FORMATS 2.1).
  static func guessed(from document: SyntaxTree) -> SchemaDialect {
    let symbols = document.symbols
    func has(_ word: String) -> Bool {
      guard let symbol = symbols.existing(word) else { return false }
      return (0..<document.nodeCount).contains { document[$0].key == symbol }
    }
    if has("$defs") || has("prefixItems") || has("$dynamicRef") || has("dependentRequired") { return draft2020 }
    if let symbol = symbols.existing("exclusiveMinimum"),
      let node = (0..<document.nodeCount).first(where: { document[$0].key == symbol }),
      document.kind(node) == .true || document.kind(node) == .false
    {
      return draft4
    }
    // Read as 2020-12, with the tolerance that the older drafts ask for: `definitions` and tuples are understood.
    return draft2020
  }
}
