import ArgumentParser
import DriftModel
import DriftProject
import DriftReport
import DriftStore
import DriftSyntax

/// `drift snapshot SYSTEM FILE...`, or `drift snapshot` for what the project file names.
struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot", abstract: "Stores the schema of a system as a version, unless it is stored already.",
    discussion: """
      The store is a folder of text files that belongs into git: schema/ shows the newest version, one line a field, for \
      reviewers; versions/ holds each version, written once. An unchanged schema makes no version and touches no file.

      Without files the documents are those that drift.yaml names, of all systems or of the one that is named.

      Exit codes: 0 stored, or unchanged; 2 the documents cannot be read or the store cannot be written; 3 stored, but a \
      part of it could not be read, or a system among others not at all, or its source is an address.
      """)

  @Argument(help: "The system's name: crm.", completion: Completions.systems) var name: String?
  @Argument(help: "Its documents: a file, several files, a folder, or - for standard input.", completion: .file())
  var files: [String] = []
  @Option(
    help: ArgumentHelp("The one system of the project to take.", valueName: "name"), completion: Completions.systems)
  var system: String?
  @OptionGroup var stored: StoreOptions
  @OptionGroup var project: ProjectOptions
  @Flag(help: "Accept parts that could not be read: they stay listed, the exit code is not 3.") var allowGaps = false
  @OptionGroup var input: InputOptions

  mutating func validate() throws {
    if system != nil, name != nil { throw ValidationError("Name the system once: drift snapshot --system NAME.") }
  }

  func run() throws {
    guard let name, !files.isEmpty else { return try takeProject(name ?? system) }
    try Store.check(system: name)
    let loader = SystemLoader(symbols: SymbolTable(), limits: input.limits)
    let opened = try loader.open(files)
    let outcome = try stored.store.snapshot(name, from: opened.source, at: try input.time()) {
      let loaded = try loader.load(opened)
      return (loaded.schema, SourceDigest.of(loaded.schema, named: opened.source.name))
    }
    Output.standard(Array((SnapshotText.of(outcome) + "\n").utf8))
    tell(outcome.unusable, of: name)
    let command = "drift snapshot \(name) \(files.joined(separator: " ")) --allow-gaps"
    if tell(outcome.gaps, isStored: outcome.isNew, accept: command) { throw CommandEnd(code: .incomplete) }
  }

  /// The systems that the project file names. One that cannot be read does not keep the others back.
  private func takeProject(_ only: String?) throws {
    let (files, name) = try project.files()
    let loaded = try LoadedProject.load(files, name: name, limits: input.limits)
    let systems = try chosen(loaded.project, only)
    let now = try input.time()
    var isIncomplete = only == nil && tellFetched(loaded.project)
    var failures: [DriftError] = []
    for system in systems {
      let source = ProjectSource(project: loaded.project, system: system, files: files, limits: input.limits)
      do {
        let loader = SystemLoader(symbols: SymbolTable(), limits: input.limits)
        let opened = try source.open(loader)
        let outcome = try loaded.store.snapshot(system.name, from: opened.source, at: now) {
          try source.read(opened, loader)
        }
        Output.standard(Array((SnapshotText.of(outcome) + "\n").utf8))
        let command = "drift snapshot --system \(system.name) --allow-gaps"
        tell(outcome.unusable, of: system.name)
        isIncomplete = tell(outcome.gaps, isStored: outcome.isNew, accept: command) || isIncomplete
      } catch let error as DriftError {
        failures.append(error)
      }
    }
    if let only = failures.first, systems.count == 1 { throw only }
    for failure in failures { Output.error(failure) }
    if failures.count == systems.count { throw CommandEnd(code: .failed) }
    if isIncomplete || !failures.isEmpty { throw CommandEnd(code: .incomplete) }
  }

  /// Tells of systems whose source would have to be fetched; false where there is none.
  private func tellFetched(_ project: Project) -> Bool {
    let fetched = project.systems.filter { $0.isFetched }
    for system in fetched {
      Output.error(
        DriftError(
          "\(system.name) was left out: its documents are fetched", at: system.place,
          help: [
            "drift run \(system.name) looks at it; drift snapshot \(system.name) FILE stores what came in another way."
          ]))
    }
    return !fetched.isEmpty
  }

  private func chosen(_ project: Project, _ only: String?) throws(DriftError) -> [Project.System] {
    guard let only else {
      let found = project.systems.filter { !$0.files.isEmpty }
      guard !found.isEmpty else {
        throw DriftError(
          "no system of the project names its documents", file: project.file,
          help: ["Say source: { files: [...] } of a system, or drift snapshot SYSTEM FILE."])
      }
      return found
    }
    guard let system = project.system(only) else {
      let names = project.systems.map(\.name)
      throw DriftError(
        "the project has no system \"\(only)\"", file: project.file, help: [StrictReader.advice(only, names)])
    }
    guard !system.isFetched else {
      throw DriftError(
        "the documents of \(only) are fetched", at: system.place,
        help: ["drift run \(only) looks at it; drift snapshot \(only) FILE stores what came in another way."])
    }
    guard !system.files.isEmpty else {
      throw DriftError(
        "\(only) names no documents", at: system.place,
        help: ["Say source: { files: [...] }, or drift snapshot \(only) FILE."])
    }
    return [system]
  }

  /// Tells of a later version that cannot be read, so that the view was left alone.
  private func tell(_ unusable: DriftError?, of system: String) {
    guard let unusable else { return }
    Output.error(unusable)
    Output.error(DriftError("schema/ of \(system) was left as it is: that version is later, and the newest"))
  }

  /// Tells what could not be read; false where nothing is open.
  private func tell(_ gaps: [StoredGap], isStored: Bool, accept command: String) -> Bool {
    guard !gaps.isEmpty, !allowGaps else { return false }
    for gap in gaps.prefix(3) {
      Output.error(
        DriftError(
          "\(gap.subject) could not be read: \(gap.text)", file: gap.place.isEmpty ? nil : gap.place))
    }
    let more =
      gaps.count > 3
      ? "and \(gaps.count - 3) more that could not be read"
      : isStored
        ? "the version is stored; what stands there is unknown in it"
        : "no version was made: the rest is as it was, and what stands there is unknown"
    Output.error(DriftError(more, help: ["\(command) accepts what is missing."]))
    return true
  }
}
