public import DriftModel

/// What a night does in git: it commits the files that drift itself writes below a store, and pushes. Nothing else of the
/// work tree or the index is touched; where the commit fails the index is what it was.
///
/// The hooks of the repository are not run: a night asks nobody, and runs nothing that a clone brought along.
public struct GitCommit: Sendable {
  private let folder: String
  private let store: String

  /// Commits the store of a folder; its path counts from there.
  public init(_ store: String, in folder: String) {
    self.store = store
    self.folder = folder
  }

  /// Commits what is new in the store; the commit's short name, nil where nothing is new.
  ///
  /// - Throws: ``DriftError`` in git's words: no repository, nobody to commit as; or where something is under way in the
  ///   repository that a commit would get in the way of.
  public func commit(_ message: String) throws(DriftError) -> String? {
    let (own, foreign) = try changed()
    guard !own.isEmpty else { return nil }
    try checkCalm()
    let index = try GitIndex(in: folder)
    let specs = ["--", ":(literal)\(store)"] + foreign.map { ":(exclude,literal)\($0)" }
    do throws(DriftError) {
      try run(["add", "--all"] + specs, "the snapshots cannot be added")
      try run(
        ["commit", "--quiet", "--cleanup=verbatim", "--message", message] + specs, "the snapshots cannot be committed")
    } catch {
      try index.restore()
      throw error
    }
    return try run(["rev-parse", "--short", "HEAD"], "git cannot name the commit").first
  }

  /// Pushes the branch to where it is pushed.
  ///
  /// - Throws: ``DriftError`` in git's words, such as a push that was rejected. The commit stays: the next push brings it.
  public func push() throws(DriftError) {
    let answer = try GitProcess.run(["push", "--quiet"], in: folder)
    guard answer.code != 0 else { return }
    let said = answer.errors.split(separator: "\n").map { $0.trimmingPrefix("fatal: ").trimmingPrefix("error: ") }
    // Somebody pushed meanwhile: git's own hints speak to who sits before it.
    if let rejected = said.first(where: { $0.contains("[rejected]") || $0.contains("non-fast-forward") }) {
      throw DriftError(
        "the push did not go through: \(rejected)", file: folder,
        help: ["The commit stays. git pull --rebase && git push; in a crontab the pull stands before drift run."])
    }
    throw DriftError(
      "the push did not go through: \(said.first { !$0.isEmpty } ?? "git said nothing")",
      help: said.dropFirst().prefix(3).filter { !$0.isEmpty }.map(String.init))
  }

  /// Sees whether a push would go through, and pushes nothing.
  ///
  /// - Throws: ``DriftError`` in git's words.
  public func rehearsePush() throws(DriftError) {
    try run(["push", "--dry-run", "--quiet"], "a push would not go through")
  }

  /// What is new below the store: the files that drift writes there, and those of others.
  private func changed() throws(DriftError) -> (own: [String], foreign: [String]) {
    let prefix = try run(["rev-parse", "--show-prefix"], "git cannot say where the project is").first ?? ""
    let listed = try run(
      [
        "status", "--porcelain", "--no-renames", "-z", "--untracked-files=all", "--", ":(literal)\(store)",
      ], "git cannot say what is new", separator: "\0")
    let paths = listed.map { String($0.dropFirst(3)) }.map {
      $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : $0
    }
    let own = Set(paths.filter { StoreFiles.isOwn($0, of: store) })
    return (own.sorted(), paths.filter { !own.contains($0) })
  }

  /// Makes sure that a commit gets in nobody's way.
  private func checkCalm() throws(DriftError) {
    let folder = try run(["rev-parse", "--absolute-git-dir"], "git cannot say where it keeps its data").first ?? ""
    let underWay = [
      ("rebase-merge", "a rebase"), ("rebase-apply", "a rebase"), ("MERGE_HEAD", "a merge"),
      ("CHERRY_PICK_HEAD", "a cherry-pick"), ("REVERT_HEAD", "a revert"), ("BISECT_LOG", "a bisection"),
    ]
    if let (_, what) = underWay.first(where: { Files.isThere("\(folder)/\($0.0)") }) {
      throw DriftError(
        "nothing was committed: \(what) is under way in the repository", file: self.folder,
        help: ["End it; the next night commits what stands in the work tree."])
    }
    let head = try GitProcess.run(["symbolic-ref", "--quiet", "HEAD"], in: self.folder)
    guard head.code == 0 else {
      throw DriftError(
        "nothing was committed: no branch is checked out (detached HEAD), and the commit would be lost",
        file: self.folder, help: ["git switch BRANCH; the next night commits what stands in the work tree."])
    }
  }

  @discardableResult private func run(
    _ arguments: [String], _ failure: String, separator: Character = "\n"
  ) throws(DriftError) -> [String] {
    let answer = try GitProcess.run(arguments, in: folder)
    let output = String(decoding: answer.output, as: UTF8.self)
    guard answer.code == 0 else {
      let said = answer.errors.split(separator: "\n").map { $0.trimmingPrefix("fatal: ").trimmingPrefix("error: ") }
      let first = said.first { !$0.isEmpty } ?? "git said nothing"
      throw DriftError("\(failure): \(first)", help: said.dropFirst().prefix(3).filter { !$0.isEmpty }.map(String.init))
    }
    return output.split(separator: separator).map(String.init)
  }
}

/// The index of a repository as it is before something is staged.
private struct GitIndex {
  private let path: String
  private let bytes: [UInt8]?

  init(in folder: String) throws(DriftError) {
    let answer = try GitProcess.run(["rev-parse", "--absolute-git-dir"], in: folder)
    let name = String(decoding: answer.output, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
    path = "\(name)/index"
    bytes = try Files.bytes(path, limit: 1 << 30)
  }

  /// Puts it back as it was.
  func restore() throws(DriftError) {
    if let bytes { try Files.write(bytes, to: path) } else { try Files.remove(path) }
  }
}
