import DriftModel
import DriftStore
import DriftTestSupport
import Testing

/// What versions differ in is what their documents differ in, but for the places.
@Suite("Differences of versions") struct VersionDiffTests {
  @Test("two versions give the changes that their documents give") func sameAsDocuments() throws {
    var counts = (pairs: 0, changes: 0)
    for (old, new) in try Self.pairs() {
      let stored = StoredSystem()
      try stored.snapshot(old, StoredSystem.times[0])
      try stored.snapshot(new, StoredSystem.times[1])
      let expected = try old.changes(to: new).map(\.report)
      if try stored.store.history("crm").count() == 1 {
        #expect(expected.isEmpty, "\(old.name): one version, and changes")
        continue
      }
      let whole = try stored.changes("v1", "v2", isWhole: true).map(\.report)
      Self.expectSame(whole, expected, "\(old.name), whole")
      let partial = try stored.changes("v1", "v2").map(\.report)
      Self.expectSame(partial, expected, "\(old.name), as far as they differ")
      counts.pairs += 1
      counts.changes += expected.count
    }
    print("versions against documents: \(counts.pairs) pairs, \(counts.changes) changes")
    #expect(counts.changes > 20)
  }

  private static func expectSame(_ found: [String], _ expected: [String], _ name: String) {
    guard found != expected else { return }
    let missing = expected.filter { !found.contains($0) }
    let extra = found.filter { !expected.contains($0) }
    Issue.record(
      "\(name): \(missing.count) missing, \(extra.count) extra\n- \(missing.prefix(3).joined(separator: "\n- "))\n+ \(extra.prefix(3).joined(separator: "\n+ "))"
    )
  }

  /// The example, and real pairs where they are.
  private static func pairs() throws -> [(DocumentSet, DocumentSet)] {
    func pair(_ folder: String, _ old: String, _ new: String) throws -> (DocumentSet, DocumentSet) {
      (try DocumentSet(file: folder + "/" + old), try DocumentSet(file: folder + "/" + new))
    }
    var out = [
      try pair(SharedData.fixtures + "/crm", "v1.json", "v2.json"),
      try pair(SharedData.fixtures + "/inbox", "v1.yaml", "v2.yaml"),
    ]
    guard let shared = SharedData.folder(for: "differences of versions") else { return out }
    let corpus = shared + "/corpus/read/"
    let files = Set(SharedData.files(below: corpus))
    for old in files.sorted() where old.hasPrefix("openapi-") || old.hasPrefix("jsonschema-") {
      guard old.hasSuffix("/old.json") || old.hasSuffix("/old.yaml") else { continue }
      let folder = String(old.dropLast(9))
      guard let new = ["/new.json", "/new.yaml"].first(where: { files.contains(folder + $0) }) else { continue }
      out.append(try pair(corpus + folder, String(old.suffix(8)), String(new.dropFirst())))
    }
    out.append(try pair(shared + "/bench/twilio-small", "old.json", "new.json"))
    if SharedData.effort > 1 { out.append(try pair(shared + "/bench/stripe-day", "old.json", "new.json")) }
    return out
  }
}
