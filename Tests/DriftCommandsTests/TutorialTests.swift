import Foundation
import Testing

/// docs/tutorial.md is run line by line, in a folder of its own, and what is printed is compared.
///
/// `DRIFT_RECORD=1` writes the blocks anew; read the difference before you commit it.
@Suite struct TutorialTests {
  private static let file = DriftProgram.package.appendingPathComponent("docs/tutorial.md")

  private struct Run {
    var output: String
    var code: Int32
  }

  /// Runs a command of the page with a shell, in the folder that the ones before led to.
  private func run(_ command: String, in folder: URL) throws -> Run {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    process.environment = ProcessInfo.processInfo.environment.merging([
      "PATH": DriftProgram.program.deletingLastPathComponent().path + ":" + path, "DRIFT_NOW": "2026-10-01T02:15:00Z",
    ]) { $1 }
    let out = Pipe()
    process.standardOutput = out
    process.standardError = out
    try process.run()
    let said = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Run(output: said, code: process.terminationStatus)
  }

  @Test("the tutorial goes as it says") func tutorial() throws {
    let scratch = try Scratch()
    var folder = scratch.url
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    var lines: [String] = []
    var isInside = false
    var codes: [Int32] = []
    var comments: [String] = []
    for line in text.components(separatedBy: "\n") {
      if line == "```console" {
        isInside = true
        lines.append(line)
      } else if isInside, line.hasPrefix("$ cd ") {
        folder = folder.appendingPathComponent(String(line.dropFirst(5)))
        lines.append(line)
      } else if isInside, line.hasPrefix("$ ") {
        let mapping = folder.appendingPathComponent("mappings/lead-router.yaml")
        if line == "$ drift fix --write" { comments = try Self.comments(mapping) }
        let run = try run(String(line.dropFirst(2)), in: folder)
        if line == "$ drift fix --write" { #expect(try Self.comments(mapping) == comments) }
        if line.hasPrefix("$ drift check") { codes.append(run.code) } else { #expect(run.code == 0, "\(line)") }
        let said = run.output.components(separatedBy: "\n")
        lines += [line] + said.dropLast(said.last?.isEmpty == true ? 1 : 0)
      } else if line == "```" {
        isInside = false
        lines.append(line)
      } else if !isInside {
        lines.append(line)
      }
    }
    #expect(codes == [0, 1, 0, 1])
    let fresh = lines.joined(separator: "\n")
    if ProcessInfo.processInfo.environment["DRIFT_RECORD"] == "1" {
      try fresh.write(to: Self.file, atomically: true, encoding: .utf8)
    } else {
      #expect(fresh == text, "docs/tutorial.md is not what drift prints; DRIFT_RECORD=1 writes it anew")
    }
  }

  private static func comments(_ file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n").filter { !$0.contains("field:") }
  }

  @Test("the example is what Fixtures/ holds") func example() throws {
    let scratch = try Scratch()
    let program = DriftProgram(folder: scratch.url)
    #expect(try program.run("init", "--example", "shop").code == 0)
    for (path, fixture) in [
      ("schemas/crm.json", "crm/v1.json"), ("schemas/inbox.yaml", "inbox/v1.yaml"),
      ("schemas/erp/erp.wsdl", "erp/v1/erp.wsdl"), ("schemas/erp/orders.xsd", "erp/v1/orders.xsd"),
      ("schemas/erp/common.xsd", "erp/v1/common.xsd"), ("mappings/lead-router.yaml", "mapping.yaml"),
      ("tonight/crm.json", "crm/tonight.json"),
    ] {
      let written = try Data(contentsOf: scratch.url.appendingPathComponent("shop/\(path)"))
      let source = try Data(contentsOf: DriftProgram.package.appendingPathComponent("Fixtures/\(fixture)"))
      #expect(written == source, "scripts/embed-example was not run since Fixtures/\(fixture) changed")
    }
    let inside = DriftProgram(folder: scratch.url.appendingPathComponent("shop"))
    for now in ["2026-08-02T00:00:00Z", "2027-08-02T00:00:00Z"] {
      #expect(try inside.run("check", "--fail-on", "any", "--now", now).code == 0)
    }
    #expect(try program.run("init", "--example", "shop").code == 2, "nothing is overwritten")
  }

  @Test("a project and entries of a mapping to start from") func start() throws {
    let scratch = try Scratch()
    let program = DriftProgram(folder: scratch.url)
    let crm = DriftProgram.package.appendingPathComponent("Fixtures/crm/v1.json")
    try scratch.write("schemas/crm.json", Data(contentsOf: crm))
    let started = try program.run("init", "schemas/crm.json")
    #expect(started.code == 0 && started.output.contains("crm has"))
    #expect(try program.run("init").code == 2, "nothing is overwritten")
    #expect(try program.run("snapshot").code == 0)
    let entries = try program.run("map", "crm", "Address")
    #expect(entries.code == 0)
    try scratch.write("mappings/a.yaml", "agent: a\nowner: o@example.com\nfields:\n" + entries.output)
    let project = try String(contentsOf: scratch.url.appendingPathComponent("drift.yaml"), encoding: .utf8)
    try scratch.write(
      "drift.yaml",
      project.replacingOccurrences(of: "# mappings:", with: "mappings:")
        .replacingOccurrences(of: "# owner: team", with: "owner: team"))
    let check = try program.run("check", "--fail-on", "any")
    #expect(check.code == 0, "\(check.output)\(check.errors)")
    #expect(try program.run("map", "crm", "Adress").errors.contains("Did you mean Address"))
  }

  @Test("every rule is explained, and docs/rules.md holds the same") func rules() throws {
    let all = try DriftProgram().run("explain").output
    var text = "# Rules\n\nWhat each rule of a finding means: `drift explain RULE`.\n"
    for line in all.split(separator: "\n") {
      let name = String(line.prefix { $0 != " " })
      let page = try DriftProgram().run("explain", name)
      #expect(page.code == 0)
      let body = page.output.split(separator: "\n").dropFirst().map { $0.drop { $0 == " " } }
      text += "\n## \(name)\n\n" + body.joined(separator: "\n\n") + "\n"
    }
    let file = DriftProgram.package.appendingPathComponent("docs/rules.md")
    if ProcessInfo.processInfo.environment["DRIFT_RECORD"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
    let near = try DriftProgram().run("explain", "field-rename")
    #expect(near.code == 2 && near.errors.contains("Did you mean field-renamed?"))
  }
}
