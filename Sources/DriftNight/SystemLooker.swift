import DriftFetch
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

  /// How often documents are read again because they refer to others.
  private static let mostRounds = 20
  /// How many documents one system may refer to.
  private static let mostReferences = 500

  /// Makes a looker for one night.
  public init(store: Store, at now: Timestamp, accepted: Set<String>, read: @escaping ReadDocumentsOf) {
    self.store = store
    self.now = now
    self.accepted = accepted
    self.read = read
    var deferring = store
    deferring.defersSync = true
    writer = StoreWriter(deferring, at: now)
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
      look.result = .failed(Self.unwritten(error))
    }
    return look
  }

  /// Waits until all that the looks stored outlives a loss of power: once, and not once a system.
  public func finish() { store.sync() }

  private func fetch(_ system: Project.System, _ source: some DocumentSource) async throws(FetchFailure) -> SystemLook {
    var memory = LookMemory(of: system.name, in: store)
    let last = try? store.history(system.name).last(notAfter: now)
    // Without a version nothing stands for what was fetched before, so all of it is asked for.
    if last == nil || isTooLong(since: memory.whole, system) { memory.validators = [] }
    var fetched = try await source.fetch(known: memory.validators)
    if fetched.documents == nil, let last, memory.references.isEmpty,
      let look = try await confirmed(system, last.header.source, fetched, memory)
    {
      return look
    }
    if fetched.documents == nil { fetched = try await source.fetch(known: []) }
    // A list that changed while it was read may lack what is there.
    if let doubt = fetched.doubts.first { throw FetchFailure(.answer, doubt, advice: "the next run reads it again") }
    guard var documents = fetched.documents, !documents.isEmpty else {
      throw FetchFailure(.noSchema, "no document came", advice: "look at the address")
    }
    for path in memory.references where !documents.contains(where: { $0.path == path }) {
      guard var document = try? await source.fetch(reference: path) else { continue }
      document.isReferred = true
      documents.append(document)
    }
    let bytes = Self.source(documents)
    if let last, last.header.source.hasSameBytes(as: bytes),
      let look = try await confirmed(system, bytes, fetched, memory)
    {
      return look
    }
    let found = try await readAll(system, &documents, source)
    memory.references = documents.dropFirst(fetched.documents?.count ?? 0).map(\.path)
    return try await store(system, found, fetched, memory)
  }

  /// Reads the documents, and those that they refer to.
  private func readAll(
    _ system: Project.System, _ documents: inout [FetchedDocument], _ source: some DocumentSource
  ) async throws(FetchFailure) -> PreparedSnapshot {
    var missing: Set<String> = []
    var rounds = 0
    while true {
      try Self.checkCancelled()
      let found: ReadDocuments
      do {
        found = try read(system, documents)
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
          if error.kind == .unreached { throw error }
          // What cannot be fetched is a gap where it is named: the rest of the system is read.
          missing.insert(path)
        }
      }
    }
  }

  private func store(
    _ system: Project.System, _ found: PreparedSnapshot, _ fetched: Fetched, _ memory: LookMemory
  ) async throws(FetchFailure) -> SystemLook {
    if let before = before(system, found) {
      let places = found.places
      let isAccepted = accepted.contains(SystemLook.id(RuleBook.answerShrunk, system))
      if !isAccepted, Double(before - places) > system.maxShrink * Double(before) {
        return SystemLook(system: system.name, result: .shrunk(places: places, before: before))
      }
    }
    let outcome: Store.Outcome
    do {
      outcome = try await writer.snapshot(system.name, found)
    } catch {
      throw Self.unwritten(error)
    }
    remember(system, fetched, memory)
    return look(system, outcome.isNew ? .stored(outcome) : .unchanged(outcome), fetched)
  }

  /// The look at a system whose documents are those of its version; nil where that cannot be read.
  private func confirmed(
    _ system: Project.System, _ source: VersionSource, _ fetched: Fetched, _ memory: LookMemory
  ) async throws(FetchFailure) -> SystemLook? {
    let outcome: Store.Outcome?
    do {
      outcome = try await writer.confirm(system.name, source)
    } catch {
      throw Self.unwritten(error)
    }
    guard let outcome else { return nil }
    remember(system, fetched, memory)
    return look(system, .unchanged(outcome), fetched)
  }

  private func look(_ system: Project.System, _ result: SystemLook.Result, _ fetched: Fetched) -> SystemLook {
    var look = SystemLook(system: system.name, result: result)
    look.warnings = fetched.warnings
    return look
  }

  private func remember(_ system: Project.System, _ fetched: Fetched, _ memory: LookMemory) {
    var memory = memory
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

  /// How many places the system had; nil where it had none, or where it has the same content.
  private func before(_ system: Project.System, _ found: PreparedSnapshot) -> Int? {
    let history = store.history(system.name)
    guard let last = history.lastWhole(notAfter: now), last.header.root != found.root else { return nil }
    return history.places(last)
  }

  private static func source(_ documents: [FetchedDocument]) -> VersionSource {
    var parts = documents.map { VersionSource.Part(path: $0.path, digest: ContentHash.hex($0.bytes)) }
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

  private static func unwritten(_ error: any Error) -> FetchFailure {
    let text = (error as? DriftError)?.message ?? "\(error)"
    return FetchFailure(.setup, "what was read cannot be stored: \(text)", advice: "make room, or mend the store")
  }
}
