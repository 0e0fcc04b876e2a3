import DriftFetch
import DriftImpact
import DriftModel
import DriftNight
import DriftProject
import DriftStore
import Testing

@Suite("What nights remember") struct LedgerTests {
  private func time(_ day: Int) throws -> Timestamp {
    try #require(Timestamp("2026-11-\(day < 10 ? "0" : "")\(day)T02:15:00Z"))
  }

  private func line(_ id: String, _ day: Int, _ state: SeenLedger.State) throws -> SeenLedger.Line {
    .init(finding: id, at: try time(day), state: state, rule: "field-removed", address: "Contact.\"a b\"", text: "é\n")
  }

  @Test("a finding that went and came again is as old as its return") func again() throws {
    var ledger = SeenLedger([])
    ledger.add([try line("f_a", 1, .open), try line("f_b", 2, .open)])
    ledger.add([try line("f_a", 3, .solved)])
    ledger.add([try line("f_a", 5, .open), try line("f_b", 6, .open)])
    let open = ledger.open(before: try time(9))
    #expect(try open["f_a"]?.at == time(5))
    #expect(try open["f_b"]?.at == time(2))
    #expect(try ledger.open(before: time(4))["f_a"] == nil)
  }

  @Test("lines of two branches merge in any order, and what is no line is passed over") func merge() throws {
    var left = SeenLedger([])
    left.add([try line("f_a", 1, .open), try line("f_a", 4, .accepted)])
    var right = SeenLedger([])
    right.add([try line("f_a", 1, .open), try line("f_b", 2, .open)])
    let merged = SeenLedger(right.bytes + Array("<<<<<<< HEAD\n{\"finding\":3}\n".utf8) + left.bytes)
    #expect(try merged.open(before: time(9)).keys.sorted() == ["f_b"])
    #expect(SeenLedger(merged.bytes).lines == merged.lines)
  }

  @Test("what was granted is written down where it changed, and silence is no change") func record() throws {
    var record = HealthRecord([])
    #expect(!record.add([], at: try time(1)))
    #expect(record.add([("scopes", "a b"), ("principal", "me")], at: try time(2)))
    #expect(!record.add([("scopes", "a b")], at: try time(3)))
    #expect(record.add([("scopes", "a")], at: try time(5)))
    let read = HealthRecord(Array("<<<<<<< HEAD\n".utf8) + record.bytes)
    #expect(read.lines == record.lines && read.lines.count == 3)
    #expect(try read.last("scopes", before: time(5))?.value == "a b")
    #expect(try read.all("scopes", before: time(6)).map(\.value) == ["a b", "a"])
  }

  @Test("what a night said of a day is told later without how far off that was") func span() throws {
    let system = Project.System(name: "crm", place: SourcePlace(file: "drift.yaml", line: 3, column: 3))
    for (said, told) in [
      ("crm: the token expires on 2026-11-20, in 10 days", "crm: the token expired on 2026-11-20"),
      ("crm: the token expires on 2026-12-20, in 40 days", "crm: the token expires on 2026-12-20"),
      ("crm: the scope is gone, in part", "crm: the scope is gone, in part"),
      ("crm: in 10 days", "crm: in 10 days"),
    ] {
      var ledger = SeenLedger([])
      let at = try #require(Timestamp("2026-11-10T02:15:00Z"))
      ledger.add([
        .init(finding: "f_1", at: at, state: .open, rule: RuleBook.tokenExpiring, address: "", text: said)
      ])
      let later = try #require(Timestamp("2026-11-25T02:15:00Z"))
      #expect(RememberedFindings.of(system, ledger, before: later).map(\.message) == [told])
    }
  }
}
