import DriftModel
import DriftSyntax
import Foundation
import Testing

@Suite(.serialized) struct HostileTests {
  #if DEBUG
    private static let largest = environment("DRIFT_SUITES") == "all" ? 20_000_000 : 300_000
  #else
    private static let largest = 20_000_000
  #endif

  private func generator() -> String? {
    guard let suite = Suite("hostile/gen.py") else { return nil }
    guard (try? run(["python3", "--version"])) == 0 else {
      print("SKIPPED: no python3 to make the hostile documents with")
      return nil
    }
    return suite.path
  }

  private func run(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test("hostile documents are refused or read as they must be, in bounded time")
  func documents() throws {
    guard let generator = generator() else { return }
    let folder = NSTemporaryDirectory() + "drift-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try run(["python3", generator, "--all", folder, "--max", String(Self.largest)]) == 0)
    var tally = try Tally("hostile")
    for line in try Suite.lines(of: "\(folder)/index.ndjson") {
      let tree = try JSONScanner.scan(SourceText(file: "index", copying: line.utf8), symbols: SymbolTable())
      let vector = Suite.Case(tree: tree)
      let name = try #require(vector["name"])
      let must = try #require(vector["must"])
      let files = tree.member(0, "files").map { tree.children($0).compactMap { tree.string($0) } } ?? []
      guard Suite.runs(name), let file = files.first,
        [".json", ".yaml", ".xml", ".xsd", ".wsdl"].contains(where: { file.hasSuffix($0) })
      else {
        tally.skip()
        continue
      }
      // References that lead nowhere, and the like, are for the formats to refuse.
      let isSyntax = ["json-", "yaml-", "xml-"].contains { name.hasPrefix($0) }
      let clock = ContinuousClock.now
      let problem = problem("\(folder)/\(file)", must, isSyntax, &tally)
      let time = ContinuousClock.now - clock
      tally.record(name, problem ?? (time < .seconds(10) ? nil : "took \(time)"))
    }
    tally.report()
  }

  private func problem(_ path: String, _ must: String, _ isSyntax: Bool, _ tally: inout Tally) -> String? {
    let tree: SyntaxTree
    do throws(DriftError) {
      tree = try DocumentReader.read(path: path, symbols: SymbolTable())
    } catch {
      tally.note("refused")
      return must == "accept" || must == "inert" ? "refused: \(error.message)" : nil
    }
    tally.note("accepted")
    if must == "refuse" && isSyntax { return "accepted" }
    // One text may stand for a gigabyte of them behind aliases: that is not written out.
    guard tree.nodeCount < 50_000, !tree.isXML else { return nil }
    return differenceWhenWrittenBack(tree)
  }

  @Test("a gigabyte from a pipe is refused at the limit", arguments: ["json-gib-spaces", "yaml-gib-list"])
  func gigabyte(name: String) throws {
    guard let generator = generator() else { return }
    let path = NSTemporaryDirectory() + "drift-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(mkfifo(path, 0o600) == 0)
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    writer.arguments = ["-c", "python3 '\(generator)' \(name) > '\(path)' 2> /dev/null"]
    try writer.run()
    let error = #expect(throws: DriftError.self) {
      try DocumentReader.read(path: path, symbols: SymbolTable(), limits: SyntaxLimits(bytes: 8_000_000))
    }
    #expect(error?.message == "expected at most 8 MB, found more")
    writer.waitUntilExit()
  }
}
