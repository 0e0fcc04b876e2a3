import DriftDiff
import DriftFetch
public import DriftGate
import DriftImpact
import DriftModel
public import DriftProject
public import DriftStore

/// Tells a lost permission from fields that went: many at once, or several together with a change of what was granted.
/// Nearly every vendor hides what the caller may not see.
public struct PermissionLoss {
  private let now: Timestamp
  private let store: Store

  /// From how many losses on they are many, and which share of the system that must be.
  private static let many = 10
  private static let manyShare = 0.1
  /// From how many losses on a change of what was granted explains them.
  private static let several = 3

  /// Whether something went; or, where the system tells of rights, is there and may not be read any more.
  private static func isLoss(_ change: Change, _ format: String) -> Bool {
    if [.fieldRemoved, .definitionRemoved, .operationRemoved].contains(change.kind) { return true }
    return change.endsRight && !HiddenFields.cause(format).isEmpty
  }

  /// Makes it for a night.
  public init(at now: Timestamp, in store: Store) {
    self.now = now
    self.store = store
  }

  /// Adds a finding for each system that lost much, and folds the single ones under it; what was folded in an earlier
  /// night stays so, and what goes later stands by itself unless it is much again.
  ///
  /// - Parameter looks: This night's; none where nobody looked, and nothing is new.
  public func fold(
    _ result: inout GateResult, _ project: Project, looks: [SystemLook], ledger: (String) -> SeenLedger,
    record: (String) -> HealthRecord
  ) {
    for system in project.systems where system.isFetched {
      let seen = ledger(system.name)
      // What was folded stays so while somebody accepts it, and after that.
      let there = seen.there(before: now)
      let indices = result.checks.indices.filter { result.checks[$0].system == system.name }
      guard let first = indices.first else { continue }
      let id = SystemLook.id(RuleBook.permissionLost, system)
      let losses = indices.flatMap { check in
        result.checks[check].findings.indices.filter { index in
          let finding = result.checks[check].findings[index]
          let format = result.checks[check].new?.schema.format ?? ""
          return finding.change.map { Self.isLoss(result.checks[check].changes[$0], format) } ?? false
        }.map { (check, $0) }
      }
      guard losses.count >= Self.several || there[id] != nil else { continue }
      let look = looks.first { $0.system == system.name }
      let tonight = look?.stored.map { lost($0, system.name) }
      func finding(_ at: (Int, Int)) -> Finding { result.checks[at.0].findings[at.1] }
      // What is information is in no ledger: it is new where this night brought it, or where no night looked yet.
      func isFresh(_ at: (Int, Int)) -> Bool {
        guard there[finding(at).id] == nil else { return false }
        if let tonight { return tonight.contains(address(at, result)) }
        return look == nil && seen.lines.isEmpty
      }
      let fresh = losses.filter { isFresh($0) && finding($0).waiver == nil }
      let known = losses.filter { at in
        guard !fresh.contains(where: { $0 == at }) else { return false }
        let one = finding(at)
        return there[one.id]?.under == id || there[id] != nil && there[one.id] == nil && one.severity == .info
      }
      let change = change(look, record(system.name))
      let isMuch =
        change != nil && fresh.count >= Self.several || fresh.count >= Self.many && isMuch(fresh.count, result, indices)
      let folded = known + (isMuch ? fresh : [])
      // Accepted is what every agent that is hit accepted; what hits nobody asks for nothing.
      let hitting = folded.map(finding).filter { !$0.affects.isEmpty }
      let waiver = hitting.allSatisfy { $0.waiver != nil } ? hitting.first?.waiver : nil
      // One that is left when the others came back stands by itself.
      guard folded.count > 1, waiver == nil || there[id] != nil else { continue }
      var hit: [Finding.Affected] = []
      let ended = hitting.compactMap(\.endedWaiver).first
      for (check, index) in folded {
        result.checks[check].findings[index].foldedUnder = id
        result.checks[check].findings[index].endedWaiver = nil
        let one = result.checks[check].findings[index]
        if one.waiver == nil { hit += one.affects }
      }
      // The scope is told in the same sentence; while that stands it is not told beside it.
      for check in indices {
        for index in result.checks[check].findings.indices
        where result.checks[check].findings[index].rule == RuleBook.scopeLost {
          let scope = result.checks[check].findings[index].id
          guard change != nil && there[scope] == nil || there[scope]?.under == id else { continue }
          result.checks[check].findings[index].foldedUnder = id
        }
      }
      let severity = folded.map { finding($0).severity }.max() ?? .info
      // What may still be read is not hidden.
      let areRights = folded.allSatisfy { at in
        finding(at).change.map { result.checks[at.0].changes[$0] }.map { $0.endsRight && !$0.endsReading } ?? false
      }
      var told = self.finding(system, id, folded.count, areRights, severity, change ?? there[id]?.text ?? "")
      let cause = HiddenFields.cause(result.checks[first].new?.schema.format ?? "")
      if !cause.isEmpty { told.fix?.text += "; see \(cause)" }
      told.affects = hit
      told.message += Self.used(hit)
      told.waiver = waiver
      told.endedWaiver = waiver == nil ? ended : nil
      result.checks[first].findings.append(told)
    }
  }

