public import DriftFetch
import DriftImpact
import DriftModel
public import DriftProject
public import DriftStore

/// Looks at systems that are fetched: documents, schema, version.
public struct SystemLooker: Sendable {
  private let store: Store
  private let now: Timestamp
  private let writer: StoreWriter
  private let read: ReadDocumentsOf
  /// Ids that somebody accepted: a document that shrank and was accepted is taken.
  private let accepted: Set<String>
  /// Whether the night's time is that of this machine's clock, and no other that was given.
  private let isOfClock: Bool

  /// How often documents are read again because they refer to others.
  private static let mostRounds = 20
  /// How many documents one system may refer to.
  private static let mostReferences = 500

  /// Makes a looker for one night.
  public init(
    store: Store, at now: Timestamp, isOfClock: Bool = false, accepted: Set<String>, read: @escaping ReadDocumentsOf
  ) {
    self.isOfClock = isOfClock
    self.store = store
    self.now = now
    self.accepted = accepted
    self.read = read
    writer = StoreWriter(store.deferring, at: now)
  }

  /// Looks at a system.
  public func look(at system: Project.System, _ source: some DocumentSource) async -> SystemLook {
    var look: SystemLook
    do throws(FetchFailure) {
      look = try await fetch(system, source)
    } catch {
      look = SystemLook(system: system.name, result: .failed(error))
    }
    look.facts = await source.examine(system.health)
    guard look.isGood else { return look }
    do {
      try await writer.note(system.name, goodFor: system.maxAge)
    } catch {
      look.result = .failed(.unwritten(error))
    }
    return look
  }

  /// Waits until all that looks stored outlives a loss of power: once, and not once a system.
  public func finish(_ looks: [SystemLook]) { if looks.contains(where: { $0.stored != nil }) { store.sync() } }

  private func fetch(_ system: Project.System, _ source: some DocumentSource) async throws(FetchFailure) -> SystemLook {
    let history = store.history(system.name)
    try Clock.check(history, at: now)
    var memory = LookMemory(of: system.name, in: store)
    let last = try? history.last(notAfter: now)
    // Without the version that those documents made nothing stands for what was fetched before: a store that was reset,
    // or lost a file, is filled again.
    if last == nil || last?.header.root != memory.root || isTooLong(since: memory.whole, system) {
      memory.validators = []
    }
    var fetched = try await source.fetch(known: memory.validators)
    if fetched.documents == nil, let last, memory.references.isEmpty {
      // The last look ended with that version, its view included: there is nothing to be seen to.
      remember(system, fetched, last.header.root, memory)
      return look(system, .unchanged(nil), fetched)
    }
    if fetched.documents == nil { fetched = try await source.fetch(known: []) }
    if isOfClock, let date = fetched.facts.date { try Clock.check(date, of: system.name, at: now) }
    // A list that changed while it was read may lack what is there.
    if let doubt = fetched.doubts.first { throw FetchFailure(.answer, doubt, advice: "the next run reads it again") }
    guard var documents = fetched.documents, !documents.isEmpty else {
      throw FetchFailure(.noSchema, "no document came", advice: "look at the address")
    }
    for path in memory.references where !documents.contains(where: { $0.path == path }) {
      do throws(FetchFailure) {
        var document = try await source.fetch(reference: path)
        document.isReferred = true
        documents.append(document)
      } catch {
        guard error.isLasting else { throw error }
      }
    }
    let bytes = Self.source(documents)
    if let last, last.header.source.hasSameBytes(as: bytes),
      let look = try await confirmed(system, bytes, fetched, memory)
    {
      return look
    }
    var missing: Set<String> = []
    let found = try await readAll(system, &documents, &missing, source)
    // One that is not there now may be there tomorrow, and is asked for again.
    memory.references = documents.dropFirst(fetched.documents?.count ?? 0).map(\.path) + missing.sorted()
    return try await store(system, found, fetched, memory)
  }

  /// Reads the documents, and those that they refer to.
  private func readAll(
    _ system: Project.System, _ documents: inout [FetchedDocument], _ missing: inout Set<String>,
    _ source: some DocumentSource
  ) async throws(FetchFailure) -> PreparedSnapshot {
    var rounds = 0
    while true {
      try Self.checkCancelled()
      let found: ReadDocuments
      do {
        found = try await ProcessorWork.result { [read, documents] in try read(system, documents) }
      } catch {
        throw Self.unread(error)
      }
      let known = Set(documents.map(\.path))
      let wanted = found.wanted.filter { !known.contains($0) && !missing.contains($0) }
      rounds += 1
      guard !wanted.isEmpty, rounds < Self.mostRounds, documents.count + wanted.count <= Self.mostReferences else {
        return found.prepared
      }
      for path in wanted {
        do throws(FetchFailure) {
          var document = try await source.fetch(reference: path)
          document.isReferred = true
          documents.append(document)
        } catch {
          // What is not there is a gap where it is named, and the rest of the system is read. What there is, and cannot be
          // had tonight, makes no version: its fields would look as if they were gone.
          guard error.isLasting else { throw error }
          missing.insert(path)
        }
      }
    }
  }

