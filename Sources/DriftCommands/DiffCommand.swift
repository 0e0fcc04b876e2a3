import ArgumentParser
import DriftDiff
import DriftFormats
import DriftImpact
import DriftModel
import DriftReport
import DriftSyntax

/// `drift diff OLD NEW`.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Compares two versions of a schema and says what it means for your agents.",
    discussion: """
      A side is a file, a folder, or a version of the store: crm@v1, crm@latest~1, crm@2026-10-01, crm@3f9a2c; without \
      the system's name (v1 v2) all systems that have both are compared, or the one that --system names. A file wins \
      over a version of the same name; ./v1 is always a file. Days are those of UTC. HEAD~3:schemas/crm.json is a file at \
      a revision of git, HEAD: the whole tree, :schemas/crm.json what is staged.

      Without a mapping drift judges for an agent that uses everything that an operation reaches. With one it says which \
      agent fields each change hits, and what is not mapped is information.

      Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 the command could not be carried out; 3 not everything \
      could be checked (a part of a document could not be read). With --only they follow what is listed.
      """)

  @Argument(
    help: "The older side: a file, a folder, - for standard input, a version, or a file at a revision.",
    completion: Completions.versions)
  var old: String?
  @Argument(help: "The newer side.", completion: Completions.versions) var new: String?
  @Option(
    help: ArgumentHelp(
      "Compare the newest versions at this revision of git with the newest here, of all systems.", valueName: "revision"
    ), completion: Completions.revisions)
  var base: String?
  @Option(
    help: ArgumentHelp("The mapping file: which agent fields use which places.", valueName: "file"),
    completion: .file())
  var mapping: String?
  @Option(
    help: ArgumentHelp("The system that the documents are, where the mapping names several.", valueName: "name"),
    completion: Completions.systems)
  var system: String?
  @Option(help: "The least severity that makes the exit code 1.") var failOn: Threshold = .breaking
  @Flag(help: "Accept parts that could not be read: they stay listed, the exit code is not 3.") var allowGaps = false
  @OptionGroup var stored: StoreOptions
  @OptionGroup var output: ReportOutput
  @OptionGroup var input: InputOptions

  func run() throws {
    var found = try found()
    for note in found.notes { Output.error(note) }
    var reports: [SystemReport] = []
    // Of several systems one that cannot be read keeps nobody from the others.
    let isAlone = found.pairs.count + found.failed.count == 1
    for pair in found.pairs {
      do {
        reports.append(try compare(pair))
      } catch let error as DriftError where !isAlone {
        found.failed.append(.init(system: pair.system ?? "-", error: error))
      }
    }
    var told: [DriftError] = []
    for failure in found.failed where !told.contains(failure.error) {
      told.append(failure.error)
      Output.error(failure.error)
    }
    if reports.isEmpty, !found.failed.isEmpty, found.failed.allSatisfy({ !$0.isGone }) {
      throw CommandEnd(code: .failed)
    }
    reports += found.failed.map { .unread($0.system, because: $0.error, hasMapping: mapping != nil) }
    // What is not listed does not count: the exit code says what the report says.
    let report = Report(systems: reports.sorted { $0.name < $1.name }).only(output.rules)
    try output.write(report)
    let code = failOn.exitCode(for: report)
    CommandEnd.keep(report)
    throw CommandEnd(code: code)
  }

  private func compare(_ pair: ComparedPairs.Pair) throws -> SystemReport {
    let report = try Comparison(
      old: pair.old, new: pair.new, system: pair.system, isSystemNamed: pair.isNamed, mapping: mapping,
      acceptsGaps: allowGaps, limits: input.limits
    ).run()
    if let old = report.old?.schema.format, let new = report.new?.schema.format, old != new {
      let titles = [old, new].map { id in FormatRegistry.formats.first { $0.id == id }?.title ?? id }
      Output.error(
        DriftError("\(titles[0]) is compared with \(titles[1]): names of one format mean little in the other"))
    }
    return report
  }

  mutating func validate() throws {
    switch (base, old, new) {
    case (nil, .some, .some), (.some, nil, nil): return
    case (nil, _, _):
      throw ValidationError("Two sides are compared: drift diff OLD NEW, or drift diff --base REVISION.")
    default: throw ValidationError("--base compares versions: it takes no sides.")
    }
  }

  private func found() throws -> ComparedPairs.Found {
    let all = ComparedPairs(store: stored.store, system: system)
    if let base { return try all.since(base) }
    guard let old, let new else { return .init() }
    return try all.pairs(Operand(old), Operand(new))
  }
}
