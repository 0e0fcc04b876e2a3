import DriftModel

/// Which definitions and operations without a namesake are one thing under another name.
extension DiffRun {
  /// A pair of definitions or operations that are one, by index.
  struct Claim {
    var old: Int
    var new: Int
    var probability: Double
    var evidence: [Change.Evidence]
    var alternatives: [Change.Alternative]
  }

  /// Matches definitions that only one side has.
  mutating func claimDefinitions(_ gone: [Int], _ come: [Int]) -> [Claim] {
    if gone.isEmpty || come.isEmpty { return [] }
    let (before, after) = (MembersOf(), MembersOf())
    let solution = DefinitionMatcher.solve(
      removed: gone.map { candidate(definition: $0, oldResolver, before) },
      added: come.map { candidate(definition: $0, newResolver, after) })
    limited += solution.limited
    return claims(solution, gone, come) { new.definitions[$0].name }
  }

  /// Matches operations that only one side has.
  mutating func claimOperations(_ gone: [Int], _ come: [Int]) -> [Claim] {
    if gone.isEmpty || come.isEmpty { return [] }
    let (before, after) = (MembersOf(), MembersOf())
    let solution = DefinitionMatcher.solve(
      removed: gone.map { candidate(operation: $0, oldResolver, before) },
      added: come.map { candidate(operation: $0, newResolver, after) })
    limited += solution.limited
    return claims(solution, gone, come) { new.operations[$0].name }.map { claim in
      var claim = claim
      if let text = otherAction(claim.old, claim.new) {
        claim.evidence.append(RenameEvidence(reason: "other-meaning", weight: -1, text: "\(text) (against)"))
      }
      return claim
    }
  }

  /// What the names of two operations say of another action: `POST /orders/{id}/cancel`, and `/refund`. Nil where both say
  /// the same. Their maker may say that they are one, and still call it by another method or something that destroys.
  private func otherAction(_ a: Int, _ b: Int) -> String? {
    let (left, right) = (old.operations[a], new.operations[b])
    let id = text(.operationID, left.facts, old)
    return OperationWords.otherAction(
      symbols.text(left.name), symbols.text(right.name),
      isSaidSame: !id.isEmpty && id == text(.operationID, right.facts, new))
  }

  private func claims(
    _ solution: DefinitionSolution, _ gone: [Int], _ come: [Int], name: (Int) -> Symbol
  ) -> [Claim] {
    solution.claims.map { claim in
      Claim(
        old: gone[claim.removed], new: come[claim.added], probability: claim.probability,
        evidence: claim.evidence,
        alternatives: claim.runnersUp.filter { $0.removed == claim.removed && $0.added != claim.added }.map {
          .init(address: Address([.name(symbols.text(name(come[$0.added])))]), probability: $0.probability)
        })
    }
  }

  private func candidate(definition index: Int, _ resolver: Resolver, _ known: MembersOf) -> DefinitionCandidate {
    let schema = resolver.schema
    let definition = schema.definitions[index]
    return DefinitionCandidate(
      name: symbols.text(definition.name), content: schema[definition.shape].digest,
      fields: members(definition.shape, resolver, known),
      valueCount: resolver.resolve(definition.shape).facts.count { $0.fact.key == .enumValue },
      description: text(.description, schema[definition.shape].facts, schema),
      stableID: text(.stableID, schema[definition.shape].facts, schema),
      replacedBy: text(.replacedBy, schema[definition.shape].facts, schema))
  }

  private func candidate(operation index: Int, _ resolver: Resolver, _ known: MembersOf) -> DefinitionCandidate {
    let schema = resolver.schema
    let operation = schema.operations[index]
    var fields: [DefinitionField] = []
    var content = schema.messages[Int(operation.request)].digest
    for (number, message) in schema.messages(of: operation).enumerated() {
      if number > 0 { content.add(schema.messages[message.message].digest) }
      let run = schema.messages[message.message]
      for at in run.fields.indices {
        fields.append(field(Int(schema.messageFields[at]), resolver, known))
      }
      for at in run.bodies.indices { fields += members(schema.bodies[at].shape, resolver, known) }
    }
    let words = symbols.text(operation.key).split(separator: " ", maxSplits: 1)
    return DefinitionCandidate(
      name: symbols.text(operation.name), content: content, fields: fields,
      description: text(.description, operation.facts, schema) + text(.summary, operation.facts, schema),
      method: words.first.map(String.init) ?? "",
      path: words.last?.split(separator: "/").map(String.init) ?? [],
      operationID: text(.operationID, operation.facts, schema), stableID: text(.stableID, operation.facts, schema),
      replacedBy: text(.replacedBy, operation.facts, schema), kind: 1)
  }

  private func members(_ shape: ShapeID, _ resolver: Resolver, _ known: MembersOf) -> [DefinitionField] {
    if let members = known.shapes[shape] { return members }
    let members = resolver.resolve(shape).members.map { field($0.field, resolver, known) }
    known.shapes[shape] = members
    return members
  }

  private func field(_ index: Int, _ resolver: Resolver, _ known: MembersOf) -> DefinitionField {
    if let field = known.fields[index] { return field }
    let field = resolver.schema.fields[index]
    let made = DefinitionField(name: symbols.text(field.name), typeKey: typeKey(field.shape, resolver, depth: 0))
    known.fields[index] = made
    return made
  }

  private func text(_ key: FactKey, _ run: Run, _ schema: Schema) -> String {
    schema.facts[run.indices].first { $0.key == key }.map { symbols.text($0.value) } ?? ""
  }
}

/// What was seen of members while candidates were put together: operations share bodies and parameters.
private final class MembersOf {
  var shapes: [ShapeID: [DefinitionField]] = [:]
  var fields: [Int: DefinitionField] = [:]
}
