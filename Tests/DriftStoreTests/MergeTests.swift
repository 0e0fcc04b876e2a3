import DriftModel
import DriftStore
import DriftTestSupport
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Two branches that each add a version, merged by git itself.
@Suite("Versions through a merge") struct MergeTests {
  private static func contact(_ email: String, _ phone: String) -> String {
    "{\"type\": \"object\", \"properties\": {\"email\": \(email), \"name\": {\"type\": \"string\"}, \"phone\": \(phone)}}"
  }

  private static let text = "{\"type\": \"string\"}"
  private static let short = "{\"type\": \"string\", \"maxLength\": 20}"
  private static let long = "{\"type\": \"string\", \"maxLength\": 40}"

  @Test(
    "both versions survive, byte for byte, and the view is straightened",
    arguments: ["different definitions", "different fields", "the same field"])
  func merge(_ what: String) throws {
    let stored = StoredSystem()
    func git(_ arguments: String) -> Int32 {
      system(
        "cd '\(stored.folder.path)' && GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null git -c user.name=t -c user.email=t@example.com -c init.defaultBranch=main \(arguments) >/dev/null 2>&1"
      )
    }
    #expect(git("init") == 0)
    try stored.snapshot(StoreTests.schemas(Self.contact(Self.text, Self.text)), StoredSystem.times[0])
    #expect(git("add -A") == 0 && git("commit -m one") == 0 && git("checkout -b other") == 0)
    let ours: DocumentSet
    let theirs: DocumentSet
    switch what {
    case "different definitions":
      ours = try StoreTests.schemas(Self.contact(Self.short, Self.text))
      theirs = try StoreTests.schemas(Self.contact(Self.text, Self.text), more: ",\"Note\": {\"type\": \"string\"}")
    case "different fields":
      ours = try StoreTests.schemas(Self.contact(Self.short, Self.text))
      theirs = try StoreTests.schemas(Self.contact(Self.text, Self.long))
    default:
      ours = try StoreTests.schemas(Self.contact(Self.short, Self.text))
      theirs = try StoreTests.schemas(Self.contact(Self.long, Self.text))
    }
    try stored.snapshot(theirs, StoredSystem.times[2])
    #expect(git("add -A") == 0 && git("commit -m theirs") == 0 && git("checkout main") == 0)
    try stored.snapshot(ours, StoredSystem.times[1])
    #expect(git("add -A") == 0 && git("commit -m ours") == 0)
    let before = stored.folder.contents(of: "Snapshots/crm/versions")
    let isMerged = git("merge --no-edit other") == 0
    #expect(isMerged == (what != "the same field"))
    let view = String(
      decoding: try SharedData.bytes(stored.folder.path + "/Snapshots/crm/schema/Contact.jsonl"), as: UTF8.self)
    if !isMerged {
      // The conflict is about the one line that both changed.
      #expect(view.contains("<<<<<<<") && view.contains("\"maxLength\":20") && view.contains("\"maxLength\":40"))
      #expect(view.components("\n").count { $0.contains("\"at\":\"name\"") } == 1)
    }
    let history = stored.store.history("crm")
    #expect(try history.versions().usable.count == 3)
    let after = stored.folder.contents(of: "Snapshots/crm/versions")
    for (name, bytes) in before { #expect(after[name] == bytes) }
    #expect(try stored.store.verify("crm").problems.allSatisfy { !$0.isLoss })
    _ = try stored.store.repair("crm")
    #expect(try stored.store.verify("crm").problems.isEmpty)
    // Each version is what its branch stored; the newest is theirs, and `schema/` shows it.
    let alone = StoredSystem()
    try alone.snapshot(theirs, StoredSystem.times[2])
    #expect(
      alone.folder.contents(of: "Snapshots/crm/schema") == stored.folder.contents(of: "Snapshots/crm/schema"))
    let second = try history.version(named: try #require(VersionName("v2")))
    let mine = StoredSystem()
    #expect(try mine.snapshot(ours, StoredSystem.times[1]).version.header.root == second.header.root)
    #expect(try !stored.snapshot(theirs, StoredSystem.times[4]).isNew)
  }
}

extension String {
  fileprivate func components(_ separator: Character) -> [Substring] { split(separator: separator) }
}
