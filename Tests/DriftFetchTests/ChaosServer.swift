import DriftFetch
import DriftTestSupport
import Foundation

/// The server of the shared suites that does what real ones do to their clients; it stops with this value.
final class ChaosServer {
  struct Entry: Decodable {
    var listener: String
    var target: String
    var headers: [[String]]
  }

  private struct Ready: Decodable {
    var ports: [String: Int]
    var certificates: [String: String]
  }

  struct NoServer: Error {}

  private let process: Process
  private let folder: String
  private let ready: Ready

  /// nil, after one line on the screen, where the suite or Python is not there.
  static func started(for test: String) throws -> ChaosServer? {
    guard let shared = SharedData.folder(for: test) else { return nil }
    let script = shared + "/suites/chaos/server.py"
    guard FileManager.default.fileExists(atPath: script), let server = try? ChaosServer(script) else {
      print("SKIPPED \(test): no chaos server, or no Python that runs it")
      return nil
    }
    return server
  }

  private init(_ script: String) throws {
    folder = NSTemporaryDirectory() + "/drift-chaos-\(UInt64.random(in: 0...UInt64.max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script, "--ready", folder + "/ready.json", "--seconds", "300"]
    process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<200 {
      if let data = FileManager.default.contents(atPath: folder + "/ready.json") {
        ready = try JSONDecoder().decode(Ready.self, from: data)
        return
      }
      usleep(50_000)
    }
    kill(process.processIdentifier, SIGKILL)
    throw NoServer()
  }

  deinit {
    kill(process.processIdentifier, SIGKILL)
    try? FileManager.default.removeItem(atPath: folder)
  }

  var authority: String? { ready.certificates["ca"] }

  func url(_ path: String, _ listener: String = "main", host: String = "127.0.0.1") -> String {
    "\(listener.hasPrefix("tls") ? "https" : "http")://\(host):\(ready.ports[listener] ?? 0)\(path)"
  }

  /// Forgets what was asked for.
  func reset() async throws {
    let request = HTTPRequest(.notice, try WebAddress(parsing: url("/control")), body: Array(#"{"reset":true}"#.utf8))
    _ = try await Client.transport.send(request, .init())
  }

  /// What was asked for since, without what the test itself asks.
  func log() async throws -> [Entry] {
    let answer = try await Client.get(url("/control/log"), options: .init()).get()
    return try answer.body.split(separator: 0x0A)
      .map { try JSONDecoder().decode(Entry.self, from: Data($0)) }.filter { !$0.target.hasPrefix("/control") }
  }
}
