import DriftFetch
import DriftFormats
import DriftImpact
import DriftModel
import DriftNight
import DriftProject
import DriftStore
import DriftSyntax
import Foundation
import Synchronization
import Testing

@Suite("A look at a system") struct SystemLookerTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("drift-\(UUID().uuidString)")
  private var store: Store { Store(folder.appendingPathComponent("Snapshots").path) }
  private let system = Project.System(name: "crm", place: SourcePlace(file: "drift.yaml", line: 3, column: 3))
  /// How often documents were read.
  private let reads = Reads()

  final class Reads: Sendable {
    private let value = Mutex(0)
    var count: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
  }

  private static func schema(_ fields: some Sequence<String>) -> String {
    let properties = fields.map { "\"\($0)\":{\"type\":\"string\"}" }.joined(separator: ",")
    return
      "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"Contact\",\"type\":\"object\",\"properties\":{\(properties)}}"
  }

  private func looker(_ day: Int, accepted: Set<String> = []) throws -> SystemLooker {
    let now = try #require(Timestamp("2026-11-\(day < 10 ? "0" : "")\(day)T02:15:00Z"))
    let reads = reads
    return SystemLooker(store: store, at: now, accepted: accepted) { _, documents in
      reads.add()
      let symbols = SymbolTable()
      var wanted: [String] = []
      let trees = try documents.map { document in
        FormatInput.Part(
          path: document.path,
          tree: try DocumentReader.read(
            SourceText(file: document.path, copying: document.bytes), symbols: symbols, limits: .init()))
      }
      let schema = try FormatRegistry.recognise(trees[0].tree).read(
        FormatInput(entries: [trees[0]], symbols: symbols) { path throws(FormatInput.LoadFailure) in
          if let known = trees.first(where: { $0.path == path }) { return known.tree }
          wanted.append(path)
          throw .unreadable("not there")
        })
      let parts = documents.map { VersionSource.Part(path: $0.path, digest: ContentHash.hex($0.bytes)) }
        .sorted { $0.path < $1.path }
      return ReadDocuments(
        prepared: PreparedSnapshot(of: schema, from: VersionSource(name: "a", parts: parts)), wanted: wanted)
    }
  }

  private func versions() throws -> Int { try store.history("crm").count() }

  @Test("a first look stores a version, the same bytes are not read again") func same() async throws {
    let text = Self.schema(["email", "phone"])
    let source = FakeSource([FakeSource.document(text), FakeSource.document(text)])
    let first = await (try looker(1)).look(at: system, source)
    #expect(first.stored?.version.name == "v1")
    let second = await (try looker(2)).look(at: system, source)
    guard case .unchanged = second.result else { throw Unexpected(look: second) }
    #expect(reads.count == 1)
    #expect(try versions() == 1)
  }

  @Test("what the last look learned is shown to the system, and its word that nothing changed is taken")
  func validators()
    async throws
  {
    let source = FakeSource([FakeSource.document(Self.schema(["email"]), tag: "\"1\""), FakeSource.unchanged])
    _ = await (try looker(1)).look(at: system, source)
    let second = await (try looker(2)).look(at: system, source)
    guard case .unchanged = second.result else { throw Unexpected(look: second) }
    #expect(await source.asked.map { $0.map(\.tag) } == [[], ["\"1\""]])
    // A store that lost its version has nothing that an unchanged system could be compared with.
    try FileManager.default.removeItem(atPath: store.path)
    let again = FakeSource([FakeSource.document(Self.schema(["email"]))])
    #expect(await (try looker(3)).look(at: system, again).stored?.version.name == "v1")
    #expect(await again.asked.map(\.count) == [0])
  }

  @Test("a system that says for days that nothing changed is asked for all of it") func lies() async throws {
    let text = FakeSource.document(Self.schema(["email"]), tag: "\"1\"")
    let source = FakeSource([text, FakeSource.unchanged, FakeSource.unchanged, text])
    for day in [1, 2, 3, 4] { _ = await (try looker(day)).look(at: system, source) }
    #expect(await source.asked.map(\.count) == [0, 1, 1, 0])
  }

  @Test("a view that a killed run left crooked is straightened by a night in which nothing changed") func crooked()
    async throws
  {
    let text = Self.schema(["email"])
    let source = FakeSource([
      FakeSource.document(text, tag: "\"1\""), FakeSource.document(text), FakeSource.document(text),
    ])
    _ = await (try looker(1)).look(at: system, source)
    let file = store.path + "/crm/schema/Contact.jsonl"
    let whole = try String(contentsOfFile: file, encoding: .utf8)
    // A run that was killed before it was done keeps nothing for the next one, which asks for all of it.
    for day in [2, 5] {
      try FileManager.default.removeItem(atPath: file)
      try FileManager.default.removeItem(atPath: folder.appendingPathComponent(".drift").path)
      _ = await (try looker(day)).look(at: system, source)
      #expect(try String(contentsOfFile: file, encoding: .utf8) == whole)
    }
    #expect(reads.count == 1)
  }

  @Test("a document that lost too much is held back, until somebody accepts it") func shrunk() async throws {
    let whole = (1...20).map { "field\($0)" }
    let half = FakeSource.document(Self.schema(whole.prefix(9)))
    _ = await (try looker(1)).look(at: system, FakeSource([FakeSource.document(Self.schema(whole))]))
    let look = await (try looker(2)).look(at: system, FakeSource([half]))
    guard case .shrunk(let shrinkage) = look.result else { throw Unexpected(look: look) }
    let (places, before) = (shrinkage.places, shrinkage.before)
    #expect(places < before && !look.isGood)
    #expect(try versions() == 1)
    let finding = try #require(look.finding(system))
    #expect(finding.rule == "answer-shrunk" && finding.fix?.text.contains(finding.id) == true)
    #expect(await (try looker(3, accepted: [finding.id])).look(at: system, FakeSource([half])).stored != nil)
    // Less than the share is a change as any other.
    _ = await (try looker(4)).look(at: system, FakeSource([FakeSource.document(Self.schema(whole))]))
    let less = FakeSource([FakeSource.document(Self.schema(whole.prefix(16)))])
    #expect(await (try looker(5)).look(at: system, less).stored != nil)
  }

  @Test("a document that cannot be had tonight makes no version; one that is not there is asked for again")
  func troubledReference() async throws {
    let entry =
      "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"Contact\",\"$ref\":\"b.json\"}"
    let part = ["b.json": Array(Self.schema(["x"]).utf8)]
    let source = FakeSource(Array(repeating: FakeSource.document(entry, tag: "\"1\""), count: 9), references: part)
    await source.set(trouble: FetchFailure(.down, "is down"))
    #expect(await (try looker(1)).look(at: system, source).failure?.kind == .down)
    #expect(try versions() == 0)
    await source.set(trouble: FetchFailure(.moved, "nothing there"))
    #expect(await (try looker(2)).look(at: system, source).stored?.gaps.count == 1)
    await source.set(trouble: nil)
    #expect(await (try looker(3)).look(at: system, source).stored?.gaps.isEmpty == true)
    await source.set(trouble: FetchFailure(.throttled, "asked too often"))
    #expect(await (try looker(4)).look(at: system, source).failure?.kind == .throttled)
    #expect(try versions() == 2)
  }

  @Test("a night that is always too short comes to all systems in turn") func order() async throws {
    let systems = ["a", "b", "c"].map { Project.System(name: $0, place: system.place) }
    let document = FakeSource.document(Self.schema(["x"]))
    _ = await (try looker(1)).look(at: systems[0], FakeSource([document]))
    #expect(Night.order(systems, in: store).map(\.name) == ["b", "c", "a"])
    _ = await (try looker(2)).look(at: systems[1], FakeSource([document]))
    #expect(Night.order(systems, in: store).map(\.name) == ["c", "a", "b"])
  }

  @Test("documents that others refer to are fetched too, and fetched before anything is read the next time")
  func references() async throws {
    let entry =
      "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"Contact\",\"$ref\":\"b.json\"}"
    let source = FakeSource(
      [FakeSource.document(entry), FakeSource.document(entry)], references: ["b.json": Array(Self.schema(["x"]).utf8)])
    let first = await (try looker(1)).look(at: system, source)
    #expect(first.stored?.gaps.isEmpty == true)
    #expect(reads.count == 2)
    let second = await (try looker(2)).look(at: system, source)
    guard case .unchanged = second.result else { throw Unexpected(look: second) }
    #expect(reads.count == 2)
    #expect(await source.askedFor == ["b.json", "b.json"])
  }

  @Test("what cannot be read as a schema makes no version and says why") func unread() async throws {
    let look = await (try looker(1)).look(at: system, FakeSource([FakeSource.document("{\"error\":\"no\"}")]))
    guard case .failed(let failure) = look.result else { throw Unexpected(look: look) }
    #expect(failure.kind == .noSchema && failure.message.contains("an answer that reports an error"))
    #expect(try versions() == 0)
  }

  @Test("a good look is written down by its day, and renewed when a third of its time has passed") func marks()
    async throws
  {
    let text = Self.schema(["email"])
    let marks = store.path + "/crm/checked"
    for day in [1, 2, 3, 4, 5, 8] {
      _ = await (try looker(day)).look(at: system, FakeSource([FakeSource.document(text)]))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: marks) == ["20261108"])
    #expect(try store.lastLook("crm")?.day == "2026-11-08")
  }

  @Test("a night that is over has a look for every system") func budget() async throws {
    var rules = RunRules()
    (rules.budget, rules.concurrency) = (1, 2)
    let systems = (1...5).map { Project.System(name: "s\($0)", place: system.place) }
    let looks = await Night(rules).looks(at: systems, step: { _ in }) { system in
      if system.name == "s1" { return SystemLook(system: "s1", result: .unchanged(nil)) }
      try? await Task.sleep(for: .seconds(60))
      return SystemLook(system: system.name, result: .failed(.init(.unreached, "called off")))
    }
    #expect(looks.map(\.system) == ["s1", "s2", "s3", "s4", "s5"])
    #expect(looks.map(\.isGood) == [true, false, false, false, false])
    #expect(looks.last?.finding(systems[4])?.rule == "not-reached")
  }

  private struct Unexpected: Error { var look: SystemLook }
}
