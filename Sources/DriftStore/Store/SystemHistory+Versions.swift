public import DriftModel

extension SystemHistory {
  /// How many versions there are.
  public func count() throws(DriftError) -> Int { try stems().count }

  /// A version by its rank from 1.
  func version(number: Int) throws(DriftError) -> Version {
    let stems = try stems()
    guard stems.indices.contains(number - 1) else { throw try missing("v\(number)") }
    do throws(VersionFile.Damage) {
      return Version(
        system: system, number: number, stem: stems[number - 1], header: try header(stems[number - 1]))
    } catch {
      throw DamagedVersion(stem: stems[number - 1], cause: stems[number - 1], damage: error).told(self)
    }
  }

  /// All versions in their order; those that cannot be read come apart.
  public func versions() throws(DriftError) -> (usable: [Version], unusable: [UnusableVersion]) {
    var usable: [Version] = []
    var unusable: [UnusableVersion] = []
    for (index, stem) in try stems().enumerated() {
      do throws(VersionFile.Damage) {
        usable.append(Version(system: system, number: index + 1, stem: stem, header: try header(stem)))
      } catch {
        unusable.append(.init(number: index + 1, stem: stem, text: error.text))
      }
    }
    return (usable, unusable)
  }

  /// The newest version; nil where there is none.
  public func latest() throws(DriftError) -> Version? {
    let count = try count()
    return count == 0 ? nil : try version(number: count)
  }

  /// The version that a name stands for: `v3`, `latest`, `latest~2`, `@2026-10-01`, the beginning of a digest.
  ///
  /// - Throws: ``DriftError`` that lists the versions there are, or those that a digest may mean.
  public func version(named name: VersionName) throws(DriftError) -> Version {
    let stems = try stems()
    guard !stems.isEmpty else { throw try missing(name.text) }
    switch name.kind {
    case .number(let number): return try version(number: number)
    case .latest(let back):
      guard back < stems.count else { throw try missing(name.text) }
      return try version(number: stems.count - back)
    case .time(let time):
      guard let index = stems.lastIndex(where: { $0.prefix(16) <= time.compact }) else {
        throw DriftError(
          "\(system) has no version of \(name.text) or before", file: folder.path, help: [try list()])
      }
      return try version(number: index + 1)
    case .digest(let prefix):
      let matching = try versions().usable.filter {
        $0.header.root.hasPrefix(prefix) || $0.stem.hasSuffix("-" + prefix)
      }
      guard let last = matching.last else { throw try missing(name.text) }
      // Versions of one content are the same to whoever names it; the newest stands for them.
      guard matching.allSatisfy({ $0.header.root == last.header.root }) else {
        throw DriftError(
          "\(name.text) may be \(matching.map { "\($0.name) (\($0.shortDigest))" }.joined(separator: " or "))",
          file: folder.path, help: ["Write more of the digest."])
      }
      return last
    }
  }

  /// Whether there is certainly no version that a name stands for: all are there and readable, and none is it.
  public func lacks(_ name: VersionName) throws(DriftError) -> Bool {
    let stems = try stems()
    switch name.kind {
    case .number(let number): return number > stems.count
    case .latest(let back): return back >= stems.count
    case .time(let time): return !stems.contains { $0.prefix(16) <= time.compact }
    case .digest(let prefix):
      let all = try versions()
      return all.unusable.isEmpty
        && !all.usable.contains { $0.header.root.hasPrefix(prefix) || $0.stem.hasSuffix("-" + prefix) }
    }
  }

  private func missing(_ name: String) throws(DriftError) -> DriftError {
    DriftError("\(system) has no version \(name)", file: folder.path, help: [try list()])
  }

  private func list() throws(DriftError) -> String {
    let stems = try stems()
    guard let last = stems.last, let time = Timestamp(compact: last.prefix(16)) else {
      return "There are none yet: drift snapshot \(system) FILE stores the first."
    }
    return stems.count == 1
      ? "There is v1, of \(time)."
      : "There are v1 to v\(stems.count), the newest of \(time); drift log \(system) lists them."
  }

  /// Which things differ between two versions; nothing is read but the listings.
  func differences(
    _ old: Version, _ new: Version, in history: SystemHistory? = nil
  ) throws(DriftError) -> Set<ThingKey> {
    let before: Listing
    do throws(DamagedVersion) {
      before = try listing(old.stem)
    } catch {
      throw error.told(self)
    }
    let newer = history ?? self
    do throws(DamagedVersion) {
      return Set(try newer.listing(new.stem).changes(since: before).map(\.key))
    } catch {
      throw error.told(newer)
    }
  }

  /// The definitions that some things of a version refer to, as their hints say.
  func leads(of keys: Set<ThingKey>, in version: Version) -> Set<ThingKey> {
    guard let listing = try? listing(version.stem) else { return [] }
    var out: Set<ThingKey> = []
    for entry in listing.entries where keys.contains(entry.key) {
      guard let file = try? file(entry.holder), let held = file.texts[entry.digest] else { continue }
      let hints = file.texts.hints(held)
      for name in hints.leads + hints.answers { out.insert(ThingKey(.definition, name)) }
    }
    return out
  }

  /// How many things a version changed against its parent; nil where that cannot be told.
  public func changeCount(_ version: Version) -> Int? {
    guard let parent = version.header.parent else { return nil }
    if let file = try? file(version.stem), case .changes(let some) = file.listing { return some.count }
    guard let before = try? listing(parent), let after = try? listing(version.stem) else { return nil }
    return after.changes(since: before).count
  }
}
