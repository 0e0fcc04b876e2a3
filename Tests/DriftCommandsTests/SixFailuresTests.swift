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
    let script = DriftProgram.package.appendingPathComponent("Tests/six-failures.sh").path
    let scratch = try Scratch()
    let printed = try server.shell([script, "\(server.port)"], in: scratch.url)
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
}
