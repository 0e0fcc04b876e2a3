import ArgumentParser
import DriftFormats
import DriftGate
import DriftImpact
import DriftModel
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
  @OptionGroup var project: ProjectOptions
  @OptionGroup var output: ReportOutput
  @OptionGroup var input: InputOptions

  func run() throws {
    let loaded = try project.load(input.limits)
    let result = try Self.gate(loaded, today: try input.time().day).check()
    var report = CheckReport(loaded).report(result)
    report = report.only(output.kinds)
    try output.write(report, showsAcceptance: true)
    if loaded.lock == nil, output.format == "text" {
      Output.error(
        DriftError(
          "there is no drift.lock yet: entries were checked as they stand",
          help: [
            "drift lock writes it: from then on a change stays a finding until somebody mends or accepts it."
          ]))
    }
    throw CommandEnd(code: (failOn ?? loaded.project.failOn).exitCode(for: report))
  }

  /// The gate of a project.
  static func gate(_ loaded: LoadedProject, today: String) -> Gate {
    Gate(loaded.input(today: today)) { id in
      FormatRegistry.formats.first { $0.id == id }?.rereadings ?? []
    }
  }
}
