import ArgumentParser
import DriftDiff
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
      over a version of the same name; ./v1 is always a file. HEAD~3:schemas/crm.json is a file at a revision of git.

      Without a mapping drift judges for an agent that uses everything that an operation reaches. With one it says which \
      agent fields each change hits, and what is not mapped is information.

      Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 the command could not be carried out; 3 not everything \
      could be checked (a part of a document could not be read). With --only they follow what is listed.
      """)

  @Argument(help: "The older side: a file, a folder, - for standard input, a version, or a file at a revision.")
  var old: String?
  @Argument(help: "The newer side.") var new: String?
  @Option(
    help: ArgumentHelp(
      "Compare the newest versions at this revision of git with the newest here, of all systems.", valueName: "revision"
    ))
  var base: String?
  @Option(help: ArgumentHelp("The mapping file: which agent fields use which places.", valueName: "file"))
  var mapping: String?
  @Option(help: ArgumentHelp("The system that the documents are, where the mapping names several.", valueName: "name"))
  var system: String?
  @Option(help: "The least severity that makes the exit code 1.") var failOn: Threshold = .breaking
  @Flag(help: "Accept parts that could not be read: they stay listed, the exit code is not 3.") var allowGaps = false
  @OptionGroup var stored: StoreOptions
  @OptionGroup var output: ReportOutput
  @OptionGroup var input: InputOptions

  func run() throws {
    let pairs = try pairs()
    let reports = try pairs.map { pair in
      try Comparison(
        old: pair.old, new: pair.new, system: pair.system, isSystemNamed: pair.isNamed, mapping: mapping,
        acceptsGaps: allowGaps, limits: input.limits
      ).run()
    }
    // What is not listed does not count: the exit code says what the report says.
    let report = Report(systems: reports).only(output.kinds)
    try output.write(report)
    throw CommandEnd(code: failOn.exitCode(for: report))
  }

  mutating func validate() throws {
    switch (base, old, new) {
    case (nil, .some, .some), (.some, nil, nil): return
    case (nil, _, _):
      throw ValidationError("Two sides are compared: drift diff OLD NEW, or drift diff --base REVISION.")
    default: throw ValidationError("--base compares versions: it takes no sides.")
    }
  }

  private func pairs() throws -> [ComparedPairs.Pair] {
    let found = ComparedPairs(store: stored.store, system: system)
    if let base {
      let (pairs, notes) = try found.since(base)
      for note in notes { Output.error(note) }
      return pairs
    }
    guard let old, let new else { return [] }
    return try found.pairs(Operand(old), Operand(new))
  }
}
