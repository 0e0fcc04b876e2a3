import DriftFetch
import DriftGate
import DriftImpact
import DriftNight
import DriftProject
import DriftStore

/// What a night saw of the access of each system that is fetched, against what is known of the nights before.
struct NightSights {
  private let sights: [String: HealthSight]
  private let now: Timestamp

  /// Makes them of a night's looks. Without an answer nothing is known of access; what the project file says of it holds all
  /// the same.
  init(_ looks: [SystemLook], _ loaded: LoadedProject, at now: Timestamp) {
    self.now = now
    sights = looks.reduce(into: [:]) { all, look in
      guard let system = loaded.project.system(look.system), system.isFetched else { return }
      all[look.system] = HealthSight(
        system, look.facts ?? AccessFacts(), failure: look.failure, record: loaded.healthRecord(system.name), at: now,
        warnings: look.warnings)
    }
  }

  /// What there is to tell of a system's access; what nobody said anything of tonight stays as it was.
  func findings(of system: String, _ ledger: SeenLedger) -> [Finding] {
    guard let sight = sights[system] else { return [] }
    let tonight = HealthFolding.fold(HealthChecks.findings(sight), of: system, ledger, before: now)
    return tonight + RememberedFindings.unheard(sight, besides: tonight, ledger)
  }

  /// Whether a finding of before is gone, and not only unheard of.
  func isGone(_ system: String, _ line: SeenLedger.Line) -> Bool {
    guard RuleBook.isOfHealth(line.rule), let sight = sights[system] else { return true }
    return HealthKnowledge.isGone(line.rule, line.address, sight)
  }

  /// A look with what was told on the way, where it was not told the night before.
  func withNews(_ look: SystemLook) -> SystemLook {
    var told = look
    if let sight = sights[look.system] { told.warnings = HealthChecks.news(sight) }
    return told
  }

  /// Remembers what the systems granted and said of access, where it is not what it was; whether anything was.
  func remember(in store: Store) throws -> Bool {
    var files: [(path: String, bytes: [UInt8])] = []
    for (system, sight) in sights.sorted(by: { $0.key < $1.key }) {
      var record = sight.record
      guard record.add(HealthChecks.facts(sight), at: now) else { continue }
      files.append((store.healthFile(system), record.bytes))
    }
    guard !files.isEmpty else { return false }
    try store.exclusively {
      for file in files {
        try Store.makeFolder(FileTree.folder(of: file.path))
        try store.write(file.bytes, to: file.path)
      }
    }
    return true
  }
}
