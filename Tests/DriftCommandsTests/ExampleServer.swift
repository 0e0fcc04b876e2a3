import Foundation

/// The example's systems, served by their own program: tests that wait for other programs leave no thread for a server
/// beside them.
final class ExampleServer {
  /// The port that was free.
  let port: Int
  private let process: Process
  private let scratch: Scratch

  /// Starts them, and waits until they answer.
  init() throws {
    scratch = try Scratch()
    process = Process()
    process.executableURL = Self.program
    let ready = scratch.url.appendingPathComponent("ready").path
    process.arguments = ["--port", "0", "--ready", ready, "--seconds", "600"]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    var text = ""
    for _ in 0..<3_000 {
      text = (try? String(contentsOfFile: ready, encoding: .utf8)) ?? ""
      if !text.isEmpty { break }
      usleep(10_000)
    }
    guard let port = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) else { throw Silent() }
    self.port = port
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  /// Says what happens to the systems.
  func set(_ controls: String) throws {
    let control = Process()
    control.executableURL = Self.program
    control.arguments = ["--port", "\(port)", "--set", controls]
    try control.run()
    control.waitUntilExit()
    guard control.terminationStatus == 0 else { throw Silent() }
  }

  /// Runs a script of the shell with the programs of the build on its PATH; what it wrote, with the example's own port in
  /// place of the one that was free.
  func shell(_ arguments: [String], in folder: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let environment = ProcessInfo.processInfo.environment
    let programs = DriftProgram.program.deletingLastPathComponent().path
    process.environment = environment.merging([
      "PATH": programs + ":" + (environment["PATH"] ?? "/usr/bin:/bin"), "GIT_CONFIG_GLOBAL": "/dev/null",
    ]) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: ":\(port)", with: ":7357")
  }

  private static let program = DriftProgram.program.deletingLastPathComponent().appendingPathComponent(
    "drift-example-systems")

  /// It did not answer.
  struct Silent: Error {}
}
