import DriftTestSupport
import Foundation
import Synchronization
import Testing

/// Ten nights in a row against two systems on this machine: what each prints, commits, sends and exits with. The page
/// docs/ten-nights.md holds it word by word.
@Suite struct TenNightsTests {
  /// What the systems answer tonight, and what they were told.
  private final class World: Sendable {
    struct State {
      var contact = TenNightsTests.contact([])
      var isMailDown = false
      var notices: [String] = []
      var pings: [String] = []
    }
    let state = Mutex(State())

    func serve(_ connection: RawServer.Connection) {
      while let request = connection.next() {
        let (crm, isDown) = state.withLock { ($0.contact, $0.isMailDown) }
        switch request.target {
        case "/crm/openapi.json": connection.reply("200 OK", crm, ["ETag: \"\(crm.hashValue)\""])
        case "/mail/schema.json" where isDown: connection.reply("503 Service Unavailable", "down for maintenance")
        case "/mail/schema.json": connection.reply("200 OK", TenNightsTests.mail)
        case "/hook":
          state.withLock { $0.notices.append(String(decoding: request.body, as: UTF8.self)) }
          connection.reply()
        default:
          state.withLock { $0.pings.append(request.target) }
          connection.reply()
        }
      }
    }
  }

  private static let mail =
    #"{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Thread","type":"object","properties":{"id":{"type":"string"},"subject":{"type":"string"}}}"#

