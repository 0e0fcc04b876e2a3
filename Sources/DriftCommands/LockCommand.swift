import ArgumentParser
import DriftGate
import DriftImpact
import DriftModel
import DriftProject
import DriftStore

/// `drift lock`.
struct LockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock", abstract: "Writes drift.lock: the version at which each entry of a mapping is accepted.",
    discussion: """
      Writes lines that are missing, at the newest version; moves lines of entries on which nothing is open; takes out \
      lines of entries that are gone. An entry on which something is open keeps its line: drift accept and drift fix are \
      for those.
      """)

  @OptionGroup var project: ProjectOptions
  @OptionGroup var input: InputOptions

  func run() throws { try project.exclusively(input.limits) { try run($0) } }

  private func run(_ loaded: LoadedProject) throws {
    let today = try input.time().day
    let gate = loaded.input(today: today)
    let result = try CheckCommand.gate(loaded, today: today).check()
    let lock = LockPlan(gate, result).straightened()
    try LockOutput.write(lock, loaded)
    let unread = result.checks.filter { $0.new == nil }.map(\.system)
    let kept = Set(gate.entries.map(\.entry.system)).intersection(unread).sorted()
    guard !kept.isEmpty else { return }
    Output.error(
      DriftError(
        "\(kept.joined(separator: ", ")) cannot be looked at: the lines of \(kept.count == 1 ? "it" : "them") stay as they are",
        help: ["drift check says why."]))
    throw CommandEnd(code: .incomplete)
  }
}

/// Writes a lock and says what changed in it.
enum LockOutput {
  ///
  /// `tellsGit` completes what git knows of the files; a patch that was printed has no part for that.
  static func write(_ lock: LockFile, _ loaded: LoadedProject, tellsGit: Bool = true) throws(DriftError) {
    let old = loaded.lock?.digests ?? [:]
    let added = lock.digests.keys.count { old[$0] == nil }
    let moved = lock.digests.count { old[$0.key] != nil && old[$0.key] != $0.value }
    let removed = old.keys.count { lock.digests[$0] == nil }
    let file = loaded.project.lockFile
    guard added + moved + removed > 0 || loaded.lock == nil else {
      return Output.standard(Array("\(file): nothing to write, \(lock.digests.count) entries\n".utf8))
    }
    try loaded.store.write(lock.bytes, to: file)
    if tellsGit { try ProjectAttributes.ensure(in: loaded.project.folder) }
    let words = [(added, "added"), (moved, "moved"), (removed, "removed")].filter { $0.0 > 0 }
    let said = words.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    Output.standard(Array("\(file): \(said.isEmpty ? "no entries" : said)\n".utf8))
  }
}
