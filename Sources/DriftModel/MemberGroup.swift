/// Which members of an object stand together and which exclude each other: a choice of XML, or a sequence that may be
/// left out (XSD 1.0 part 1, 3.8).
///
/// A fact of the object's, as text: `| a ( b c? )` is a or else b with, perhaps, c; `|? a b` may be neither;
/// `& a b?` is b with a alone. What of it says nothing new is not written: branches are sorted, groups of one opened.
public indirect enum MemberGroup: Hashable, Sendable {
  /// A member.
  case member(String)
  /// All of them, in order.
  case all([MemberGroup])
  /// One of them.
  case choice([MemberGroup])
  /// It, or nothing.
  case optional(MemberGroup)

  /// A group in its one spelling; nil where nothing is left of it.
  public static func of(_ parts: [MemberGroup], isChoice: Bool, isOptional: Bool) -> MemberGroup? {
    var out: [MemberGroup] = []
    var isOptional = isOptional
    for part in parts {
      switch part {
      case .choice(let inner) where isChoice: out += inner
      case .optional(.choice(let inner)) where isChoice:
        out += inner
        isOptional = true
      // A branch that may be nothing makes the choice one that may be nothing.
      case .optional(let inner) where isChoice:
        out.append(inner)
        isOptional = true
      case .all(let inner) where !isChoice: out += inner
      default: out.append(part)
      }
    }
    if isChoice {
      var seen: Set<MemberGroup> = []
      out = out.filter { seen.insert($0).inserted }
      let keys = Dictionary(uniqueKeysWithValues: out.map { ($0, $0.members + $0.words) })
      out.sort { (keys[$0] ?? []).lexicographicallyPrecedes(keys[$1] ?? []) }
      isOptional = isOptional || out.contains(where: \.mayBeNothing)
    }
    guard let first = out.first else { return nil }
    let whole = out.count == 1 ? first : isChoice ? .choice(out) : .all(out)
    if case .optional = whole { return whole }
    return isOptional && !(whole.mayBeNothing && !isChoice) ? .optional(whole) : whole
  }

  /// Whether nothing of it need be there.
  public var mayBeNothing: Bool {
    switch self {
    case .member: false
    case .optional: true
    case .all(let parts): parts.allSatisfy(\.mayBeNothing)
    case .choice(let parts): parts.contains(where: \.mayBeNothing)
    }
  }

  /// The members, as often as they stand.
  public var members: [String] {
    switch self {
    case .member(let name): [name]
    case .optional(let inner): inner.members
    case .all(let parts), .choice(let parts): parts.flatMap(\.members)
    }
  }

  /// What is left of it among some members.
  public func among(_ names: Set<String>) -> MemberGroup? {
    switch self {
    case .member(let name): return names.contains(name) ? self : nil
    case .optional(let inner):
      guard let left = inner.among(names) else { return nil }
      if case .optional = left { return left }
      return .optional(left)
    case .all(let parts), .choice(let parts):
      var isChoice = false
      if case .choice = self { isChoice = true }
      let left = parts.compactMap { $0.among(names) }
      return .of(left, isChoice: isChoice, isOptional: false)
    }
  }

  /// Whether it says more than its members say for themselves.
  public var saysSomething: Bool {
    switch self {
    case .choice: true
    case .optional(.choice): true
    case .optional(.all(let parts)): !parts.allSatisfy(\.mayBeNothing)
    default: false
    }
  }
}

extension MemberGroup {
  /// The text of the fact.
  public var text: String {
    switch self {
    case .choice(let parts): "| " + Self.joined(parts)
    case .optional(.choice(let parts)): "|? " + Self.joined(parts)
    case .optional(.all(let parts)): "& " + Self.joined(parts)
    default: "= " + words.joined(separator: " ")
    }
  }

  private static func joined(_ parts: [MemberGroup]) -> String {
    parts.map { $0.words.joined(separator: " ") }.joined(separator: " ")
  }

  /// As a part of another group: `( a b )` are all of them, `< a b >` one of them.
  private var words: [String] {
    switch self {
    case .member(let name): [name]
    case .all(let parts): ["("] + parts.flatMap(\.words) + [")"]
    case .choice(let parts): ["<"] + parts.flatMap(\.words) + [">"]
    case .optional(let inner):
      inner.words.dropLast() + [(inner.words.last ?? "") + "?"]
    }
  }

  /// Reads the text of a fact; nil for what is none.
  public init?(_ text: String) {
    var words = text.split(separator: " ").map(String.init)[...]
    guard let head = words.popFirst(), let parts = Self.parts(&words, end: nil, depth: 0) else { return nil }
    switch head {
    case "|": self = .choice(parts)
    case "|?": self = .optional(.choice(parts))
    case "&": self = .optional(.all(parts))
    default: return nil
    }
  }

  private static func parts(_ words: inout ArraySlice<String>, end: String?, depth: Int) -> [MemberGroup]? {
    var out: [MemberGroup] = []
    guard depth < 500 else { return nil }
    while let word = words.popFirst() {
      if let end, word == end || word == end + "?" {
        let inner: MemberGroup = end == ")" ? .all(out) : .choice(out)
        return [word == end ? inner : .optional(inner)]
      }
      switch word {
      case "(", "<":
        guard let inner = parts(&words, end: word == "(" ? ")" : ">", depth: depth + 1) else { return nil }
        out += inner
      default: out.append(word.hasSuffix("?") ? .optional(.member(String(word.dropLast()))) : .member(word))
      }
    }
    return end == nil ? out : nil
  }
}
