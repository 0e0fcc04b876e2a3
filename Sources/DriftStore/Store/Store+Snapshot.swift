public import DriftModel

extension Store {
  /// What a snapshot did.
  public struct Outcome: Sendable {
    /// The version that has the content.
    public var version: Version
    /// Whether it is new.
    public var isNew: Bool
    /// Whether it was written because texts of an older file were lost.
    public var isHealing = false
    /// The file of a later version than its parent that cannot be read; empty where there is none.
    public var damaged = ""
    /// The number of the version that it was compared with; nil for a first one.
    public var parent: Int?
    /// How many things changed against that.
    public var changed: Int?
    /// Whether it lacks other parts than that: what could be read changed, though nothing that was read need have.
    public var hasOtherGaps = false
    /// Versions that stand later than the new one, whose numbers moved up.
    public var renumbered = 0
    /// Files of `schema/` that were not as they should be.
    public var straightened = 0
    /// Why `schema/` was left as it is: the newest version, a later one, cannot be read.
    public var unusable: DriftError?
    /// What could not be read of the documents; where they were not read, of the version that has their bytes.
    public var gaps: [StoredGap] = []
  }

  /// Stores a system's schema, unless it is what the store has already.
  ///
  /// `read` is called only where the bytes of `source` are not those of the version before.
  ///
  /// - Throws: ``DriftError`` where the store cannot be written or is held by another process; nothing of the version
  ///   is there then.
  public func snapshot(
    _ system: String, from source: VersionSource, at now: Timestamp,
    read: () throws -> (schema: Schema, source: VersionSource)
  ) throws -> Outcome {
    try snapshot(system, from: source, at: now) { () throws -> PreparedSnapshot in
      let (schema, source) = try read()
      return PreparedSnapshot(of: schema, from: source)
    }
  }

  /// Stores what was prepared of a system, unless it is what the store has already; under a lock that is held, or one of
  /// its own.
  ///
  /// - Throws: ``DriftError`` as the above.
  public func snapshot(
    _ system: String, from source: VersionSource, at now: Timestamp, under hold: StoreHold? = nil,
    prepare: () throws -> PreparedSnapshot
  ) throws -> Outcome {
    try Self.check(system: system)
    try checkNew(system)
    try self.prepare()
    let lock = try hold?.lock ?? StoreLock.take(forStore: path)
    defer { withExtendedLifetime(lock) {} }
    let history = history(system)
    try removeLeftovers(system)
    let parent = try history.last(notAfter: now)
    let isWhole = parent.map { history.isIntact($0) } ?? false
    if let parent, isWhole, parent.header.source.hasSameBytes(as: source) {
      return try finish(history, parent, isNew: false)
    }
    let fresh = try prepare()
    if let parent, isWhole, parent.header.source.hasSameBytes(as: fresh.header.source) {
      return try finish(history, parent, isNew: false, fresh.header.gaps)
    }
    if let parent, isWhole, parent.header.hasSameContent(as: fresh.header) {
      return try finish(history, parent, isNew: false, fresh.header.gaps)
    }
    var header = fresh.header
    (header.time, header.parent) = (now, parent?.stem)
    let newest = try history.stems().last { $0.prefix(16) <= now.compact }
    let stem = try write(header, fresh.listing, fresh.things, history, parent: isWhole ? parent : nil)
    let number = (try history.stems().firstIndex(of: stem) ?? 0) + 1
    var outcome = try finish(history, try history.version(number: number), isNew: true, header.gaps)
    outcome.isHealing = parent != nil && !isWhole
    outcome.parent = parent?.number
    if let newest, newest != parent?.stem { outcome.damaged = history.path(newest) }
    outcome.changed = parent.flatMap { try? history.differences($0, outcome.version).count }
    outcome.hasOtherGaps = parent.map { !$0.header.lacksTheSame(as: header) } ?? false
    outcome.renumbered = try history.count() - number
    return outcome
  }

