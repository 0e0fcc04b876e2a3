import Foundation
import Testing

/// The README's table of the six ways in which an integration breaks in silence: each is provoked on the example's server
/// and told by one run; the table is what Tests/six-failures.sh prints.
///
/// `DRIFT_RECORD=1` writes it anew; read the difference before you commit it.
@Suite struct SixFailuresTests {
  private static let file = DriftProgram.package.appendingPathComponent("README.md")
  private static let head = "| failure | what the night says | whose | what to do |"

  @Test("one night names each of the six, whose it is and what to do") func six() throws {
    let server = try ExampleServer()
    let printed = try Self.script(port: server.port)
    let table = printed.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(table.count == 8 && printed.hasSuffix("exit code 3\n"), "\(printed)")
    #expect(table.dropFirst(2).allSatisfy { $0.split(separator: "|").count == 4 }, "\(printed)")
    #expect(table.filter { $0.contains("to act") }.count == 6, "\(printed)")

    let text = try String(contentsOf: Self.file, encoding: .utf8)
    var lines = text.components(separatedBy: "\n")
    let start = try #require(lines.firstIndex(of: Self.head))
    let end = lines[start...].firstIndex { !$0.hasPrefix("|") } ?? lines.endIndex
    lines.replaceSubrange(start..<end, with: table.map(String.init))
    let page = lines.joined(separator: "\n")
    if ProcessInfo.processInfo.environment["DRIFT_RECORD"] == "1" {
      try page.write(to: Self.file, atomically: true, encoding: .utf8)
    } else {
      #expect(page == text, "README.md has another table than the script prints; DRIFT_RECORD=1 writes it anew")
    }
  }

  private static func script(port: Int) throws -> String {
    let scratch = try Scratch()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [DriftProgram.package.appendingPathComponent("Tests/six-failures.sh").path, "\(port)"]
    process.currentDirectoryURL = scratch.url
    let folder = DriftProgram.program.deletingLastPathComponent().path
    process.environment = ProcessInfo.processInfo.environment.merging([
      "PATH": folder + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"),
      "GIT_CONFIG_GLOBAL": "/dev/null",
    ]) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: ":\(port)", with: ":7357")
  }
}
