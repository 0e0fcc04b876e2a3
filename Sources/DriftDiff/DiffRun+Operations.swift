import DriftModel

extension DiffRun {
  /// Compares two operations: facts, request, answers.
  mutating func compareOperations(_ a: Int, _ b: Int) {
    let left = old.operations[a]
    let right = new.operations[b]
    // Variables of a path that exchanged their places are the same ones, and what is asked for is another thing.
    guard left.digest != right.digest || left.name != right.name else { return }
    let context = DiffContext(
      old: Address([.name(symbols.text(left.name))]), new: Address([.name(symbols.text(right.name))]),
      usage: isTentative(left) ? [] : .all, root: .operation(old: a, new: b))
    let subject = Change.Subject.operation(old: a, new: b)
    guard left.digest != right.digest else {
      var request = context.entering(.name("request"))
      request.usage = context.usage.intersection(right.isReversed ? .read : UsageSet(right.writes))
      return compareParameters(
        old.messages[Int(left.request)], new.messages[Int(right.request)], request, subject)
    }
    func isWire(_ one: Resolution.OwnedFact) -> Bool { one.fact.key == .wire }
    let facts = (old: schemeNames.requirements(old.facts(left.facts)), new: new.facts(right.facts))
    func isServer(_ one: Resolution.OwnedFact) -> Bool { one.fact.key == .server }
    func isRest(_ one: Resolution.OwnedFact) -> Bool { !isWire(one) && !isServer(one) }
    compareFacts(facts.old.filter(isRest), facts.new.filter(isRest), context, subject, (left.origin, right.origin))
    let servers = (old: facts.old.filter(isServer), new: facts.new.filter(isServer))
    // What an operation says of servers stands in place of what the document says (OpenAPI 3.1.1, Operation Object).
    if !servers.old.isEmpty || !servers.new.isEmpty {
      compareFacts(
        servers.old.isEmpty ? old.facts(old.systemFacts).filter(isServer) : servers.old,
        servers.new.isEmpty ? new.facts(new.systemFacts).filter(isServer) : servers.new, context, subject,
        (left.origin, right.origin))
    }
    compareFacts(
      facts.old.filter(isWire), facts.new.filter(isWire), context, subject,
      (wireOrigin(left, beside: facts.new), wireOrigin(right, beside: facts.old)))
    let sent = UsageSet(right.writes)
    var request = context.entering(.name("request"))
    request.usage = context.usage.intersection(right.isReversed ? .read : sent)
    compareMessages(Int(left.request), Int(right.request), request, subject)
    compareResponses(left, right, context, answered: right.isReversed ? sent : .read, subject)
  }

  /// Where an operation says how it is sent: the first way that the other side has not.
  private func wireOrigin(_ operation: Operation, beside other: [Resolution.OwnedFact]) -> Origin {
    let known = Set(other.map(\.fact.value))
    let ways = operation.wireOrigins.sorted {
      (known.contains($0.key) ? 1 : 0, $0.value.offset) < (known.contains($1.key) ? 1 : 0, $1.value.offset)
    }
    return ways.first?.value ?? operation.origin
  }

  private mutating func compareResponses(
    _ left: Operation, _ right: Operation, _ context: DiffContext, answered: UsageSet, _ subject: Change.Subject
  ) {
    var inner = context.entering(.name("response"))
    inner.usage = context.usage.intersection(answered)
    let answers = new.responses[right.responses.indices]
    var matched = compareDefaults(old.responses[left.responses.indices], answers, inner, subject)
    for response in old.responses[left.responses.indices] where !matched.old.contains(response.status) {
      let at = inner.entering(.name(symbols.text(response.status)))
      if let other = answers.last(where: { $0.status == response.status }), !matched.new.contains(response.status) {
        matched.new.append(response.status)
        var shared = at
        shared.sharers = max(oldSharers.ofMessage(response.message), newSharers.ofMessage(other.message))
        compareMessages(Int(response.message), Int(other.message), shared, subject)
      } else if let other = covering(response.status, in: right) {
        // `2XX` answers for `200`, and `200` is what is known of `2XX`: neither took the other's answer away.
        compareMessages(Int(response.message), Int(other.message), at, subject)
      } else {
        report(
          .responseRemoved, at, subject, (response.origin, right.origin), (statusValue(response), nil),
          detail: symbols.text(response.status))
      }
    }
    for response in answers where !matched.new.contains(response.status) {
      let at = inner.entering(.name(symbols.text(response.status)))
      report(
        .responseAdded, at, subject, (left.origin, response.origin), (nil, statusValue(response)),
        detail: symbols.text(response.status))
    }
  }

