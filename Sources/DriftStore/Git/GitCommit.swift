public import DriftModel

/// What a night does in git: it commits its snapshots and pushes them. Nothing else of the work tree or the index is
/// touched.
public struct GitCommit: Sendable {
  private let folder: String
  private let paths: [String]

  /// Commits some paths of a folder; they count from it.
  public init(_ paths: [String], in folder: String) {
    self.paths = paths
    self.folder = folder
  }

  /// Commits what is new below the paths; the commit's short name, nil where nothing is new.
  ///
  /// - Throws: ``DriftError`` in git's words: no repository, nobody to commit as, a hook that refused.
  public func commit(_ message: String) throws(DriftError) -> String? {
    var there: [String] = []
    for path in paths {
      var isKnown = Files.isThere("\(folder)/\(path)")
      if !isKnown {
        isKnown = try !run(["ls-files", "--", ":(literal)\(path)"], "the files of git cannot be listed").isEmpty
      }
      if isKnown { there.append(path) }
    }
    guard !there.isEmpty else { return nil }
    let specs = ["--"] + there.map { ":(literal)\($0)" }
    try run(["add", "--all"] + specs, "the snapshots cannot be added")
    guard !(try run(["status", "--porcelain"] + specs, "git cannot say what is new")).isEmpty else { return nil }
    try run(
      ["commit", "--quiet", "--cleanup=verbatim", "--message", message] + specs, "the snapshots cannot be committed")
    return try run(["rev-parse", "--short", "HEAD"], "git cannot name the commit")
  }

  /// Pushes the branch to where it is pushed.
  ///
  /// - Throws: ``DriftError`` in git's words, such as a push that was rejected. The commit stays: the next push brings it.
  public func push() throws(DriftError) {
    try run(["push", "--quiet"], "the push did not go through")
  }

  @discardableResult private func run(_ arguments: [String], _ failure: String) throws(DriftError) -> String {
    let answer = try GitProcess.run(arguments, in: folder)
    let output = String(decoding: answer.output, as: UTF8.self)
    guard answer.code == 0 else {
      let said = answer.errors.split(separator: "\n").map { $0.trimmingPrefix("fatal: ").trimmingPrefix("error: ") }
      let first = said.first { !$0.isEmpty } ?? "git said nothing"
      throw DriftError("\(failure): \(first)", help: said.dropFirst().prefix(3).filter { !$0.isEmpty }.map(String.init))
    }
    return output.split(separator: "\n").first.map(String.init) ?? ""
  }
}
