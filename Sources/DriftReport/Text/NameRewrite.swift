/// What a rename did to a name, apart from the name: the same rewrite of many names is one decision.
struct NameRewrite: Hashable {
  private enum Kind: Hashable {
    /// The same letters in another style.
    case style(old: NameStyle, new: NameStyle)
    /// Words that were put in place of others.
    case words(old: [String], new: [String], keepsStart: Bool, keepsEnd: Bool)
  }

  private let kind: Kind
  /// The rewrite as a pattern of names: `diaper_* -> essentials_*`. Taken from one pair, so no part of equality.
  let text: String

  /// What tells `old` from `new`; nil where they have no word in common.
  init?(_ old: String, _ new: String) {
    let before = NameWords(old)
    let after = NameWords(new)
    let words = (old: before.words, new: after.words)
    if words.old.joined() == words.new.joined() {
      let styles = (old: NameStyle(before), new: NameStyle(after))
      kind = .style(old: styles.old, new: styles.new)
      text = "\(styles.old.rawValue) -> \(styles.new.rawValue)"
      return
    }
    let shorter = min(words.old.count, words.new.count)
    let start = zip(words.old, words.new).prefix { $0 == $1 }.count
    let end = zip(words.old.reversed(), words.new.reversed()).prefix { $0 == $1 }.count
    let keptEnd = min(end, shorter - start)
    guard start + keptEnd > 0 else { return nil }
    kind = .words(
      old: Array(words.old[start..<(words.old.count - keptEnd)]),
      new: Array(words.new[start..<(words.new.count - keptEnd)]), keepsStart: start > 0, keepsEnd: keptEnd > 0
    )
    text = "\(before.pattern(start, keptEnd)) -> \(after.pattern(start, keptEnd))"
  }

  /// Whether the same was done.
  static func == (a: NameRewrite, b: NameRewrite) -> Bool { a.kind == b.kind }

  /// Hashes what was done.
  func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

/// A name taken apart: words begin behind `_`, `-`, `.`, space or `:` and at capital letters.
struct NameWords {
  private let scalars: [Unicode.Scalar]
  private var ranges: [Range<Int>] = []
  /// The words in lower case.
  private(set) var words: [String] = []

  init(_ name: String) {
    scalars = Array(name.unicodeScalars)
    var start = 0
    for at in 0...scalars.count {
      let isEnd = at == scalars.count || Self.isSeparator(scalars[at])
      if isEnd || isHump(at) {
        if start < at {
          ranges.append(start..<at)
          words.append(String(String.UnicodeScalarView(scalars[start..<at])).lowercased())
        }
        start = isEnd ? at + 1 : at
      }
    }
  }

  static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "_", "-", ".", " ", ":", "/": true
    default: false
    }
  }

  /// Whether a word begins at a capital letter: `createdAt`, and the last capital of `HTTPServer`.
  private func isHump(_ at: Int) -> Bool {
    guard at > 0, at < scalars.count, scalars[at].properties.isUppercase else { return false }
    if !scalars[at - 1].properties.isUppercase { return true }
    return at + 1 < scalars.count && scalars[at + 1].properties.isLowercase
  }

  /// What stands between words, and how the first letters of words are written.
  var separators: Set<Unicode.Scalar> { Set(scalars.filter(Self.isSeparator)) }
  var isUpper: Bool { !scalars.contains { $0.properties.isLowercase } }
  var startsUpper: Bool { scalars.first?.properties.isUppercase ?? false }
  var hasUpper: Bool { scalars.contains { $0.properties.isUppercase } }

  /// The name with `*` for the words that it keeps, inert.
  func pattern(_ start: Int, _ end: Int) -> String {
    let from = start > 0 ? ranges[start - 1].upperBound : 0
    let to = end > 0 ? ranges[ranges.count - end].lowerBound : scalars.count
    let middle = from < to ? String(String.UnicodeScalarView(scalars[from..<to])) : ""
    return (start > 0 ? "*" : "") + Neutral.text(middle, limit: 40) + (end > 0 ? "*" : "")
  }
}

/// How a name of several words is written.
enum NameStyle: String {
  case snake = "snake_case"
  case upperSnake = "UPPER_CASE"
  case kebab = "kebab-case"
  case camel = "camelCase"
  case pascal = "PascalCase"
  case flat = "lowercase"
  case mixed = "mixed"

  /// The style of a name.
  init(_ name: NameWords) {
    switch name.separators {
    case ["_"]: self = name.isUpper ? .upperSnake : name.hasUpper ? .mixed : .snake
    case ["-"]: self = .kebab
    case []:
      self = !name.hasUpper ? .flat : name.startsUpper ? (name.isUpper ? .upperSnake : .pascal) : .camel
    default: self = .mixed
    }
  }
}
