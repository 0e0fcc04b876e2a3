import DriftFormats
import DriftModel
import DriftSyntax

/// A made-up format that lives in these tests only, and proves that the seam carries what comes later: a schema in
/// two parts, facts that are unknown, facts a direction, stable ids, tables whose names are on the wire.
///
/// The first part lists tables with columns, `{"twoPart": 1, "rights": "rights.json", "tables": {"Contact": {"columns":
/// [{"id": "c1", "name": "email", "kind": "text", "length": 80, "must": true}]}}}`. The second says what the caller may
/// do with columns, by their ids: `{"c1": {"read": true, "create": false}}`. What neither says is unknown.
struct TwoPartFormat: SchemaFormat {
  let id = "two-part"
  let title = "two parts"
  let revision = 7

  func recognises(_ document: SyntaxTree) -> Recognition {
    document.member(SyntaxTree.root, "twoPart") == nil ? .no : .yes(dialect: "two parts")
  }

  func read(_ input: FormatInput) throws -> Schema {
    let part = input.entries[0]
    var reader = Reader(
      tree: part.tree,
      builder: SchemaBuilder(
        Schema(
          format: id, dialect: title, revision: revision, symbols: input.symbols, parts: [part.tree.source])))
    if let node = part.tree.member(SyntaxTree.root, "rights"), let path = part.tree.string(node) {
      do {
        let rights = try input.load(path)
        reader.rights = rights
        reader.builder.schema.parts.append(rights.source)
      } catch {
        reader.builder.schema.gaps.append(
          Gap(subject: path, text: "the rights are missing", origin: reader.origin(node)))
      }
    }
    if let tables = part.tree.member(SyntaxTree.root, "tables") {
      for table in part.tree.children(tables) { reader.readTable(table) }
    }
    return reader.builder.finish()
  }

  private struct Reader: ~Copyable {
    let tree: SyntaxTree
    var rights: SyntaxTree?
    var builder: SchemaBuilder

    init(tree: SyntaxTree, builder: consuming SchemaBuilder) {
      self.tree = tree
      self.builder = builder
    }

    func origin(_ node: NodeID) -> Origin { Origin(part: 0, offset: tree[node].keyStart) }

    mutating func readTable(_ table: NodeID) {
      var draft = builder.begin(at: origin(table))
      draft.types = .object
      draft.nullable = .no
      if let columns = tree.member(table, "columns") {
        for (position, column) in tree.children(columns).enumerated() { readColumn(column, UInt32(position)) }
      }
      let shape = builder.finish(draft)
      builder.schema.definitions.append(
        Definition(name: tree[table].key, isNameOnWire: true, shape: shape, origin: origin(table)))
    }

    private mutating func readColumn(_ column: NodeID, _ position: UInt32) {
      var draft = builder.begin(at: origin(column))
      draft.types = .string
      draft.scalar = .string
      draft.nullable = fact(column, "null")
      if let id = tree.member(column, "id") { builder.state(.stableID, .text, tree.symbol(id)) }
      if let kind = tree.member(column, "kind") { builder.state(.sourceType, .text, tree.symbol(kind)) }
      if let length = tree.member(column, "length") {
        let isKnown = tree.kind(length) == .number
        builder.state(.maxLength, isKnown ? .number : .unknown, isKnown ? tree.symbol(length) : .empty)
      }
      let shape = builder.finish(draft)
      guard let name = tree.member(column, "name") else { return }
      builder.add(
        Field(
          name: tree.symbol(name), shape: shape, required: fact(column, "must"), access: access(column),
          position: position, origin: origin(column)))
    }

    /// Yes or no where it is said, else unknown.
    private func fact(_ node: NodeID, _ key: String) -> ByDirection {
      guard let value = tree.member(node, key) else { return .unknown }
      return ByDirection(Tri(tree.kind(value) == .true))
    }

    /// What the second part says of a column, a direction at a time.
    private func access(_ column: NodeID) -> ByDirection {
      guard let rights, let id = tree.member(column, "id").flatMap({ tree.string($0) }),
        let entry = rights.member(SyntaxTree.root, id)
      else { return .unknown }
      func tri(_ key: String) -> Tri {
        rights.member(entry, key).map { Tri(rights.kind($0) == .true) } ?? .unknown
      }
      return ByDirection(read: tri("read"), create: tri("create"), update: tri("update"))
    }
  }
}
