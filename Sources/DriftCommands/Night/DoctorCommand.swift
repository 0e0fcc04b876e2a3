import ArgumentParser
import DriftFetch
import DriftModel
import DriftNight
import DriftProject
import DriftReport
import DriftStore

/// `drift doctor`.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Says what would go wrong tonight.",
    discussion: """
      Looks at the project's files, at each secret, at each system (fetched and read, and nothing stored), at the clock \
      and the disk, and at what is to happen after a run. Nothing is written.

      Exit codes: 0 nothing would go wrong; 2 the project's files have a mistake; 3 something would.
      """)

  @Argument(help: "The systems to look at; else all.", completion: Completions.systems) var systems: [String] = []
  @Flag(help: "Ask no system: files, secrets, disk and git alone.") var offline = false
  @OptionGroup var project: ProjectOptions
  @OptionGroup var input: InputOptions

  func run() throws {
    let (files, name) = try project.files()
    let loaded = try LoadedProject.load(files, name: name, limits: input.limits)
    let chosen = try RunCommand.chosen(systems, loaded.project)
    var list = DoctorList()
    list.good(
      "\(loaded.project.file): \(chosen.count) \(chosen.count == 1 ? "system" : "systems"), \(loaded.mappings.count) "
        + (loaded.mappings.count == 1 ? "mapping" : "mappings"))
    if !offline { try Waiting.raiseOpenFiles() }
    let kit = FetchKit(loaded.project, isVerbose: false)
    let examination = Examination(loaded: loaded, files: files, limits: input.limits, kit: kit, isOffline: offline)
    for system in chosen {
      list.add(examination.system(system))
      list.add(examination.changeLog(system))
    }
    list.add(examination.disk())
    list.add(examination.git())
    list.add(examination.hooks())
    Output.standard(Array(list.text.utf8))
    if list.hasProblems { throw CommandEnd(code: .incomplete) }
  }
}

/// What a doctor says, a line each.
struct DoctorList {
  private var lines: [String] = []
  /// Whether anything would go wrong.
  private(set) var hasProblems = false

  mutating func good(_ text: String) { lines.append("ok       " + Neutral.text(text, limit: 400)) }

  mutating func bad(_ text: String, _ advice: String) {
    hasProblems = true
    lines.append("PROBLEM  " + Neutral.text(text, limit: 600))
    if !advice.isEmpty { lines.append("         " + Neutral.text(advice, limit: 400)) }
  }

  mutating func warn(_ text: String) { lines.append("note     " + Neutral.text(text, limit: 400)) }

  mutating func add(_ other: DoctorList) {
    lines += other.lines
    hasProblems = hasProblems || other.hasProblems
  }

  var text: String { lines.map { $0 + "\n" }.joined() }
}
