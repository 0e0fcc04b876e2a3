public import DriftModel

/// A file or a folder at a revision, as git writes it: `HEAD~3:schemas/crm.json`.
public struct GitPath: Equatable, Sendable {
  /// The revision.
  public var revision: String
  /// The path from the repository's top; below the working directory where it begins with `./`.
  public var path: String

  /// Reads an argument; nil for what is none: no colon, nothing before it, an address on the web, a drive of Windows.
  public init?(_ argument: String) {
    guard let colon = argument.firstIndex(of: ":"), colon != argument.startIndex else { return nil }
    revision = String(argument[..<colon])
    path = String(argument[argument.index(after: colon)...])
    guard !path.isEmpty, !path.hasPrefix("//"), !path.hasPrefix("\\"), !revision.hasPrefix("-") else { return nil }
  }
}

extension Store {
  /// The history of a system as a store has it at a commit.
  public func history(
    _ system: String, in repository: GitRepository, at commit: String, _ revision: String
  ) -> SystemHistory {
    let folder = "\(path.hasPrefix("/") ? repository.below(path) : "./" + path)/\(system)/versions"
    return SystemHistory(
      VersionFolder(
        system: system, path: "\(revision):\(path)/\(system)/versions", hasView: false,
        names: { () throws(DriftError) in try repository.files(below: folder, at: commit) },
        bytes: { name throws(DriftError) in
          try repository.bytes(of: folder + "/" + name, at: commit, limit: 1_000_000_000)
        }))
  }

  /// The systems that a store has at a commit.
  public func systems(in repository: GitRepository, at commit: String) throws(DriftError) -> [String] {
    let folder = path.hasPrefix("/") ? repository.below(path) : "./" + path
    var out: Set<String> = []
    for file in try repository.files(below: folder, at: commit) {
      let steps = file.split(separator: "/")
      if steps.count == 3, steps[1] == "versions" { out.insert(String(steps[0])) }
    }
    return out.sorted()
  }
}

extension GitRepository {
  /// An absolute path as one from the top.
  func below(_ path: String) -> String { path.hasPrefix(top + "/") ? String(path.dropFirst(top.count + 1)) : path }
}
