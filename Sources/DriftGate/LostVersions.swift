import DriftImpact
import DriftModel
import DriftProject
import DriftStore

/// What a branch cannot show any more: the newest version that the base has of a system, or the system as a whole. Nothing
/// of it is solved by that.
struct LostVersions {
  /// The systems whose newest version of the base the branch does not have.
  private(set) var newest: Set<String> = []
  /// The systems that the branch could not look at, or not since the version of a line.
  private var unread: Set<String> = []

  init(_ head: GateResult, _ input: GateInput, _ base: BaseComparison.Sides) {
    for check in head.checks
    where check.new == nil
      || check.findings.contains(where: {
        [RuleBook.lockBroken, RuleBook.versionMissing, RuleBook.versionUnreadable].contains($0.rule)
      })
    {
      unread.insert(check.system)
    }
    let known = Dictionary(
      head.checks.compactMap { one in one.new.map { (one.system, $0.version.header.root) } },
      uniquingKeysWith: { first, _ in first })
    for check in base.result.checks where input.project.system(check.system) != nil {
      guard let root = check.new?.version.header.root, known[check.system] != root else { continue }
      let name = VersionName(String(root.prefix(LockFile.digits)))
      let isThere = name.map { (try? input.history(check.system).version(named: $0)) != nil } ?? false
      guard !isThere else { continue }
      if base.isContained { newest.insert(check.system) } else { unread.insert(check.system) }
    }
  }

  /// Whether a finding of the base is about what the branch cannot show any more.
  func isOpen(_ finding: Finding) -> Bool {
    let systems = Set(finding.affects.map(\.key.system))
    return !systems.isDisjoint(with: unread) || !systems.isDisjoint(with: newest)
  }
}
