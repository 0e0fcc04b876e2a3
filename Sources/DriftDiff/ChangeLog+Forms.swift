import DriftModel

extension ChangeLog {
  /// Tells once that the local elements of a document are in its namespace now, or no longer: a schema says so with one
  /// word, `elementFormDefault` (XSD 1.0 part 1, 3.15.2), and each of them says it of itself.
  ///
  /// The change is at the schema and about each of the elements.
  mutating func joinForms() {
    var groups: [FormGroup: [Int]] = [:]
    for index in changes.indices where changes[index].kind == .encodingChanged {
      if let group = FormGroup(changes[index]) { groups[group, default: []].append(index) }
    }
    var gone: Set<Int> = []
    for (group, members) in groups where members.count > 1 {
      for index in members.dropFirst() {
        take(index, into: members[0])
        gone.insert(index)
      }
      changes[members[0]].old = side(changes[members[0]].old, group.isQualified ? "unqualified" : "qualified")
      changes[members[0]].new = side(changes[members[0]].new, group.isQualified ? "qualified" : "unqualified")
      changes[members[0]].detail = "elementFormDefault"
    }
    remove(gone)
  }

  private func side(_ one: Change.Side?, _ form: String) -> Change.Side {
    Change.Side(
      address: Address([]), value: .facts([.init("localElements", .text(form))]), origin: one?.origin ?? .none)
  }
}

/// Elements of one document that came into its namespace, or left it.
private struct FormGroup: Hashable {
  var part: UInt32
  var isQualified: Bool

  /// Nil for any other change.
  init?(_ change: Change) {
    guard change.kind == .encodingChanged, change.detail == FactKey.xmlForm.keyword, case .field = change.subject,
      let old = change.old, let new = change.new
    else { return nil }
    let bare = FactValue.facts([.init(FactKey.xmlForm.keyword, .list([.text("unqualified")]))])
    switch (old.value, new.value) {
    case (.facts([]), bare): isQualified = false
    case (bare, .facts([])): isQualified = true
    default: return nil
    }
    part = new.origin.part
  }
}
