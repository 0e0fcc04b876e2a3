public import DriftModel

extension Store {
  /// What is not as it should be.
  public struct Problem: Sendable {
    /// The file or folder.
    public var file: String
    /// What is wrong with it.
    public var text: String
    /// Whether something cannot be read because of it.
    public var isLoss: Bool
    /// What to do about it.
    public var help: [String]
  }

  /// What a check of one system found.
  public struct Checked: Sendable {
    /// The system.
    public var system: String
    /// How many versions there are.
    public var versions: Int
    /// What is wrong.
    public var problems: [Problem]
  }

  /// Re-hashes all versions of a system and compares `schema/` with the newest.
  public func verify(_ system: String) throws(DriftError) -> Checked {
    let history = history(system)
    var problems: [String: Problem] = [:]
    let mends = ["drift store repair mends it."]
    func add(_ file: String, _ text: String, isLoss: Bool = false, _ help: [String]? = nil) {
      if problems[file] == nil { problems[file] = Problem(file: file, text: text, isLoss: isLoss, help: help ?? mends) }
    }
    let stems = try history.stems()
    for loss in try history.losses() {
      add(history.path(loss.stem), loss.text, isLoss: !loss.isGivenUp, loss.help(history))
    }
    for name in try history.folder.names() where SystemHistory.stem(name) == nil {
      guard !name.hasPrefix(Files.temporaryPrefix), SystemHistory.stemGivenUp(name) == nil else { continue }
      let path = "\(history.folder.path)/\(name)"
      add(path, "no version file; drift did not write it", ["drift leaves it alone: rm \(path)"])
    }
    for path in try leftovers(system) { add(path, "left behind by a process that was ended") }
    if let latest = stems.last, let view = try? SchemaView(history, latest) {
      let crooked = try view.crooked(isThorough: true)
      for path in crooked.wrong { add("\(view.folder)/\(path)", "not what the newest version says") }
      for path in crooked.stale {
        add("\(view.folder)/\(path)", "of nothing that the newest version has")
      }
    }
    return Checked(
      system: system, versions: stems.count, problems: problems.values.sorted { $0.file < $1.file })
  }

  /// Removes what a killed process left and makes `schema/` what the newest version says.
  ///
  /// - Returns: what is wrong still: version files that cannot be read.
  /// `waiting` is how many seconds another writer is waited for.
  public func repair(
    _ system: String, waiting seconds: Double = 10
  ) throws(DriftError) -> (mended: Int, left: Checked) {
    let lock = try StoreLock.take(forStore: path, seconds: seconds)
    defer { withExtendedLifetime(lock) {} }
    try prepare()
    var mended = try leftovers(system).count
    try removeLeftovers(system)
    let history = history(system)
    if let latest = try history.newestReadable(), let view = try? SchemaView(history, latest) {
      let crooked = try view.crooked(isThorough: true)
      try view.straighten(crooked)
      mended += crooked.wrong.count + crooked.stale.count
    }
    return (mended, try verify(system))
  }
}

extension SystemHistory {
  /// All that keeps a version from being read.
  func damages(_ stem: String) -> [DamagedVersion] {
    do throws(DamagedVersion) {
      let listing = try listing(stem)
      if let file = try? file(stem), file.header.root != listing.root {
        return [.init(stem: stem, cause: stem, damage: .altered("its listing does not have its root digest"))]
      }
      var out: [String: DamagedVersion] = [:]
      for entry in listing.entries {
        do throws(DamagedVersion) {
          _ = try text(entry, for: stem)
        } catch {
          out[error.cause] = error
        }
      }
      return out.keys.sorted().compactMap { out[$0] }
    } catch {
      return [error]
    }
  }

  /// The newest version that can be read.
  func newestReadable() throws(DriftError) -> String? { try stems().last { damages($0).isEmpty } }
}
