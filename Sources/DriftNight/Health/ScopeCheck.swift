import DriftFetch
import DriftImpact
import DriftProject

/// Permissions: what is granted, against what was granted before and what the mapping needs.
enum ScopeCheck: HealthCheck {
  private static let fact = "scopes"
  /// More that went at once is one finding.
  private static let mostSingle = 5

  static func findings(_ sight: HealthSight) -> [Finding] {
    unknown(sight).map { [$0] } ?? missing(sight) + lost(sight) + gained(sight)
  }

  static func facts(_ sight: HealthSight) -> [(fact: String, value: String)] {
    guard sight.failure == nil, let scopes = sight.facts.scopes else { return [] }
    return [(fact, scopes.joined(separator: " "))]
  }

  /// Whoever was to tell did not: nothing is taken for well.
  private static func unknown(_ sight: HealthSight) -> Finding? {
    let why: String
    var advice = "see the address under health.introspection; the next run asks again"
    switch sight.facts.introspection {
    case .unknown(let text):
      // What keeps the system from being asked keeps the token from being asked about, and is told once.
      if let own = sight.failure, own.message == text || own.kind == .down || own.kind == .unreachable { return nil }
      why = text
    case .inactive where sight.failure == nil:
      why = "the introspection endpoint says that the token is none, and the system took it"
    case .active where !contested(sight).isEmpty:
      why =
        "the token endpoint and the introspection endpoint contradict each other in "
        + contested(sight).prefix(3).joined(separator: ", ")
      advice = "see which of the two is right: the system may take the token for either"
    case .active, .inactive, nil:
      guard !sight.rules.scopes.isEmpty, sight.facts.scopes == nil, sight.failure == nil else { return nil }
      why = "drift.yaml says which scopes the mapping needs, and nobody says which are granted"
      advice = "say under health.introspection who tells"
    }
    return sight.finding(RuleBook.rightsUnknown, .info, "what the token may do is not known: \(why)", advice: advice)
  }

  /// The scopes that are needed, or asked for, and that one endpoint grants and the other one does not.
  private static func contested(_ sight: HealthSight) -> [String] {
    guard sight.facts.introspection == .active, let given = sight.facts.tokenScopes, let told = sight.facts.scopes
    else {
      return []
    }
    let needed = Set(sight.rules.scopes + (sight.system.source.credentials?.scopes ?? []))
    return needed.filter { given.contains($0) != told.contains($0) }.sorted()
  }

  private static func missing(_ sight: HealthSight) -> [Finding] {
    guard let granted = sight.facts.scopes else { return [] }
    let asked = (sight.system.source.credentials?.scopes ?? []).filter {
      !granted.contains($0) && !sight.rules.scopes.contains($0)
    }
    func since(_ scope: String) -> String {
      sight.record.all(fact, before: sight.now).contains { has(scope, $0.value) } ? ", and was before" : ""
    }
    return asked.map { scope in
      sight.finding(
        RuleBook.scopeMissing, .warning, distinction: scope,
        "the scope \(scope) is asked for, and is not granted\(since(scope))\(spelled(scope, granted))")
    }
      + sight.rules.scopes.filter { !granted.contains($0) }.map { scope in
        // What nobody asks for nobody can be blamed for not granting.
        let all = sight.system.source.credentials?.scopes ?? []
        let isUnasked = !all.isEmpty && !all.contains(scope)
        var finding = sight.finding(
          RuleBook.scopeMissing, .breaking, distinction: scope,
          "the scope \(scope) is needed by the mapping, and is not granted\(since(scope))\(spelled(scope, granted))"
            + (isUnasked ? ": the scopes of the source's auth do not ask for it" : ""),
          advice: isUnasked
            ? "add it to the scopes of the source's auth, and let it be granted where it has to be" : nil)
        if isUnasked { finding.actor = .ours }
        return finding
      }
  }

  /// All that was ever granted and is not now, unless the project asks for less by itself.
  private static func lost(_ sight: HealthSight) -> [Finding] {
    guard let granted = sight.facts.scopes else { return [] }
    let asked = sight.system.source.credentials?.scopes ?? []
    let before = sight.record.all(fact, before: sight.now)
    let ever = Set(before.flatMap { $0.value.split(separator: " ").map(String.init) })
    // One that is asked for and not granted is missing, whatever was before.
    let gone = asked.isEmpty ? ever.subtracting(granted).subtracting(sight.rules.scopes).sorted() : []
    let lost = gone.filter { !isBack($0, granted, before.map(\.value)) }
    guard lost.count > mostSingle else {
      return lost.map { scope in
        sight.finding(
          RuleBook.scopeLost, .warning, distinction: scope,
          "the scope \(scope) is not granted any more\(spelled(scope, granted))")
      }
    }
    let named = lost.prefix(3).joined(separator: ", ")
    return [
      sight.finding(
        RuleBook.scopeLost, .warning, distinction: lost.joined(separator: " "),
        "\(lost.count) scopes are not granted any more: \(named) and \(lost.count - 3) more")
    ]
  }

  private static func gained(_ sight: HealthSight) -> [Finding] {
    guard let granted = sight.facts.scopes, let before = sight.before(fact) else { return [] }
    let ever = sight.record.all(fact, before: sight.now)
    // What comes back is told as a loss that ended.
    let fresh = granted.filter { scope in !ever.contains { has(scope, $0.value) } }
    // One that takes the place of another in other letters is told with that one.
    let gone = Set(ever.flatMap { $0.value.split(separator: " ").map { $0.lowercased() } })
    let new = fresh.filter { !gone.contains($0.lowercased()) }
    guard !new.isEmpty, before != granted.joined(separator: " ") else { return [] }
    let named = new.prefix(10).joined(separator: ", ")
    return [
      sight.finding(
        RuleBook.scopeGained, .info, distinction: new.joined(separator: " "),
        "the scope \(named) is granted that was not before")
    ]
  }

  /// Whether a scope that went had taken the place of the same in other letters, and that one is back.
  private static func isBack(_ scope: String, _ granted: [String], _ before: [String]) -> Bool {
    guard let first = before.firstIndex(where: { has(scope, $0) }) else { return false }
    return granted.contains { other in
      other.lowercased() == scope.lowercased() && before[..<first].contains { has(other, $0) }
    }
  }

  /// That the same scope in other letters is granted; nothing where it is not.
  private static func spelled(_ scope: String, _ granted: [String]) -> String {
    guard let other = granted.first(where: { $0 != scope && $0.lowercased() == scope.lowercased() }) else { return "" }
    return "; \(other) is, and capitals count in scopes (RFC 6749, 3.3)"
  }

  private static func has(_ scope: String, _ list: String) -> Bool {
    list.split(separator: " ").contains { $0 == scope }
  }
}

extension Credentials {
  /// The scopes that are asked for; empty where whoever gives the token decides.
  var scopes: [String] {
    switch self {
    case .oauth2(let grant): grant.scopes
    case .jwt(let grant): grant.scopes
    case .apiKeyHeader, .apiKeyQuery, .basic, .bearer: []
    }
  }
}
