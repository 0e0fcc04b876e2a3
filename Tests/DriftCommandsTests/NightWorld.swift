import DriftTestSupport
import Foundation
import Synchronization
import Testing

/// What a system answers and what was sent to the hooks.
final class NightWorld: Sendable {
  struct State {
    var fields = Array(1...4).map { "field\($0)" }
    var isHookDown = false
    var isDown = false
    var isProbeRefused = false
    var probeRefusal = "403 Forbidden"
    /// The body of a refusal.
    var refused = "{}"
    /// Probes that are not refused, by their queries.
    var wellProbes: Set<String> = []
    var probe = "{}"
    /// What a whole answer says of its end; an answer that nothing changed says nothing.
    var sunset = ""
    /// What is left of a thousand requests; nil where nothing is said of them.
    var left: Int?
    var sent: [(path: String, body: String)] = []
  }
  let state = Mutex(State())

  func serve(_ connection: RawServer.Connection) {
    while let request = connection.next() {
      if request.target.hasPrefix("/hook") || request.target.hasPrefix("/ping") {
        let isDown = state.withLock { state in
          if !state.isHookDown { state.sent.append((request.target, String(decoding: request.body, as: UTF8.self))) }
          return state.isHookDown
        }
        connection.reply(isDown ? "410 Gone" : "200 OK", "")
        continue
      }
      if request.target.hasPrefix("/probe") {
        let query = String(request.target.split(separator: "?").last ?? "")
        let (refusal, body, refused) = state.withLock { state in
          let isRefused = state.isProbeRefused && !state.wellProbes.contains(query) || state.isDown
          return (isRefused ? state.probeRefusal : nil, state.probe, state.refused)
        }
        connection.reply(refusal ?? "200 OK", refusal == nil ? body : refused)
        continue
      }
      let (fields, isDown) = state.withLock { ($0.fields, $0.isDown) }
      if isDown {
        connection.reply("404 Not Found", "")
        continue
      }
      let tag = "\"\(fields.joined(separator: "-").utf8.reduce(5381) { $0 &* 33 &+ Int($1) })\""
      let isKnown = request.headers.contains { $0.name.lowercased() == "if-none-match" && $0.value == tag }
      if isKnown, state.withLock({ $0.left }) == nil {
        connection.reply("304 Not Modified", "", ["ETag: \(tag)"])
      } else {
        let (sunset, left) = state.withLock { ($0.sunset, $0.left) }
        connection.reply(
          "200 OK", Self.schema(fields),
          ["ETag: \(tag)"] + (sunset.isEmpty ? [] : ["Sunset: \(sunset)"])
            + (left.map { ["X-RateLimit-Limit: 1000", "X-RateLimit-Remaining: \($0)"] } ?? []))
      }
    }
  }

  func set(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }
  func taken() -> [(path: String, body: String)] {
    state.withLock { state in
      defer { state.sent = [] }
      return state.sent
    }
  }

  static func schema(_ fields: [String]) -> String {
    let properties = fields.map { "\"\($0)\":{\"type\":\"string\",\"description\":\"The \($0).\"}" }
    return
      "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"Contact\",\"type\":\"object\",\"properties\":{\(properties.joined(separator: ","))}}"
  }
}

/// Tests of nights of one system whose answers a test changes.
protocol NightSuite {
  var world: NightWorld { get }
}

extension NightSuite {
  /// A project of one system, with a mapping of some fields, after its first night and locked.
  func project(
    _ mapped: [String] = ["field1", "field2"], run: String = "", more: String = "", code: Int32 = 0
  ) throws -> (scratch: Scratch, server: RawServer) {
    let world = world
    let server = try RawServer { world.serve($0) }
    let scratch = try Scratch()
    try scratch.write(
      "drift.yaml",
      """
      version: 1
      mappings: [mapping.yaml]
      \(run.replacingOccurrences(of: "URL", with: server.url("")))
      systems:
        crm:
          owner: crm-team@example.com
          source: { url: "\(server.url("/s.json"))" }
      \(more.replacingOccurrences(of: "URL", with: server.url("")))
      """)
    try scratch.write(
      "mapping.yaml",
      "agent: router\nowner: ops@example.com\nfields:\n"
        + mapped.map { "  - { agent: \($0), system: crm, field: Contact.\($0), access: [read], on_missing: fail }\n" }
        .joined())
    #expect(try night(scratch, 1).code == code)
    #expect(try DriftProgram(folder: scratch.url).run("lock").code == 0)
    _ = world.taken()
    return (scratch, server)
  }

  func night(_ scratch: Scratch, _ day: Int, _ more: String...) throws -> DriftProgram.Outcome {
    try drift(scratch, ["run", "--now", "2026-11-\(day < 10 ? "0" : "")\(day)T02:15:00Z"] + more)
  }

  func drift(_ scratch: Scratch, _ arguments: [String]) throws -> DriftProgram.Outcome {
    try DriftProgram(folder: scratch.url).run(arguments)
  }
}
