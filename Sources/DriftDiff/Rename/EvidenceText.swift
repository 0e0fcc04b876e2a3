/// The reasons for a claim in plain words, strongest first.
struct EvidenceText {
  let features: RenameFeatures
  let model: ScoringModel
  let values: [Double]
  let support: RewriteSupport
  let pair: ScoredPair
  /// What the two are, for people.
  var noun = "field"

  /// Reasons that move the score by less are left out.
  private static let cut = 0.5

  /// The reasons, those that speak against included.
  func evidence() -> [RenameEvidence] {
    let reasons = [
      place, name, difference, pattern, follows, type, need, defaultValue, description, label, valueList, children,
      inside, reference, rival,
    ]
    return reasons.compactMap { $0() }.filter { abs($0.weight) >= Self.cut }
      .sorted { (-abs($0.weight), $0.reason) < (-abs($1.weight), $1.reason) }
  }

  private func weight(_ features: RenameFeature...) -> Double {
    let sum = features.reduce(0.0) { $0 + values[$1] * model.weights[$1.rawValue] }
    return (sum * 100).rounded() / 100
  }

  private func make(_ reason: String, _ weight: Double, _ text: String) -> RenameEvidence {
    RenameEvidence(reason: reason, weight: weight, text: weight < 0 ? text + " (against)" : text)
  }

  private var old: Thing { features.things.removed[Int(pair.removed)] }
  private var new: Thing { features.things.added[Int(pair.added)] }
  private func text(_ name: NameID) -> String { features.things.names.text(ofName: name) }

  private func place() -> RenameEvidence? {
    let order = features.order(for: pair)
    guard order.isMeaningful else { return nil }
    let weight = weight(.sameSlot, .sameRank, .tail, .near)
    if values[.tail] > 0 { return make("added-at-end", weight, "added behind all others") }
    let before = order.slot(removed: Int(pair.removed)).gap
    let after = order.slot(added: Int(pair.added)).gap
    guard before == after else {
      return make(
        "near-place", weight, before - after == 1 || after - before == 1 ? "next place" : "another place")
    }
    let unchanged = order.unchanged
    let left = before >= 0 ? text(unchanged[before]) : nil
    let right = before + 1 < unchanged.count ? text(unchanged[before + 1]) : nil
    let between =
      switch (left, right) {
      case (let left?, let right?): "between \(left) and \(right)"
      case (let left?, nil): "after \(left)"
      case (nil, let right?): "before \(right)"
      case (nil, nil): "alone"
      }
    return make("same-place", weight, "same place, \(between)")
  }

  private func name() -> RenameEvidence? {
    let weight = weight(.caseOnly, .letters, .words, .likest, .unrelated, .contained, .head, .unsupported)
    if values[.caseOnly] > 0 {
      return make("same-letters", weight, "the same letters, written in another style")
    }
    if values[.unrelated] > 0 { return make("no-common-word", weight, "no word in common") }
    if weight < 0 { return make("another-word", weight, "another word where it counts") }
    let shared = sharedWords()
    let isGeneric = !shared.isEmpty && shared.allSatisfy { Self.genericWords.contains($0.lowercased()) }
    return make(
      isGeneric ? "generic-word" : "similar-name", weight,
      shared.isEmpty ? "similar name" : "in common: \(shared.joined(separator: ", "))"
    )
  }

  /// Words that names of all kinds end with: that two names have one of these in common says of what sort they are, and not
  /// that they are the same thing.
  private static let genericWords: Set<String> = [
    "id", "ids", "uid", "uuid", "guid", "key", "code", "name", "names", "type", "kind", "date", "time", "at", "on",
    "number", "no", "num", "nr", "count", "total", "value", "values", "status", "state", "flag", "is", "has", "url",
    "uri",
    "text", "data", "info", "list", "field", "index",
  ]

  private func difference() -> RenameEvidence? {
    if values[.opposite] > 0 { return make("opposite", weight(.opposite), "words that exclude each other") }
    let weight = weight(.bothKnown)
    return make("both-known", weight, "both words are used elsewhere")
  }

  private func sharedWords() -> [String] {
    let names = features.things.names
    let other = names.stems(of: new.name)
    return names.words(of: old.name).filter { other.contains(names.stem(of: $0)) }.map { names.text(of: $0) }
  }

