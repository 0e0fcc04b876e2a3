public import DriftModel

/// A repository, read by git itself: no checkout, nothing fetched.
public final class GitRepository {
  /// The top of the work tree, or the repository where it has none.
  public let top: String
  /// Where the caller stands below the top, with a slash at its end; empty at the top.
  let prefix: String
  private var reader: GitProcess?

  private init(top: String, prefix: String) {
    self.top = top
    self.prefix = prefix
  }

  /// The repository that a folder is in.
  ///
  /// - Throws: ``DriftError`` where there is none, or git refuses to read it.
  public static func containing(_ folder: String) throws(DriftError) -> GitRepository {
    let answer = try GitProcess.run(["rev-parse", "--show-toplevel", "--show-prefix"], in: folder)
    if answer.code != 0, let bare = try bare(folder) { return bare }
    guard answer.code == 0 else {
      let said = firstLine(answer.errors)
      let isRefused = said.contains("dubious ownership")
      throw DriftError(
        isRefused ? "git refuses to read this repository: \(said)" : "no git repository here: \(said)", file: folder,
        help: isRefused
          ? ["git config --global --add safe.directory FOLDER says that you trust it."]
          : ["Revisions are read from the repository that the working directory is in."])
    }
    let lines = String(decoding: answer.output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    return GitRepository(top: lines.first.map(String.init) ?? folder, prefix: lines.count > 1 ? String(lines[1]) : "")
  }

  /// The repository that a folder is in, where it has no work tree; nil where there is none.
  private static func bare(_ folder: String) throws(DriftError) -> GitRepository? {
    let answer = try GitProcess.run(["rev-parse", "--absolute-git-dir"], in: folder)
    guard answer.code == 0 else { return nil }
    let path = String(decoding: answer.output, as: UTF8.self).split(separator: "\n").first
    return path.map { GitRepository(top: String($0), prefix: "") }
  }

  /// The e-mail address that git knows of who works in a folder; empty where it knows none, or where there is no git.
  public static func userEmail(in folder: String) -> String {
    guard let answer = try? GitProcess.run(["config", "user.email"], in: folder), answer.code == 0 else { return "" }
    return firstLine(String(decoding: answer.output, as: UTF8.self))
  }

  /// The commit that a revision names, or the tree; the index as it is written.
  ///
  /// - Throws: ``DriftError`` where there is none; in a shallow clone it says what to set.
  public func resolve(_ revision: String) throws(DriftError) -> String {
    if revision.isEmpty || revision.hasPrefix(":") { return revision }
    guard !revision.hasPrefix("^"), !revision.contains("..") else {
      throw DriftError(
        "\"\(revision)\" is a range of revisions, and one is asked for", file: top,
        help: ["HEAD^ is the one before HEAD, main~3 the third before main."])
    }
    for kind in ["commit", "tree"] {
      let answer = try GitProcess.run(
        ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(revision)^{\(kind)}"], in: top)
      let found = String(decoding: answer.output, as: UTF8.self).split(separator: "\n").first.map(String.init)
      if answer.code == 0, let found { return found }
    }
    throw try missing(revision)
  }

  private func missing(_ revision: String) throws(DriftError) -> DriftError {
    let shallow = try GitProcess.run(["rev-parse", "--is-shallow-repository"], in: top)
    let isShallow = String(decoding: shallow.output, as: UTF8.self).hasPrefix("true")
    return DriftError(
      isShallow ? "this shallow clone has no revision \"\(revision)\"" : "there is no revision \"\(revision)\"",
      file: top,
      help: isShallow
        ? [
          "Fetch the whole history: fetch-depth: 0 for actions/checkout, GIT_DEPTH: 0 for GitLab,",
          "or git fetch --unshallow. drift fetches nothing itself.",
        ] : ["git log --oneline and git branch -a list what there is."])
  }

  /// Whether anything was ever committed.
  public func hasCommits() throws(DriftError) -> Bool {
    let answer = try GitProcess.run(["rev-list", "--max-count=1", "--all"], in: top)
    return answer.code != 0 || !answer.output.isEmpty
  }

  /// The commit that a revision names, in whatever of git's ways: `main`, `v1^{}`, `:/words of its message`.
  ///
  /// - Throws: ``DriftError`` where there is none, or where it is no commit.
  public func commit(_ revision: String) throws(DriftError) -> String {
    let isSearch = revision.hasPrefix(":/") || revision.contains("^{/")
    if revision.isEmpty || (revision.hasPrefix(":") && !isSearch) { throw notACommit(revision) }
    var object = revision
    if isSearch {
      let answer = try GitProcess.run(["rev-parse", "--verify", "--quiet", "--end-of-options", revision], in: top)
      let found = String(decoding: answer.output, as: UTF8.self).split(separator: "\n").first.map(String.init)
      guard answer.code == 0, let found else { throw try missing(revision) }
      object = found
    }
    let found = try resolve(object)
    let answer = try GitProcess.run(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(found)^{commit}"], in: top)
    guard answer.code == 0 else { throw notACommit(revision) }
    return found
  }

  /// Whether what is checked out came from a commit: it has all that the commit has, but for what it took away itself.
  public func isBuilt(on commit: String) -> Bool {
    let answer = try? GitProcess.run(["merge-base", "--is-ancestor", commit, "HEAD"], in: top)
    return answer?.code == 0
  }

  private func notACommit(_ revision: String) -> DriftError {
    DriftError(
      "expected a revision that is a commit, found \"\(revision)\"", file: top,
      help: ["main, HEAD~3, a tag and :/WORDS are; what is staged, a folder and a file of one are not."])
  }

  /// A path from the top of a repository: one that begins with `./` is below the working directory, as for git.
  func fromTop(_ path: String) -> String {
    var steps: [Substring] = []
    let whole = path.hasPrefix("./") || path.hasPrefix("../") || path == "." ? prefix + path : path
    for step in whole.split(separator: "/") {
      switch step {
      case ".": continue
      case "..": _ = steps.popLast()
      default: steps.append(step)
      }
    }
    return steps.joined(separator: "/")
  }

  /// What stands under a path at a commit.
  public enum Kind {
    /// A file.
    case file
    /// A folder.
    case folder
    /// A link, a submodule.
    case other
  }

  /// The files below a folder at a commit, relative to it.
  public func files(below folder: String, at commit: String) throws(DriftError) -> [String] {
    if Self.isIndex(commit) { return try staged(below: fromTop(folder), commit) }
    return try entries(below: folder, at: commit, mode: "100")
  }

  /// What is below a folder at a commit and of a mode that begins so: `100` for files, `120` for links.
  func entries(below folder: String, at commit: String, mode: String) throws(DriftError) -> [String] {
    let path = fromTop(folder)
    let answer = try GitProcess.run(
      ["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", path.isEmpty ? commit : "\(commit):\(path)"], in: top)
    guard answer.code == 0 else { return [] }
    return answer.output.split(separator: 0).compactMap { entry in
      // mode, type, object, a tabulator, the path
      guard let tab = entry.firstIndex(of: 0x09), entry.starts(with: mode.utf8) else { return nil }
      return String(decoding: entry[(tab + 1)...], as: UTF8.self)
    }
  }

  /// Whether what was resolved is the index, or a stage of it, and no commit.
  private static func isIndex(_ commit: String) -> Bool { commit.isEmpty || commit.hasPrefix(":") }

  /// The files of the index below a folder, relative to it.
  private func staged(below path: String, _ stage: String) throws(DriftError) -> [String] {
    let answer = try GitProcess.run(
      ["ls-files", "-z", "--stage", "--full-name", "--", path.isEmpty ? ":(top)" : ":(top,literal)\(path)"], in: top)
    guard answer.code == 0 else { return [] }
    let wanted = stage.isEmpty ? "0" : stage.dropFirst()
    return answer.output.split(separator: 0).compactMap { entry in
      // mode, object, stage, a tabulator, the path
      guard let tab = entry.firstIndex(of: 0x09), entry.starts(with: "100".utf8),
        entry[..<tab].last.map({ Character(UnicodeScalar($0)) }) == wanted.first
      else { return nil }
      let file = String(decoding: entry[(tab + 1)...], as: UTF8.self)
      guard !path.isEmpty else { return file }
      return file.hasPrefix(path + "/") ? String(file.dropFirst(path.count + 1)) : nil
    }
  }

  /// What a path is at a commit; nil where it is not there.
  public func kind(of path: String, at commit: String) throws(DriftError) -> Kind? {
    guard let (type, _) = try header("\(commit):\(fromTop(path))", skipping: true) else {
      // The index has files alone.
      guard Self.isIndex(commit) else { return nil }
      return try staged(below: fromTop(path), commit).isEmpty ? nil : .folder
    }
    switch type {
    case "blob": return .file
    case "tree": return .folder
    default: return .other
    }
  }

  /// The bytes of a file at a commit; nil where it is not there.
  ///
  /// - Throws: ``DriftError`` where it is larger than the limit, or git ends.
  public func bytes(of path: String, at commit: String, limit: Int) throws(DriftError) -> [UInt8]? {
    let name = "\(commit):\(fromTop(path))"
    guard let (type, size) = try header(name, skipping: false) else { return nil }
    guard let reader, let bytes = reader.bytes(size + 1) else { throw gone(name) }
    guard type == "blob" else { return nil }
    guard size <= limit else {
      throw DriftError(
        "expected at most \(limit) bytes, found \(size)", file: name, help: ["--max-bytes raises the limit."])
    }
    return Array(bytes.dropLast())
  }

  /// Asks the one long-lived reader for an object: its type and size; nil where it is not there.
  private func header(_ name: String, skipping: Bool) throws(DriftError) -> (type: String, size: Int)? {
    guard !name.contains("\n") else { return nil }
    let reader: GitProcess
    if let running = self.reader {
      reader = running
    } else {
      reader = try GitProcess(["cat-file", "--batch"], in: top)
      self.reader = reader
    }
    guard reader.send(name), let line = reader.line() else { throw gone(name) }
    let parts = line.split(separator: " ")
    guard parts.count == 3, let size = Int(parts[2]), parts[0].utf8.count >= 40 else { return nil }
    if skipping { guard reader.bytes(size + 1) != nil else { throw gone(name) } }
    return (String(parts[1]), size)
  }

  private func gone(_ name: String) -> DriftError {
    DriftError(
      "git ended while it read \(name)", file: top,
      help: ["Is the object in this clone? Partial clones lack some, and drift fetches nothing."])
  }

  private static func firstLine(_ text: String) -> String {
    text.split(separator: "\n").first.map { $0.hasPrefix("fatal: ") ? String($0.dropFirst(7)) : String($0) } ?? ""
  }
}
