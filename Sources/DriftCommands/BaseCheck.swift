import DriftGate
import DriftModel
import DriftProject
import DriftStore
import DriftSyntax

/// Checks a project as it was at a revision, and holds a branch against that.
struct BaseCheck {
  private let revision: String
  private let files: ProjectFiles
  private let name: String
  private let limits: SyntaxLimits
  private let repository: GitRepository
  private let commit: String

  /// Finds the revision.
  ///
  /// - Throws: ``DriftError`` where there is no repository or no such revision; a shallow clone is told what to fetch.
  init(_ revision: String, _ files: ProjectFiles, _ name: String, _ limits: SyntaxLimits) throws(DriftError) {
    self.revision = revision
    self.files = files
    self.name = name
    self.limits = limits
    repository = try GitRepository.containing(".")
    commit = try repository.commit(revision)
  }

  /// Holds what a check of the work tree found against the revision; nil where the files of that do not read, which is
  /// told: the branch that repairs them has to be judged as it stands.
  func compare(
    _ head: inout GateResult, _ loaded: LoadedProject, today: String
  ) throws(DriftError) -> BaseComparison? {
    let input = loaded.input(today: today)
    let base: LoadedProject?
    do throws(DriftError) {
      base = try self.base()
    } catch {
      Output.error(error)
      Output.error(
        DriftError("\(revision) cannot be checked, so nothing is held against it: all that is open here counts"))
      return nil
    }
    guard let old = base else {
      let nothing = GateResult(checks: [], own: [])
      return BaseComparison(&head, input, base: nothing, moved: nothing, kept: nothing)
    }
    let (repository, commit, revision) = (repository, commit, revision)
    var then = old.input(today: today)
    let store = loaded.store
    then.history = { store.history($0, in: repository, at: commit, revision) }
    let checked = try CheckCommand.gate(then).check()
    // The base's own mappings and lock, with the versions that the branch has.
    var moved = then
    moved.history = { store.history($0) }
    let lines = KeptLines(input, base: then)
    var kept = input
    kept.lock = lines.lock
    return BaseComparison(
      &head, input, base: checked, moved: try CheckCommand.gate(moved).check(),
      kept: lines.differs ? try CheckCommand.gate(kept).check() : GateResult(checks: [], own: []))
  }

  /// The project at the revision; nil where it had none.
  private func base() throws(DriftError) -> LoadedProject? {
    let (repository, commit, folder) = (repository, commit, files.folder)
    let past = ProjectFiles(
      folder: folder, prefix: revision + ":",
      files: { below throws(DriftError) in
        let path = below.isEmpty ? "./\(folder)" : "./\(folder)/\(below)"
        let found = try repository.linked(below: path, at: commit, inside: "./\(folder)")
        return .init(files: found.map { below.isEmpty ? $0 : below + "/" + $0 })
      },
      bytes: { path throws(DriftError) in
        let path = "./\(folder)/\(path)"
        let target = try repository.target(of: path, at: commit)
        return try repository.bytes(of: target ?? path, at: commit, limit: 256_000_000)
      })
    guard try past.bytes(name) != nil else { return nil }
    return try LoadedProject.load(past, name: name, limits: limits)
  }
}
