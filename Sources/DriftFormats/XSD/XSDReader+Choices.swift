import DriftModel
import DriftSyntax

/// What choices and optional sequences say of their members as a whole (XSD 1.0 part 1, 3.8).
extension XSDReader {
  /// A group whose parts are collected; nil for one that says nothing of its members as a whole.
  struct OpenGroup {
    var isChoice: Bool
    var isOptional: Bool
    /// Whether it stands again and again: which of its parts go together nobody knows.
    var isRepeated: Bool
  }

  /// Starts to collect what a group holds, where it is a choice, a sequence that may be left out, or in one of these.
  mutating func beginGroup(_ node: NodeID, isRepeated: Bool, _ content: inout Content) -> OpenGroup? {
    let isChoice = words[tree[node].key] == .choice
    let isOptional = text(node, words.minOccurs) == "0"
    guard !content.openGroups.isEmpty || !isRepeated && (isChoice || isOptional) else { return nil }
    content.openGroups.append([])
    return OpenGroup(isChoice: isChoice, isOptional: isOptional, isRepeated: isRepeated)
  }

  /// Ends a group: it is a part of the one around it, or a fact of the type.
  mutating func endGroup(_ group: OpenGroup?, _ content: inout Content) {
    guard let group, var parts = content.openGroups.popLast() else { return }
    if group.isRepeated {
      parts = parts.flatMap(\.members).map { .optional(.member($0)) }
    }
    let whole = MemberGroup.of(
      parts, isChoice: group.isChoice && !group.isRepeated, isOptional: group.isOptional || group.isRepeated)
    guard let whole else { return }
    if content.openGroups.isEmpty {
      if whole.saysSomething { builder.state(.exclusive, .text, symbols.intern(whole.text)) }
    } else {
      content.openGroups[content.openGroups.count - 1].append(whole)
    }
  }

  /// Takes a member into the group that is being read.
  func note(member name: Symbol, isOptional: Bool, _ content: inout Content) {
    let member = MemberGroup.member(symbols.text(name))
    content.openGroups[content.openGroups.count - 1].append(isOptional ? .optional(member) : member)
  }
}
