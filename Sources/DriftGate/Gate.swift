import DriftDiff
import DriftImpact
public import DriftModel
import DriftProject
import DriftStore

/// Checks every entry of the mappings against the newest version of its system, and against what changed since the
/// version that it was accepted at.
///
/// A break stays until somebody mends or accepts it: the next night's version never buries it, because each entry is
/// held against its own line of the lock and not against last night's version.
public struct Gate {
  private let input: GateInput
  /// The rereadings of a format, for versions that an older drift read.
  private let rereadings: (String) -> [Rereading]

  /// Makes a gate.
  public init(_ input: GateInput, rereadings: @escaping (String) -> [Rereading]) {
    self.input = input
    self.rereadings = rereadings
  }

  /// Carries the check out, system by system in the order of their names.
  ///
  /// - Throws: ``DriftError`` where an entry names a system that the project does not have.
  public func check() throws(DriftError) -> GateResult {
    try checkSystems()
    let entries = Dictionary(grouping: input.entries, by: \.entry.system)
    var checks: [SystemCheck] = []
    for system in input.project.systems.sorted(by: { $0.name < $1.name }) {
      do throws(DriftError) {
        checks += try SystemGate(input, system, rereadings).checks(entries[system.name] ?? [])
      } catch {
        checks.append(Self.unreadable(system, error))
      }
    }
    var merged = Self.merged(checks)
    LookChecks(input).apply(to: &merged)
    ChangeLogChecks(input).apply(to: &merged)
    var result = GateResult(
      checks: merged, own: OwnChecks(input).findings() + IdentityChecks(input, checks).findings())
    Verdicts(input).apply(to: &result)
    for index in result.checks.indices { result.checks[index].advise() }
    // What somebody accepted is known, and no reason to call a check incomplete.
    for index in result.checks.indices where result.checks[index].findings.contains(where: \.isOpenLook) {
      result.checks[index].isComplete = false
    }
    return result
  }

  /// A system whose versions cannot be read: what there is to say of the others is said all the same.
  private static func unreadable(_ system: Project.System, _ error: DriftError) -> SystemCheck {
    var check = SystemCheck(system: system.name)
    check.isComplete = false
    let place = error.place.map { "\($0.file):\($0.line):\($0.column): " } ?? error.file.map { "\($0): " } ?? ""
    check.findings = [
      Finding(
        id: FindingID.of(rule: RuleBook.versionUnreadable, address: "", distinction: "", system: system.name),
        rule: RuleBook.versionUnreadable, severity: .info, owner: system.owner, change: nil,
        message: "the versions of \(system.name) cannot be read: \(place)\(error.message)", affects: [],
        fix: .init(text: error.help.first ?? "drift store verify says more; git has the file as it was"),
        place: system.place)
    ]
    return check
  }

  /// An entry of a system that nobody configured is a mistake of the mapping, or of the project.
  private func checkSystems() throws(DriftError) {
    let names = input.project.systems.map(\.name)
    for owned in input.entries where !names.contains(owned.entry.system) {
      let near = Suggestion.nearest(to: owned.entry.system, in: names, atMost: 1)
      throw DriftError(
        "\(owned.entry.addressText) is of a system that the project does not have: \"\(owned.entry.system)\"",
        at: owned.entry.place,
        help: [
          near.first.map { "Did you mean \"\($0)\"?" } ?? "Declare it under \"systems\" in \(input.project.file)."
        ])
    }
  }

  /// One break that entries of several locked versions see is one finding, with all of them.
  private static func merged(_ checks: [SystemCheck]) -> [SystemCheck] {
    var out: [SystemCheck] = []
    var known: [String: (check: Int, finding: Int)] = [:]
    for check in checks {
      var kept = check
      kept.findings = []
      var dropped: Set<Int> = []
      for finding in check.findings {
        if let at = known[finding.id] {
          out[at.check].findings[at.finding].merge(finding)
          if let change = finding.change { dropped.insert(change) }
        } else {
          kept.findings.append(finding)
        }
      }
      kept.drop(dropped)
      for (index, finding) in kept.findings.enumerated() { known[finding.id] = (out.count, index) }
      out.append(kept)
    }
    return out
  }
}

extension SystemCheck {
  /// Whoever is to act is told what to do, also where nothing is to be written: in every report the same.
  fileprivate mutating func advise() {
    for index in findings.indices where findings[index].severity > .info && findings[index].fix?.text ?? "" == "" {
      findings[index].fix = .general(findings[index].rule, for: system)
    }
  }

  /// Takes out changes whose findings stand in another check.
  mutating func drop(_ dropped: Set<Int>) {
    guard !dropped.isEmpty else { return }
    var place: [Int: Int] = [:]
    var kept: [Change] = []
    for (index, change) in changes.enumerated() where !dropped.contains(index) {
      place[index] = kept.count
      kept.append(change)
    }
    changes = kept
    for index in findings.indices { findings[index].change = findings[index].change.flatMap { place[$0] } }
  }
}

extension Finding {
  /// Takes in what the same finding affects elsewhere.
  mutating func merge(_ other: Finding) {
    for one in other.affects where !affects.contains(where: { $0.place == one.place && $0.field == one.field }) {
      affects.append(one)
    }
    if other.severity > severity {
      (severity, message, consequence) = (other.severity, other.message, other.consequence)
    }
    if fix == nil { fix = other.fix }
  }
}

extension Finding {
  /// Whether it says that a system was not looked at now, and nobody accepted that.
  fileprivate var isOpenLook: Bool {
    waiver == nil && firstSeen.isEmpty && RuleBook.incompleteness.contains(rule) && rule != RuleBook.gap
      && change == nil
  }
}
