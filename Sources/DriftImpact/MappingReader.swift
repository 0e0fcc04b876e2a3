public import DriftModel
public import DriftSyntax

/// Reads a mapping file (docs/mapping.md). Every mistake is told with its line.
public struct MappingReader {
  private let tree: SyntaxTree

  /// Reads the mapping of a document.
  ///
  /// - Throws: ``DriftError`` at the place of the first mistake.
  public static func read(_ tree: SyntaxTree) throws(DriftError) -> Mapping {
    try MappingReader(tree: tree).mapping()
  }

  private func mapping() throws(DriftError) -> Mapping {
    let root = SyntaxTree.root
    guard tree.kind(root) == .object else {
      throw fail("expected a mapping file with \"agent\" and \"fields\"", root, [])
    }
    try checkKeys(root, ["agent", "owner", "fields", "version"], "a mapping file")
    let agent = try text(root, "agent", required: true)
    guard let list = tree.member(root, "fields") else {
      throw fail("expected \"fields\", the list of the agent's fields", root, ["See docs/mapping.md for the shape."])
    }
    guard tree.kind(list) == .array else {
      throw fail("expected a list under \"fields\", found \(found(list))", list, [])
    }
    var entries: [Mapping.Entry] = []
    var mistakes = Mistakes()
    for node in tree.children(list) {
      do throws(DriftError) { entries.append(try entry(node)) } catch { mistakes.add(error) }
    }
    if let error = mistakes.error { throw error }
    guard !entries.isEmpty else {
      throw fail(
        "expected at least one entry under \"fields\", found an empty list", list,
        ["An entry is { agent: contact.email, system: crm, field: Contact.email, access: [read] }."])
    }
    return Mapping(agent: agent, owner: try text(root, "owner", required: false), entries: entries)
  }

  private func entry(_ node: NodeID) throws(DriftError) -> Mapping.Entry {
    guard tree.kind(node) == .object else {
      throw fail("expected an entry with \"agent\", \"system\" and \"field\"", node, [])
    }
    try checkKeys(
      node,
      [
        "agent", "system", "field", "access", "lookup", "expects", "transform", "on_missing", "on_duplicate",
        "on_unavailable", "required", "examples", "identity", "note",
      ], "an entry")
    let written = try text(node, "field", required: true)
    let place = tree.member(node, "field") ?? node
    let address: Address
    do {
      address = try Address(parsing: written)
    } catch {
      throw fail(
        "expected an address, found \"\(written)\": \(error.message) (at its column \(error.column))", place,
        ["An address is a definition or an operation, then names: Contact.email, \"GET /contacts\".response.200.email."]
      )
    }
    let expected = try expectation(node)
    return Mapping.Entry(
      field: try text(node, "agent", required: true), system: try text(node, "system", required: true),
      addressText: written, address: address, access: try access(node), isLookup: try flag(node, "lookup"),
      expectedType: expected.type, expectedFormat: expected.format,
      place: tree.place(place))
  }

  private func expectation(_ node: NodeID) throws(DriftError) -> (type: String, format: String) {
    guard let expects = tree.member(node, "expects") else { return ("", "") }
    guard tree.kind(expects) == .object else {
      throw fail("expected \"type\" and \"format\" under \"expects\"", expects, [])
    }
    try checkKeys(expects, ["type", "format"], "\"expects\"")
    let type = try text(expects, "type", required: false)
    let format = try text(expects, "format", required: false)
    guard let word = tree.member(expects, "type"), !ExpectedType.words.contains(type) else { return (type, format) }
    let near = Suggestion.nearest(to: type, in: ExpectedType.words, atMost: 1)
    let help =
      near.first.map { "Did you mean \"\($0)\"?" } ?? "Known are: \(ExpectedType.words.joined(separator: ", "))."
    throw fail("expected a type under \"type\", found \"\(type)\"", word, [help])
  }

  private func access(_ node: NodeID) throws(DriftError) -> UsageSet {
    guard let access = tree.member(node, "access") else {
      throw fail("expected \"access\": [read], [write] or [read, write]", node, [])
    }
    let words = tree.kind(access) == .array ? Array(tree.children(access)) : [access]
    var out: UsageSet = []
    for word in words {
      switch tree.string(word) {
      case "read": out.formUnion(.read)
      case "write": out.formUnion(.write)
      default: throw fail("expected \"read\" or \"write\", found \(found(word))", word, hint(for: word))
      }
    }
    guard !out.isEmpty else { throw fail("expected \"read\" or \"write\", found an empty list", access, []) }
    return out
  }

  private func hint(for word: NodeID) -> [String] {
    guard let text = tree.string(word) else { return [] }
    let near = Suggestion.nearest(to: text, in: ["read", "write"], atMost: 1)
    return near.map { "Did you mean \"\($0)\"?" }
  }

  /// What stands at a node, for a message.
  private func found(_ node: NodeID) -> String {
    switch tree.kind(node) {
    case .object: "an object"
    case .array: "a list"
    case .null: "nothing"
    case .true: "true"
    case .false: "false"
    case .string, .number: "\"\(String(decoding: tree.textBytes(node), as: UTF8.self))\""
    }
  }

  private func flag(_ node: NodeID, _ key: String) throws(DriftError) -> Bool {
    guard let value = tree.member(node, key) else { return false }
    switch tree.kind(value) {
    case .true: return true
    case .false: return false
    default: throw fail("expected true or false under \"\(key)\", found \(found(value))", value, [])
    }
  }

  private func text(_ node: NodeID, _ key: String, required: Bool) throws(DriftError) -> String {
    guard let value = tree.member(node, key) else {
      if required { throw fail("expected \"\(key)\"", node, []) }
      return ""
    }
    switch tree.kind(value) {
    case .string, .number: return String(decoding: tree.textBytes(value), as: UTF8.self)
    default: throw fail("expected a text under \"\(key)\", found \(found(value))", value, [])
    }
  }

  /// A key that nothing reads is a mistake, most often of spelling.
  private func checkKeys(_ node: NodeID, _ known: [String], _ what: String) throws(DriftError) {
    for child in tree.children(node) {
      let key = tree.symbols.text(tree[child].key)
      guard !known.contains(key) else { continue }
      let near = Suggestion.nearest(to: key, in: known, atMost: 1)
      let help = near.first.map { "Did you mean \"\($0)\"?" } ?? "Known are: \(known.joined(separator: ", "))."
      throw fail("\"\(key)\" is no key of \(what)", child, [help])
    }
  }

  private func fail(_ message: String, _ node: NodeID, _ help: [String]) -> DriftError {
    DriftError(message, at: tree.place(node), help: help)
  }
}
