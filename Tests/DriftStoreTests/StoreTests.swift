import DriftModel
import DriftStore
import DriftSyntax
import DriftTestSupport
import Testing

/// What a store promises.
@Suite("The store") struct StoreTests {
  static func schemas(_ contact: String, more: String = "") throws -> DocumentSet {
    try Documents.openAPI(
      schemas:
        "{\"Contact\": \(contact), \"Deal\": {\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\"}}}\(more)}"
    )
  }

  static let plain =
    "{\"type\": \"object\", \"properties\": {\"email\": {\"type\": \"string\"}, \"phone\": {\"type\": \"string\"}}}"
  static let longer =
    "{\"type\": \"object\", \"properties\": {\"email\": {\"type\": \"string\"}, \"phone\": {\"type\": \"string\", \"maxLength\": 20}}}"

  @Test("the same schema makes no new version and touches no file, also shuffled") func unchanged() throws {
    let stored = StoredSystem()
    let set = try DocumentSet(file: SharedData.fixtures + "/crm/v1.json")
    #expect(try stored.snapshot(set, StoredSystem.times[0]).isNew)
    let before = stored.folder.contents()
    #expect(try !stored.snapshot(set, StoredSystem.times[1]).isNew)
    #expect(stored.folder.contents() == before)
    var random = SeededGenerator(5, "store")
    for respelling in [Respelling.keyOrder, .listOrder] {
      let other = try #require(respelling.apply(to: DocumentMap(set), using: &random))
      let outcome = try stored.snapshot(other, StoredSystem.times[2])
      #expect(!outcome.isNew)
      #expect(stored.folder.contents() == before)
    }
    // From nothing: the same digests and the same view.
    let fresh = StoredSystem()
    let other = try #require(Respelling.keyOrder.apply(to: DocumentMap(set), using: &random))
    let outcome = try fresh.snapshot(other, StoredSystem.times[0])
    #expect(outcome.version.header.root == (try stored.store.history("crm").latest())?.header.root)
    #expect(fresh.folder.contents(of: "Snapshots/crm/schema") == stored.folder.contents(of: "Snapshots/crm/schema"))
  }

  @Test("a part that can no longer be read makes a version, though the rest is as it was; and one that can be again")
  func gaps() throws {
    let system = StoredSystem()
    func snapshot(_ day: Int, gaps: [String]) throws -> Store.Outcome {
      var schema = try Self.schemas(Self.plain).read(SymbolTable())
      schema.gaps = gaps.map { Gap(subject: $0, text: "nothing stands there", origin: .none) }
      // Other bytes each time: what is compared is what was read of them.
      let source = VersionSource(name: "crm", parts: [.init(path: "crm.json", digest: ContentHash.hex([UInt8(day)]))])
      let now = try #require(Timestamp(StoredSystem.times[day]))
      return try system.store.snapshot("crm", from: source, at: now) { (schema, source) }
    }
    #expect(try snapshot(0, gaps: []).isNew)
    let lost = try snapshot(1, gaps: ["page 2", "page 3"])
    #expect(lost.isNew && lost.changed == 0 && lost.hasOtherGaps)
    #expect(!(try snapshot(2, gaps: ["page 3", "page 2"]).isNew))
    let mended = try snapshot(3, gaps: [])
    #expect(mended.isNew && mended.gaps.isEmpty && mended.version.number == 3)
    // A definition that did not change stands where it stood: the version is a header.
    let history = try system.store.known("crm")
    #expect(try history.schema(mended.version, SymbolTable()).definitions.count == 2)
  }

  @Test("two versions in one second stand parent before child; an older import renumbers and nothing is new after it")
  func order() throws {
    let stored = StoredSystem()
    let time = StoredSystem.times[5]
    try stored.snapshot(Self.schemas(Self.plain), time)
    try stored.snapshot(Self.schemas(Self.longer), time)
    var versions = try stored.store.history("crm").versions().usable
    #expect(versions.count == 2)
    #expect(versions[1].header.parent == versions[0].stem)
    let older = try stored.snapshot(
      Self.schemas(Self.plain, more: ",\"Old\": {\"type\": \"string\"}"), StoredSystem.times[2])
    #expect(older.version.number == 1 && older.renumbered == 2 && older.parent == nil)
    versions = try stored.store.history("crm").versions().usable
    #expect(versions.map(\.header.time.description) == [StoredSystem.times[2], time, time])
    // Versions that stand later keep their parents.
    #expect(versions[1].header.parent == nil && versions[2].header.parent == versions[1].stem)
    #expect(try !stored.snapshot(Self.schemas(Self.longer), StoredSystem.times[6]).isNew)
    #expect(try stored.store.verify("crm").problems.isEmpty)
  }