  /// Compares what `default` answered where no success had a status of its own with the successes that have one now, or
  /// the other way round: `default` is for what has no status of its own (OpenAPI 3.1.1, Responses Object). Gives the
  /// statuses that are told by that.
  private mutating func compareDefaults(
    _ before: ArraySlice<Response>, _ after: ArraySlice<Response>, _ context: DiffContext, _ subject: Change.Subject
  ) -> (old: [Symbol], new: [Symbol]) {
    func isSuccess(_ response: Response) -> Bool { symbols.bytes(response.status).first == UInt8(ascii: "2") }
    func isDefault(_ response: Response) -> Bool { symbols.text(response.status) == "default" }
    let (old, new) = (before.filter(isSuccess), after.filter(isSuccess))
    guard old.isEmpty != new.isEmpty, let all = (old.isEmpty ? before : after).first(where: isDefault) else {
      return ([], [])
    }
    for one in old.isEmpty ? new : old {
      let sides = old.isEmpty ? (old: all, new: one) : (old: one, new: all)
      let at = context.entering(.name(symbols.text(sides.old.status)), .name(symbols.text(sides.new.status)))
      compareMessages(Int(sides.old.message), Int(sides.new.message), at, subject)
    }
    return (old.map(\.status) + [all.status], new.map(\.status) + [all.status])
  }

  /// The answer of the new operation whose status a status falls under, or that falls under it (OpenAPI 3.1.1,
  /// Responses Object: a range is written with `XX`).
  private func covering(_ status: Symbol, in operation: Operation) -> Response? {
    let code = symbols.text(status)
    guard code.count == 3, let first = code.first, first.isNumber else { return nil }
    return new.responses[operation.responses.indices].first { response in
      let other = symbols.text(response.status)
      return other.count == 3 && other.first == first && other.hasSuffix("XX") != code.hasSuffix("XX")
    }
  }

  private func statusValue(_ response: Response) -> FactValue {
    .facts([.init("status", .text(symbols.text(response.status)))])
  }

  /// Compares two messages: parameters or headers, then bodies.
  mutating func compareMessages(_ a: Int, _ b: Int, _ context: DiffContext, _ subject: Change.Subject) {
    let left = old.messages[a]
    let right = new.messages[b]
    guard left.digest != right.digest else { return }
    compareFacts(old.facts(left.facts), new.facts(right.facts), context, subject, (left.origin, right.origin))
    compareParameters(left, right, context, subject)
    compareBodies(left, right, context, subject)
  }

  private mutating func compareParameters(
    _ left: Message, _ right: Message, _ context: DiffContext, _ subject: Change.Subject
  ) {
    let before = old.messageFields[left.fields.indices].map(Int.init)
    let after = new.messageFields[right.fields.indices].map(Int.init)
    let holder = Change.Holder(old: .none, new: .none)
    var block = MemberBlock(removed: [], added: [], stayed: [], context: context, holder: holder)
    for (at, field) in zip(left.fields.indices, before) { block.usedAt.old[field] = old.messageFieldOrigins[at] }
    for (at, field) in zip(right.fields.indices, after) { block.usedAt.new[field] = new.messageFieldOrigins[at] }
    let shift = variableShift(before, after)
    var open: [ParameterKey: Int] = [:]
    for index in after { open[key(new.fields[index])] = index }
    for index in before {
      let field = old.fields[index]
      if let same = open.removeValue(forKey: key(field, shift)) {
        block.stayed.append((index, same))
        compareVariable(index, same, context, subject)
        var shared = context
        shared.sharers = max(oldSharers.ofField(index), newSharers.ofField(same))
        let pair = UInt64(index) << 32 | UInt64(same)
        if let known = sharedParameters[pair] {
          // Compared already: what was found concerns this operation too.
          log.add(context.root, to: sharedChanges[known])
          compareFields(index, same, shared, holder)
        } else {
          let start = log.changes.count
          compareFields(index, same, shared, holder)
          sharedParameters.set(pair, sharedChanges.count)
          sharedChanges.append(start..<log.changes.count)
        }
      } else {
        block.removed.append(index)
      }
    }
    for index in after where open[key(new.fields[index])] == index { block.added.append(index) }
    reportOtherPlaces(&block)
    guard !block.isEmpty else { return }
    block.rank(before, after)
    blocks.append(block)
  }

