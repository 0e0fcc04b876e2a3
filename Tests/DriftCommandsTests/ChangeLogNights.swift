import DriftTestSupport
import Foundation
import Synchronization
import Testing

/// A feed that a test changes.
final class Feed: Sendable {
  private let state = Mutex<(status: String, body: [UInt8], type: String)>(("200 OK", [], "application/atom+xml"))

  func set(_ body: String, status: String = "200 OK", type: String = "application/atom+xml") {
    state.withLock { $0 = (status, Array(body.utf8), type) }
  }

  func set(_ entries: [(id: Int, title: String, text: String)]) {
    let items = entries.map { entry in
      "<entry><id>urn:\(entry.id)</id><title>\(entry.title)</title><link href=\"/changes/\(entry.id)\"/><updated>2026-11-0\(entry.id % 9 + 1)T00:00:00Z</updated><content type=\"html\"><![CDATA[\(entry.text)]]></content></entry>"
    }
    set("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Log</title>\(items.joined())</feed>")
  }

  func serve() throws -> RawServer {
    try RawServer { [self] connection in
      while let request = connection.next() {
        let (status, body, type) = state.withLock { $0 }
        let hash = body.reduce(5381 as UInt64) { ($0 &* 33) ^ UInt64($1) }
        let tag = "\"\(hash)\""
        if request.headers.contains(where: { $0.name.lowercased() == "if-none-match" && $0.value == tag }) {
          connection.reply("304 Not Modified", "", ["ETag: \(tag)"])
          continue
        }
        connection.send(
          Array(
            "HTTP/1.1 \(status)\r\nContent-Length: \(body.count)\r\nContent-Type: \(type)\r\nETag: \(tag)\r\n\r\n"
              .utf8)
            + body)
      }
    }
  }
}

/// Tests of nights of one system with a change log.
protocol ChangeLogSuite {}

extension ChangeLogSuite {
  private static var schema: String {
    #"{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Contact","type":"object","properties":{"email":{"type":"string"},"phone":{"type":"string","title":"Phone Number"}}}"#
  }
  private static var mapping: String {
    """
    agent: router
    owner: ops@example.com
    fields:
      - { agent: mail, system: crm, field: Contact.email, access: [read], on_missing: skip }
      - { agent: phone, system: crm, field: Contact.phone, access: [read], on_missing: skip }

    """
  }

  func repository(_ changeLog: String) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(
      "drift.yaml",
      "version: 1\nmappings: [mapping.yaml]\nsystems:\n  crm:\n    owner: crm-team@example.com\n    source: { command: [cat, s.json] }\n"
        + (changeLog.isEmpty ? "" : "    change-log: \(changeLog)\n"))
    try scratch.write("mapping.yaml", Self.mapping)
    try scratch.write("s.json", Self.schema)
    return scratch
  }

  func night(_ scratch: Scratch, _ day: String, _ more: String...) throws -> DriftProgram.Outcome {
    let outcome = try DriftProgram(folder: scratch.url).run(["run", "--now", "\(day)T02:15:00Z"] + more)
    // The first night has no lock, and later ones check against it.
    _ = try DriftProgram(folder: scratch.url).run("lock")
    return outcome
  }

  /// What is stored, by path.
  func stored(_ scratch: Scratch) throws -> [String: Data] {
    let folder = scratch.url.appendingPathComponent("Snapshots").path
    var out: [String: Data] = [:]
    for file in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      // The mark of a look is renewed by its own rule.
      guard !file.contains("checked"), let bytes = FileManager.default.contents(atPath: folder + "/" + file) else {
        continue
      }
      out[file] = bytes
    }
    return out
  }
}
