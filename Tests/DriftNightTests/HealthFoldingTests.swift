import DriftImpact
import DriftModel
import DriftNight
import DriftProject
import DriftStore
import Testing

@testable import DriftFetch

@Suite("Findings of one cause") struct HealthFoldingTests {
  private let system: Project.System = {
    var system = Project.System(name: "crm", place: SourcePlace(file: "drift.yaml", line: 3, column: 3))
    system.source = .http(HTTPSource(urls: [], place: system.place))
    return system
  }()

  private func time(_ day: Int) throws -> Timestamp {
    try #require(Timestamp("2026-11-\(day < 10 ? "0" : "")\(day)T02:15:00Z"))
  }

  /// One night with some probes refused for one reason; remembers what is open as a night does.
  private func night(_ day: Int, _ ledger: inout SeenLedger, _ refused: String...) throws -> [Finding] {
    let now = try time(day)
    var facts = AccessFacts()
    facts.probes = refused.map { name in
      .init(
        name: name,
        failure: FetchFailure(.right, "https://crm.example.com/\(name) refused access (status 403)", advice: "ask"))
    }
    let sight = HealthSight(system, facts, failure: nil, record: HealthRecord([]), at: now)
    let found = HealthFolding.fold(HealthChecks.findings(sight), of: "crm", ledger, before: now)
    let open = ledger.open(before: now)
    ledger.add(
      found.filter { open[$0.id] == nil }.map {
        .init(finding: $0.id, at: now, state: .open, rule: $0.rule, address: $0.address, under: $0.foldedUnder)
      })
    return found
  }

  @Test("many that come in one night are one; one that comes later stands by itself") func probes() throws {
    var ledger = SeenLedger([])
    let first = try night(1, &ledger, "a", "b", "c", "d")
    let head = try #require(first.first { $0.foldedUnder.isEmpty })
    #expect(first.filter { $0.foldedUnder.isEmpty }.count == 1 && first.filter { $0.foldedUnder == head.id }.count == 4)
    #expect(
      head.message
        == "crm: 4 alike (\"a\", \"b\", \"c\" and 1 more): \"a\" is refused while the schema is given: "
        + "https://crm.example.com/a refused access (status 403)")
    let second = try night(2, &ledger, "a", "b", "c", "d", "e")
    #expect(second.filter { $0.foldedUnder.isEmpty }.map(\.address).sorted() == ["", "e"])
    // It stays one as long as one of them stays.
    #expect(try night(3, &ledger, "d").filter { $0.foldedUnder.isEmpty }.map(\.id) == [head.id])
  }

  @Test("what was accepted one by one is no news of many") func accepted() throws {
    var ledger = SeenLedger([])
    for (day, name) in [(1, "a"), (2, "b"), (3, "c")] {
      let id = try #require(try night(day, &ledger, name).first?.id)
      let at = try #require(Timestamp("2026-11-0\(day)T05:00:00Z"))
      ledger.add([.init(finding: id, at: at, state: .accepted, rule: RuleBook.probeRefused, address: name)])
    }
    #expect(try night(5, &ledger, "a", "b", "c").count == 3)
    #expect(try night(6, &ledger, "a", "b", "c", "d").allSatisfy { $0.foldedUnder.isEmpty && !$0.address.isEmpty })
  }

  @Test("two are told by themselves, and so is what has another cause") func few() throws {
    var ledger = SeenLedger([])
    #expect(try night(1, &ledger, "a", "b").allSatisfy { $0.foldedUnder.isEmpty })
    // What was told by itself stays so.
    #expect(try night(2, &ledger, "a", "b", "c").filter { $0.foldedUnder.isEmpty }.count == 3)
  }

  @Test("limits that run out on one day, or change on one, are one") func limits() throws {
    var facts = AccessFacts()
    let headers: HeaderList = [
      ("X-RateLimit-Limit-Minute", "60"), ("X-RateLimit-Remaining-Minute", "1"), ("X-RateLimit-Limit-Hour", "600"),
      ("X-RateLimit-Remaining-Hour", "1"), ("X-RateLimit-Limit-Day", "6000"), ("X-RateLimit-Remaining-Day", "1"),
    ]
    let address = WebAddress(origin: Origin(scheme: "https", host: "crm.example.com", port: 443), path: "/")
    facts.notes.take(HTTPResponse(status: 200, headers: headers, body: [], url: address), now: 0)
    var record = HealthRecord([])
    _ = record.add([("limit minute", "120"), ("limit hour", "1200"), ("limit day", "12000")], at: try time(1))
    let sight = HealthSight(system, facts, failure: nil, record: record, at: try time(2))
    let found = HealthFolding.fold(HealthChecks.findings(sight), of: "crm", SeenLedger([]), before: try time(2))
    #expect(
      found.filter { $0.foldedUnder.isEmpty }.map(\.message) == [
        "crm: 3 alike (\"minute\", \"hour\", \"day\"): of the limit minute of 60 there were 2 left when the night "
          + "began; less than 20 %",
        "crm: 3 alike (\"minute 60\", \"hour 600\", \"day 6000\"): the limit minute is 60 now; it was 120",
      ])
  }

  @Test("that a version ends, and that it is deprecated, is one where both come in one night") func versions() throws {
    var facts = AccessFacts()
    func take(_ headers: HeaderList) throws {
      let address = WebAddress(origin: Origin(scheme: "https", host: "crm.example.com", port: 443), path: "/")
      facts.notes.take(
        HTTPResponse(status: 200, headers: headers, body: [], url: address), now: Double(try time(1).seconds))
    }
    func found(_ ledger: SeenLedger, _ day: Int) throws -> [Finding] {
      let sight = HealthSight(system, facts, failure: nil, record: HealthRecord([]), at: try time(day))
      return HealthFolding.fold(HealthChecks.findings(sight), of: "crm", ledger, before: try time(day))
    }
    try take([("Sunset", "2027-05-02")])
    let end = try #require(try found(SeenLedger([]), 1).first)
    try take([("Deprecation", "2026-12-01")])
    let both = try found(SeenLedger([]), 1)
    #expect(both.map(\.foldedUnder) == ["", end.id])
    #expect(both[0].message.hasSuffix("ends on 2027-05-02, in 181 days; it is deprecated from 2026-12-01 on"))
    var ledger = SeenLedger([])
    ledger.add([.init(finding: end.id, at: try time(1), state: .open, rule: end.rule, address: end.address)])
    #expect(try found(ledger, 2).allSatisfy { $0.foldedUnder.isEmpty })
  }
}
