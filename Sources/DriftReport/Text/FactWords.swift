import DriftDiff

/// Facts of a change in words.
enum FactWords {
  /// The widest value that is shown whole.
  static let widest = 40
  /// How many values of a list are named.
  private static let mostNamed = 4

  /// A value, inert; a text in quotes where it would not stand out as one.
  static func value(_ value: FactValue?) -> String {
    switch value {
    case nil: "none"
    case .text(let text)?: self.text(text)
    case .number(let text)?: Neutral.text(text, limit: widest)
    case .flag(let flag)?: flag ? "true" : "false"
    case .null?: "null"
    case .list(let all)?: list(all)
    case .facts(let all)?:
      all.map { "\(Neutral.text($0.name)) \(self.value($0.value))" }.joined(separator: ", ")
    }
  }

  static func text(_ text: String, limit: Int = widest) -> String {
    let shown = Neutral.text(text, limit: limit)
    let isWord: Bool
    switch text {
    case "", "none", "null", "true", "false": isWord = false
    default:
      isWord =
        !text.utf8.contains { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ",") } && !text.hasPrefix("\"")
    }
    return isWord ? shown : "\"\(shown)\""
  }

  private static func list(_ all: [FactValue]) -> String { counted(all.map(value)) }

  /// `a, b, c, d and 3 more`.
  static func counted(_ all: [String]) -> String {
    // "1 more" is no shorter than the one.
    let count = all.count == mostNamed + 1 ? all.count : mostNamed
    let named = all.prefix(count).joined(separator: ", ")
    return all.count > count ? "\(named) and \(all.count - count) more" : named
  }

  /// The type of a place with its format: `string (email)`.
  static func type(_ value: FactValue?) -> String {
    guard case .text(let type)? = value?["type"] else { return "" }
    let word = Neutral.text(type, limit: widest)
    guard case .text(let format)? = value?["format"] else { return word }
    return "\(word) (\(Neutral.text(format, limit: widest)))"
  }

  /// `integer -> string`; formats are said where the types are in the same words.
  static func types(_ old: FactValue?, _ new: FactValue?) -> String {
    guard case .text(let before)? = old?["type"], case .text(let after)? = new?["type"] else {
      return differences(old, new)
    }
    if before != after {
      let (before, after) = Contrast.of(before, after, limit: widest) { Neutral.text($0, limit: $1) }
      return "\(before) -> \(after)"
    }
    return "\(type(old)) -> \(type(new))"
  }

  /// Each fact that differs: `maxLength 100 -> 50`; values that came to or went from a list: `+ a, - b`.
  static func differences(_ old: FactValue?, _ new: FactValue?) -> String {
    var names: [String] = []
    for side in [old, new] {
      guard case .facts(let all)? = side else { continue }
      for fact in all where fact.name != "branch" && !names.contains(fact.name) { names.append(fact.name) }
    }
    let parts = names.filter { old?[$0] != new?[$0] }.map { difference($0, old?[$0], new?[$0]) }
    if !parts.isEmpty { return parts.joined(separator: ", ") }
    return old == new ? "changed" : "\(value(old)) -> \(value(new))"
  }

  /// Facts whose names are made for programs.
  private static let names = [
    "enum": "values", "enumValue": "values", "enumLabels": "labels", "discriminatorMapping": "discriminator",
    "replacedBy": "replacement", "sourceType": "type", "inactive": "inactive values", "hidden": "hidden values",
    "valuesUnder": "values under others",
  ]

  private static func difference(_ name: String, _ old: FactValue?, _ new: FactValue?) -> String {
    let word = Self.names[name] ?? Neutral.text(name)
    switch (old, new) {
    case (.list(let before)?, .list(let after)?):
      let kept = Set(before).intersection(after)
      return word + " "
        + signs(added: after.filter { !kept.contains($0) }, removed: before.filter { !kept.contains($0) })
    // Without a list of values any value will do; without a list of schemes there is none.
    case (nil, .list(let after)?): return "\(word) \(absent(name)) -> \(list(after))"
    case (.list(let before)?, nil): return "\(word) \(list(before)) -> \(absent(name))"
    case (.text(let before)?, .text(let after)?):
      let (before, after) = Contrast.of(before, after, limit: widest)
      return "\(word) \(before) -> \(after)"
    default: return "\(word) \(value(old)) -> \(value(new))"
    }
  }

  private static func absent(_ name: String) -> String {
    switch name {
    case "enum", "enumValue": "any"
    default: "none"
    }
  }

  /// `+ key, - token`: the longest that are alike are shown side by side, from where they differ.
  private static func signs(added: [FactValue], removed: [FactValue]) -> String {
    var texts = (added: added.map(value), removed: removed.map(value))
    for (index, one) in added.enumerated() {
      guard case .text(let new) = one, Neutral.columns(new) > widest else { continue }
      let old = removed.indices.compactMap { at -> (at: Int, text: String)? in
        if case .text(let text) = removed[at] { (at, text) } else { nil }
      }.max { Contrast.shared($0.text, new) < Contrast.shared($1.text, new) }
      guard let old else { continue }
      (texts.removed[old.at], texts.added[index]) = Contrast.of(old.text, new, limit: widest)
    }
    let all = texts.added.map { "+ \($0)" } + texts.removed.map { "- \($0)" }
    return counted(all)
  }

  /// What a model reads now, and what it read: an instruction that was changed has to be read to be judged.
  static func behaviour(_ old: FactValue?, _ new: FactValue?) -> String {
    // Without the id, which is another one at each place: all of a document go at once.
    guard old?["operationId"] == nil else { return "no operationId any more" }
    let (before, after) = (old?["description"], new?["description"])
    func words(_ value: FactValue?) -> String { if case .text(let text)? = value { text } else { "" } }
    let cut = ChangedWords.excerpts(words(before), words(after), limit: 240)
    let texts = (old: text(cut.old, limit: .max), new: text(cut.new, limit: .max))
    return "description \(before == nil ? "none" : texts.old) -> \(after == nil ? "none" : texts.new)"
  }

  /// What of the words changed; prose is not repeated.
  static func documentation(_ old: FactValue?, _ new: FactValue?) -> String {
    for prose in ["description", "summary"] {
      switch (old?[prose], new?[prose]) {
      case (nil, nil): continue
      case (nil, _): return "new \(prose)"
      case (_, nil): return "no \(prose) any more"
      default: return "another \(prose)"
      }
    }
    return differences(old, new)
  }

  /// What callers may do now: `now read-only`, `no longer updatable`.
  static func access(_ old: FactValue?, _ new: FactValue?) -> String {
    func flags(_ value: FactValue?) -> [Bool] {
      ["readable", "creatable", "updatable"].map { value?[$0] == .flag(true) }
    }
    let before = flags(old)
    let after = flags(new)
    switch after {
    case [true, false, false]: return "now read-only"
    case [false, true, true]: return "now write-only"
    case [true, true, true] where before == [true, false, false] || before == [false, true, true]:
      return before[0] ? "no longer read-only" : "no longer write-only"
    case [false, false, false]: return "neither read nor written any more"
    default:
      let words = zip(["readable", "creatable", "updatable"], zip(before, after)).compactMap { word, both in
        both.0 == both.1 ? nil : both.1 ? "now \(word)" : "no longer \(word)"
      }
      return words.isEmpty ? "access changed" : words.joined(separator: ", ")
    }
  }
}
