import ArgumentParser
import DriftExampleSystems
import Foundation

/// `drift-example-systems`.
@main struct Program: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drift-example-systems", abstract: "Serves the systems of the example on 127.0.0.1, to try a night on."
  )

  @Option(help: "The port; 0 takes a free one.") var port: UInt16 = 7357
  @Option(help: ArgumentHelp("Writes the port into this file when requests are answered.", valueName: "file"))
  var ready: String?
  @Option(help: ArgumentHelp("Writes each request into this file, a line of JSON.", valueName: "file")) var log: String?
  @Option(help: "The generation that the systems show at first: 1 or 2.") var generation = 1
  @Option(help: ArgumentHelp("Milliseconds before each answer.", valueName: "ms")) var delay = 0
  @Option(help: "Ends after so many seconds.") var seconds: Int?
  @Option(help: ArgumentHelp("Serves so many further systems, /many/0/openapi.json and on.", valueName: "n")) var many =
    0
  @Option(help: "About how many bytes the document of each of those has.") var bytes = 200_000

  @Option(help: ArgumentHelp("Sends this to /control of the server that runs on --port, and ends.", valueName: "json"))
  var set: String?

  func validate() throws {
    guard 1...2 ~= generation else { throw ValidationError("--generation is 1 or 2") }
    guard 0...600_000 ~= delay else { throw ValidationError("--delay is from 0 to 600000") }
    guard 0...100_000 ~= many else { throw ValidationError("--many is from 0 to 100000") }
    guard 1...100_000_000 ~= bytes else { throw ValidationError("--bytes is from 1 to 100000000") }
    guard seconds.map({ 1...1_000_000 ~= $0 }) ?? true else { throw ValidationError("--seconds is from 1 to 1000000") }
  }

  func run() async throws {
    if let set { return try await Remote(port: port).control(set) }
    let systems = try ExampleSystems(
      SystemsOptions(port: port, generation: generation, delay: delay, many: many, bytes: bytes, log: log))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await systems.run { port in
          // Not print: what waits for the line may be a pipe, and that is written in blocks.
          try FileHandle.standardOutput.write(contentsOf: Data("listening on http://127.0.0.1:\(port)\n".utf8))
          if let ready { try Data("\(port)\n".utf8).write(to: URL(fileURLWithPath: ready), options: .atomic) }
        }
      }
      if let seconds { group.addTask { try await Task.sleep(for: .seconds(seconds)) } }
      // The first to end is the server that could not be, or the time that was up.
      defer { group.cancelAll() }
      try await group.next()
    }
  }
}
