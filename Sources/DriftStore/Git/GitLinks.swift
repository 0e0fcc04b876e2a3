public import DriftModel

/// The links below a folder at a commit: git stores where they lead, and nothing follows them but who asks.
public struct GitLinks {
  private let repository: GitRepository
  private let commit: String
  /// The folder, from the top; what leads out of it is not followed.
  private let root: String
  private let links: Set<String>
  /// How many links one after another are followed.
  private static let mostLinks = 8

  /// Finds the links below a folder.
  public init(_ repository: GitRepository, below root: String, at commit: String) throws(DriftError) {
    self.repository = repository
    self.commit = commit
    self.root = repository.fromTop(root)
    let start = self.root.isEmpty ? "" : self.root + "/"
    links = Set(try repository.entries(below: root, at: commit, mode: "120").map { start + $0 })
  }

  /// The files below a folder, relative to it, with what links lead to.
  public func files(below folder: String) throws(DriftError) -> [String] {
    var out = try repository.files(below: folder, at: commit)
    let whole = repository.fromTop(folder)
    for path in links.sorted() where Self.isInside(path, whole) {
      guard let target = try target(of: path), Self.isInside(target, root) else { continue }
      let name = whole.isEmpty ? path : String(path.dropFirst(whole.count + 1))
      switch try repository.kind(of: target, at: commit) {
      case .file?: out.append(name)
      case .folder? where !Self.isInside(path, target):
        out += try repository.files(below: target, at: commit).map { "\(name)/\($0)" }
      default: continue
      }
    }
    return out.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Where a path leads, from the top, links in it followed; nil where none is in it, or one leads nowhere.
  public func target(of path: String) throws(DriftError) -> String? {
    guard !links.isEmpty else { return nil }
    var steps = repository.fromTop(path).split(separator: "/").map(String.init)
    var at = 0
    var followed = 0
    while at < steps.count {
      let here = steps[...at].joined(separator: "/")
      guard links.contains(here) else {
        at += 1
        continue
      }
      followed += 1
      guard followed <= Self.mostLinks,
        let bytes = try repository.bytes(of: here, at: commit, limit: 4_096)
      else { return nil }
      let text = String(decoding: bytes, as: UTF8.self)
      let next = steps[..<at] + text.split(separator: "/").map(String.init) + steps[(at + 1)...]
      guard !text.hasPrefix("/"), let plain = Self.plain(next) else { return nil }
      (steps, at) = (plain, 0)
    }
    return followed > 0 ? steps.joined(separator: "/") : nil
  }

  /// Steps without `.` and `..`; nil where they lead out of the repository.
  private static func plain(_ steps: some Sequence<String>) -> [String]? {
    var out: [String] = []
    for step in steps where step != "." {
      guard step == ".." else {
        out.append(step)
        continue
      }
      guard out.popLast() != nil else { return nil }
    }
    return out
  }

  private static func isInside(_ path: String, _ folder: String) -> Bool {
    folder.isEmpty || path == folder || path.hasPrefix(folder + "/")
  }
}
