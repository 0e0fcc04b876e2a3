import Foundation

/// Runs the program that the build made, as a user would.
struct DriftProgram {
  /// What a run left behind.
  struct Outcome {
    var code: Int32
    var output: String
    var errors: String
  }

  /// The package's folder.
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The program beside the test bundle.
  static let program: URL = {
    var folder = Bundle.main.bundleURL
    for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
      folder = URL(fileURLWithPath: argument).deletingLastPathComponent()
    }
    let beside = folder.appendingPathComponent("drift")
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return package.appendingPathComponent(".build/debug/drift")
  }()

  /// The folder that a run sees as its own.
  var folder: URL = package

  /// Runs the program; `input` goes to its standard input.
  func run(
    _ arguments: String..., input: Data? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(arguments, input: input, environment: environment)
  }

  /// Runs the program with a list of arguments.
  func run(_ arguments: [String], input: Data? = nil, environment: [String: String] = [:]) throws -> Outcome {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Through files: a pipe that nobody empties would stop a long report.
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
      "drift-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let files = ["out", "err", "in"].map { scratch.appendingPathComponent($0) }
    for file in files {
      _ = FileManager.default.createFile(atPath: file.path, contents: file == files[2] ? input : nil)
    }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    process.standardInput = try FileHandle(forReadingFrom: files[2])
    try process.run()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: String(decoding: try Data(contentsOf: files[0]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self))
  }
}

/// A folder that goes away with the test.
final class Scratch {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("drift-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// A folder that is there already.
  init(at url: URL) throws {
    self.url = url
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file below the folder.
  func write(_ name: String, _ content: some DataProtocol) throws {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(content).write(to: file)
  }

  /// Writes a text below the folder.
  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  /// Runs git in the folder; gives its exit code.
  func git(_ arguments: [String]) throws -> Int32 { try runGit(arguments, in: url) }
}

extension DriftProgram.Outcome {
  /// The output as JSON.
  func json() throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
  }
}

extension Scratch {
  /// What git writes to its standard output.
  func gitOutput(_ arguments: String...) throws -> String {
    let pipe = Pipe()
    _ = try runGit(arguments, in: url, output: pipe)
    return String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
      .trimmingCharacters(in: .newlines)
  }
}

/// Runs git in a folder, as a user whom no configuration of the machine touches; gives its exit code.
func runGit(_ arguments: [String], in folder: URL, output: Pipe? = nil) throws -> Int32 {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments =
    ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "protocol.file.allow=always"] + arguments
  process.currentDirectoryURL = folder
  process.environment = ProcessInfo.processInfo.environment.merging([
    "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
  ]) { $1 }
  if let output { process.standardOutput = output } else { process.standardOutput = FileHandle.nullDevice }
  process.standardError = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  return process.terminationStatus
}
