public import DriftModel
import DriftSyntax

/// A file or a folder at a revision, as git writes it: `HEAD~3:schemas/crm.json`, `HEAD:` for the whole tree,
/// `:schemas/crm.json` for what is staged.
public struct GitPath: Equatable, Sendable {
  /// The revision; empty, or a colon and a stage, for the index.
  public var revision: String
  /// The path from the repository's top; below the working directory where it begins with `./`.
  public var path: String

  /// Reads an argument; nil for what is none: no colon, an address on the web, a drive of Windows, `:/` of git.
  public init?(_ argument: String) {
    guard let colon = Self.colon(in: argument) else { return nil }
    revision = String(argument[..<colon])
    path = String(argument[argument.index(after: colon)...])
    if revision.isEmpty {
      // `:0:path` names a stage of the index.
      if let stage = path.first, "0123".contains(stage), path.dropFirst().first == ":" {
        revision = ":\(stage)"
        path = String(path.dropFirst(2))
      }
      guard !path.isEmpty, !path.hasPrefix("/") else { return nil }
    }
    guard !path.hasPrefix("//"), !path.hasPrefix("\\"), !revision.hasPrefix("-") else { return nil }
  }

  /// The colon between revision and path: none that stands in braces, as in `HEAD^{/fix: it}`.
  private static func colon(in argument: String) -> String.Index? {
    var depth = 0
    for index in argument.indices {
      switch argument[index] {
      case "{": depth += 1
      case "}": depth -= 1
      case ":" where depth <= 0: return index
      default: continue
      }
    }
    return nil
  }
}

extension Store {
  /// The history of a system as a store has it at a commit.
  public func history(
    _ system: String, in repository: GitRepository, at commit: String, _ revision: String
  ) -> SystemHistory {
    let folder = (try? self.folder(in: repository, system + "/versions")) ?? "./\(path)/\(system)/versions"
    return SystemHistory(
      VersionFolder(
        system: system, path: "\(revision):\(path)/\(system)/versions", hasView: false,
        names: { () throws(DriftError) in try repository.files(below: folder, at: commit) },
        text: { name throws(DriftError) in
          try repository.bytes(of: folder + "/" + name, at: commit, limit: VersionFile.mostBytes)
            .map { SourceText(file: "\(revision):\(path)/\(system)/versions/\(name)", copying: $0) }
        }))
  }

  /// The systems that a store has at a commit.
  public func systems(in repository: GitRepository, at commit: String) throws(DriftError) -> [String] {
    let folder = try folder(in: repository)
    var out: Set<String> = []
    for file in try repository.files(below: folder, at: commit) {
      let steps = file.split(separator: "/")
      if steps.count == 3, steps[1] == "versions" { out.insert(String(steps[0])) }
    }
    return out.sorted()
  }

  /// A path below the store as a repository writes it.
  ///
  /// - Throws: ``DriftError`` where the store is in another repository: that of a submodule has revisions of its own.
  func folder(in repository: GitRepository, _ path: String = "") throws(DriftError) -> String {
    let below = path.isEmpty ? "" : "/" + path
    // Where it is gone, git may still have it.
    guard Files.isThere(self.path) else {
      guard self.path.hasPrefix("/") else { return "./\(self.path)\(below)" }
      let isInside = self.path.hasPrefix(repository.top + "/")
      return (isInside ? String(self.path.dropFirst(repository.top.count + 1)) : self.path) + below
    }
    let own = try GitRepository.containing(self.path)
    guard own.top == repository.top else {
      throw DriftError(
        "the store is in another git repository than the working directory, that of \(own.top)", file: self.path,
        help: ["A submodule has revisions of its own: run drift in it, with one of them."])
    }
    return own.prefix.split(separator: "/").joined(separator: "/") + below
  }
}
