import DriftModel
import DriftSyntax

extension XSDReader {
  /// Whether a base is SOAP's array (SOAP 1.1, 5.4.2).
  mutating func isEncodedArray(_ base: NodeID) -> Bool {
    let (uri, local) = ExpandedName.parts(symbols.text(expand(base)))
    return local == "Array" && (uri == XMLNamespace.encoding || uri.hasSuffix("/soap-encoding"))
  }

  /// A restriction of SOAP's array: its items are those of `wsdl:arrayType`, or of the one element that it has.
  mutating func encodedArray(_ node: NodeID, _ draft: inout ShapeDraft) {
    draft.types = .array
    var items: ShapeID = .none
    for at in (node + 1)..<tree.next(after: node) where tree[at].key == words.arrayType && tree.kind(at) == .string {
      let text = (tree.string(at) ?? "").prefix { $0 != "[" && $0 != "," }
      var item = builder.begin(at: origin(at))
      hold(name: String(text), at: at, in: &item)
      if item.nullable == .unknown, item.types != nil { item.nullable = .no }
      items = builder.finish(item)
    }
    if items == .none {
      for at in (node + 1)..<tree.next(after: node) where words[tree[at].key] == .element {
        items = elementShape(at)
        break
      }
    }
    draft.items = items
  }

  /// Lets a type that is named in the middle of a value hold in the innermost draft.
  private mutating func hold(name: String, at node: NodeID, in draft: inout ShapeDraft) {
    let expanded = scope.expand(symbols.intern(name), symbols, target: nil)
    let (uri, local) = ExpandedName.parts(symbols.text(expanded))
    if let index = byName[ComponentKey(space: .type, name: expanded)] {
      refer(to: index, expanded, at: node, in: &draft)
    } else if uri == XMLNamespace.xsd || uri == XMLNamespace.encoding, let type = XSDBuiltIn.named(local) {
      hold(type, in: &draft)
    } else if !XMLNamespace.builtIn.contains(uri) {
      if !missing.contains(uri) { gap("\(local) of \(uri)", "no type of that name", origin(node)) }
      builder.refer(Reference(target: .missing, name: expanded, origin: origin(node)))
    }
  }
}
