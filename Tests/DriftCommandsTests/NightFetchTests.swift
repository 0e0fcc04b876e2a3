import DriftTestSupport
import Foundation
import Synchronization
import Testing

/// Nights against real servers on this machine: what goes wrong there, and what is never told.
@Suite struct NightFetchTests {
  private static func schema(_ fields: some Sequence<Int>) -> String {
    let properties = fields.map { "\"field\($0)\":{\"type\":\"string\"}" }.joined(separator: ",")
    return
      "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"Contact\",\"type\":\"object\",\"properties\":{\(properties)}}"
  }

  private static func mapping(_ fields: some Sequence<Int>) -> String {
    "agent: router\nowner: ops@example.com\nfields:\n"
      + fields.map {
        "  - { agent: f\($0), system: crm, field: Contact.field\($0), access: [read], on_missing: skip }\n"
      }.joined()
  }

  private func repository(_ source: String, _ mapping: String = "", _ more: String = "") throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(
      "drift.yaml",
      "version: 1\n\(mapping.isEmpty ? "" : "mappings: [mapping.yaml]\n")\(more)systems:\n  crm:\n    owner: crm-team@example.com\n    source: \(source)\n"
    )
    if !mapping.isEmpty { try scratch.write("mapping.yaml", mapping) }
    return scratch
  }

  private func night(
    _ scratch: Scratch, _ day: Int, _ more: [String] = [], _ environment: [String: String] = [:]
  ) throws -> DriftProgram.Outcome {
    try DriftProgram(folder: scratch.url).run(
      ["run", "--now", "2026-11-\(day < 10 ? "0" : "")\(day)T02:15:00Z"] + more, environment: environment)
  }

  @Test("fields that are hidden with a scope are one finding with both readings, the others folded under it")
  func hidden() throws {
    let isNarrow = Mutex(false)
    let server = try RawServer { connection in
      while let request = connection.next() {
        let narrow = isNarrow.withLock { $0 }
        if request.target == "/token" {
          let scope = narrow ? "records.read" : "fields.read records.read"
          connection.reply(
            "200 OK",
            #"{"access_token":"abcdefgh12345678","token_type":"Bearer","expires_in":3600,"scope":"\#(scope)"}"#)
        } else {
          connection.reply("200 OK", Self.schema(narrow ? 1...14 : 1...20))
        }
      }
    }
    let source =
      "{ http: { url: \"\(server.url("/s.json"))\", auth: { oauth2: { token-url: \"\(server.url("/token"))\", client-id: me, client-secret: { env: CS } } } } }"
    let scratch = try repository(source, Self.mapping(1...20))
    let environment = ["CS": "a-secret-of-some-length"]
    let start = try night(scratch, 1, [], environment)
    #expect(start.code == 0 && start.output.contains("there is no drift.lock yet"), "\(start.output)")
    #expect(try DriftProgram(folder: scratch.url).run("lock").code == 0)
    isNarrow.withLock { $0 = true }
    let first = try night(scratch, 2, [], environment)
    #expect(first.code == 1, "\(first.output)\(first.errors)")
    #expect(first.output.contains("6 places went together, and the scope fields.read is not granted any more"))
    let words = first.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("uses Contact.field15, Contact.field16, Contact.field17 and 3 more"), "\(first.output)")
    // The single ones are folded.
    #expect(!first.output.contains("field18"), "\(first.output)")
    let report = try night(scratch, 3, ["--format", "json"], environment).json()
    let findings = try #require(report["findings"] as? [[String: Any]])
    let lost = try #require(findings.first { $0["rule"] as? String == "permission-lost" })
    let folded = findings.filter { $0["folded_under"] as? String == lost["id"] as? String }
    #expect(folded.count { $0["rule"] as? String == "field-removed" } == 6 && folded.count == 7)
    // With the scope they come back, and all of it is solved.
    isNarrow.withLock { $0 = false }
    let solved = try night(scratch, 4, [], environment)
    #expect(solved.code == 0 && solved.output.contains("solved    crm permission-lost"), "\(solved.output)")
  }

  @Test("a document that lost too much is held back until somebody accepts it") func shrunk() throws {
    let count = Mutex(20)
    let server = try RawServer { connection in
      while connection.next() != nil { connection.reply("200 OK", Self.schema(1...count.withLock { $0 })) }
    }
    let scratch = try repository("{ http: { url: \"\(server.url("/s.json"))\" } }")
    #expect(try night(scratch, 1).code == 0)
    count.withLock { $0 = 5 }
    let held = try night(scratch, 2)
    #expect(held.code == 3 && held.output.contains("held back"), "\(held.output)")
    let id = try #require(held.output.firstMatch(of: /drift accept (f_[0-9a-f]{10})/)).1
    #expect(try DriftProgram(folder: scratch.url).run("accept", String(id), "--reason", "they cleaned up").code == 0)
    let taken = try night(scratch, 3)
    #expect(taken.code == 0 && taken.output.contains("crm v1 -> v2"), "\(taken.output)\(taken.errors)")
  }

  /// Each way to show a secret, and the environment for it.
  static let secrets: [String] = [
    "bearer: { env: S }", "api-key: { header: X-Api-Key, env: S }", "api-key: { query: key, env: S }",
    "basic: { user: drift, password: { env: S } }",
    "oauth2: { token-url: \"TOKEN\", client-id: me, client-secret: { env: S } }",
    "oauth2: { token-url: \"TOKEN\", client-id: me, client-secret: { env: S }, client-auth: body }",
  ]

  @Test("no secret is in anything that a run wrote, whatever the system says back", arguments: secrets)
  func secret(_ auth: String) throws {
    let secret = "s3cr3t+of/some=length"
    // The system repeats all that it was shown: in errors, in headers, in a document.
    let server = try RawServer { connection in
      while let request = connection.next() {
        let echo =
          (request.headers.map { "\($0.name) \($0.value)" } + [
            request.target, String(decoding: request.body, as: UTF8.self),
          ])
          .joined(separator: " ").replacingOccurrences(of: "\"", with: "'")
        switch request.target.prefix(6) {
        case "/token":
          connection.reply("200 OK", #"{"access_token":"t0ken-of-some-length","token_type":"Bearer","expires_in":60}"#)
        case "/error":
          connection.reply(
            "403 Forbidden", #"{"error":{"code":"PERMISSION_DENIED","message":"\#(echo)"}}"#,
            ["WWW-Authenticate: Bearer error=\"insufficient_scope\", error_description=\"\(echo)\""])
        default:
          connection.reply("200 OK", #"{"openapi":"3.0.3","info":{"title":"\#(echo)","version":"1"},"paths":{}}"#)
        }
      }
    }
    for path in ["/error", "/document"] {
      let scratch = try repository(
        "{ http: { url: \"\(server.url(path))\", attempts: 1, auth: { \(auth.replacingOccurrences(of: "TOKEN", with: server.url("/token"))) } } }",
        "", "run: { commit: true, notify: [{ url: \"\(server.url("/hook"))\" }], text-file: metrics.prom }\n")
      _ = try scratch.git(["init", "-q"])
      let environment = [
        "S": secret, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "n", "GIT_AUTHOR_EMAIL": "n@example.com",
        "GIT_COMMITTER_NAME": "n", "GIT_COMMITTER_EMAIL": "n@example.com",
      ]
      var said = ""
      for form in ["text", "json", "markdown"] {
        let outcome = try night(scratch, 1, ["--verbose", "--format", form], environment)
        #expect(outcome.code == 3, "\(outcome.output)\(outcome.errors)")
        said += outcome.output + outcome.errors
      }
      for arguments in [["auth", "crm"], ["doctor"]] {
        let outcome = try DriftProgram(folder: scratch.url).run(arguments, environment: environment)
        said += outcome.output + outcome.errors
      }
      for file in try FileManager.default.subpathsOfDirectory(atPath: scratch.url.path) {
        guard !file.hasSuffix(".pack"), let bytes = FileManager.default.contents(atPath: scratch.url.path + "/" + file)
        else { continue }
        said += String(decoding: bytes, as: UTF8.self)
      }
      said += server.log.filter { $0.target == "/hook" }.map { String(decoding: $0.body, as: UTF8.self) }.joined()
      for form in [
        secret, "s3cr3t%2Bof%2Fsome%3Dlength", "t0ken-of-some-length",
        Data("drift:\(secret)".utf8).base64EncodedString(),
      ] {
        #expect(!said.contains(form), "\(form)")
      }
      #expect(said.contains("127.0.0.1"))
    }
  }

  @Test("two runs at once are one too many, and the second one says who is at it") func alone() throws {
    let scratch = try repository("{ command: [sleep, \"5\"] }")
    let slow = Process()
    slow.executableURL = DriftProgram.program
    slow.arguments = ["run"]
    slow.currentDirectoryURL = scratch.url
    (slow.standardOutput, slow.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try slow.run()
    defer { slow.terminate() }
    let lock = scratch.url.appendingPathComponent(".drift/run-Snapshots").path
    while (FileManager.default.contents(atPath: lock) ?? Data()).isEmpty { usleep(10_000) }
    let second = try night(scratch, 1)
    #expect(second.code == 2 && second.errors.contains("another run is going on: process \(slow.processIdentifier)"))
  }

  @Test("a run that is interrupted says which systems it did not come to, and ends what it started") func interrupted()
    throws
  {
    let scratch = try repository("{ command: [sleep, \"60\"] }")
    let process = Process()
    process.executableURL = DriftProgram.program
    process.arguments = ["run"]
    process.currentDirectoryURL = scratch.url
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let lock = scratch.url.appendingPathComponent(".drift/run-Snapshots").path
    while (FileManager.default.contents(atPath: lock) ?? Data()).isEmpty { usleep(10_000) }
    usleep(300_000)
    process.terminate()
    process.waitUntilExit()
    let said = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    #expect(process.terminationStatus == 3 && said.contains("UNCHECKED crm: the run was interrupted"), "\(said)")
  }

  @Test("a check tells a look that is too old, and a run that looks cures it") func stale() throws {
    let scratch = try repository("{ command: [cat, s.json] }")
    try scratch.write("s.json", Self.schema(1...3))
    let program = DriftProgram(folder: scratch.url)
    #expect(try night(scratch, 1).code == 0)
    #expect(try program.run("check", "--now", "2026-11-08T08:00:00Z").code == 0)
    let old = try program.run("check", "--now", "2026-11-09T08:00:00Z")
    #expect(old.code == 3 && old.output.contains("crm was last looked at on 2026-11-01, 8 days ago"), "\(old.output)")
    #expect(try night(scratch, 9).code == 0)
    #expect(try program.run("check", "--now", "2026-11-16T08:00:00Z").code == 0)
  }
}
