import ArgumentParser
import DriftFetch
import DriftGate
import DriftImpact
import DriftModel
import DriftNight
import DriftProject
import DriftReport
import DriftStore

/// `drift run`.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Looks at every system, stores what changed, and tells whoever has to act.",
    discussion: """
      Made for a nightly job: each system is fetched, or read from its files, stored as a version where it changed, and \
      checked against the mappings as drift check does. What is new since the last run is listed, what stays open is one \
      line, and once a week it is listed again. Where there is nothing to say nothing is written.

      Exit codes: 0 nothing at or above fail-on; 1 findings that nobody accepted; 2 the run could not be carried out \
      (a mistake in the project's files, another run going on); 3 not everything could be checked, or a hook failed.
      """)

  @Argument(help: "The systems to look at; else all.", completion: Completions.systems) var systems: [String] = []
  @Option(help: "The least severity that makes the exit code 1; else the project's fail-on, else breaking.")
  var failOn: Threshold?
  @Flag(inversion: .prefixedNo, help: "Commit the snapshots to git; else as run.commit says.") var commit: Bool?
  @Flag(inversion: .prefixedNo, help: "Push that commit; else as run.push says.") var push: Bool?
  @Flag(help: "Tell nobody: no notice, no text file, no ping.") var noHooks = false
  @Flag(help: "One line a request on standard error, without secrets.") var verbose = false
  @OptionGroup var project: ProjectOptions
  @OptionGroup var output: ReportOutput
  @OptionGroup var input: InputOptions

  mutating func validate() throws {
    if push == true, commit == false { throw ValidationError("--push pushes what --commit commits.") }
  }

  func run() throws {
    let (files, name) = try project.files()
    var loaded = try LoadedProject.load(files, name: name, limits: input.limits)
    let chosen = try Self.chosen(systems, loaded.project)
    if chosen.contains(where: \.isFetched) { try limitFiles(&loaded.project.run) }
    try loaded.store.runAlone { try run(loaded, files, chosen) }
  }

  /// Makes sure that what is open at once is not more than this process may have open.
  private func limitFiles(_ rules: inout RunRules) throws(DriftError) {
    let limit = try Waiting.raiseOpenFiles()
    let most = OpenFiles.systemsAtOnce(limit)
    guard rules.concurrency > most else { return }
    if verbose {
      let line =
        "drift: \(most) systems at once, and not \(rules.concurrency): \(limit) files may be open (ulimit -n)\n"
      Output.standardError(Array(line.utf8))
    }
    rules.concurrency = most
  }

  private func run(_ loaded: LoadedProject, _ files: ProjectFiles, _ chosen: [Project.System]) throws {
    let now = try input.time()
    let kit = FetchKit(loaded.project, isVerbose: verbose)
    var hooks = NightHooks(loaded, kit, commits: commit ?? loaded.project.run.commits, pushes: pushes(loaded.project))
    hooks.isWhole = systems.isEmpty
    do {
      try run(loaded, files, chosen, at: now, kit, &hooks)
    } catch let error as CommandEnd where error.code != .failed {
      throw error
    } catch {
      // Whoever waits for a sign of life hears at once that there is none.
      if !noHooks { hooks.tellFailure(at: now) }
      throw error
    }
  }

  private func run(
    _ loaded: LoadedProject, _ files: ProjectFiles, _ chosen: [Project.System], at now: Timestamp, _ kit: FetchKit,
    _ hooks: inout NightHooks
  ) throws {
    let store = loaded.store.deferring
    try Clock.check((chosen.map(\.name) + [""]).map { (store.seenFile($0), loaded.ledger($0)) }, at: now)
    let changeLogs = kit.changeLogs(in: store, at: now, accepted: loaded.accepted(on: now.day))
    let (looks, logs) = look(loaded, files, chosen, at: now, kit, changeLogs)
    kit.note(logs)
    let sights = NightSights(looks, loaded, at: now)
    var (report, lines) = try tell(loaded, files, chosen, looks, sights, logs, at: now)
    let threshold = failOn ?? loaded.project.failOn
    report = report.only(output.rules)
    try output.write(report, showsAcceptance: true, annotateAt: loaded.project.annotateAt, failOn: threshold)
    // Who was told twice shrugs; who was not told at all acts on a null. So what was told is remembered afterwards, and
    // what --only left out is not.
    if !noHooks { hooks.notify(report) }
    if !output.rules.isEmpty {
      lines = lines.mapValues {
        $0.filter { output.rules.contains($0.rule) || RuleBook.incompleteness.contains($0.rule) }
      }
    }
    try remember(lines, store)
    let isAccessNews = try sights.remember(in: store)
    try changeLogs.remember(logs)
    if isAccessNews || !lines.isEmpty || logs.contains(where: \.isNews) { store.sync() }
    hooks.commit(report)
    let exit = threshold.exitCode(for: report)
    // Machines are told last: that all went well is not known before.
    if !noHooks { hooks.tell(report, at: now, hooks.failures.isEmpty ? exit : .incomplete) }
    for failure in hooks.failures { Output.error(failure) }
    throw CommandEnd(code: hooks.failures.isEmpty ? exit : .incomplete)
  }

  private func pushes(_ project: Project) -> Bool { push ?? (project.run.pushes && commit != false) }

  /// The systems to look at.
  static func chosen(_ names: [String], _ project: Project) throws(DriftError) -> [Project.System] {
    guard !names.isEmpty else {
      guard !project.systems.isEmpty else { throw DriftError("the project has no system", file: project.file) }
      return project.systems
    }
    var out: [Project.System] = []
    for name in names {
      guard let system = project.system(name) else {
        throw DriftError(
          "the project has no system \"\(name)\"", file: project.file,
          help: [
            Suggestion.nearest(to: name, in: project.systems.map(\.name), atMost: 1).first.map {
              "Did you mean \"\($0)\"?"
            } ?? "It has \(project.systems.map(\.name).joined(separator: ", "))."
          ])
      }
      if !out.contains(where: { $0.name == name }) { out.append(system) }
    }
    return out
  }

  private func look(
    _ loaded: LoadedProject, _ files: ProjectFiles, _ chosen: [Project.System], at now: Timestamp, _ kit: FetchKit,
    _ changeLogs: ChangeLogLooker
  ) -> (looks: [SystemLook], logs: [ChangeLogLook]) {
    let accepted = loaded.accepted(on: now.day)
    let looker = SystemLooker(store: loaded.store, at: now, isOfClock: input.isOfClock, accepted: accepted) {
      try FetchedReader().read($0, $1)
    }
    let progress = NightProgress(of: chosen.count)
    let (project, limits) = (loaded.project, input.limits)
    // Files of the repository are read by whoever asks first; the closures of a project's files are not made to be
    // called from several tasks at once.
    let fetched = Night.order(chosen.filter(\.isFetched), in: loaded.store)
    let kept = chosen.filter { !$0.isFetched }.map { system in
      FileLook(project: project, system: system, files: files, limits: limits).look(in: loaded.store, at: now)
    }
    let seen = try? Waiting.result {
      async let logs = changeLogs.looks(at: chosen, concurrency: project.run.concurrency)
      let night = Night(project.run)
      let looks = await night.looks(at: fetched, step: { progress.tell($0) }) { system in
        await looker.look(at: system, night.inTurn(kit.source(of: system)))
      }
      return (looks, await logs)
    }
    looker.finish(seen?.0 ?? [])
    progress.end()
    let all = Dictionary((kept + (seen?.0 ?? [])).map { ($0.system, $0) }, uniquingKeysWith: { first, _ in first })
    return (chosen.compactMap { all[$0.name] }, seen?.1 ?? [])
  }

  /// Checks the mappings and says what is new.
  private func tell(
    _ loaded: LoadedProject, _ files: ProjectFiles, _ chosen: [Project.System], _ looks: [SystemLook],
    _ sights: NightSights, _ logs: [ChangeLogLook], at now: Timestamp
  ) throws -> (report: Report, lines: [String: [SeenLedger.Line]]) {
    let store = loaded.store
    var gate = loaded.input(today: now.day)
    for look in looks {
      guard let system = loaded.project.system(look.system) else { continue }
      if let finding = look.finding(system) { gate.looks[look.system] = [finding] }
      if system.isFetched { gate.health[look.system] = sights.findings(of: look.system, loaded.ledger(look.system)) }
    }
    for look in logs { gate.changeLogs[look.system] = look.state }
    var result = try CheckCommand.gate(gate).check()
    PermissionLoss(at: now, in: store).fold(
      &result, loaded.project, looks: looks, ledger: loaded.ledger, record: loaded.healthRecord)
    var report = CheckReport(loaded, today: now.day).report(result)
    if !systems.isEmpty {
      let names = Set(chosen.map(\.name))
      report.systems.removeAll { !names.contains($0.name) }
      report.own = []
    }
    let looks = looks.map(sights.withNews)
    let memory = NightMemory(in: store)
    let last = memory.last.flatMap { $0 < now ? $0 : nil }
    // What was accepted before the last night, and was open in it all the same, was accepted in part. Who looked at a change
    // log mended what was open.
    let accepted = Set(
      loaded.acceptances.filter {
        !$0.isExpired(on: now.day) && $0.on >= last?.day ?? "" && $0.rule != RuleBook.changeLogCheckDue
      }.map(\.id))
    let lines = NightNews(at: now, after: last, listed: memory.listed, in: store, accepted: accepted).tell(
      &report, loaded.project, looks: looks, ledger: loaded.ledger, isGone: sights.isGone)
    // A change is told against what was accepted: without a lock nothing was.
    if loaded.lock == nil, report.night?.stored.isEmpty == false, gate.mappings.contains(where: { !$0.entries.isEmpty })
    {
      report.night?.warnings.append(
        "there is no drift.lock yet, so no change is held against the mappings: drift lock writes it")
    }
    report.night?.warnings += logs.flatMap { log in log.warnings.map { "\(log.system), change log: \($0)" } }
    return (report, lines)
  }

  /// Remembers what was told.
  private func remember(_ lines: [String: [SeenLedger.Line]], _ store: Store) throws {
    guard !lines.isEmpty else { return }
    try store.exclusively {
      for (system, more) in lines.sorted(by: { $0.key < $1.key }) {
        let path = store.seenFile(system)
        var ledger = SeenLedger(try Store.read(path) ?? [])
        ledger.add(more)
        try Store.makeFolder(FileTree.folder(of: path))
        try store.write(ledger.bytes, to: path)
      }
    }
  }
}