  /// By how much the variables of the new path stand further behind, where it has another number of them: the last names
  /// what is asked for, those before it where that is kept. One that has its name still is found by that.
  private func variableShift(_ before: [Int], _ after: [Int]) -> VariableShift {
    let (left, right) = (before.filter { isVariable(old.fields[$0]) }, after.filter { isVariable(new.fields[$0]) })
    guard left.count != right.count else { return VariableShift() }
    var places: [UInt32: UInt32] = [:]
    var taken: Set<UInt32> = []
    for one in left.map({ old.fields[$0] }) {
      guard let same = right.first(where: { new.fields[$0].name == one.name }).map({ new.fields[$0].position }) else {
        continue
      }
      places[one.position] = same
      taken.insert(same)
    }
    let open = left.map { old.fields[$0].position }.filter { places[$0] == nil }.sorted(by: >)
    let free = right.map { new.fields[$0].position }.filter { !taken.contains($0) }.sorted(by: >)
    for (one, other) in zip(open, free) { places[one] = other }
    return VariableShift(places: places)
  }

  private func isVariable(_ field: Field) -> Bool { field.role == .path && field.position != .max }

  /// Where the variables of an old path stand in a new one that has another number of them.
  struct VariableShift {
    /// The place of each in the new path; nil where both paths have as many.
    var places: [UInt32: UInt32]?
  }

  /// What makes two parameters one: variables of a path by their place in the template, headers in any case.
  enum ParameterKey: Hashable {
    case variable(UInt32)
    case header(String)
    case named(Symbol)
  }

  func key(_ field: Field, _ shift: VariableShift = VariableShift()) -> ParameterKey {
    switch field.role {
    case .path where field.position != .max:
      // One that has no place there is none of the others.
      .variable(shift.places.map { $0[field.position] ?? .max } ?? field.position)
    case .header: .header(symbols.text(field.name).lowercased())
    default: .named(field.name)
    }
  }

  /// A variable of a path under another name: nothing of it is on the wire, and it has one name in all operations
  /// of the path.
  private mutating func compareVariable(_ a: Int, _ b: Int, _ context: DiffContext, _ subject: Change.Subject) {
    let left = old.fields[a]
    let right = new.fields[b]
    guard left.role == .path, left.name != right.name, case .operation(let i?, let j?) = subject else { return }
    let path = symbols.text(old.operations[i].key).drop { $0 != " " }
    let place = PathVariable(path: String(path), position: left.position)
    let origins = variables[place] ?? (old.operations[i].origin, new.operations[j].origin)
    variables[place] = origins
    var change = Change(
      kind: .fieldRenamed,
      old: .init(
        address: context.old.appending(step(left)), value: fieldValue(left, oldResolver), origin: left.origin),
      new: .init(
        address: context.new.appending(step(right)), value: fieldValue(right, newResolver), origin: right.origin))
    change.detail = "path variable"
    change.probability = 1
    change.evidence = [.init(reason: "same-place-in-path", weight: 10, text: "the same place in the path template")]
    change.subject = .field(old: a, new: b, parent: Change.Holder(old: .none, new: .none))
    log.add(change, context, at: origins, detail: "\(left.position)")
  }

