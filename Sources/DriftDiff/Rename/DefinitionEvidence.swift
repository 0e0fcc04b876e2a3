/// The reasons why two definitions are one, in plain words, strongest first.
struct DefinitionEvidence {
  let values: [Double]
  /// The names, of operations with their method.
  let old: String
  let new: String

  /// The reasons that move the score by half or more.
  func evidence() -> [RenameEvidence] {
    [content, fields, name, pattern, description, operation, path].compactMap { $0() }
      .filter { abs($0.weight) >= 0.5 }
      .sorted { (-abs($0.weight), $0.reason) < (-abs($1.weight), $1.reason) }
  }

  private func has(_ feature: DefinitionFeature) -> Bool { values[feature.rawValue] != 0 }

  /// A reason in words; `against` are those for a negative weight, where the others would not fit.
  private func make(
    _ reason: String, _ text: String, against: String? = nil, _ features: [DefinitionFeature]
  ) -> RenameEvidence? {
    let sum = features.reduce(0.0) {
      $0 + values[$1.rawValue] * ScoringModel.definitions.weights[$1.rawValue]
    }
    let weight = (sum * 100).rounded() / 100
    return weight == 0
      ? nil : RenameEvidence(reason: reason, weight: weight, text: weight < 0 ? (against ?? text) + " (against)" : text)
  }

  private func content() -> RenameEvidence? { make("same-content", "the same content", [.sameContent]) }

  private func fields() -> RenameEvidence? {
    guard !has(.noFields) else { return nil }
    let likeness =
      values[DefinitionFeature.fields.rawValue] + 0.3 + 0.4 * values[DefinitionFeature.closeFields.rawValue]
    let share = Int((likeness * 100).rounded())
    return make(
      "fields", share == 0 ? "no field in common" : "\(share) % of the fields in common", [.fields, .closeFields])
  }

  private func name() -> RenameEvidence? {
    let features: [DefinitionFeature] = [.words, .letters, .caseOnly, .likest, .unrelated]
    // Of the name of an operation its path tells more.
    if has(.samePath) { return nil }
    if has(.caseOnly) { return make("name", "the same letters, written in another style", features) }
    return make("name", has(.unrelated) ? "no word in common" : "similar name", against: "another name", features)
  }

  private func pattern() -> RenameEvidence? {
    make("same-rewrite", "others were renamed in the same way", [.pattern])
  }

  private func description() -> RenameEvidence? {
    let isSame = values[DefinitionFeature.description.rawValue] > 0.599
    return make(
      "description", isSame ? "same description" : "similar description", against: "another description",
      [.description])
  }

  private func operation() -> RenameEvidence? {
    has(.sameOperation)
      ? make("same-operation", "the same operationId", [.sameOperation])
      : make("method", isHTTP ? "another method" : "another name", [.otherMethod])
  }

  /// Whether operations are methods of paths; those of SOAP have neither.
  private var isHTTP: Bool { [old, new].contains { $0.contains(" ") } }

  private func path() -> RenameEvidence? {
    if has(.samePath) { return make("path", samePath(), [.path, .samePath]) }
    return isHTTP
      ? make("path", "similar path", against: "another path", [.path])
      : make("path", "a similar name", against: "another name", [.path])
  }

  /// What is the same about two paths that are the same once parameters are blanked.
  private func samePath() -> String {
    guard isHTTP else { return "nothing but its messages tells it from the old one" }
    let paths = [old, new].map { $0.split(separator: " ", maxSplits: 1).last ?? "" }
    if paths[0] == paths[1] { return "the same path" }
    let steps = paths.map { $0.split(separator: "/") }
    return steps[0] == steps[1]
      ? "the same path, written with and without a slash at an end" : "the same path with other parameter names"
  }
}
