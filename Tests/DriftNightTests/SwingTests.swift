import DriftImpact
import DriftModel
import DriftNight
import DriftProject
import DriftReport
import DriftStore
import Testing

@testable import DriftFetch

/// What comes and goes from night to night is told a few times, and then as what it is.
@Suite("What comes and goes") struct SwingTests {
  /// A row of nights of one system, with what they tell of its access.
  private struct Nights {
    var nights = AccessNights()
    var ledger = SeenLedger([])

    /// What the report of a night counts, `1 new, 0 open, 0 ended`, and its message.
    mutating func night(_ change: (inout AccessFacts) -> Void) throws -> String {
      let now = try #require(Timestamp("2026-11-\(nights.day < 10 ? "0" : "")\(nights.day)T02:15:00Z"))
      _ = try nights.night(nil, change)
      let system = SystemReport(
        name: "crm", old: nil, new: nil, changes: [], findings: nights.findings, notes: [], gaps: [], hasMapping: true)
      var report = Report(systems: [system])
      var project = Project(file: "drift.yaml", folder: ".")
      project.systems = [nights.system]
      let book = ledger
      let lines = NightNews(
        at: now, in: Store("/nowhere/Snapshots")
      ).tell(&report, project, looks: [], ledger: { $0 == "crm" ? book : SeenLedger([]) })
      ledger.add(lines["crm"] ?? [])
      let night = try #require(report.night)
      let words = report.systems[0].findings.filter { $0.standing == .tonight }.map(\.message).joined(separator: "|")
      return "\(night.new) new, \(night.open) open, \(night.solved.count) ended\(words.isEmpty ? "" : ": \(words)")"
    }
  }

  @Test("a scope that is there every other night") func scope() throws {
    var nights = Nights()
    let all: (inout AccessFacts) -> Void = { $0.scopes = ["read", "write"] }
    let less: (inout AccessFacts) -> Void = { $0.scopes = ["read"] }
    let lost = "crm: the scope write is not granted any more"
    var told = [try nights.night(all)]
    for _ in 0..<5 { told += [try nights.night(less), try nights.night(all)] }
    #expect(
      told == [
        "0 new, 0 open, 0 ended",
        "1 new, 0 open, 0 ended: \(lost)", "0 new, 0 open, 1 ended",
        "1 new, 0 open, 0 ended: \(lost)", "0 new, 0 open, 1 ended",
        "1 new, 0 open, 0 ended: \(lost); it comes and goes, 3 times since 2026-11-02", "0 new, 0 open, 0 ended",
        "0 new, 1 open, 0 ended", "0 new, 0 open, 0 ended", "0 new, 1 open, 0 ended", "0 new, 0 open, 0 ended",
      ])
    // What is remembered of it is what it is, and not how often it came.
    #expect(nights.ledger.lines.allSatisfy { !$0.text.contains("comes and goes") })
    // It went for good where it stays away, and is a new matter after that.
    let quiet = try (0..<6).map { _ in try nights.night(all) }
    #expect(quiet.allSatisfy { $0 == "0 new, 0 open, 0 ended" })
    #expect(try nights.night(all) == "0 new, 0 open, 1 ended")
    #expect(SeenLedger(nights.ledger.bytes).lines == nights.ledger.lines)
  }

  @Test("a limit that is another one every other night is told once each way") func quota() throws {
    var nights = AccessNights()
    func limit(_ most: Int) throws -> Int {
      let notes = try AccessNights.notes([("X-RateLimit-Limit", "\(most)"), ("X-RateLimit-Remaining", "\(most)")])
      return try nights.night(nil) { $0.notes = notes }.count
    }
    #expect(try [1000, 500, 1000, 500, 1000, 500, 500].map(limit) == [0, 1, 1, 0, 0, 0, 0])
    #expect(try [100, 100].map(limit) == [1, 0])
    #expect(nights.record.lines.count == 4)
  }

  @Test("that nothing is left of a limit is worse than that little is") func usedUp() throws {
    var nights = Nights()
    func left(_ count: Int) throws -> String {
      let notes = try AccessNights.notes([("X-RateLimit-Limit", "1000"), ("X-RateLimit-Remaining", "\(count)")])
      return try nights.night { $0.notes = notes }
    }
    #expect(try left(99).hasPrefix("1 new, 0 open, 0 ended: crm: of the limit requests of 1000 there were 100 left"))
    #expect(try left(50) == "0 new, 1 open, 0 ended")
    #expect(try left(29).hasPrefix("1 new, 0 open, 0 ended: crm: of the limit requests of 1000 there were 30 left"))
    #expect(try left(0).hasPrefix("1 new, 0 open, 0 ended: crm: of the limit requests of 1000 there was nothing left"))
    #expect(try left(0) == "0 new, 1 open, 0 ended")
    // That there is more of it again is no news, and nor is that it is as it was.
    #expect(try left(29) == "0 new, 1 open, 0 ended")
    #expect(try left(99) == "0 new, 1 open, 0 ended")
    #expect(try left(99) == "0 new, 1 open, 0 ended")
    #expect(try left(900) == "0 new, 0 open, 1 ended")
  }
}
