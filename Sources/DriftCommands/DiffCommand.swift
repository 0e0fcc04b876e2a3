import ArgumentParser
import DriftDiff
import DriftImpact
import DriftModel
import DriftReport
import DriftSyntax

/// `drift diff OLD NEW`.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Compares two versions of a schema.")

  @Argument(help: "The older version: a file, a folder, or - for standard input.") var old: String
  @Argument(help: "The newer version.") var new: String
  @Option(help: "The system's name, in reports and in the mapping.") var system: String?
  @Option(help: ArgumentHelp("Judge by the fields that an agent uses.", valueName: "file")) var mapping: String?
  @Option(help: "How to report: text or json.") var format = "text"

  func run() throws {
    let comparison = Comparison(old: old, new: new, system: system, mapping: mapping, limits: SyntaxLimits())
    let report = Report(systems: [try comparison.run()])
    Output.standard(TemporaryJSON.write(report))
  }
}