  /// The old addresses of what went with a version.
  private func lost(_ stored: Store.Outcome, _ system: String) -> Set<String> {
    let history = store.history(system)
    let symbols = SymbolTable()
    guard let number = stored.parent, let name = VersionName("v\(number)"),
      let parent = try? history.version(named: name), let old = try? history.schema(parent, symbols),
      let new = try? history.schema(stored.version, symbols)
    else { return [] }
    let gone = SchemaDiff.compare(old, new).changes.filter { Self.isLoss($0, new.format) }
    return Set(gone.compactMap { $0.old?.addressText })
  }

  private func address(_ at: (check: Int, finding: Int), _ result: GateResult) -> String {
    let check = result.checks[at.check]
    return check.findings[at.finding].change.flatMap { check.changes[$0].old?.addressText } ?? ""
  }

  private func finding(
    _ system: Project.System, _ id: String, _ count: Int, _ areRights: Bool, _ severity: Severity, _ change: String
  ) -> Finding {
    let cause = change.isEmpty ? "" : ", and \(change)"
    let what =
      areRights
      ? "\(count) places lost a right together\(cause): probably a lost permission"
      : "\(count) places went together\(cause): probably a lost permission. Either they are hidden from who asks, or they "
        + "are gone"
    var finding = Finding(
      id: id, rule: RuleBook.permissionLost, severity: severity, owner: system.owner, change: nil,
      message: "\(system.name): \(what)", affects: [],
      fix: .init(
        text: areRights
          ? "have the right given back, best to a service account; if it is to be so, mend the mappings"
          : "ask whether another account sees them: if so, have the right given back; if not, mend the mappings"),
      place: system.place)
    finding.consequence = change
    return finding
  }

  /// How many places that a mapping uses are named.
  private static let mostUsed = 3

  /// Which of the places mappings use: who can give the right back has to hear of what.
  private static func used(_ hit: [Finding.Affected]) -> String {
    var places: [String] = []
    for one in hit where !places.contains(one.address) { places.append(one.address) }
    guard !places.isEmpty else { return "" }
    let more = places.count > mostUsed ? " and \(places.count - mostUsed) more" : ""
    return "; the mapping uses \(places.prefix(mostUsed).joined(separator: ", "))\(more)"
  }

  /// What was granted before and is not now, in words; nil where nothing is known to have changed.
  private func change(_ look: SystemLook?, _ record: HealthRecord) -> String? {
    guard let facts = look?.facts else { return nil }
    if let old = record.last("scopes", before: now)?.value, let new = facts.scopes {
      let lost = old.split(separator: " ").map(String.init).filter { !new.contains($0) }
      if !lost.isEmpty { return "the scope \(lost.joined(separator: " ")) is not granted any more" }
    }
    if let (new, old) = PrincipalCheck.other(facts, record, before: now) { return "who asks is \(new) now, not \(old)" }
    return nil
  }

  /// Whether so many losses are a part of the system that one notices.
  private func isMuch(_ count: Int, _ result: GateResult, _ checks: [Int]) -> Bool {
    guard let old = checks.lazy.compactMap({ result.checks[$0].old }).first,
      let places = store.history(result.checks[checks[0]].system).places(old.version)
    else { return false }
    return Double(count) >= Self.manyShare * Double(places)
  }
}
