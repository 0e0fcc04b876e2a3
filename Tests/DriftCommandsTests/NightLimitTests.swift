import DriftTestSupport
import Foundation
import Testing

/// Nights on machines that are short of something, and answers that say nothing.
@Suite struct NightLimitTests {
  private static let schema =
    #"{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"T","type":"object","properties":{"a":{"type":"string"}}}"#

  private func shell(_ scratch: Scratch, _ line: String) throws -> (code: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "PATH=\(DriftProgram.program.deletingLastPathComponent().path):$PATH\n\(line)"]
    process.currentDirectoryURL = scratch.url
    let (output, errors) = (scratch.url.appendingPathComponent("out"), scratch.url.appendingPathComponent("err"))
    for file in [output, errors] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return (
      process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      String(decoding: try Data(contentsOf: output), as: UTF8.self),
      String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    )
  }

  private func project(_ source: String, _ run: String = "", count: Int = 1) throws -> Scratch {
    let scratch = try Scratch()
    let systems = (1...count).map {
      "  s\($0):\n    owner: o@example.com\n    source: \(source.replacingOccurrences(of: "NUMBER", with: "\($0)"))\n"
    }.joined()
    try scratch.write("drift.yaml", "version: 1\n\(run)systems:\n\(systems)")
    return scratch
  }

  private static func server(
    _ answer: @escaping @Sendable (RawServer.Request) -> (String, String, [String])
  ) throws -> RawServer {
    try RawServer { connection in
      while let request = connection.next() {
        let (status, body, headers) = answer(request)
        connection.reply(status, body, headers)
      }
    }
  }

  @Test("few open files make fewer systems at once, and no crash") func fewFiles() throws {
    let server = try Self.server { _ in ("200 OK", Self.schema, []) }
    let scratch = try project(
      "{ http: { url: \"\(server.url("/NUMBER.json"))\" } }", "run: { concurrency: 64, per-host: 64 }\n", count: 60)
    let outcome = try shell(scratch, "ulimit -n 64; timeout 60 drift run --verbose")
    #expect(outcome.code == 0, "\(outcome.code) \(outcome.output) \(outcome.errors.suffix(600))")
    #expect(
      outcome.errors.contains("4 systems at once, and not 64: 64 files may be open"), "\(outcome.errors.prefix(300))")
    // A soft limit is raised where that is allowed.
    let raised = try shell(scratch, "ulimit -S -n 30; drift run --verbose")
    #expect(
      raised.code == 0 && !raised.errors.contains("systems at once"),
      "\(raised.code) \(raised.output) \(raised.errors.suffix(600))")
    for limit in [8, 12, 20] {
      let few = try shell(scratch, "ulimit -n \(limit); timeout 20 drift run")
      #expect(few.code == 2 && few.errors.contains("may have \(limit) files open"), "\(limit): \(few)")
    }
  }

  @Test("without memory for threads a run says so, and does not hang") func fewThreads() throws {
    let server = try Self.server { _ in ("200 OK", Self.schema, []) }
    let scratch = try project("{ http: { url: \"\(server.url("/s.json"))\" } }")
    // How much the program itself takes is not known here; somewhere on the way there is too little for threads.
    for limit in [100_000, 150_000, 250_000] {
      let outcome = try shell(scratch, "ulimit -v \(limit); timeout -s KILL 60 drift run")
      #expect([0, 2, 127].contains(outcome.code), "\(limit): \(outcome)")
      if outcome.code == 2 { #expect(outcome.errors.contains("no room for the threads"), "\(outcome)") }
    }
  }

  @Test(
    "what says nothing makes no version",
    arguments: [
      #"{"openapi":"3.0.0"}"#, #"{"swagger":"2.0","error":"x"}"#, #"{"type":"object","message":"Unauthorized"}"#,
    ])
  func empty(_ body: String) throws {
    let server = try Self.server { _ in ("200 OK", body, []) }
    let scratch = try project("{ http: { url: \"\(server.url("/s.json"))\" } }")
    let outcome = try shell(scratch, "drift run")
    #expect(outcome.code == 3 && outcome.output.contains("UNCHECKED"), "\(outcome)")
    #expect(!FileManager.default.fileExists(atPath: scratch.url.path + "/Snapshots/s1/versions"))
  }

  @Test("without room for a rotated token the endpoint is not asked") func noRoom() throws {
    let server = try Self.server { _ in
      ("200 OK", #"{"access_token":"abcdefgh12345","refresh_token":"another-one","expires_in":60}"#, [])
    }
    let scratch = try project(
      "{ http: { url: \"\(server.url("/s"))\", auth: { oauth2: { token-url: \"\(server.url("/token"))\", client-id: me, refresh-token: { file: refresh }, write-back: true } } } }"
    )
    try scratch.write("refresh", "the-old-refresh-token\n")
    chmod(scratch.url.path + "/refresh", 0o600)
    // A file of more than these blocks cannot be written, as on a disk that is full.
    let full = try shell(scratch, "trap '' XFSZ; ulimit -f 16; drift auth s1")
    #expect(full.code == 3 && full.errors.contains("make room"), "\(full)")
    #expect(server.log.isEmpty)
    let good = try shell(scratch, "drift auth s1")
    #expect(good.code == 0, "\(good)")
    #expect(try String(contentsOf: scratch.url.appendingPathComponent("refresh"), encoding: .utf8) == "another-one\n")
  }

  @Test("a secret that is too short to be hidden is told") func short() throws {
    let server = try Self.server { _ in ("200 OK", Self.schema, []) }
    let scratch = try project("{ http: { url: \"\(server.url("/s"))\", auth: { bearer: { env: K } } } }")
    for command in ["auth s1", "doctor"] {
      let outcome = try shell(scratch, "K=abcd drift \(command)")
      #expect(
        (outcome.output + outcome.errors).contains("the token of s1 is shorter than 8 characters"), "\(outcome)")
    }
  }

  @Test("a key that is none is told without asking anybody") func keys() throws {
    let scratch = try project(
      "{ http: { url: \"https://crm.example.com/s\", auth: { jwt: { token-url: \"https://login.example.com/t\", issuer: i, key: { file: key.pem }, algorithm: ES256 } } } }"
    )
    try scratch.write("key.pem", "no key at all\n")
    let outcome = try shell(scratch, "chmod 600 key.pem; drift doctor --offline")
    #expect(outcome.code != 0, "\(outcome)")
    #expect((outcome.output + outcome.errors).contains("the key of s1"), "\(outcome)")
  }

  @Test("drift auth gives advice to somebody who is trying it") func auth() throws {
    let status = ["/401": "401 Unauthorized", "/404": "404 Not Found", "/429": "429 Too Many Requests"]
    let server = try Self.server { request in
      (status[request.target] ?? "200 OK", "{}", request.target == "/429" ? ["Retry-After: 1200"] : [])
    }
    for (path, words) in [("/401", "renew the credentials"), ("/404", "see url"), ("/429", "asked again in 1200 s")] {
      let scratch = try project("{ http: { url: \"\(server.url(path))\", attempts: 1, auth: { bearer: { env: K } } } }")
      let outcome = try shell(scratch, "K=a-long-enough-key drift auth s1")
      #expect(outcome.code == 3 && outcome.errors.contains(words), "\(outcome)")
      #expect(!outcome.errors.contains("drift auth SYSTEM"), "\(outcome)")
    }
  }

  @Test("a time-out says which time was too short; a schema says nothing of a refusal") func words() throws {
    let slow = try RawServer { connection in _ = connection.next().map { _ in connection.wait(20) } }
    for (source, run, words) in [
      ("budget: 1s", "", "budget of the source (1 s)"), ("timeout: 60s", "run: { budget: 1s }\n", "run.budget"),
    ] {
      let scratch = try project("{ http: { url: \"\(slow.url("/s"))\", attempts: 1, \(source) } }", run)
      let outcome = try shell(scratch, "drift run")
      #expect(outcome.code == 3 && outcome.output.contains(words), "\(outcome)")
      #expect(!outcome.output.contains("set timeout of the source"), "\(outcome)")
    }
    let refusing = try Self.server { _ in ("418 I'm a teapot", Self.schema, []) }
    let scratch = try project("{ http: { url: \"\(refusing.url("/s"))\", attempts: 1 } }")
    let outcome = try shell(scratch, "drift run")
    #expect(outcome.output.contains("(status 418)") && !outcome.output.contains("it said"), "\(outcome)")
    let unsecured = try RawServer { connection in
      connection.reply()
      _ = connection.wait(2)
    }
    let plain = try project("{ http: { url: \"https://127.0.0.1:\(unsecured.port)/s\", attempts: 1 } }")
    #expect(try shell(plain, "drift run").output.contains("does not speak TLS there: http?"))
    let proxied = try project("{ http: { url: \"http://crm.example.com/s\", attempts: 1 } }")
    let dead = try shell(proxied, "http_proxy=http://u:pass-of-proxy@127.0.0.1:9 drift run")
    #expect(
      dead.output.contains("the proxy 127.0.0.1:9 takes no connection") && dead.output.contains("see http_proxy"),
      "\(dead)")
    #expect(!(dead.output + dead.errors).contains("pass-of-proxy"))
    let broken = try Scratch()
    try broken.write(
      "drift.yaml", "version: 1\nsystems: { crm: { owner: o@example.com, source: { files: [s.json] } } }\n")
    try broken.write("s.json", "<html></html>")
    #expect(try !shell(broken, "drift run").output.contains("drift auth"))
  }

  @Test(
    "names that mean something else, or are one folder on other disks, are refused with their line",
    arguments: ["con", "aux", "NUL.x", "latest", "crm.", "CRM", "v7"])
  func names(_ name: String) throws {
    let scratch = try Scratch()
    try scratch.write("drift.yaml", "version: 1\nsystems:\n  crm:\n  \(name):\n")
    let outcome = try shell(scratch, "drift run")
    #expect(outcome.code == 2 && outcome.errors.contains("drift.yaml:4:"), "\(outcome)")
    #expect(outcome.errors.contains("cannot be a system's name"), "\(outcome)")
  }
}
