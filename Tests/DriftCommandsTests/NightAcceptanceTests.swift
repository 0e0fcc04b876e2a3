import DriftTestSupport
import Foundation
import Synchronization
import Testing

/// What was accepted, and what comes after it.
@Suite struct NightAcceptanceTests: NightSuite {
  let world = NightWorld()

  @Test("who accepts a system accepts what nights tell of its access, and nothing of it is solved") func wholeSystem()
    throws
  {
    let probes = (1...4).map { "{ name: p\($0), url: \"URL/probe\" }" }.joined(separator: ", ")
    let (scratch, server) = try project(more: "    health: { probes: [\(probes)] }")
    defer { withExtendedLifetime(server) {} }
    world.set { $0.isProbeRefused = true }
    let first = try night(scratch, 2)
    #expect(first.code == 1 && first.output.contains("1 new,"), "\(first.output)")
    #expect(first.output.contains("4 alike (\"p1\", \"p2\", \"p3\" and 1 more)"), "\(first.output)")
    let check = try drift(scratch, ["check", "--now", "2026-11-02T05:00:00Z"])
    #expect(check.code == 1 && check.output.contains("4 alike ("), "\(check.output)")
    #expect(
      try drift(scratch, ["accept", "crm", "--reason", "known", "--now", "2026-11-02T06:00:00Z"]).code == 0)
    #expect(try drift(scratch, ["check", "--now", "2026-11-02T07:00:00Z"]).code == 0)
    let second = try night(scratch, 3)
    #expect(second.code == 0 && !second.output.contains("solved"), "\(second.output)")
    #expect(second.output.contains("accepted  crm probe-refused"), "\(second.output)")
    // What was accepted and goes before the next night is no news of an end either.
    world.set { $0.isProbeRefused = false }
    #expect(try night(scratch, 4).output.isEmpty)
    world.set { $0.isProbeRefused = true }
    #expect(try night(scratch, 5).code == 1)
    #expect(
      try drift(scratch, ["accept", "crm", "--reason", "known", "--now", "2026-11-05T06:00:00Z"]).code == 0)
    world.set { $0.isProbeRefused = false }
    let gone = try night(scratch, 6)
    #expect(gone.code == 0 && !gone.output.contains("solved"), "\(gone.output)")
  }

  @Test("what comes after the same was accepted is told by itself") func afterAcceptance() throws {
    let probes = (1...3).map { "{ name: p\($0), url: \"URL/probe\" }" }.joined(separator: ", ")
    let (scratch, server) = try project(more: "    health: { probes: [\(probes)] }")
    defer { withExtendedLifetime(server) {} }
    world.set { $0.isProbeRefused = true }
    #expect(try night(scratch, 2).code == 1)
    #expect(try drift(scratch, ["accept", "crm", "--reason", "known", "--now", "2026-11-02T06:00:00Z"]).code == 0)
    #expect(try night(scratch, 3).code == 0)
    let file = scratch.url.appendingPathComponent("drift.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try scratch.write(
      "drift.yaml",
      text.replacingOccurrences(of: "probes: [", with: "probes: [{ name: p9, url: \"\(server.url("/probe"))\" }, "))
    let later = try night(scratch, 4)
    #expect(later.code == 1 && later.output.contains("1 new,"), "\(later.output)")
    #expect(later.output.contains("\"p9\" is refused while the schema is given"), "\(later.output)")
  }

  @Test("what was accepted and went is news when it comes again; of access to a system that is down nothing is solved")
  func recurrence() throws {
    let (scratch, server) = try project(more: "    health: { probes: [{ name: p, url: \"URL/probe\" }] }")
    defer { withExtendedLifetime(server) {} }
    world.set { $0.isProbeRefused = true }
    let first = try night(scratch, 2)
    let id = try #require(first.output.firstMatch(of: /drift accept (f_[0-9a-f]{10})/)).1
    #expect(first.code == 1 && first.output.contains("\"p\" is refused while the schema is given"), "\(first.output)")
    world.set { $0.isDown = true }
    let down = try night(scratch, 3)
    #expect(down.code == 3 && !down.output.contains("solved"), "\(down.output)")
    world.set { $0.isDown = false }
    #expect(try night(scratch, 4).output.contains("1 finding stays open, the oldest since 2026-11-02"))
    #expect(
      try drift(scratch, ["accept", String(id), "--reason", "known", "--now", "2026-11-04T05:00:00Z"]).code == 0)
    #expect(try night(scratch, 5).output.contains("accepted  crm p probe-refused"))
    #expect(try night(scratch, 6).output.isEmpty)
    world.set { $0.isProbeRefused = false }
    #expect(try night(scratch, 7).output.isEmpty)
    world.set { $0.isProbeRefused = true }
    let again = try night(scratch, 8)
    #expect(again.code == 1 && again.output.contains("\"p\" is refused"), "\(again.output)")
  }

  @Test(
    "what was accepted for one cause stays accepted when the cause is that one again, with another in between",
    arguments: ["401 Unauthorized", "404 Not Found", "400 Bad Request"])
  func otherCause(_ cause: String) throws {
    let (scratch, server) = try project(more: "    health: { probes: [{ name: p, url: \"URL/probe\" }] }")
    defer { withExtendedLifetime(server) {} }
    func accept(_ outcome: DriftProgram.Outcome, _ day: Int) throws {
      let id = try #require(outcome.output.firstMatch(of: /drift accept (f_[0-9a-f]{10})/)).1
      let now = "2026-11-0\(day)T05:00:00Z"
      #expect(try drift(scratch, ["accept", String(id), "--reason", "known", "--now", now]).code == 0)
    }
    world.set { $0.isProbeRefused = true }
    try accept(try night(scratch, 2), 2)
    #expect(try night(scratch, 3).output.contains("accepted  crm p probe-refused"))
    world.set { $0.probeRefusal = cause }
    let other = try night(scratch, 4)
    #expect(other.code == 1 && other.output.contains("1 new,"), "\(other.output)")
    world.set { $0.probeRefusal = "403 Forbidden" }
    let back = try night(scratch, 5)
    #expect(back.code == 0 && !back.output.contains("BREAKING"), "\(back.output)")
    world.set { $0.probeRefusal = cause }
    try accept(try night(scratch, 6), 6)
    #expect(try night(scratch, 7).code == 0)
    world.set { $0.probeRefusal = "403 Forbidden" }
    #expect(try night(scratch, 8).output.isEmpty)
    world.set { $0.isProbeRefused = false }
    #expect(try night(scratch, 9).output.isEmpty)
    let left = try drift(scratch, ["check", "--format", "json", "--now", "2026-11-09T08:00:00Z"]).output
    #expect(left.components(separatedBy: "(probe-refused) was for went since").count == 3, "\(left)")
    world.set { $0.isProbeRefused = true }
    #expect(try drift(scratch, ["run", "--now", "2026-11-10T02:15:00Z"]).code == 1)
  }

  @Test("a limit that sinks below what was accepted is news; one that rises is not") func sinking() throws {
    let (scratch, server) = try project()
    defer { withExtendedLifetime(server) {} }
    func left(_ count: Int, _ day: Int) throws -> DriftProgram.Outcome {
      world.set { $0.left = count }
      return try night(scratch, day)
    }
    func accept(_ outcome: DriftProgram.Outcome, _ day: Int) throws {
      let id = try #require(outcome.output.firstMatch(of: /drift accept (f_[0-9a-f]{10})/)).1
      let now = "2026-11-0\(day)T05:00:00Z"
      #expect(try drift(scratch, ["accept", String(id), "--reason", "known", "--now", now]).code == 0)
    }
    let low = try left(100, 2)
    #expect(low.output.contains("there were 101 left"), "\(low.output)")
    try accept(low, 2)
    #expect(try left(80, 3).output.contains("accepted  crm requests limit-headroom"))
    let lower = try left(29, 4)
    #expect(lower.output.contains("1 new,") && lower.output.contains("there were 30 left"), "\(lower.output)")
    try accept(lower, 4)
    #expect(try left(29, 5).output.contains("accepted  crm requests limit-headroom"))
    for (day, count) in [(6, 150), (7, 29), (8, 150)] { #expect(try left(count, day).output.isEmpty) }
    let none = try left(0, 9)
    #expect(none.output.contains("1 new,") && none.output.contains("there was nothing left"), "\(none.output)")
  }

  @Test("another reason of the same refusal is news, accepted or not; a check in the same second sees what the run saw")
  func otherReason() throws {
    let (scratch, server) = try project(more: "    health: { probes: [{ name: p, url: \"URL/probe\" }] }")
    defer { withExtendedLifetime(server) {} }
    func refuse(_ body: String) {
      world.set {
        $0.isProbeRefused = true
        $0.refused = body
      }
    }
    refuse(#"{"error":"insufficient_scope","needed":"notes.read"}"#)
    let first = try night(scratch, 2)
    let id = try #require(first.output.firstMatch(of: /drift accept (f_[0-9a-f]{10})/)).1
    #expect(first.code == 1 && first.output.contains("notes.read"), "\(first.output)")
    #expect(try drift(scratch, ["check", "--now", "2026-11-02T02:15:00Z"]).code == 1)
    #expect(
      try drift(scratch, ["accept", String(id), "--reason", "known", "--now", "2026-11-02T02:15:00Z"]).code == 0)
    #expect(try night(scratch, 3).code == 0)
    refuse(#"{"error":"insufficient_scope","needed":"vault.read"}"#)
    let other = try night(scratch, 4)
    #expect(
      other.code == 1 && other.output.contains("1 new,") && other.output.contains("vault.read"), "\(other.output)")
    refuse(#"{"error":"ip_not_allowed"}"#)
    let third = try night(scratch, 5)
    #expect(third.code == 1 && third.output.contains("ip_not_allowed"), "\(third.output)")
    #expect(try drift(scratch, ["check", "--now", "2026-11-05T03:00:00Z"]).output.contains("ip_not_allowed"))
  }

  @Test("what is told as one says who is left, and is accepted where each of them is") func headShrinks() throws {
    let probes = (1...3).map { "{ name: p\($0), url: \"URL/probe?p\($0)\" }" }.joined(separator: ", ")
    let (scratch, server) = try project(more: "    health: { probes: [\(probes)] }")
    defer { withExtendedLifetime(server) {} }
    world.set { $0.isProbeRefused = true }
    #expect(try night(scratch, 2).output.contains("3 alike"))
    world.set { $0.wellProbes = ["p1"] }
    #expect(try night(scratch, 3).code == 1)
    let check = try drift(scratch, ["check", "--now", "2026-11-03T05:00:00Z"]).output
    #expect(check.contains("2 alike") && !check.contains("\"p1\""), "\(check)")
    let json = try drift(scratch, ["check", "--format", "json", "--now", "2026-11-03T05:00:00Z"]).json()
    let findings = try #require(json["findings"] as? [[String: Any]])
    let parts = findings.filter { $0["folded_under"] != nil }.compactMap { $0["id"] as? String }
    #expect(parts.count == 2)
    #expect(
      try drift(scratch, ["accept"] + parts + ["--reason", "known", "--now", "2026-11-03T06:00:00Z"]).code == 0)
    let known = try night(scratch, 4)
    #expect(known.code == 0 && !known.output.contains("BREAKING"), "\(known.output)")
  }
}
