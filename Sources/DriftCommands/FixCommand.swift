import ArgumentParser
import DriftGate
import DriftImpact
import DriftModel
import DriftProject
import DriftReport
import DriftStore
import DriftSyntax

/// `drift fix`.
struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix", abstract: "Turns findings into edits of the mapping files.",
    discussion: """
      A rename or a move of which drift is sure (0.9 and more) is written to the mapping in place: comments, quotes and \
      blank lines stay. What is less sure is shown as a choice and never made. Without --write a unified diff is \
      printed, drift.lock's lines included, which git apply takes.

      Exit codes: 0 done, or nothing to do; 2 the command could not be carried out.
      """)

  @Argument(help: "Ids of findings; all where none is named.") var findings: [String] = []
  @Flag(help: "Write the edits, and the lines of drift.lock that they concern.") var write = false
  @Flag(help: "Print the edits as a unified diff; so it is without --write.") var dryRun = false
  @OptionGroup var project: ProjectOptions
  @OptionGroup var input: InputOptions

  mutating func validate() throws {
    if write, dryRun { throw ValidationError("--write and --dry-run exclude each other.") }
  }

  func run() throws {
    guard write else { return try run(try project.load(input.limits)) }
    try project.exclusively(input.limits) { try run($0) }
  }

  private func run(_ loaded: LoadedProject) throws {
    let today = try input.time().day
    let gate = loaded.input(today: today)
    let result = try CheckCommand.gate(loaded, today: today).check()
    let chosen = try choose(result)
    let edits = chosen.flatMap { $0.fix?.edits ?? [] }
    let sure = edits.filter(\.isWritable)
    if write, let old = loaded.lock, !sure.isEmpty {
      // Whatever ends the program between the files: every entry, under its old address or its new one, has its line.
      var both = LockPlan(gate, result).fixed(sure, of: mended(chosen))
      both.digests.merge(old.digests) { new, _ in new }
      try loaded.store.write(both.bytes, to: loaded.project.lockFile)
    }
    let paths = RepositoryPaths()
    try apply(sure, loaded, paths)
    if !sure.isEmpty, loaded.lock != nil {
      let lock = LockPlan(gate, result).fixed(sure, of: mended(chosen))
      if write {
        try LockOutput.write(lock, loaded, tellsGit: false)
      } else {
        // Without its line an entry would be checked as it stands alone, and what else is open on it forgotten.
        let patch = paths.patch(loaded.project.lockFile, old: loaded.lockBytes, new: lock.bytes)
        Output.standard(Array(patch.utf8))
      }
    }
    if !write, !sure.isEmpty, loaded.project.folder.hasPrefix(".."), let top = paths.top {
      // git leaves out, without a word, what lies outside of the folder that it works in.
      Output.error(
        DriftError(
          "the patch has files outside of this folder", help: ["drift fix | git -C \(top) apply takes it all."]))
    }
    tellRest(chosen)
    if edits.isEmpty { Output.error(DriftError("nothing that drift can mend by itself")) }
  }

  /// The findings that are mended by what is written.
  private func mended(_ chosen: [Finding]) -> Set<String> {
    Set(chosen.filter { $0.fix?.edits.contains(where: \.isWritable) ?? false }.map(\.id))
  }

  /// The findings that are named, or all that are open.
  private func choose(_ result: GateResult) throws(DriftError) -> [Finding] {
    let all = result.checks.flatMap(\.findings)
    guard !findings.isEmpty else {
      // A definition with another name hits nobody, and its entries are to be written anew all the same.
      return all.filter { $0.severity > .info || $0.waiver == nil && !($0.fix?.edits.isEmpty ?? true) }
    }
    var out: [Finding] = []
    for id in findings {
      guard let finding = all.first(where: { $0.id == id }) else {
        let near = Suggestion.nearest(to: id, in: all.map(\.id), atMost: 1)
        throw DriftError(
          "there is no finding \"\(id)\" now",
          help: [near.first.map { "Did you mean \($0)?" } ?? "drift check lists what is open, each with its id."])
      }
      out.append(finding)
    }
    return out
  }

  private func apply(_ edits: [Finding.Edit], _ loaded: LoadedProject, _ paths: RepositoryPaths) throws {
    for file in Set(edits.map(\.place.file)).sorted() {
      let source = try SourceText.load(file, limits: input.limits)
      let some = MappingEdits(source, edits: edits.filter { $0.place.file == file })
      if write {
        try loaded.store.write(some.edited, to: file)
        let count = Set(edits.filter { $0.place.file == file }.map(\.range)).count
        Output.standard(
          Array("\(Neutral.text(file)): \(count == 1 ? "1 address" : "\(count) addresses") written\n".utf8))
      } else {
        Output.standard(Array(paths.patch(file, old: some.original, new: some.edited).utf8))
      }
    }
  }

  /// What a person has to write or to decide.
  private func tellRest(_ chosen: [Finding]) {
    var told: Set<SourcePlace> = []
    for finding in chosen {
      let blocked = finding.fix?.edits.filter { $0.isSure && $0.range == nil } ?? []
      for edit in blocked where told.insert(edit.place).inserted {
        Output.error(
          DriftError(
            "\(edit.key.address) is left as it is: \(edit.obstacle)", at: edit.place,
            help: ["Write \(edit.address) there yourself, then drift lock. It is \(finding.id): \(finding.message)."]))
      }
      if !blocked.isEmpty { continue }
      guard finding.change != nil, let fix = finding.fix, !fix.isGeneral, !fix.edits.contains(where: \.isWritable)
      else {
        continue
      }
      Output.error(DriftError("\(finding.id) \(finding.message)", help: ["To decide: \(fix.text)."]))
    }
  }
}
