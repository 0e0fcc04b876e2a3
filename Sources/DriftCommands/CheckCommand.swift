import ArgumentParser
import DriftFormats
import DriftGate
import DriftImpact
import DriftModel
import DriftNight
import DriftProject
import DriftReport
import DriftStore

/// `drift check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks that every mapping still fits the systems it talks to.",
    discussion: """
      Each entry of the mappings is held against what changed since the version at which it was accepted (drift.lock), \
      and against the newest version as it stands. Nothing is fetched: the repository is all it needs.

      Exit codes: 0 nothing at or above fail-on; 1 findings; 2 the check could not be carried out; 3 not everything could \
      be checked (a system without a version, a part that could not be read, a lock that names what is gone).
      """)

  @Option(help: "The least severity that makes the exit code 1; else the project's fail-on, else breaking.")
  var failOn: Threshold?
  @Option(
    help: ArgumentHelp(
      "Say what changed since this revision of git: what is new, solved, and there before; only what this branch did to "
        + "mappings and lock fails.", valueName: "revision"), completion: Completions.revisions)
  var base: String?
  @Flag(help: "With --base: fail for what the systems changed too.") var strict = false
  @OptionGroup var project: ProjectOptions
  @OptionGroup var output: ReportOutput
  @OptionGroup var input: InputOptions

  func run() throws {
    let (files, name) = try project.files()
    let loaded = try LoadedProject.load(files, name: name, limits: input.limits)
    let today = try input.time().day
    // What a night of this very second saw is known.
    let now = try input.time().next
    var gate = loaded.input(today: today)
    let remembered = loaded.project.systems.map { system in
      (system.name, RememberedFindings.of(system, loaded.ledger(system.name), before: now))
    }
    // What a night saw is no matter of a branch.
    if base == nil { gate.remembered = Dictionary(remembered, uniquingKeysWith: +) }
    var result = try Self.gate(gate).check()
    PermissionLoss(at: now, in: loaded.store).fold(
      &result, loaded.project, looks: [], ledger: loaded.ledger, record: loaded.healthRecord)
    SourceChecks(loaded: loaded, files: files, limits: input.limits).apply(to: &result)
    var compared: BaseComparison?
    if let base { compared = try BaseCheck(base, files, name, input.limits).compare(&result, loaded, today: today) }
    var report = CheckReport(loaded, today: today).report(result).only(output.rules)
    if let base, let compared {
      report.base = .init(
        revision: base, solved: compared.solved, new: report.count { $0.isNew }, before: compared.before)
      report.base?.letPass = compared.letPass
      let accepted = loaded.accepted(on: today)
      report.base?.ofNights = remembered.flatMap(\.1).count { one in
        one.severity > .info && one.foldedUnder.isEmpty && !accepted.contains(one.id)
      }
    }
    let threshold = failOn ?? loaded.project.failOn
    try output.write(
      report, showsAcceptance: true, annotateAt: loaded.project.annotateAt, failOn: threshold, isStrict: strict)
    if loaded.lock == nil, output.isForPeople {
      Output.error(
        DriftError(
          "there is no drift.lock yet: entries were checked as they stand",
          help: [
            "drift lock writes it: from then on a change stays a finding until somebody mends or accepts it."
          ]))
    }
    throw CommandEnd(code: threshold.exitCode(for: report, isStrict: strict))
  }

  /// The gate of a project.
  static func gate(_ loaded: LoadedProject, today: String) -> Gate { gate(loaded.input(today: today)) }

  /// The gate of an input.
  static func gate(_ input: GateInput) -> Gate {
    Gate(input) { id in
      FormatRegistry.formats.first { $0.id == id }?.rereadings ?? []
    }
  }
}
