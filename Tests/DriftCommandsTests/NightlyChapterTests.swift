import Foundation
import Testing

/// The README's chapter "Nightly" is followed against the example's server: what its commands print stands below them.
///
/// `DRIFT_RECORD=1` writes the blocks anew; read the difference before you commit it.
@Suite struct NightlyChapterTests {
  private static let file = DriftProgram.package.appendingPathComponent("README.md")
  /// Between what two commands print.
  private static let mark = "\u{1}next\u{1}"

  @Test("the chapter's commands print what stands below them") func chapter() throws {
    let server = try ExampleServer()
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    let lines = text.components(separatedBy: "\n")
    let commands = Self.commands(lines)
    #expect(commands.count > 8)
    let printed = try Self.run(commands, server)
    var fresh: [String] = []
    var (isInside, next) = (false, 0)
    for line in lines {
      if line == "```nightly" { isInside = true }
      if line == "```" { isInside = false }
      guard isInside, line != "```nightly" else {
        fresh.append(line)
        continue
      }
      guard line.hasPrefix("$ ") else { continue }
      fresh.append(line)
      fresh += printed[next]
      next += 1
    }
    let page = fresh.joined(separator: "\n")
    if ProcessInfo.processInfo.environment["DRIFT_RECORD"] == "1" {
      try page.write(to: Self.file, atomically: true, encoding: .utf8)
    } else {
      #expect(page == text, "README.md is not what the chapter's commands print; DRIFT_RECORD=1 writes it anew")
    }
  }

  private static func commands(_ lines: [String]) -> [String] {
    var isInside = false
    return lines.compactMap { line in
      if line == "```nightly" { isInside = true } else if line == "```" { isInside = false }
      return isInside && line.hasPrefix("$ ") ? String(line.dropFirst(2)) : nil
    }
  }

  /// Runs the commands one after the other in one shell; what each printed, line by line.
  private static func run(_ commands: [String], _ server: ExampleServer) throws -> [[String]] {
    let scratch = try Scratch()
    let script = commands.map { command in
      var command = command.replacingOccurrences(
        of: "drift-example-systems --set", with: "drift-example-systems --port \(server.port) --set")
      // The example's own port may be taken.
      if command.hasPrefix("cd ") { command += "; sed -i.old 's/:7357/:\(server.port)/' drift.yaml; rm drift.yaml.old" }
      return "\(command)\nprintf '%s\\n' '\(mark)'\n"
    }.joined()
    try scratch.write("chapter.sh", "exec 2>&1\n" + script)
    let text = try server.shell(["chapter.sh"], in: scratch.url)
    var parts = text.components(separatedBy: mark + "\n")
    _ = parts.popLast()
    guard parts.count == commands.count else { throw Broken(text: text) }
    return parts.map { part in
      var lines = part.components(separatedBy: "\n")
      if lines.last?.isEmpty == true { lines.removeLast() }
      return lines
    }
  }

  private struct Broken: Error { var text: String }
}
