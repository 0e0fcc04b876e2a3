public import DriftModel

extension Store {
  /// Makes sure that a new system is told from versions, and from the other systems on every file system.
  func checkNew(_ system: String) throws(DriftError) {
    // A known one is told by its own folder alone; of the names, because some disks find CRM under crm.
    let folded = system.lowercased()
    let named = try Files.names(in: path) { $0.utf8.count == folded.utf8.count && $0.lowercased() == folded }
      .filter { FileName.isSystemName($0) && Files.isFolder("\(path)/\($0)/versions") }
    if named.contains(system) { return }
    switch VersionName(system.lowercased())?.kind {
    case .number, .latest:
      throw DriftError(
        "\"\(system)\" cannot be a system's name: a version is called so",
        help: ["drift diff v1 latest takes both for versions. Choose a name that says what the system is."])
    case .time, .digest, nil: break
    }
    if let other = named.min() {
      throw DriftError(
        "\"\(system)\" cannot be a system's name: the store has \"\(other)\", which is the same folder on many disks",
        file: path, help: ["Did you mean drift snapshot \(other)?"])
    }
  }

  /// Says that there is nothing in the store, or that there is none here and where there is one.
  public func empty(_ consequence: String = "") -> DriftError {
    let tail = consequence.isEmpty ? "" : ": \(consequence)"
    let first = "drift snapshot SYSTEM FILE stores a first version."
    guard !Files.isThere(path) else { return DriftError("the store is empty\(tail)", file: path, help: [first]) }
    let message = "there is no folder \(path) here\(tail)"
    guard let above = folderAbove() else { return DriftError(message, help: [first]) }
    return DriftError(message, help: ["There is one above: --store \(above)"])
  }

  /// The nearest folder of the same name above the working directory, in the same repository.
  private func folderAbove() -> String? {
    guard !path.hasPrefix("/"), !path.hasPrefix("."), !path.isEmpty else { return nil }
    var up = ""
    for _ in 0..<64 {
      if !up.isEmpty, Files.isThere(up + path) { return up + path }
      // A repository ends where its own data is.
      let here = up.isEmpty ? "./" : up
      if Files.isThere(here + ".git") || Files.isSame(here, up + "..") { return nil }
      up += "../"
    }
    return nil
  }
}
