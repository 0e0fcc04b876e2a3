import DriftModel

/// What the words of a field say of a name that stayed: that it means another thing now.
struct NewMeaning {
  /// What has the old meaning.
  var heirs: [Change.Alternative] = []
  /// The unit of the values, before and now.
  var unit: (old: String, new: String)?
}

extension Change {
  /// What the unit that a description gives is called among a change's facts, and the detail of a change of it.
  static let unit = "unit"

  /// The unit that the words of the place gave, and the one that they give; nil where the change is about anything else.
  public var otherUnit: (old: String, new: String)? {
    guard kind == .fieldRepurposed, case .text(let was)? = old?.value[Self.unit],
      case .text(let now)? = new?.value[Self.unit]
    else { return nil }
    return (was, now)
  }
}

extension DiffRun {
  /// Changes of words alone, by index, after which a name means another thing.
  ///
  /// - The words went to a field beside: `description` said "the first message"; now `body` says that, and `description`
  ///   something else.
  /// - Two fields exchanged what they are called, or two values of one field did.
  /// - The values are told in another unit.
  func newMeanings() -> [Int: NewMeaning] {
    let words = log.changes.indices.filter { [.documentationChanged, .labelChanged].contains(log.changes[$0].kind) }
    guard !words.isEmpty else { return [:] }
    let beside = fieldsBeside(words)
    var found: [Int: NewMeaning] = [:]
    for index in words {
      if let heir = heir(of: index, beside) {
        found[index] = .init(heirs: [.init(address: heir, probability: 0.9)])
      } else if let unit = otherUnit(log.changes[index]) {
        found[index] = .init(unit: unit)
      } else if exchangesLabels(log.changes[index]) {
        found[index] = .init()
      }
    }
    return found
  }

  private typealias Named = (field: Int, before: Int?, address: Address)

  /// The fields that are new, or that other words are said of, by their parents.
  private func fieldsBeside(_ words: [Int]) -> [Change.Holder: [Named]] {
    var beside: [Change.Holder: [Named]] = [:]
    for index in words + log.changes.indices.filter({ log.changes[$0].kind == .fieldAdded }) {
      guard case .field(let before, let field?, let parent) = log.changes[index].subject,
        let address = log.changes[index].new?.address, beside[parent]?.contains(where: { $0.field == field }) != true
      else { continue }
      beside[parent, default: []].append((field, before, address))
    }
    return beside
  }

  /// The one field beside that says now what this one said.
  private func heir(of index: Int, _ beside: [Change.Holder: [Named]]) -> Address? {
    guard case .field(let before?, let after?, let parent) = log.changes[index].subject, let others = beside[parent],
      old.fields[before].name == new.fields[after].name
    else { return nil }
    let isLabel = log.changes[index].kind == .labelChanged
    let key: FactKey = isLabel ? .label : .description
    guard let words = said(key, before, old), let now = said(key, after, new), now != words,
      isLabel || isTelling(words), !isSaidTwice(key, words, parent)
    else { return nil }
    let type = typeKey(old.fields[before].shape, oldResolver, depth: 0)
    let heirs = others.filter { one in
      guard one.field != after, said(key, one.field, new) == words,
        typeKey(new.fields[one.field].shape, newResolver, depth: 0) == type
      else { return false }
      // A new field takes words along; one that was there has to have given its own away.
      guard let earlier = one.before else { return !isLabel }
      return old.fields[earlier].name == new.fields[one.field].name && said(key, earlier, old) == now
    }
    return heirs.count == 1 ? heirs[0].address : nil
  }

  /// The unit that the words of a change gave, and the one that they give.
  private func otherUnit(_ change: Change) -> (old: String, new: String)? {
    func words(_ side: Change.Side?) -> String? {
      for key in ["description", "label"] { if case .text(let text)? = side?.value[key] { return text } }
      return nil
    }
    guard case .field(let before?, let after?, _) = change.subject, old.fields[before].name == new.fields[after].name,
      let was = words(change.old), let now = words(change.new)
    else { return nil }
    return SaidUnit.change(was, now)
  }

  /// Whether a value of an enumeration is called now what another was, which is called otherwise now.
  private func exchangesLabels(_ change: Change) -> Bool {
    guard change.detail == FactKey.enumLabel.keyword else { return false }
    func labels(_ side: Change.Side?) -> [String: String] {
      guard let all = Change.texts(side, FactKey.enumLabel.keyword) else { return [:] }
      let pairs = all.compactMap { text in
        text.firstIndex(of: "=").map { (String(text[..<$0]), String(text[text.index(after: $0)...])) }
      }
      return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
    let (before, after) = (labels(change.old), labels(change.new))
    return before.contains { value, label in
      guard let now = after[value], now != label else { return false }
      return before.contains { $0.key != value && $0.value == now && after[$0.key] == label }
    }
  }

  /// Whether several fields of the older parent are said to be so: then the words tell nothing.
  private func isSaidTwice(_ key: FactKey, _ words: Symbol, _ parent: Change.Holder) -> Bool {
    guard parent.old != .none else { return true }
    return oldResolver.resolve(parent.old).members.count { said(key, $0.field, old) == words } > 1
  }

  private func said(_ key: FactKey, _ field: Int, _ schema: Schema) -> Symbol? {
    schema.facts[schema[schema.fields[field].shape].facts.indices].first { $0.key == key }?.value
  }

  /// Whether a description is more than a word or two.
  private func isTelling(_ words: Symbol) -> Bool {
    var count = 0
    var isInside = false
    for byte in symbols.bytes(words) {
      if byte != 0x20, !isInside { count += 1 }
      isInside = byte != 0x20
      if count > 2 { return true }
    }
    return false
  }
}