  private func store(
    _ system: Project.System, _ found: PreparedSnapshot, _ fetched: Fetched, _ memory: LookMemory
  ) async throws(FetchFailure) -> SystemLook {
    try found.checkWhole()
    if let shrinkage = shrinkage(system, found), !accepted.contains(shrinkage.id(system.name)) {
      return SystemLook(system: system.name, result: .shrunk(shrinkage))
    }
    let outcome: Store.Outcome
    do {
      outcome = try await writer.snapshot(system.name, found)
    } catch {
      throw .unwritten(error)
    }
    remember(system, fetched, outcome.version.header.root, memory)
    var look = look(system, outcome.isNew ? .stored(outcome) : .unchanged(outcome), fetched)
    look.warnings += outcome.warnings
    return look
  }

  /// The look at a system whose documents are those of its version; nil where that cannot be read.
  private func confirmed(
    _ system: Project.System, _ source: VersionSource, _ fetched: Fetched, _ memory: LookMemory
  ) async throws(FetchFailure) -> SystemLook? {
    let outcome: Store.Outcome?
    do {
      outcome = try await writer.confirm(system.name, source)
    } catch {
      throw .unwritten(error)
    }
    guard let outcome else { return nil }
    remember(system, fetched, outcome.version.header.root, memory)
    return look(system, .unchanged(outcome), fetched)
  }

  private func look(_ system: Project.System, _ result: SystemLook.Result, _ fetched: Fetched) -> SystemLook {
    var look = SystemLook(system: system.name, result: result)
    look.warnings = fetched.warnings
    return look
  }

  private func remember(
    _ system: Project.System, _ fetched: Fetched, _ root: String, _ memory: LookMemory
  ) {
    var memory = memory
    memory.root = root
    if fetched.documents != nil { (memory.validators, memory.whole) = (fetched.validators, now.description) }
    memory.looked = now.description
    memory.keep(of: system.name, in: store)
  }

  /// Whether a system's word that nothing changed was taken for so long that its documents are to be seen again: a cache
  /// in between may lie, or a server that counts no changes.
  private func isTooLong(since whole: String, _ system: Project.System) -> Bool {
    guard let last = Timestamp(whole), last <= now else { return true }
    return now.seconds - last.seconds >= system.maxAge / 3
  }

  /// By how much a document is less than the version before, where that is more than it may be.
  private func shrinkage(_ system: Project.System, _ found: PreparedSnapshot) -> Shrinkage? {
    let history = store.history(system.name)
    guard let last = history.lastWhole(notAfter: now), last.header.root != found.root,
      let before = history.places(last),
      Double(before - found.places) > system.maxShrink * Double(before)
    else { return nil }
    return Shrinkage(places: found.places, before: before, root: last.header.root)
  }

  private static func source(_ documents: [FetchedDocument]) -> VersionSource {
    var parts = documents.map { VersionSource.Part(path: $0.path, digest: $0.digest) }
    parts.sort { ($0.path, $0.digest) < ($1.path, $1.digest) }
    return VersionSource(name: "", parts: parts)
  }

  private static func checkCancelled() throws(FetchFailure) {
    if Task.isCancelled { throw FetchFailure(.unreached, "the run ended before it was read") }
  }

  private static func unread(_ error: any Error) -> FetchFailure {
    guard let error = error as? DriftError else { return FetchFailure(.noSchema, "\(error)") }
    let place = error.place.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
    return FetchFailure(
      .noSchema, "what came cannot be read as a schema: \(place)\(error.message)", advice: error.help.first ?? "")
  }

}

extension FetchFailure {
  /// What was read, and could not be written.
  public static func unwritten(_ error: any Error) -> FetchFailure {
    let told = error as? DriftError
    return FetchFailure(
      .setup, "what was read cannot be stored: \(told?.message ?? "\(error)")",
      advice: told?.help.first ?? "make room, or mend the store")
  }
}

extension Store.Outcome {
  /// What there is to say of the store beside what changed.
  public var warnings: [String] {
    damaged.isEmpty
      ? [] : ["\(damaged) cannot be read, and what came was stored beside it: drift store verify says what is lost"]
  }
}

extension FetchFailure {
  /// Whether the next try would say the same: nothing stands there, or what does is of another system or no document.
  fileprivate var isLasting: Bool {
    switch kind {
    case .moved, .noSchema, .answer, .setup: true
    case .unreachable, .insecure, .credentials, .expired, .refresh, .right, .throttled, .down, .unreached, .clock: false
    }
  }
}
