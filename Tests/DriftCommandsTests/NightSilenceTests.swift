import DriftTestSupport
import Foundation
import Synchronization
import Testing

/// What a night did not hear of is neither there nor gone.
@Suite struct NightSilenceTests: NightSuite {
  let world = NightWorld()

  @Test("a system of which a probe is not known to work is checked in part") func partly() throws {
    world.set { $0.probe = #"{"contacts": [{"id": 1}, {"# }
    let (scratch, server) = try project(
      run: "run: { text-file: metrics.prom }", more: "    health: { probes: [{ name: p, url: \"URL/probe\" }] }",
      code: 3)
    defer { withExtendedLifetime(server) {} }
    let report = try night(scratch, 2, "--format", "json").json()
    let night = try #require(report["night"] as? [String: Any])
    #expect(night["checked"] as? Int == 0 && night["partial"] as? [String] == ["crm"], "\(night)")
    #expect(report["complete"] as? Bool == false)
    let metrics = try String(contentsOf: scratch.url.appendingPathComponent("metrics.prom"), encoding: .utf8)
    #expect(metrics.contains("\ndrift_systems_partial 1\n") && metrics.contains("\ndrift_systems_unchecked 0\n"))
    let text = try DriftProgram(folder: scratch.url).run(["check", "--now", "2026-11-02T05:00:00Z"])
    #expect(text.output.contains("whether \"p\" works is not known"), "\(text.output)")
  }

  @Test(
    "a system that was not looked at is accepted for a time alone, listed by check, and not well for another reason")
  func unread() throws {
    let (scratch, server) = try project()
    defer { withExtendedLifetime(server) {} }
    world.set { $0.isDown = true }
    let first = try night(scratch, 2)
    #expect(first.code == 3 && first.output.contains("UNCHECKED crm: "), "\(first.output)")
    let id = try #require(first.output.firstMatch(of: /drift accept (f_[0-9a-f]{10})/)).1
    let check = try drift(scratch, ["check", "--now", "2026-11-02T05:00:00Z"])
    #expect(check.code == 0 && check.output.contains("has nothing there"), "\(check.output)")
    let refused = try drift(scratch, ["accept", String(id), "--reason", "known"])
    #expect(refused.code == 2 && refused.errors.contains("--until"), "\(refused.errors)")
    #expect(
      try drift(
        scratch, ["accept", String(id), "--reason", "known", "--until", "2026-12-31", "--now", "2026-11-02T05:00:00Z"]
      )
      .code == 0)
    #expect(try night(scratch, 3).code == 0)
    // For longer than max-age nobody looked, whatever was accepted.
    let stale = try night(scratch, 10)
    #expect(stale.code == 3 && stale.output.contains("last looked at on 2026-11-01"), "\(stale.output)")
    // Another reason is another finding, and no end of the trouble.
    let file = scratch.url.appendingPathComponent("drift.yaml")
    let text = try String(contentsOf: file, encoding: .utf8).replacing(/http:[^"]*/, with: "http://127.0.0.1:9/s.json")
    try scratch.write(
      "drift.yaml",
      text.replacing("source: { url", with: "source: { http: { attempts: 1, url").replacing("\" }\n", with: "\" } }\n"))
    let other = try night(scratch, 11)
    #expect(other.code == 3 && !other.output.contains("solved"), "\(other.output)")
  }

  @Test("what was told stays until somebody says that it is gone: an answer that nothing changed is silence")
  func silence()
    throws
  {
    let (scratch, server) = try project()
    defer { withExtendedLifetime(server) {} }
    world.set {
      $0.sunset = "Mon, 09 Nov 2026 08:49:37 GMT"
      $0.fields.append("more")
    }
    let first = try night(scratch, 2)
    #expect(first.code == 1 && first.output.contains("ends on 2026-11-09"), "\(first.output)")
    let second = try night(scratch, 3)
    #expect(second.code == 1 && second.output.hasPrefix("1 finding stays open"), "\(second.output)")
    world.set { $0.isDown = true }
    let down = try night(scratch, 4)
    #expect(down.code == 3 && !down.output.contains("solved"), "\(down.output)")
    world.set {
      $0.isDown = false
      $0.sunset = ""
      $0.fields.append("again")
    }
    let last = try night(scratch, 5)
    #expect(last.code == 0 && last.output.contains("solved    crm 2026-11-09 version-ending"), "\(last.output)")
  }

  @Test("a page that is missing is told though what came is as it was, stays open, and ends when it comes again")
  func gapOfAnEqualSchema() throws {
    let scratch = try Scratch()
    try scratch.write(
      "drift.yaml", "version: 1\nsystems:\n  tools: { owner: o@example.com, source: { files: [tools.json] } }\n")
    func list(_ rest: String) throws {
      try scratch.write(
        "tools.json",
        #"{"tools":[{"name":"send","inputSchema":{"type":"object","properties":{"to":{"type":"string"}}}}]\#(rest)}"#)
    }
    try list("")
    #expect(try night(scratch, 1).code == 0)
    try list(#","nextCursor":"2""#)
    let lost = try night(scratch, 2)
    #expect(lost.code == 3 && lost.output.contains("nextCursor"), "\(lost.output)\(lost.errors)")
    #expect(lost.output.contains("v1 -> v2: 0 changed, and what cannot be read"), "\(lost.output)")
    try list(#","nextCursor":"2", "_meta":{}"#)
    let open = try night(scratch, 3)
    #expect(open.code == 3 && !open.output.contains("stored"), "\(open.output)\(open.errors)")
    try list("")
    let mended = try night(scratch, 4)
    #expect(mended.code == 0 && mended.output.contains("solved    tools gap"), "\(mended.output)\(mended.errors)")
    #expect(try drift(scratch, ["check", "--now", "2026-11-04T05:00:00Z"]).code == 0)
  }

  @Test("what the last night could not look at is information between two nights, with the last good look")
  func between() throws {
    let (scratch, server) = try project()
    defer { withExtendedLifetime(server) {} }
    _ = try night(scratch, 2)
    world.set { $0.isDown = true }
    #expect(try night(scratch, 3).code == 3)
    let check = try DriftProgram(folder: scratch.url).run("check", "--now", "2026-11-03T09:00:00Z")
    #expect(check.code == 0 && !check.output.contains("UNCHECKED") && !check.output.contains("not checked"))
    #expect(
      check.output.contains("open since 2026-11-03; last good look on 2026-11-0")
        && check.output.contains("--until DAY"), "\(check.output)")
  }
}
