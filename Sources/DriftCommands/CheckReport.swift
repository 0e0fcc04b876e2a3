import DriftGate
import DriftImpact
import DriftModel
import DriftNight
import DriftProject
import DriftReport
import DriftStore

/// Makes the report of what a check found.
struct CheckReport {
  private let loaded: LoadedProject
  private let today: String
  private let patches: FixPatches

  init(_ loaded: LoadedProject, today: String) {
    self.loaded = loaded
    self.today = today
    patches = FixPatches()
  }

  func report(_ result: GateResult) -> Report {
    var told: Set<String> = []
    let systems = result.checks.map { check in
      var report = system(check)
      // A gap of the newest version is one gap, however many versions its entries were accepted at.
      report.gaps.removeAll { !told.insert(check.system + $0.id).inserted }
      let owner = loaded.project.system(check.system)?.owner ?? ""
      report.findings += Judge(system: check.system).judge(report.gaps) {
        "make it readable, or drift accept \($0) --reason TEXT"
      }.map { finding in
        var finding = finding
        finding.owner = owner
        return finding
      }
      return report
    }
    return Report(systems: systems, own: result.own)
  }

  private func system(_ check: SystemCheck) -> SystemReport {
    let accepted = Set(
      loaded.acceptances.filter { $0.system == check.system && !$0.isExpired(on: today) }.map(\.id))
    var gaps = check.new.map { ReportedGaps.of($0.schema, $0.schema, areAccepted: false) } ?? []
    if let source = check.source {
      let known = Set(gaps.map(\.id))
      gaps += ReportedGaps.of(source, source, areAccepted: false).filter { !known.contains($0.id) }
    }
    for index in gaps.indices {
      let id = gaps[index].id
      gaps[index].isAccepted = accepted.contains(id) || accepted.contains("f_" + id.dropFirst(2))
    }
    var report = SystemReport(
      name: check.system, old: check.old.map(side), new: check.new.map(side), changes: check.changes,
      findings: check.findings.map(patches.patched), notes: check.notes.map { .init($0, place: nil) }, gaps: gaps,
      hasMapping: true)
    report.isLookedAt = check.isComplete
    report.isOfProject = true
    let last = loaded.store.lastGoodLook(at: check.system)
    (report.lastLook, report.isLastLookLeast) = (last?.at.day ?? "", last?.isLeast ?? false)
    return report
  }

  private func side(_ side: SystemCheck.Side) -> SystemReport.Side {
    .init(
      schema: side.schema, version: side.version.name, digest: side.version.header.root,
      source: side.version.header.source.name)
  }
}
