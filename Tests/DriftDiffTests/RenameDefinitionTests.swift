import DriftDiff
import DriftModel
import Testing

@Suite struct RenameDefinitionTests {
  private func definition(_ name: String, _ fields: [String], content: UInt64 = 0) -> DefinitionCandidate {
    DefinitionCandidate(
      name: name, content: Digest(high: content, low: content),
      fields: fields.map { DefinitionField(name: $0, typeKey: 1) })
  }

  private func operation(_ method: String, _ path: [String], id: String = "") -> DefinitionCandidate {
    DefinitionCandidate(
      name: method + " /" + path.joined(separator: "/"), method: method, path: path, operationID: id, kind: 1)
  }

  @Test("equal content that nothing else has is a pure rename")
  func content() {
    let solution = DefinitionMatcher.solve(
      removed: [definition("Dropoff", ["id", "street", "zip"], content: 5)],
      added: [definition("Zone", ["id"]), definition("Site", ["id", "street", "zip"], content: 5)])
    #expect(solution.claims.map(\.added) == [1] && solution.claims.map(\.probability) == [1])
    let twice = DefinitionMatcher.solve(
      removed: [definition("Dropoff", ["id", "street", "zip"], content: 5)],
      added: [
        definition("A", ["id", "street", "zip"], content: 5),
        definition("B", ["id", "street", "zip"], content: 5),
      ])
    #expect(twice.claims.isEmpty)
    #expect(twice.alternatives.count == 2)
  }

  @Test("most fields in common carry over an unlike name")
  func fields() throws {
    let fields = ["id", "street", "zip", "city", "latitude", "longitude"]
    let solution = DefinitionMatcher.solve(
      removed: [definition("dropoff_locations", fields)],
      added: [
        definition("users", ["id", "login", "email"]), definition("donation_sites", fields + ["opened_at"]),
      ])
    let claim = try #require(solution.claims.first)
    #expect(claim.added == 1)
    #expect(claim.evidence.contains { $0.reason == "fields" })
  }

  @Test("definitions with nothing in common are no pair, and kinds do not mix")
  func unlike() {
    #expect(
      DefinitionMatcher.solve(
        removed: [definition("Invoice", ["id", "total"])], added: [definition("Webhook", ["url", "secret"])]
      )
      .claims.isEmpty)
    var other = definition("Invoices", ["id", "total", "due"])
    other.kind = 3
    #expect(
      DefinitionMatcher.solve(removed: [definition("Invoice", ["id", "total", "due"])], added: [other]).claims
        .isEmpty)
  }

  @Test("an operation is known by its identifier or by the steps of its path")
  func operations() throws {
    let solution = DefinitionMatcher.solve(
      removed: [
        operation("GET", ["v1", "customers", "{}"], id: "getCustomer"),
        operation("DELETE", ["v1", "notes"], id: "dropNotes"),
      ],
      added: [
        operation("GET", ["v2", "customers", "{}"], id: "getCustomer"),
        operation("POST", ["v2", "jobs"], id: "startJob"),
      ])
    #expect(solution.claims.map(\.removed) == [0])
    #expect(solution.claims.map(\.added) == [0])
  }

  @Test("the reasons say what is the same about two paths")
  func paths() throws {
    func reasons(_ old: String, _ new: String) throws -> [RenameEvidence] {
      func candidate(_ path: String) -> DefinitionCandidate {
        DefinitionCandidate(
          name: "GET " + path, fields: ["id", "name", "limit"].map { DefinitionField(name: $0, typeKey: 1) },
          method: "GET", path: path.split(separator: "/").map { $0.first == "{" ? "{}" : String($0) }, kind: 1)
      }
      return try #require(DefinitionMatcher.solve(removed: [candidate(old)], added: [candidate(new)]).claims.first)
        .evidence
    }
    let slash = try reasons("/accounts", "/accounts/")
    #expect(slash.first { $0.reason == "path" }?.text == "the same path, written with and without a slash at an end")
    #expect(slash.allSatisfy { $0.weight > 0 && !$0.text.contains("against") })
    let parameter = try reasons("/accounts/{id}", "/accounts/{account}")
    #expect(parameter.first { $0.reason == "path" }?.text == "the same path with other parameter names")
  }

  @Test("two hundred renamed definitions among as many new ones are found through the index")
  func many() {
    func fields(_ number: Int) -> [String] { (0..<6).map { "f\(number)_\($0)" } + ["id", "name"] }
    let old = (0..<200).map { definition("Old\($0)Thing", fields($0)) }
    let new =
      (0..<200).map {
        definition(RenameScaleTests.name($0 * 31 + 5, style: RenameScaleTests.camel), fields($0))
      }
      + (0..<100).map {
        definition("Extra" + RenameScaleTests.name($0 * 77 + 3, style: RenameScaleTests.camel), ["id"])
      }
    let solution = DefinitionMatcher.solve(removed: old, added: new)
    #expect(solution.claims.count == 200)
    #expect(solution.claims.allSatisfy { $0.removed == $0.added })
  }
}