  /// Writes the version file.
  private func write(
    _ header: VersionHeader, _ fresh: Listing, _ things: [Thing], _ history: SystemHistory, parent: Version?
  ) throws(DriftError) -> String {
    let before = parent.flatMap { try? history.listing($0.stem) }
    var known = history.textsBehind(parent?.stem)
    var texts: [Thing] = []
    var entries = fresh.entries
    for index in entries.indices {
      if let holder = known[entries[index].digest] {
        entries[index].holder = holder
      } else {
        texts.append(things[index])
        known[entries[index].digest] = ""
      }
    }
    let listing = Listing(entries)
    let changes = before.map { listing.changes(since: $0) }
    // Whole now and then: when the steps since the last whole listing weigh as much as one.
    let written: WrittenListing
    if let changes, history.stepsBehind(parent?.stem) + changes.count <= entries.count {
      written = .changes(changes)
    } else {
      written = .whole(listing)
    }
    let bytes = VersionEncoder.encode(header, written, texts: texts)
    let stem = "\(header.time.compact)-\(ContentHash.hex(bytes).prefix(8))"
    try Files.makeFolder(history.folder.path)
    try Files.write(bytes, to: history.path(stem), isDurable: !defersSync)
    if !defersSync { Files.sync(folder: history.folder.path) }
    history.take(stem, bytes)
    return stem
  }

  /// Makes `schema/` show the newest version; where that is another, and cannot be read, it is left as it is.
  private func finish(
    _ history: SystemHistory, _ version: Version, isNew: Bool, _ gaps: [StoredGap]? = nil
  ) throws(DriftError) -> Outcome {
    var outcome = Outcome(version: version, isNew: isNew)
    outcome.gaps = gaps ?? version.header.gaps
    guard let latest = try history.stems().last else { return outcome }
    let view: SchemaView
    do throws(DamagedVersion) {
      view = try SchemaView(history, latest)
    } catch {
      guard latest != version.stem else { throw error.told(history) }
      outcome.unusable = error.told(history)
      return outcome
    }
    let crooked = try view.crooked()
    try view.straighten(crooked)
    outcome.straightened = crooked.wrong.count + crooked.stale.count
    return outcome
  }

  /// Removes files that a killed process did not finish. Whoever has the lock is the only one who writes.
  func removeLeftovers(_ system: String) throws(DriftError) {
    for path in try leftovers(system) { try Files.remove(path) }
  }

  /// Files that a killed process did not finish.
  func leftovers(_ system: String) throws(DriftError) -> [String] {
    let root = "\(path)/\(system)"
    var out: [String] = []
    for folder in ["", "/versions", "/schema", "/schema/operations", "/schema/places"] {
      for name in try Files.names(in: root + folder) where name.hasPrefix(Files.temporaryPrefix) {
        out.append("\(root)\(folder)/\(name)")
      }
    }
    return out
  }
}

extension SystemHistory {
  /// The last version that is not later than a time; its header alone need be readable.
  public func last(notAfter time: Timestamp) throws(DriftError) -> Version? {
    let stems = try stems()
    for (index, stem) in stems.enumerated().reversed() where stem.prefix(16) <= time.compact {
      do throws(VersionFile.Damage) {
        return Version(system: system, number: index + 1, stem: stem, header: try header(stem))
      } catch {
        // A store that a later drift wrote to is left alone: what it holds cannot be told.
        if case .newer = error { throw DamagedVersion(stem: stem, cause: stem, damage: error).told(self) }
      }
    }
    return nil
  }

  /// Whether a version and all texts of it can be read.
  func isIntact(_ version: Version) -> Bool {
    guard let listing = try? chainedListing(version.stem) else { return false }
    return listing.entries.allSatisfy { entry in
      (try? file(entry.holder))?.texts[entry.digest] != nil
    }
  }

  /// Where texts stand that a version or one before it has.
  func textsBehind(_ stem: String?) -> [Digest: String] {
    var out: [Digest: String] = [:]
    guard let stem, let listing = try? listing(stem) else { return out }
    for entry in listing.entries { out[entry.digest] = entry.holder }
    var seen: Set<String> = []
    var at: String? = stem
    while let here = at, seen.insert(here).inserted, let file = try? file(here) {
      for digest in file.texts.digests where out[digest] == nil { out[digest] = here }
      at = file.header.parent
    }
    return out
  }

  /// How many lines of listings lie between a version and the last whole listing before it.
  func stepsBehind(_ stem: String?) -> Int {
    var seen: Set<String> = []
    var steps = 0
    var at = stem
    while let here = at, seen.insert(here).inserted, let file = try? file(here), case .changes(let some) = file.listing
    {
      steps += some.count + 1
      at = file.header.parent
    }
    return steps
  }
}

extension Store {
  /// The root digest that a version of a schema would have: of its content alone.
  public static func rootDigest(of schema: Schema) -> String {
    PreparedSnapshot.listing(CanonicalText.things(of: schema)).root
  }
}
