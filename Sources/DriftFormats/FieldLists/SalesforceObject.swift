import DriftModel
import DriftSyntax

/// What a description says of an object beside its fields.
struct SalesforceObject {
  private let node: NodeID

  init(_ node: NodeID, in tree: SyntaxTree) { self.node = node }

  func read(into list: inout FieldListReader, _ draft: inout ShapeDraft, of name: String) {
    let tree = list.tree
    var access = ByDirection.unknown
    for child in tree.children(node) {
      let key = list.symbols.text(tree[child].key)
      switch key {
      // Read elsewhere; addresses, which carry the host and the version.
      case "name", "fields", "urls", "namedLayoutInfos": continue
      case "custom": if list.flag(child) == .no { list.state(.presentation, "standard") }
      case "keyPrefix": list.state(.stableID, list.text(child))
      case "label": list.stateProse(.label, child)
      case "labelPlural": list.stateProse(.summary, child)
      case "queryable": access[.read] = right(child, in: &list, of: name)
      case "createable": access[.create] = right(child, in: &list, of: name)
      case "updateable": access[.update] = right(child, in: &list, of: name)
      case "deprecatedAndHidden": if list.flag(child) == .yes { list.stateTrue(.deprecated) }
      case "deletable", "undeletable", "mergeable", "searchable", "retrieveable", "replicateable", "triggerable",
        "activateable", "layoutable", "feedEnabled":
        if list.flag(child) == .yes { list.state(.traits, key) }
      case "customSetting": if list.flag(child) == .yes { list.state(.presentation, "custom setting") }
      case "childRelationships": readChildren(child, into: &list, of: name)
      case "recordTypeInfos": readRecordTypes(child, into: &list, of: name)
      default: list.note(child)
      }
    }
    draft.access = access
  }

  /// Whether something may be done with the object; what says neither is a gap.
  private func right(_ node: NodeID, in list: inout FieldListReader, of name: String) -> Tri {
    let said = list.flag(node)
    if said == .unknown {
      list.gap(name, "expected true or false under \(list.symbols.text(list.tree[node].key))", node)
    }
    return said
  }

  private func readChildren(_ node: NodeID, into list: inout FieldListReader, of name: String) {
    for child in list.objects(node, of: "\(name).childRelationships") {
      guard let other = list.text(child, "childSObject"), let field = list.text(child, "field") else { continue }
      let way = list.text(child, "relationshipName").map { " as \($0)" } ?? ""
      let rules = ["cascadeDelete", "restrictedDelete"].filter { list.flag(list.tree.member(child, $0)) == .yes }
      list.state(.relations, (["children \(other).\(field)\(way)"] + rules).joined(separator: ", "))
    }
  }

  /// Those that this user may use. Their ids are sent, and differ from one organisation to the next.
  private func readRecordTypes(_ node: NodeID, into list: inout FieldListReader, of name: String) {
    for type in list.objects(node, of: "\(name).recordTypeInfos") {
      guard let title = list.text(type, "developerName") ?? list.text(type, "name") else { continue }
      if list.flag(list.tree.member(type, "available")) == .no || list.flag(list.tree.member(type, "active")) == .no {
        continue
      }
      let id = list.text(type, "recordTypeId").map { " \($0.prefix(15))" } ?? ""
      let isDefault = list.flag(list.tree.member(type, "defaultRecordTypeMapping")) == .yes
      list.state(.traits, "record type \(title)\(id)\(isDefault ? ", default" : "")")
    }
  }
}
