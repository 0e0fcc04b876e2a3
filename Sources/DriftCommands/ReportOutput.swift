public import ArgumentParser
import DriftDiff
import DriftImpact
import DriftModel
public import DriftReport
import DriftStore

/// How a command reports: the form, and what of it is shown.
struct ReportOutput: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The form of the report: \(ReportRegistry.formats.map(\.id).joined(separator: ", ")).",
      discussion: """
        May be given several times: the first --output is for the first form, and so on; one form may stay without, \
        and goes to standard output.
        """), completion: Completions.forms)
  var format: [String] = []
  @Option(help: ArgumentHelp("Where the report goes; - for standard output.", valueName: "file"), completion: .file())
  var output: [String] =
    []
  @Option(
    help: ArgumentHelp(
      "List findings of this rule alone; may be given several times. The counts and the exit code follow what is listed.",
      discussion: "Rules: \(RuleBook.names.joined(separator: ", ")).", valueName: "rule"),
    completion: Completions.rules)
  var only: [String] = []
  @Option(
    help: ArgumentHelp(
      "Put findings together by \(Grouping.allCases.map(\.rawValue).joined(separator: ", ")), each group with its counts.",
      discussion: "For text and markdown; json and github list each finding by itself.", valueName: "what"))
  var groupBy: Grouping?
  @Flag(help: "Show changes that touch no mapping too.") var unmapped = false
  @Flag(help: "Show counts alone, one line a definition.") var stat = false
  @Flag(help: "List the keywords that have no place in the tree: what they mean, how often, the first place.")
  var notes = false
  @Option(help: "The least severity that is annotated by the form github; else the project's, else warning.")
  var annotateAt: Threshold?
  @Option(help: "Colour: auto, always or never. NO_COLOR is honoured.") var color: ColorOption = .auto

  mutating func validate() throws {
    for id in format where ReportRegistry.format(id) == nil {
      let known = ReportRegistry.formats.map(\.id)
      throw ValidationError("There is no report \"\(id)\". \(Self.advice(id, known))")
    }
    for rule in only where RuleBook.page(rule) == nil {
      throw ValidationError("There is no rule \"\(rule)\". \(Self.advice(rule, RuleBook.names))")
    }
    guard output.count <= max(1, format.count) else {
      throw ValidationError("There are more files than forms: each --output needs a --format.")
    }
    guard targets.count(where: { $0.file == "-" }) <= 1 else {
      throw ValidationError("Two reports cannot both go to standard output: --output says where one goes.")
    }
  }

  private static func advice(_ word: String, _ known: [String]) -> String {
    let near = Suggestion.nearest(to: word, in: known, atMost: 1)
    return near.first.map { "Did you mean \"\($0)\"?" } ?? "Known are \(known.joined(separator: ", "))."
  }

  /// Each form and where it goes.
  private var targets: [(form: String, file: String)] {
    let forms = format.isEmpty ? ["text"] : format
    return forms.enumerated().map { ($0.element, output.indices.contains($0.offset) ? output[$0.offset] : "-") }
  }

  /// Whether a person reads standard output.
  var isForPeople: Bool { targets.contains { $0.form == "text" && $0.file == "-" } }

  /// The rules of which findings are listed; empty for all.
  var rules: Set<String> { Set(only) }

  /// Writes a report in each form to its place.
  func write(
    _ report: Report, showsAcceptance: Bool = false, annotateAt own: Threshold? = nil, failOn: Threshold = .breaking,
    isStrict: Bool = false
  ) throws {
    let paths = targets.contains { $0.form == "github" } ? RepositoryPaths() : nil
    for (form, file) in targets {
      guard let writer = ReportRegistry.format(form) else { continue }
      var options = ReportOptions()
      if file == "-" {
        let terminal = Terminal.of(descriptor: 1)
        options.color = terminal.usesColor(color.choice, variable: Environment.variable)
        options.width = terminal.width
      }
      options.showUnmapped = unmapped
      options.statOnly = stat
      options.listsNotes = notes
      options.onlyRules = rules
      options.showsAcceptance = showsAcceptance
      options.grouping = groupBy
      options.annotateAt = annotateAt ?? own ?? options.annotateAt
      (options.failOn, options.isStrict) = (failOn, isStrict)
      if let paths { options.repositoryPath = { paths.name($0) } }
      var bytes: [UInt8] = []
      writer.write(report, options, to: &bytes)
      if file == "-" { try Output.report(bytes) } else { try Store.deliver(bytes, to: file) }
    }
  }
}

extension Grouping: ExpressibleByArgument {}

/// When to use colour, as the command line takes it.
enum ColorOption: String, CaseIterable, ExpressibleByArgument {
  case auto, always, never

  var choice: Terminal.ColorChoice {
    switch self {
    case .auto: .auto
    case .always: .always
    case .never: .never
    }
  }
}
