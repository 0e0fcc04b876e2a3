public import DriftModel
public import DriftSyntax

/// Reads a mapping file (docs/mapping.md). Every mistake is told with its line.
public struct MappingReader {
  private let reader: StrictReader
  private var tree: SyntaxTree { reader.tree }

  /// Reads the mapping of a document.
  ///
  /// - Throws: ``DriftError`` at the place of the first mistake; further ones stand in its help.
  public static func read(_ tree: SyntaxTree) throws(DriftError) -> Mapping {
    try MappingReader(reader: StrictReader(tree)).mapping()
  }

  private func mapping() throws(DriftError) -> Mapping {
    let root = SyntaxTree.root
    guard tree.kind(root) == .object else {
      throw reader.fail("expected a mapping file with \"agent\" and \"fields\"", root)
    }
    try reader.checkKeys(root, ["agent", "owner", "fields", "version"], of: "a mapping file")
    let agent = try reader.requiredText(root, "agent")
    guard let list = tree.member(root, "fields") else {
      throw reader.fail(
        "expected \"fields\", the list of the agent's fields", root, ["See docs/mapping.md for the shape."])
    }
    guard tree.kind(list) == .array else {
      throw reader.fail("expected a list under \"fields\", found \(reader.found(list))", list)
    }
    var entries: [Mapping.Entry] = []
    var mistakes = Mistakes()
    let uses = uses()
    for node in tree.children(list) {
      do throws(DriftError) { entries.append(try entry(node, uses)) } catch { mistakes.add(error) }
    }
    if let error = mistakes.error { throw error }
    guard !entries.isEmpty else {
      throw reader.fail(
        "expected at least one entry under \"fields\", found an empty list", list,
        ["An entry is { agent: contact.email, system: crm, field: Contact.email, access: [read] }."])
    }
    return Mapping(
      file: tree.source.file, agent: agent, owner: try reader.text(root, "owner") ?? "", entries: entries,
      place: tree.place(tree.member(root, "agent") ?? root))
  }

  /// Why drift does not write an address anew at its place; nil where it may.
  private func obstacle(_ place: NodeID, _ uses: [UInt32: Int]) -> String? {
    if tree.source.isTranscoded { return "the file is written in UTF-16 or UTF-32, and drift writes UTF-8 alone" }
    if uses[tree[place].start] ?? 0 > 1 { return "an anchor shares the text with other places of the file" }
    return tree.writtenRange(place) == nil ? "the address is written as a block or over several lines" : nil
  }

  /// How many nodes stand on each byte: more than one where an alias or a merge brings a text in again.
  private func uses() -> [UInt32: Int] {
    var out: [UInt32: Int] = [:]
    var open = [SyntaxTree.root]
    while let node = open.popLast() {
      switch tree.kind(node) {
      case .object, .array: open += tree.children(node)
      default: out[tree[node].start, default: 0] += 1
      }
    }
    return out
  }

  private func entry(_ node: NodeID, _ uses: [UInt32: Int]) throws(DriftError) -> Mapping.Entry {
    try reader.object(node, "an entry with \"agent\", \"system\" and \"field\"")
    try reader.checkKeys(
      node,
      [
        "agent", "system", "field", "access", "lookup", "expects", "transform", "on_missing", "on_duplicate",
        "on_unavailable", "required", "examples", "identity", "note",
      ], of: "an entry")
    let written = try reader.requiredText(node, "field")
    let place = tree.member(node, "field") ?? node
    var entry = Mapping.Entry(
      field: try reader.requiredText(node, "agent"), system: try reader.requiredText(node, "system"),
      addressText: written, address: try address(written, place), access: try access(node), place: tree.place(place))
    if let obstacle = obstacle(place, uses) {
      entry.obstacle = obstacle
    } else {
      entry.addressRange = tree.writtenRange(place)
    }
    entry.isLookup = try reader.flag(node, "lookup") ?? false
    (entry.expectedType, entry.expectedFormat) = try expectation(node)
    entry.transform = try reader.text(node, "transform") ?? ""
    entry.onMissing = try reader.word(node, "on_missing", Mapping.OnMissing.self)
    entry.onDuplicate = try reader.word(node, "on_duplicate", Mapping.OnDuplicate.self)
    entry.onUnavailable = try reader.word(node, "on_unavailable", Mapping.OnUnavailable.self)
    entry.isRequired = try reader.flag(node, "required") ?? false
    entry.examples = try examples(node)
    entry.identity = try reader.text(node, "identity") ?? ""
    entry.note = try reader.text(node, "note") ?? ""
    return entry
  }

  private func address(_ written: String, _ place: NodeID) throws(DriftError) -> Address {
    do {
      return try Address(parsing: written)
    } catch {
      throw reader.fail(
        "expected an address, found \"\(written)\": \(error.message) (at its column \(error.column))", place,
        ["An address is a definition or an operation, then names: Contact.email, \"GET /contacts\".response.200.email."]
      )
    }
  }

  private func expectation(_ node: NodeID) throws(DriftError) -> (type: String, format: String) {
    guard let expects = tree.member(node, "expects") else { return ("", "") }
    try reader.object(expects, "\"type\" and \"format\" under \"expects\"")
    try reader.checkKeys(expects, ["type", "format"], of: "\"expects\"")
    let type = try reader.text(expects, "type") ?? ""
    let format = try reader.text(expects, "format") ?? ""
    guard let word = tree.member(expects, "type"), !ExpectedType.words.contains(type) else { return (type, format) }
    throw reader.fail(
      "expected a type under \"type\", found \"\(type)\"", word, [StrictReader.advice(type, ExpectedType.words)])
  }

  private func access(_ node: NodeID) throws(DriftError) -> UsageSet {
    guard let access = tree.member(node, "access") else {
      throw reader.fail("expected \"access\": [read], [write] or [read, write]", node)
    }
    let words = tree.kind(access) == .array ? Array(tree.children(access)) : [access]
    var out: UsageSet = []
    for word in words {
      switch tree.string(word) {
      case "read": out.formUnion(.read)
      case "write": out.formUnion(.write)
      default:
        let near = Suggestion.nearest(to: tree.string(word) ?? "", in: ["read", "write"], atMost: 1)
        throw reader.fail(
          "expected \"read\" or \"write\", found \(reader.found(word))", word, near.map { "Did you mean \"\($0)\"?" })
      }
    }
    guard !out.isEmpty else { throw reader.fail("expected \"read\" or \"write\", found an empty list", access) }
    return out
  }

  private func examples(_ node: NodeID) throws(DriftError) -> [Mapping.Example] {
    guard let list = tree.member(node, "examples") else { return [] }
    guard tree.kind(list) == .array else {
      throw reader.fail("expected a list under \"examples\", found \(reader.found(list))", list)
    }
    var out: [Mapping.Example] = []
    for value in tree.children(list) {
      let place = tree.place(value)
      switch tree.kind(value) {
      case .string, .number:
        let text = String(decoding: tree.textBytes(value), as: UTF8.self)
        out.append(.init(text: text, isText: tree.kind(value) == .string, place: place))
      case .true, .false:
        out.append(.init(text: tree.kind(value) == .true ? "true" : "false", isText: false, place: place))
      case .null: out.append(.init(text: "null", isText: false, place: place))
      case .object, .array:
        throw reader.fail("expected a value under \"examples\", found \(reader.found(value))", value)
      }
    }
    return out
  }
}
