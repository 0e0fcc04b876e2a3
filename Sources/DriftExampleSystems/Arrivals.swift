import Foundation

/// What arrived: every request, and in full what was sent to a hook or a ping. Values of headers are kept nowhere; some
/// are credentials.
struct Arrivals {
  private(set) var requests: [[String: Any]] = []
  private(set) var hooks: [[String: Any]] = []
  private(set) var pings: [[String: Any]] = []
  private let file: FileHandle?

  /// How many of each are kept; older ones go first.
  private static let kept = 10_000

  /// - Throws: where the file cannot be written.
  init(log: String?) throws {
    guard let log else {
      file = nil
      return
    }
    let url = URL(fileURLWithPath: log)
    if !FileManager.default.fileExists(atPath: log) { try Data().write(to: url) }
    file = try FileHandle(forWritingTo: url)
    _ = try file?.seekToEnd()
  }

  mutating func request(_ method: String, _ path: String, headers: [String], status: Int) {
    let entry: [String: Any] = ["method": method, "path": path, "headers": headers, "status": status]
    Self.add(entry, to: &requests)
    // A log that cannot be written any more is no reason to answer nobody.
    try? file?.write(contentsOf: Self.line(entry))
  }

  mutating func hook(_ path: String, type: String?, body: Data) {
    let text = String(decoding: body, as: UTF8.self)
    Self.add(["path": path, "type": type ?? "", "body": text], to: &hooks)
  }

  mutating func ping(_ method: String, _ path: String) { Self.add(["method": method, "path": path], to: &pings) }

  mutating func forget() {
    requests = []
    hooks = []
    pings = []
  }

  /// The request log as lines of JSON.
  var lines: Data { requests.reduce(into: Data()) { $0.append(Self.line($1)) } }

  private static func line(_ entry: [String: Any]) -> Data {
    var line =
      (try? JSONSerialization.data(withJSONObject: entry, options: [.sortedKeys, .withoutEscapingSlashes])) ?? Data()
    line.append(0x0a)
    return line
  }

  private static func add(_ entry: [String: Any], to list: inout [[String: Any]]) {
    if list.count == kept { list.removeFirst() }
    list.append(entry)
  }
}
