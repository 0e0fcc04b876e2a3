import ArgumentParser
import DriftDiff
import DriftModel
import DriftReport

/// How a command reports: the form, and what of it is shown.
struct ReportOutput: ParsableArguments {
  @Option(help: "The form of the report: \(ReportRegistry.formats.map(\.id).joined(separator: ", ")).") var format =
    "text"
  @Option(
    help: ArgumentHelp(
      "List changes of this kind alone; may be given several times. The counts and the exit code follow what is listed.",
      discussion: "Kinds: \(ChangeKind.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "kind"))
  var only: [String] = []
  @Flag(help: "Show changes that touch no mapping too.") var unmapped = false
  @Flag(help: "Show counts alone, one line a definition.") var stat = false
  @Flag(help: "List the keywords that have no place in the tree: what they mean, how often, the first place.")
  var notes = false
  @Option(help: "Colour: auto, always or never. NO_COLOR is honoured.") var color: ColorOption = .auto

  mutating func validate() throws {
    guard ReportRegistry.format(format) != nil else {
      throw ValidationError(
        "There is no report \"\(format)\". Known are \(ReportRegistry.formats.map(\.id).joined(separator: ", ")).")
    }
    for kind in only where ChangeKind(rawValue: kind) == nil {
      let all = ChangeKind.allCases.map(\.rawValue)
      let near = Suggestion.nearest(to: kind, in: all, atMost: 3)
      let known =
        near.isEmpty
        ? "Known are \(all.joined(separator: ", "))." : "Did you mean \(near.joined(separator: ", or "))?"
      throw ValidationError("There is no kind of change \"\(kind)\". \(known)")
    }
  }

  /// The kinds of change that are listed; empty for all.
  var kinds: Set<ChangeKind> { Set(only.compactMap(ChangeKind.init)) }

  /// Writes a report to standard output.
  func write(_ report: Report, showsAcceptance: Bool = false) throws {
    guard let writer = ReportRegistry.format(format) else { return }
    var options = ReportOptions()
    let terminal = Terminal.of(descriptor: 1)
    options.color = terminal.usesColor(color.choice, variable: Environment.variable)
    options.width = terminal.width
    options.showUnmapped = unmapped
    options.statOnly = stat
    options.listsNotes = notes
    options.onlyKinds = kinds
    options.showsAcceptance = showsAcceptance
    var bytes: [UInt8] = []
    writer.write(report, options, to: &bytes)
    Output.standard(bytes)
  }
}

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