  private mutating func compareBodies(
    _ left: Message, _ right: Message, _ context: DiffContext, _ subject: Change.Subject
  ) {
    let before = old.bodies[left.bodies.indices]
    let after = new.bodies[right.bodies.indices]
    // Media types with one shape are one; where their shapes differ the media type is a step (DESIGN, Addresses).
    let hasStep =
      before.contains { old[$0.shape].digest != before.first.map { old[$0.shape].digest } }
      || after.contains { new[$0.shape].digest != after.first.map { new[$0.shape].digest } }
    var matched: [Symbol] = []
    var done: [(old: Digest, new: Digest)] = []
    var unmatched: [Body] = []
    for body in before {
      let at = hasStep && body.media != .empty ? context.entering(.name(symbols.text(body.media))) : context
      guard let other = after.last(where: { $0.media == body.media }), !matched.contains(body.media) else {
        // Twins, but for case or charset, are one way to send it.
        if !matched.contains(body.media) { unmatched.append(body) }
        continue
      }
      matched.append(body.media)
      let facts = (old: told(body, old), new: told(other, new))
      compareFacts(facts.old, facts.new, at, subject, (body.origin, other.origin))
      let digests = (old: old[body.shape].digest, new: new[other.shape].digest)
      if digests.old == digests.new || isOpaque(body, oldResolver) && isOpaque(other, newResolver) { continue }
      if !done.contains(where: { $0 == digests }) {
        done.append(digests)
        var shared = at
        shared.sharers = max(at.sharers, min(oldSharers.ofBody(body.shape), newSharers.ofBody(other.shape)))
        compare(body.shape, other.shape, shared, .place(Change.Holder(old: body.shape, new: other.shape)))
      }
    }
    let fresh = after.filter { !matched.contains($0.media) }
    // What a range admits it admits under its own name too (`application/json` under `*/*`).
    let isMoved = !unmatched.isEmpty || !fresh.isEmpty
    let admittedBefore = isMoved ? before.map { symbols.text($0.media) }.filter(MediaRange.isRange) : []
    let admittedAfter = isMoved ? after.map { symbols.text($0.media) }.filter(MediaRange.isRange) : []
    for body in unmatched where !MediaRange.covers(admittedAfter, symbols.text(body.media)) {
      report(
        .mediaTypeRemoved, context, subject, (body.origin, right.origin), (mediaValue(body), nil),
        detail: symbols.text(body.media))
    }
    for body in fresh where !MediaRange.covers(admittedBefore, symbols.text(body.media)) {
      report(
        .mediaTypeAdded, context, subject, (left.origin, body.origin), (nil, mediaValue(body)),
        detail: symbols.text(body.media))
    }
    // One media type for another: what is inside is compared all the same.
    if unmatched.count == 1, fresh.count == 1, before.count == 1, after.count == 1 {
      let holder = Change.Holder(old: unmatched[0].shape, new: fresh[0].shape)
      compare(holder.old, holder.new, context, .place(holder))
    }
  }

  /// Whether a body is a file or a text of which nothing more is said: OpenAPI 3.0 says `type: string, format: binary` of
  /// what 3.1 says nothing (3.1.1, 4.8.14.1, Considerations for File Uploads).
  private func isOpaque(_ body: Body, _ resolver: Resolver) -> Bool {
    let one = resolver.resolve(body.shape)
    guard one.types == .string || one.isAnything, one.nullable != .yes, !one.isUnknown, one.unions.isEmpty else {
      return false
    }
    let media = symbols.text(body.media)
    let structured = ["json", "xml", "yaml", "multipart", "form", "*"]
    guard !media.isEmpty, !structured.contains(where: media.contains) else { return false }
    return one.facts.allSatisfy { fact in
      switch fact.fact.key {
      case .contentMediaType: true
      case .format: symbols.text(fact.fact.value) == "binary"
      default: !fact.fact.key.restrictsValues && fact.fact.key != .contentEncoding
      }
    }
  }

  /// What is said of a body. How its members are encoded is of forms alone (OpenAPI 3.1.1, Media Type Object, `encoding`).
  private func told(_ body: Body, _ schema: Schema) -> [Resolution.OwnedFact] {
    let facts = schema.facts(body.facts)
    guard facts.contains(where: { $0.fact.key == .encoding }) else { return facts }
    let media = symbols.text(body.media)
    let isForm =
      media.hasPrefix("multipart/") || media == "application/x-www-form-urlencoded" || MediaRange.isRange(media)
    return isForm ? facts : facts.filter { $0.fact.key != .encoding }
  }

  private func mediaValue(_ body: Body) -> FactValue {
    .facts([.init("mediaType", .text(symbols.text(body.media)))])
  }
}
