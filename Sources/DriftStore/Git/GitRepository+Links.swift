public import DriftModel

/// Links at a commit: git stores where they lead, and nothing follows them but who asks.
extension GitRepository {
  /// How many links one after another are followed.
  private static let mostLinks = 8

  /// The files below a folder at a commit, relative to it, with what links lead to inside another folder.
  public func linked(below folder: String, at commit: String, inside root: String) throws(DriftError) -> [String] {
    var out = try files(below: folder, at: commit)
    let whole = fromTop(folder)
    for link in try entries(below: folder, at: commit, mode: "120") {
      let path = whole.isEmpty ? link : "\(whole)/\(link)"
      guard let target = try target(of: path, at: commit), isInside(target, fromTop(root)) else { continue }
      switch try kind(of: target, at: commit) {
      case .file?: out.append(link)
      case .folder? where !isInside(path, target):
        out += try files(below: target, at: commit).map { "\(link)/\($0)" }
      default: continue
      }
    }
    return out.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Where a path leads at a commit, from the top, links in it followed; nil where none is in it, or one leads nowhere.
  public func target(of path: String, at commit: String) throws(DriftError) -> String? {
    var steps = fromTop(path).split(separator: "/").map(String.init)
    var isFollowed = false
    var at = 0
    var links = 0
    while at < steps.count {
      let here = steps[...at].joined(separator: "/")
      guard try isLink(here, at: commit) else {
        at += 1
        continue
      }
      links += 1
      guard links <= Self.mostLinks, let bytes = try bytes(of: here, at: commit, limit: 4_096) else { return nil }
      let text = String(decoding: bytes, as: UTF8.self)
      guard !text.hasPrefix("/") else { return nil }
      isFollowed = true
      let holder = steps[..<at].joined(separator: "/")
      steps = (holder + "/" + text).split(separator: "/").map(String.init) + steps[(at + 1)...]
      guard let plain = Self.plain(steps) else { return nil }
      (steps, at) = (plain, 0)
    }
    return isFollowed ? steps.joined(separator: "/") : nil
  }

  /// Steps without `.` and `..`; nil where they lead out of the repository.
  private static func plain(_ steps: [String]) -> [String]? {
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

  private func isInside(_ path: String, _ folder: String) -> Bool {
    folder.isEmpty || path == folder || path.hasPrefix(folder + "/")
  }

  private func isLink(_ path: String, at commit: String) throws(DriftError) -> Bool {
    let answer = try GitProcess.run(
      ["ls-tree", "-z", "--full-tree", "--end-of-options", commit, path], in: top)
    return answer.code == 0 && answer.output.starts(with: "120".utf8)
  }
}
