import DriftModel

/// Members of one local name in several namespaces.
extension XSDReader {
  /// The members of other namespaces than the definition's that have one local name, and what they are called.
  struct ForeignMembers {
    /// Whether the definition's own namespace has it too.
    var isHome = false
    var names: [String: Symbol] = [:]
  }

  /// What a member is called: by its local name; where it is there in several namespaces, those of others than the
  /// definition's are qualified.
  mutating func memberName(
    _ name: Symbol, _ namespace: String, _ draft: ShapeDraft, _ content: inout Content
  ) -> Symbol {
    if namespace.isEmpty || namespace == home {
      if content.foreign[name]?.isHome == false { settle(name, draft, &content) { $0.isHome = true } }
      return name
    }
    if let known = content.foreign[name]?.names[namespace] { return known }
    if content.foreign[name] == nil {
      content.foreign[name] = ForeignMembers(isHome: builder.hasMember(name, in: draft))
    }
    settle(name, draft, &content) { $0.names[namespace] = Symbol.none }
    return content.foreign[name]?.names[namespace] ?? name
  }

  /// Takes one more in, and calls all others as they are called beside it.
  private mutating func settle(
    _ name: Symbol, _ draft: ShapeDraft, _ content: inout Content, _ change: (inout ForeignMembers) -> Void
  ) {
    var all = content.foreign[name] ?? ForeignMembers()
    change(&all)
    let local = symbols.text(name)
    let qualifiers = XMLNamespaceNames(all.names.keys)
    let isAlone = all.names.count == 1 && !all.isHome
    for (namespace, before) in all.names.sorted(by: { $0.key < $1.key }) {
      let after = isAlone ? name : symbols.intern(qualifiers.qualified(local, in: namespace))
      if before != Symbol.none, before != after { builder.rename(before, to: after, in: draft) }
      all.names[namespace] = after
    }
    content.foreign[name] = all
  }
}
