import DriftTestSupport
import Foundation
import Synchronization
import Testing

/// Change logs that cannot be read, or that somebody reads by hand.
@Suite struct NightChangeLogUnreadTests: ChangeLogSuite {
  @Test("a log that cannot be read is told when that begins and once a week, and makes no check incomplete")
  func unread()
    throws
  {
    let feed = Feed()
    feed.set([(1, "a", "b")])
    let server = try feed.serve()
    let scratch = try repository("{ feed: \"\(server.url("/log.xml"))\" }")
    _ = try night(scratch, "2026-11-01")
    feed.set("<!doctype html><title>Sign in</title><input type=password>", type: "text/html")
    let first = try night(scratch, "2026-11-02")
    #expect(first.code == 0 && first.output.contains("its change log was not read"), "\(first.output)")
    #expect(first.output.contains("login page") && !first.output.contains("INCOMPLETE"), "\(first.output)")
    for day in ["03", "08"] {
      let later = try night(scratch, "2026-11-\(day)")
      #expect(later.code == 0 && later.output.isEmpty, "\(later.output)")
    }
    let report = try night(scratch, "2026-11-08", "--format", "json").json()
    #expect((report["findings"] as? [[String: Any]])?.contains { $0["rule"] as? String == "change-log-unread" } == true)
    #expect(try night(scratch, "2026-11-09").output.contains("its change log was not read"))
    feed.set([(2, "The v1 API is deprecated", "b"), (1, "a", "b")])
    let back = try night(scratch, "2026-11-10")
    #expect(back.output.contains("solved    crm change-log-unread, there since 2026-11-02"), "\(back.output)")
    #expect(back.output.contains("announces a deprecation"), "\(back.output)")
  }

  @Test("a log that is known to be unreadable can be accepted") func accepted() throws {
    let scratch = try repository("{ file: none.md }")
    let first = try night(scratch, "2026-11-01", "--format", "json").json()
    let finding = try #require(
      (first["findings"] as? [[String: Any]])?.first { $0["rule"] as? String == "change-log-unread" })
    let id = try #require(finding["id"] as? String)
    let accept = try DriftProgram(folder: scratch.url).run(
      "accept", id, "--reason", "they moved", "--now", "2026-11-01T08:00:00Z")
    #expect(accept.code == 0, "\(accept.errors)")
    #expect(try night(scratch, "2026-11-02").output.contains("accepted  crm change-log-unread"))
    #expect(try night(scratch, "2026-11-09").output.isEmpty)
  }

  @Test("a system without a log is looked at by hand each month, and the time begins anew when somebody did") func due()
    throws
  {
    let scratch = try repository("")
    let program = DriftProgram(folder: scratch.url)
    _ = try night(scratch, "2026-11-01")
    let before = try stored(scratch)
    for day in ["2026-11-02", "2026-11-30"] { #expect(try night(scratch, day).output.isEmpty) }
    #expect(try stored(scratch) == before)
    let first = try night(scratch, "2026-12-01")
    #expect(first.code == 0, "\(first.output)")
    #expect(
      first.output.contains("crm: nobody has looked at its change log for 30 days, since 2026-11-01"), "\(first.output)"
    )
    let open = try night(scratch, "2026-12-02")
    #expect(
      open.output == "1 finding stays open, the oldest since 2026-12-01 (drift check lists it).\n", "\(open.output)")
    let check = try program.run("check", "--now", "2026-12-02T08:00:00Z")
    #expect(check.code == 0 && check.output.contains("nobody has looked at its change log"), "\(check.output)")
    let id = try #require(first.output.firstMatch(of: /drift accept (f_[0-9a-f]{10})/)).1
    let accept = try program.run("accept", String(id), "--reason", "read it", "--now", "2026-12-03T08:00:00Z")
    #expect(accept.code == 0, "\(accept.errors)")
    #expect(try night(scratch, "2026-12-04").output.contains("solved    crm change-log-check-due"))
    #expect(try night(scratch, "2027-01-01").output.isEmpty)
    #expect(try program.run("check", "--now", "2027-01-01T08:00:00Z").output.contains("acceptance") == false)
    #expect(try night(scratch, "2027-01-02").output.contains("for 30 days, since 2026-12-03"))
    // Who says until when nobody has to look is not asked before that is over.
    let later = try program.run(
      "accept", String(id), "--reason", "frozen", "--until", "2027-06-30", "--now", "2027-01-03T08:00:00Z")
    #expect(later.code == 0, "\(later.errors)")
    _ = try night(scratch, "2027-01-04")
    #expect(try night(scratch, "2027-06-30").output.isEmpty)
    let again = try night(scratch, "2027-07-01")
    #expect(again.output.contains("since 2027-01-03") && !again.output.contains("acceptance"), "\(again.output)")
    let told = try program.run("check", "--now", "2027-07-01T08:00:00Z").output
    #expect(told.contains("since 2027-01-03") && !told.contains("acceptance"), "\(told)")
    #expect(try stored(scratch).keys.filter { $0.hasSuffix("change-log") } == ["crm/change-log"])
  }

  @Test("a place to look at has its own time, and none needs no look") func manual() throws {
    let scratch = try repository("{ manual: \"https://a.example/changes\", every: 7d }")
    _ = try night(scratch, "2026-11-01")
    #expect(try night(scratch, "2026-11-07").output.isEmpty)
    let due = try night(scratch, "2026-11-08")
    #expect(
      due.output.contains("for 7 days") && due.output.contains("read https://a.example/changes, then drift accept"))
    let none = try repository("{ none: they mail us }")
    for day in ["2026-11-01", "2027-11-01"] { _ = try night(none, day) }
    #expect(try stored(none)["crm/change-log"] == nil)
    #expect(try !night(none, "2027-11-02").output.contains("change log"))
  }
}
