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
  /// The commit; nil where there is none yet, before the very first one.
  private let commit: String?
  /// The project's folder as the repository is asked for it.
  private let root: String

  /// Finds the revision.
  ///
  /// - Throws: ``DriftError`` where there is no repository or no such revision; a shallow clone is told what to fetch.
  init(_ revision: String, _ files: ProjectFiles, _ name: String, _ limits: SyntaxLimits) throws(DriftError) {
    self.revision = revision
    self.files = files
    self.name = name
    self.limits = limits
    let here = try? GitRepository.containing(".")
    // A project that is named from elsewhere has its own repository.
    if let here, !files.folder.hasPrefix("/"), here.top == (try? GitRepository.containing(files.folder))?.top {
      repository = here
      root = "./\(files.folder)"
    } else {
      repository = try GitRepository.containing(files.folder)
      root = "."
    }
    let hasCommits = try repository.hasCommits()
    commit = !hasCommits && (revision == "HEAD" || revision == "@") ? nil : try repository.commit(revision)
  }

  /// Holds what a check of the work tree found against the revision; nil where the files of that do not read, which is
  /// told: the branch that repairs them has to be judged as it stands.
  func compare(
    _ head: inout GateResult, _ loaded: LoadedProject, today: String
  ) throws(DriftError) -> BaseComparison? {
    let input = loaded.input(today: today)
    let base: LoadedProject?
    do throws(DriftError) {
      base = try commit.flatMap { commit throws(DriftError) in try self.base(commit) }
    } catch {
      Output.error(error)
      Output.error(
        DriftError("\(revision) cannot be checked, so nothing is held against it: all that is open here counts"))
      return nil
    }
    guard let commit, let old = base else {
      return BaseComparison(&head)
    }
    let (repository, revision) = (repository, revision)
    var then = old.input(today: today)
    let store = loaded.store
    then.history = { store.history($0, in: repository, at: commit, revision) }
    then = RenamedSystems(base: then, head: input).applied(to: then)
    let checked = try CheckCommand.gate(then).check()
    // The base's own mappings and lock, with the versions that the branch has.
    var moved = then
    moved.history = { store.history($0) }
    let lines = KeptLines(input, base: then)
    var kept = input
    kept.lock = lines.lock
    let found = lines.differs ? try CheckCommand.gate(kept).check() : GateResult(checks: [], own: [])
    return BaseComparison(
      &head, input,
      .init(
        input: then, result: checked, moved: try CheckCommand.gate(moved).check(), kept: (found, lines),
        isContained: repository.isBuilt(on: commit)))
  }

  /// The project at the revision; nil where it had none.
  private func base(_ commit: String) throws(DriftError) -> LoadedProject? {
    let (repository, root) = (repository, root)
    let links = try GitLinks(repository, below: root, at: commit)
    let past = ProjectFiles(
      folder: files.folder, prefix: revision + ":",
      files: { below throws(DriftError) in
        let found = try links.files(below: below.isEmpty ? root : "\(root)/\(below)")
        return .init(files: found.map { below.isEmpty ? $0 : below + "/" + $0 })
      },
      bytes: { path throws(DriftError) in
        let path = "\(root)/\(path)"
        return try repository.bytes(of: links.target(of: path) ?? path, at: commit, limit: 256_000_000)
      })
    guard try past.bytes(name) != nil else { return nil }
    return try LoadedProject.load(past, name: name, limits: limits)
  }
}