  /// The contact of the CRM with some of its fields called or typed otherwise.
  private static func contact(_ changes: [String]) -> String {
    var fields = [
      #""id":{"type":"string","description":"The key"}"#, #""email":{"type":"string","description":"Where mail goes"}"#,
      #""phone":{"type":"string","description":"The number to call"}"#,
      #""score":{"type":"integer","description":"How promising"}"#,
    ]
    if changes.contains("phone") {
      fields[2] = fields[2].replacingOccurrences(of: #""phone""#, with: #""phone_number""#)
    }
    if changes.contains("score") { fields.remove(at: 3) }
    return
      ##"{"openapi":"3.0.3","info":{"title":"CRM","version":"1"},"paths":{"/contacts":{"get":{"responses":{"200":{"description":"all","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Contact"}}}}}}}},"components":{"schemas":{"Contact":{"type":"object","properties":{"##
      + fields.joined(separator: ",") + "}}}}}"
  }

  private static let mapping = """
    agent: router
    owner: sales-ops@example.com
    fields:
      - agent: contact.email
        system: crm
        field: Contact.email
        access: [read]
        on_missing: fail
      - agent: contact.phone
        system: crm
        field: Contact.phone
        access: [read]
        on_missing: fail
      - agent: contact.score
        system: crm
        field: Contact.score
        access: [read]
        on_missing: fail
      - agent: thread.subject
        system: mail
        field: Thread.subject
        access: [read]
        on_missing: skip

    """

  private static func project(_ port: Int) -> String {
    """
    version: 1
    mappings: [mappings/*.yaml]
    run:
      commit: true
      notify: [{ url: "http://127.0.0.1:\(port)/hook", format: slack }]
      ping: { url: "http://127.0.0.1:\(port)/ping", fail: "http://127.0.0.1:\(port)/ping/fail" }
    systems:
      crm:
        owner: crm-team@example.com
        source: { http: { url: "http://127.0.0.1:\(port)/crm/openapi.json" } }
      mail:
        owner: mail-team@example.com
        source: { http: { url: "http://127.0.0.1:\(port)/mail/schema.json", attempts: 1 } }

    """
  }

  @Test("ten nights, word by word") func nights() throws {
    let world = World()
    let server = try RawServer { world.serve($0) }
    let scratch = try Scratch()
    try scratch.write("drift.yaml", Self.project(server.port))
    try scratch.write("mappings/router.yaml", Self.mapping)
    _ = try scratch.git(["init", "-q", "-b", "main"])
    // The first versions and the lock are there before the nights begin.
    let before = try run(scratch, "run", "--now", "2026-10-31T02:15:00Z", "--no-commit", "--no-hooks")
    #expect(before.code == 0, "\(before.output)\(before.errors)")
    #expect(try run(scratch, "lock").code == 0)
    _ = try scratch.git(["add", "-A"])
    _ = try scratch.git(["commit", "-qm", "start"])
    var page = Self.head
    var accepted = ""
    for night in 1...10 {
      var event = ""
      switch night {
      case 3:
        world.state.withLock { $0.contact = Self.contact(["phone"]) }
        event = "The CRM calls `phone` `phone_number`."
      case 5:
        world.state.withLock { $0.contact = Self.contact(["phone", "score"]) }
        event = "The CRM drops `score`."
      case 6:
        let finding = try #require(accepted.isEmpty ? nil : accepted)
        let outcome = try run(
          scratch, "accept", finding, "--reason", "the router no longer scores", "--by", "ops@example.com", "--now",
          "2026-11-06T09:00:00Z")
        #expect(outcome.code == 0, "\(outcome.errors)")
        event = "In the morning somebody ran `drift accept \(finding) --reason \"the router no longer scores\"`."
      case 8:
        world.state.withLock { $0.isMailDown = true }
        event = "The mail system is down from here on."
      default: break
      }
      let commit = try scratch.gitOutput("rev-parse", "HEAD")
      world.state.withLock { ($0.notices, $0.pings) = ([], []) }
      let day = "2026-11-\(night < 10 ? "0" : "")\(night)"
      // Looked at again in the morning of the sixth, when something was accepted on that day.
      let outcome = try run(scratch, "run", "--now", "\(day)T\(night == 6 ? "22" : "02"):15:00Z")
      if night == 5 { accepted = Self.finding(in: outcome.output, after: "score") }
      let told = world.state.withLock { ($0.notices, $0.pings) }
      page += "\n## \(day)\n\n" + (event.isEmpty ? "" : event + "\n\n")
      page += "Exit code \(outcome.code)" + (outcome.output.isEmpty ? ", nothing on standard output." : ":") + "\n"
      if !outcome.output.isEmpty { page += "\n```text\n\(outcome.output)```\n" }
      #expect(outcome.errors.isEmpty, "\(outcome.errors)")
      if try scratch.gitOutput("rev-parse", "HEAD") != commit {
        page += "\nCommitted:\n\n```text\n\(try scratch.gitOutput("log", "-1", "--format=%B"))\n```\n"
      } else {
        page += "\nNothing committed.\n"
      }
      page += told.0.isEmpty ? "\nNothing sent" : "\nSent:\n\n```json\n\(told.0.joined(separator: "\n"))\n```\n\nCalled"
      page += "; the switch was called at `\(told.1.joined(separator: "`, `"))`.\n".replacingOccurrences(
        of: "\nCalled; ", with: "\n")
    }
    page = page.replacingOccurrences(of: "\nCalled; the switch", with: "\nThe switch")
      .replacingOccurrences(of: ":\(server.port)", with: ":8080")
      // The address is a part of a version, and with it the port.
      .replacingOccurrences(of: "Z-[0-9a-f]{8}\\.jsonl", with: "Z-….jsonl", options: .regularExpression)
    let file = DriftProgram.package.appendingPathComponent("docs/ten-nights.md")
    if ProcessInfo.processInfo.environment["DRIFT_RECORD"] == "1" {
      try page.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(try String(contentsOf: file, encoding: .utf8) == page)
    }
  }

  private static let head = """
    # Ten nights

    Two systems, one agent, ten runs in a row: what each printed, committed, sent and exited with. A test runs them and
    holds this page against what came.

    `drift run` is all that the crontab has; `drift.yaml` says `commit: true`, a notice in Slack's form, and a dead man's
    switch with a second address for runs that were not whole.

    """

  /// The id that a report names after a word.
  private static func finding(in text: String, after word: String) -> String {
    guard let place = text.range(of: word),
      let id = text[place.upperBound...].range(of: "f_[0-9a-f]{10}", options: .regularExpression)
    else { return "" }
    return String(text[id])
  }

  private func run(_ scratch: Scratch, _ arguments: String...) throws -> DriftProgram.Outcome {
    try DriftProgram(folder: scratch.url).run(
      arguments,
      environment: [
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "n", "GIT_AUTHOR_EMAIL": "n@example.com",
        "GIT_COMMITTER_NAME": "n", "GIT_COMMITTER_EMAIL": "n@example.com",
      ])
  }
}
