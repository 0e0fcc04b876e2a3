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
    let solution = DefinitionMatcher.solve(
      removed: gone.map { candidate(definition: $0, oldResolver) },
      added: come.map { candidate(definition: $0, newResolver) })
    limited += solution.limited
    return claims(solution, gone, come) { new.definitions[$0].name }
  }

  /// Matches operations that only one side has.
  mutating func claimOperations(_ gone: [Int], _ come: [Int]) -> [Claim] {
    let solution = DefinitionMatcher.solve(
      removed: gone.map { candidate(operation: $0, oldResolver) },
      added: come.map { candidate(operation: $0, newResolver) })
    limited += solution.limited
    return claims(solution, gone, come) { new.operations[$0].name }
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

  private func candidate(definition index: Int, _ resolver: Resolver) -> DefinitionCandidate {
    let schema = resolver.schema
    let definition = schema.definitions[index]
    return DefinitionCandidate(
      name: symbols.text(definition.name), content: schema[definition.shape].digest,
      fields: members(definition.shape, resolver),
      valueCount: resolver.resolve(definition.shape).facts.count { $0.fact.key == .enumValue },
      description: text(.description, schema[definition.shape].facts, schema),
      stableID: text(.stableID, schema[definition.shape].facts, schema),
      replacedBy: text(.replacedBy, schema[definition.shape].facts, schema))
  }

  private func candidate(operation index: Int, _ resolver: Resolver) -> DefinitionCandidate {
    let schema = resolver.schema
    let operation = schema.operations[index]
    var fields: [DefinitionField] = []
    var content = schema.messages[Int(operation.request)].digest
    for (number, message) in schema.messages(of: operation).enumerated() {
      if number > 0 { content.add(schema.messages[message.message].digest) }
      let run = schema.messages[message.message]
      for at in run.fields.indices {
        let field = schema.fields[Int(schema.messageFields[at])]
        fields.append(
          DefinitionField(name: symbols.text(field.name), typeKey: typeKey(field.shape, resolver, depth: 0)))
      }
      for at in run.bodies.indices { fields += members(schema.bodies[at].shape, resolver) }
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

  private func members(_ shape: ShapeID, _ resolver: Resolver) -> [DefinitionField] {
    let schema = resolver.schema
    return resolver.resolve(shape).members.map { member in
      let field = schema.fields[member.field]
      return DefinitionField(name: symbols.text(field.name), typeKey: typeKey(field.shape, resolver, depth: 0))
    }
  }

  private func text(_ key: FactKey, _ run: Run, _ schema: Schema) -> String {
    schema.facts[run.indices].first { $0.key == key }.map { symbols.text($0.value) } ?? ""
  }
}