  @Test("a definition that returns to an older form costs a line") func returning() throws {
    let stored = StoredSystem()
    try stored.snapshot(Self.schemas(Self.plain), StoredSystem.times[0])
    try stored.snapshot(Self.schemas(Self.longer), StoredSystem.times[1])
    try stored.snapshot(Self.schemas(Self.plain), StoredSystem.times[2])
    let files = stored.folder.contents(of: "Snapshots/crm/versions")
    let last = try #require(files.keys.sorted().last.flatMap { files[$0] })
    #expect(!String(decoding: last, as: UTF8.self).contains("{\"definition\":\"Contact\",\"type\""))
    #expect(try stored.changes("v1", "v3").isEmpty)
    #expect(try stored.changes("v1", "v2").map(\.line).count == 1)
  }

  @Test("a lost, an altered and a truncated version file are named, never used, and healed by the next snapshot")
  func damage() throws {
    for harm in 0..<3 {
      let stored = StoredSystem()
      try stored.snapshot(Self.schemas(Self.plain), StoredSystem.times[0])
      try stored.snapshot(Self.schemas(Self.longer), StoredSystem.times[1])
      let name = try #require(stored.folder.contents(of: "Snapshots/crm/versions").keys.sorted().first)
      let path = "Snapshots/crm/versions/" + name
      var bytes = try SharedData.bytes(stored.folder.path + "/" + path)
      switch harm {
      case 0: stored.folder.remove(path)
      case 1:
        bytes[bytes.count - 10] ^= 1
        stored.folder.write(bytes, to: path)
      default: stored.folder.write(Array(bytes.prefix(bytes.count / 2)), to: path)
      }
      let problems = try stored.store.verify("crm").problems.filter(\.isLoss)
      #expect(problems.map(\.file) == [stored.folder.path + "/" + path])
      #expect(throws: DriftError.self) { try stored.changes("latest~0", "latest") }
      // The next snapshot has all texts of the newest version, so that this one can be read again.
      let outcome = try stored.snapshot(Self.schemas(Self.longer), StoredSystem.times[3])
      #expect(outcome.isNew && outcome.isHealing)
      let latest = try #require(try stored.store.history("crm").latest())
      _ = try stored.store.history("crm").schema(latest, SymbolTable())
      #expect(try !stored.snapshot(Self.schemas(Self.longer), StoredSystem.times[4]).isNew)
    }
  }

