import DriftModel
import DriftSyntax

/// HubSpot's properties of an object, and its object schemas (FORMATS 6).
///
/// Values travel as texts whatever the type, so the tree says what they mean, and the system says once how they are sent.
struct HubSpotFormat: SchemaFormat {
  let id = "hubspot"
  let title = "HubSpot properties and object schemas"
  let revision = 1

  func references(_ document: SyntaxTree) -> [String] { [] }

  func recognises(_ document: SyntaxTree) -> Recognition {
    let root = SyntaxTree.root
    guard document.kind(root) == .object else { return .no }
    if Self.isSchema(root, document) { return .yes(dialect: title) }
    guard let list = document.member(root, "results"), document.kind(list) == .array else { return .no }
    let items = document.children(list)
    let isKnown = items.contains { Self.isProperty($0, document) || Self.isSchema($0, document) }
    // A list without items tells its kind by nothing but where it came from.
    let isEmpty = document.count(list) == 0 && Self.object(in: document.source.file) != nil
    return isKnown || isEmpty ? .yes(dialect: title) : .no
  }

  static func isProperty(_ node: NodeID, _ tree: SyntaxTree) -> Bool {
    tree.member(node, "name") != nil && tree.member(node, "type") != nil && tree.member(node, "fieldType") != nil
      && tree.member(node, "groupName") != nil
  }

  static func isSchema(_ node: NodeID, _ tree: SyntaxTree) -> Bool {
    guard tree.member(node, "objectTypeId") != nil, tree.member(node, "labels") != nil,
      let properties = tree.member(node, "properties")
    else { return false }
    return tree.kind(properties) == .array
  }

  func read(_ input: FormatInput) throws -> Schema {
    var reader = HubSpotReader(FieldListReader(input, format: self, dialect: title))
    reader.collect()
    return reader.finish()
  }

  /// The object that an address or a path names: what follows `properties` or `schemas`, but for the date of a version.
  static func object(in path: String) -> String? {
    let steps = path.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").map(String.init)
    guard let at = steps.lastIndex(where: { $0 == "properties" || $0 == "schemas" }) else { return nil }
    let after = steps[(at + 1)...].drop { $0.count == 7 && $0.dropFirst(4).first == "-" && Int($0.prefix(4)) != nil }
    // A file is called after its object, in whatever folder below.
    guard let step = after.last.flatMap({ $0.hasSuffix(".json") ? $0 : nil }) ?? after.first else { return nil }
    return canonical(step.hasSuffix(".json") ? String(step.prefix { $0 != "." }) : step)
  }

  /// One name for the built-in objects, which answers call in three ways.
  static func canonical(_ name: String) -> String {
    switch name.lowercased() {
    case "contact", "contacts", "0-1": "contacts"
    case "company", "companies", "0-2": "companies"
    case "deal", "deals", "0-3": "deals"
    case "ticket", "tickets", "0-5": "tickets"
    default: name
    }
  }
}
