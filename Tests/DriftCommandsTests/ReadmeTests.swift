import Foundation
import Testing

/// The README shows what the program prints: its `console` blocks are run and compared.
///
/// `DRIFT_RECORD=1` writes the blocks anew; read the difference before you commit it.
@Suite struct ReadmeTests {
  private static let file = DriftProgram.package.appendingPathComponent("README.md")

  @Test("the README's commands print what stands below them")
  func outputs() throws {
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    var lines: [String] = []
    var isInside = false
    for line in text.components(separatedBy: "\n") {
      if line == "```console" {
        isInside = true
        lines.append(line)
      } else if isInside, line.hasPrefix("$ drift ") {
        lines.append(line)
        let outcome = try DriftProgram().run(line.dropFirst(8).split(separator: " ").map(String.init))
        let said = (outcome.output + outcome.errors).split(separator: "\n", omittingEmptySubsequences: false)
        lines += said.dropLast(said.last?.isEmpty == true ? 1 : 0).map(String.init)
      } else if line == "```" {
        isInside = false
        lines.append(line)
      } else if !isInside {
        lines.append(line)
      }
    }
    let fresh = lines.joined(separator: "\n")
    if ProcessInfo.processInfo.environment["DRIFT_RECORD"] == "1" {
      try fresh.write(to: Self.file, atomically: true, encoding: .utf8)
    } else {
      #expect(fresh == text, "README.md is not what drift prints; DRIFT_RECORD=1 writes it anew")
    }
  }
}
