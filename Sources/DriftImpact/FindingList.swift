/// Findings of entries: what several entries get wrong alike is one.
struct FindingList {
  let system: String
  let owner: String
  private(set) var findings: [Finding] = []
  private var known: [String: Int] = [:]

  init(system: String, owner: String) {
    self.system = system
    self.owner = owner
  }

  mutating func add(_ failure: EntryChecks.Failure, _ owned: AgentEntry) {
    let affected = Finding.Affected(owned, failure.severity, failure.consequence)
    let id = FindingID.of(
      rule: failure.rule, address: failure.address, distinction: failure.distinction, system: system)
    if let index = known[id] {
      findings[index].affects.append(affected)
      findings[index].severity = max(findings[index].severity, failure.severity)
      return
    }
    known[id] = findings.count
    findings.append(
      Finding(
        id: id, rule: failure.rule, severity: failure.severity, owner: owner, change: nil,
        message: failure.message, consequence: failure.consequence, affects: [affected],
        fix: .init(text: failure.fix), address: failure.address,
        value: failure.rule == RuleBook.exampleRefused ? failure.distinction : ""))
  }
}
