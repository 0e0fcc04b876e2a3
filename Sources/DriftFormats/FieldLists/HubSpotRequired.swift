import DriftModel
import DriftSyntax

/// What a new record must have, and who asks may not see.
extension HubSpotReader {
  /// Properties that a new record must have and no list shows: they are there, and who asks may not see them.
  mutating func addHidden(
    _ names: [String], _ archived: Set<String>, _ node: NodeID, after count: UInt32, of object: String
  ) {
    let named = list.tree.member(node, "requiredProperties").map { list.tree.children($0).map { $0 } } ?? []
    for (offset, name) in names.enumerated() {
      let place = named.first { list.text($0) == name } ?? node
      let why = archived.contains(name) ? "it is archived" : "who asks may not see it: a scope may be missing"
      list.gap("\(object).\(name)", "a new record must have it, and \(why)", place)
      let draft = list.builder.begin(at: list.origin(place))
      list.leaveUnknown("description", at: place)
      let shape = list.builder.finish(draft)
      list.builder.add(
        Field(
          name: list.symbols.intern(name), shape: shape,
          required: ByDirection(read: .unknown, create: .yes, update: .no),
          access: ByDirection(read: .no, create: .unknown, update: .unknown), position: count + UInt32(offset),
          origin: list.origin(place)))
    }
  }

  /// The names in a list; what is none is a gap. Nil where no list stands there: nothing is known then.
  mutating func readNames(_ node: NodeID, of object: String) -> Set<String>? {
    guard list.tree.kind(node) == .array else {
      list.gap(
        "\(object).\(list.symbols.text(list.tree[node].key))", "expected a list, found \(list.tree.kind(node).word)",
        node)
      return nil
    }
    var names: Set<String> = []
    for item in list.items(node, of: object) {
      if let name = list.text(item) {
        names.insert(name)
      } else {
        list.gap(
          "\(object).\(list.symbols.text(list.tree[node].key))",
          "expected the name of a property, found \(list.tree.kind(item).word)", item)
      }
    }
    return names
  }
}