  @Test("a store of a newer drift is refused by name and left alone") func newer() throws {
    let stored = StoredSystem()
    try stored.snapshot(Self.schemas(Self.plain), StoredSystem.times[0])
    let folder = "Snapshots/crm/versions/"
    let name = try #require(stored.folder.contents(of: folder).keys.first)
    let text = String(decoding: try SharedData.bytes(stored.folder.path + "/" + folder + name), as: UTF8.self)
    let newer = Array(text.replacingFirst("{\"drift\":1,", with: "{\"drift\":9,").utf8)
    stored.folder.remove(folder + name)
    stored.folder.write(newer, to: folder + "20261001T021500Z-\(ContentHash.hex(newer).prefix(8)).jsonl")
    let before = stored.folder.contents(of: "Snapshots/crm")
    let error = #expect(throws: DriftError.self) {
      try stored.snapshot(Self.schemas(Self.longer), StoredSystem.times[1])
    }
    #expect(error?.message.contains("written by a newer drift") == true)
    #expect(stored.folder.contents(of: "Snapshots/crm") == before)
  }

  @Test("a crooked view is told by verify and straightened by the next snapshot, and by repair") func view() throws {
    let stored = StoredSystem()
    let set = try Self.schemas(Self.plain)
    try stored.snapshot(set, StoredSystem.times[0])
    let straight = stored.folder.contents(of: "Snapshots/crm")
    func bend() {
      stored.folder.write("<<<<<<< ours\n", to: "Snapshots/crm/schema/Contact.jsonl")
      stored.folder.write("{}", to: "Snapshots/crm/schema/Gone.jsonl")
      stored.folder.remove("Snapshots/crm/schema/Deal.jsonl")
      stored.folder.write("half", to: "Snapshots/crm/versions/.tmp-1-x.jsonl")
    }
    bend()
    let problems = try stored.store.verify("crm").problems
    #expect(problems.count == 4 && problems.allSatisfy { !$0.isLoss })
    #expect(try stored.snapshot(set, StoredSystem.times[1]).straightened == 3)
    #expect(stored.folder.contents(of: "Snapshots/crm") == straight)
    bend()
    #expect(try stored.store.repair("crm").mended == 4)
    #expect(stored.folder.contents(of: "Snapshots/crm") == straight)
  }

  @Test("names that differ in case, that systems reserve or that lead elsewhere are files that every system takes")
  func names() throws {
    let stored = StoredSystem()
    let names = [
      "contact", "Contact", "CON", "aux.txt", "..", "a/b", ".git", "x.", "ü", "-rf", String(repeating: "n", count: 300),
      "a b", "_x",
    ]
    let all = names.map { "\"\($0)\": {\"type\": \"string\", \"description\": \"\($0)\"}" }.joined(separator: ",")
    try stored.snapshot(Documents.openAPI(schemas: "{\(all)}"), StoredSystem.times[0])
    let files = stored.folder.contents(of: "Snapshots/crm/schema").keys
    #expect(Set(files.map { $0.lowercased() }).count == names.count + 1)
    for file in files {
      #expect(
        file.utf8.allSatisfy { $0 < 0x80 && $0 > 0x20 } && file.utf8.count < 120 && !file.hasPrefix("-")
          && !file.hasPrefix("."))
      #expect(!["con.jsonl", "aux.txt.jsonl"].contains(file.lowercased()))
    }
    let history = stored.store.history("crm")
    let schema = try history.schema(try #require(try history.latest()), SymbolTable())
    #expect(Set(schema.definitions.map { schema.symbols.text($0.name) }) == Set(names))
  }

  @Test("versions are named by number, from the newest, by date and by digest") func versionNames() throws {
    let stored = StoredSystem()
    try stored.snapshot(Self.schemas(Self.plain), StoredSystem.times[0])
    try stored.snapshot(Self.schemas(Self.longer), StoredSystem.times[4])
    try stored.snapshot(Self.schemas(Self.plain, more: ",\"New\": {\"type\": \"string\"}"), StoredSystem.times[9])
    let history = stored.store.history("crm")
    func number(_ text: String) throws -> Int { try history.version(named: #require(VersionName(text))).number }
    #expect(try number("v2") == 2)
    #expect(try number("latest") == 3)
    #expect(try number("crm@latest~2") == 1)
    #expect(try number("@2026-10-05") == 2)
    #expect(try number("crm@2026-10-09") == 2)
    let digest = try history.version(named: #require(VersionName("v2"))).header.root
    #expect(try number(String(digest.prefix(8))) == 2)
    #expect(try number("crm@" + digest) == 2)
    for text in ["v9", "latest~3", "@2026-09-30", "abcdef0123"] {
      let error = #expect(throws: DriftError.self) { try number(text) }
      #expect(error?.help.joined().contains("v1 to v3") == true)
    }
    for text in ["v0", "", "crm@", "x@@2026-10-01", "../x@v1", "latest~-1", "@2026-13-01", "report.json"] {
      #expect(VersionName(text) == nil)
    }
  }

  @Test("a second writer waits, then says who holds the store") func lock() throws {
    let stored = StoredSystem()
    try stored.snapshot(Self.schemas(Self.plain), StoredSystem.times[0])
    let set = try Self.schemas(Self.longer)
    let source = VersionSource(name: "x", parts: [])
    let now = try #require(Timestamp(StoredSystem.times[1]))
    let inner = stored.store
    _ = try stored.store.snapshot("crm", from: source, at: now) {
      let error = #expect(throws: DriftError.self) { try inner.repair("crm", waiting: 0.1) }
      #expect(error?.message.contains("the store is being written by process") == true)
      return (try set.read(SymbolTable()), source)
    }
    #expect(try stored.store.repair("crm").mended == 0)
  }
}

extension String {
  func replacingFirst(_ part: String, with other: String) -> String {
    guard hasPrefix(part) else { return self }
    return other + dropFirst(part.count)
  }
}