  private func pattern() -> RenameEvidence? {
    let rewrite = Rewrite(old.name, new.name, features.things.names)
    let others = Int(support.others(rewrite))
    guard others > 0 else { return nil }
    let subject = others == 1 ? "1 other \(noun)" : "\(others) other \(noun)s"
    return make("same-rewrite", weight(.pattern), "\(subject) \(change(rewrite))")
  }

  /// What the rewrite did, in the past tense.
  private func change(_ rewrite: Rewrite) -> String {
    let names = features.things.names
    let before = names.stems(of: old.name)
    let after = names.stems(of: new.name)
    let dropped = names.words(of: old.name).filter { !after.contains(names.stem(of: $0)) }.map {
      names.text(of: $0)
    }
    let gained = names.words(of: new.name).filter { !before.contains(names.stem(of: $0)) }.map {
      names.text(of: $0)
    }
    switch (dropped.isEmpty, gained.isEmpty) {
    case (false, false):
      return "changed \(dropped.joined(separator: " ")) to \(gained.joined(separator: " "))"
    case (false, true): return "lost \(dropped.joined(separator: " "))"
    case (true, false): return "gained \(gained.joined(separator: " "))"
    case (true, true): return "changed style in the same way"
    }
  }

  private func follows() -> RenameEvidence? {
    guard values[.follows] > 0 else { return nil }
    let names = features.things.names
    let rewrite = Rewrite(old.name, new.name, names)
    let source = features.things.definitionRenames.first { Rewrite($0.old, $0.new, names).key == rewrite.key }
    let cause = source.map { "\(text($0.old)) became \(text($0.new))" } ?? "a definition was renamed so"
    return make("follows-definition", weight(.follows), "follows a definition: \(cause)")
  }

  private func type() -> RenameEvidence? {
    let weight = weight(.sameType, .sameFamily, .otherFamily, .onlyOfType)
    if values[.onlyOfType] > 0 { return make("same-type", weight, "same type, the only one") }
    if values[.sameType] > 0 { return make("same-type", weight, "same type") }
    return make("other-type", weight, values[.sameFamily] > 0 ? "similar type" : "another type")
  }

  private func need() -> RenameEvidence? {
    values[.sameNeed] > 0
      ? make("same-need", weight(.sameNeed), "as required and as nullable as before") : nil
  }

  private func defaultValue() -> RenameEvidence? {
    let weight = weight(.sameDefault, .otherDefault)
    if values[.sameDefault] > 0 { return make("same-default", weight, "same default") }
    return values[.otherDefault] > 0 ? make("other-default", weight, "another default") : nil
  }

  private func description() -> RenameEvidence? {
    guard values[.description] != 0 || values[.equalDescription] > 0 else { return nil }
    let weight = weight(.equalDescription, .description, .closeDescription)
    if values[.closeDescription] > 0.999 { return make("same-description", weight, "same description") }
    return make("similar-description", weight, weight < 0 ? "another description" : "similar description")
  }

  private func label() -> RenameEvidence? {
    common(.label, "label", "same title", "similar title", "another title")
  }

  private func valueList() -> RenameEvidence? {
    common(.values, "values", "same values", "values in common", "other values")
  }

  private func children() -> RenameEvidence? {
    common(.children, "children", "same fields inside", "fields inside in common", "other fields inside")
  }

  private func common(
    _ feature: RenameFeature, _ reason: String, _ all: String, _ some: String, _ few: String
  ) -> RenameEvidence? {
    guard values[feature] != 0 else { return nil }
    let weight = weight(feature)
    return make(reason, weight, values[feature] > 0.499 ? all : weight < 0 ? few : some)
  }

  private func inside() -> RenameEvidence? {
    make("inside", weight(.inside), "one stands inside the other")
  }

  private func reference() -> RenameEvidence? {
    if values[.sameReference] > 0 {
      return make("same-reference", weight(.sameReference), "refers to the same definition")
    }
    return values[.otherReference] > 0
      ? make("other-reference", weight(.otherReference), "refers to another definition") : nil
  }

  private func rival() -> RenameEvidence? {
    guard values[.rival] > 0, let rival = features.rival(of: Int(pair.added)) else { return nil }
    return make("like-another", weight(.rival), "more like \(text(rival.name)), which stayed")
  }
}
