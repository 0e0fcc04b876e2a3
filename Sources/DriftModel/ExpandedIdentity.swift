/// What a thing of XML is: `element {namespace}name`, `type {namespace}name`.
public struct ExpandedIdentity {
  /// Whether it is an element; else it is a type.
  public var isElement: Bool
  /// The namespace, empty for none.
  public var namespace: String
  /// The name in it.
  public var local: String

  /// Nil for what is no name of XML.
  public init?(_ identity: String) {
    guard let space = identity.firstIndex(of: " "), identity[..<space] == "element" || identity[..<space] == "type",
      identity[identity.index(after: space)...].first == "{", let end = identity.lastIndex(of: "}")
    else { return nil }
    isElement = identity[..<space] == "element"
    namespace = String(identity[identity.index(space, offsetBy: 2)..<end])
    local = String(identity[identity.index(after: end)...])
  }
}
