import Foundation
import Testing

/// Issue "From two real documents to findings", table "Bad input", case by case through the program.
@Suite struct BadInputTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var content: Data
    /// What the first line of the error says after the program's name.
    var says: String
    var arguments: [String] = []
    var testDescription: String { name }

    init(_ name: String, _ content: String, says: String, arguments: [String] = []) {
      self.init(name, Data(content.utf8), says: says, arguments: arguments)
    }

    init(_ name: String, _ content: Data, says: String, arguments: [String] = []) {
      self.name = name
      self.content = content
      self.says = says
      self.arguments = arguments
    }
  }

  static let openAPI =
    "{\"openapi\": \"3.0.0\", \"info\": {\"title\": \"T\", \"version\": \"1\"}, \"paths\": {}}"

  static let bomb: String = {
    var lines = ["openapi: 3.0.0", "a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for level in 1...9 {
      let uses = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      lines.append("a\(level): &a\(level) [\(uses)]")
    }
    return lines.joined(separator: "\n")
  }()

  static let cases: [Case] = [
    Case("truncated", "{\"openapi\": \"3.0.0\",\n \"paths\": {\"/a\"", says: "document:2:16: expected \":\""),
    Case(
      "malformed", "{\"openapi\": \"3.0.0\",\n \"paths\": ]}",
      says: "document:2:11: expected a value, found \"]"),
    Case("malformed YAML", "openapi: 3.0.0\npaths:\n  a: [1, 2\n", says: "document:"),
    Case(
      "an unknown format", "{\"hello\": \"world\"}",
      says: "document:1:1: expected a schema, found an object with the keys \"hello\""),
    Case("a list", "[1, 2]", says: "document:1:1: expected a schema, found a list"),
    Case(
      "an error answer", "{\"error\": {\"message\": \"token expired\"}}",
      says: "document:1:1: expected a schema, found an answer that reports an error"),
    Case("a page", "<!DOCTYPE html>\n<html><body>Sign in</body></html>", says: "document:1:1:"),
    Case(
      "Swagger 1.2", "{\"swaggerVersion\": \"1.2\", \"apis\": []}", says: "document: Swagger 1.2 is not read"),
    Case("OpenAPI 4", "{\"openapi\": \"4.0.0\", \"paths\": {}}", says: "document: OpenAPI 4.0.0 is not read"),
    Case("an empty file", "", says: "document: an empty document"),
    Case("blank", " \n\n", says: "document:"),
    Case("null", "null", says: "document:1:1: expected a schema, found null"),
    Case(
      "too large", openAPI, says: "document: expected at most 64 bytes, found \(openAPI.utf8.count) bytes",
      arguments: ["--max-bytes", "64"]),
    Case(
      "100,000 brackets", String(repeating: "[", count: 100_000),
      says: "document:1:1001: more than 1000 levels"),
    Case("100,000 brackets in YAML", "a: " + String(repeating: "[", count: 100_000), says: "document:1:"),
    Case("an alias bomb", bomb, says: "document:"),
    Case(
      "invalid UTF-8", Data("{\"openapi\": \"3.0.0\", \"a\": \"".utf8) + [0xff, 0xfe] + Data("\"}".utf8),
      says: "document:1:28: bytes that are no UTF-8"),
    Case(
      "duplicate keys", "{\"openapi\": \"3.0.0\",\n \"openapi\": \"3.0.1\"}",
      says: "document:2:2: the key \"openapi\" stands twice"),
    Case("duplicate keys in YAML", "openapi: 3.0.0\npaths: {}\npaths: {}\n", says: "document:3:1:"),
    Case("a lone surrogate", "{\"openapi\": \"\\ud800\"}", says: "document:1:"),
  ]

  @Test(
    "a document that cannot be read is refused in one to four lines, against itself too", arguments: cases)
  func refused(case one: Case) throws {
    let scratch = try Scratch()
    try scratch.write("document", one.content)
    try scratch.write("good", Self.openAPI)
    let program = DriftProgram(folder: scratch.url)
    for sides in [["document", "document"], ["document", "good"], ["good", "document"]] {
      // The good document may be too large too.
      if one.name == "too large", sides[0] == "good" { continue }
      let outcome = try program.run(["diff"] + sides + one.arguments)
      let lines = outcome.errors.split(separator: "\n")
      #expect(outcome.code == 2, "\(outcome)")
      #expect(outcome.output.isEmpty)
      #expect((1...4).contains(lines.count), "\(outcome.errors)")
      #expect(lines.first?.hasPrefix("drift: \(one.says)") == true, "\(outcome.errors)")
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).sorted()
    #expect(left == ["document", "good"], "nothing is written")
  }

  @Test("a file that is not there, and standard input on both sides")
  func sources() throws {
    let program = DriftProgram()
    let missing = try program.run("diff", "nowhere.json", "nowhere.json")
    #expect(missing.code == 2)
    #expect(missing.errors.hasPrefix("drift: nowhere.json: no such file"))
    let twice = try program.run("diff", "-", "-")
    #expect(twice.code == 2)
    #expect(twice.errors.contains("standard input can be one side only"))
  }

  @Test("a mapping that names an address that neither version has gets the nearest ones")
  func mapping() throws {
    let scratch = try Scratch()
    try scratch.write(
      "mapping.yaml",
      """
      agent: lead-router
      fields:
        - agent: contact.email
          system: crm
          field: Contact.emial
          access: [read]
      """)
    let crm = DriftProgram.package.appendingPathComponent("Fixtures/crm").path
    let outcome = try DriftProgram(folder: scratch.url).run(
      "diff", "\(crm)/v1.json", "\(crm)/v2.json", "--mapping", "mapping.yaml")
    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.errors == """
        drift: mapping.yaml:5:5: neither version has Contact.emial: Contact has nothing called "emial"
          Did you mean Contact.email?

        """)
  }

  @Test(
    "a mapping that is none is refused at its line",
    arguments: [
      (
        "agent: a\nfields:\n  - agent: x\n    system: s\n    field: A.b\n    acess: [read]\n",
        "mapping.yaml:6:5: \"acess\" is no key"
      ),
      (
        "agent: a\nfields:\n  - agent: x\n    system: s\n    field: A..b\n    access: [read]\n",
        "mapping.yaml:5:5: expected an address"
      ),
      (
        "agent: a\nfields:\n  - agent: x\n    system: s\n    field: A.b\n    access: [own]\n",
        "mapping.yaml:6:14: expected \"read\" or \"write\""
      ),
      ("agent: a\n", "mapping.yaml:1:1: expected \"fields\""),
      ("- a\n", "mapping.yaml:1:1: expected a mapping file"),
      ("agent: a\nfields: []\n", "mapping.yaml:2:1: expected at least one entry"),
    ])
  func brokenMapping(text: String, says: String) throws {
    let scratch = try Scratch()
    try scratch.write("mapping.yaml", text)
    try scratch.write("good", Self.openAPI)
    let outcome = try DriftProgram(folder: scratch.url).run(
      "diff", "good", "good", "--mapping", "mapping.yaml")
    #expect(outcome.code == 2)
    #expect(outcome.errors.hasPrefix("drift: \(says)"), "\(outcome.errors)")
  }

  @Test("a mistake in the call ends with 2, help and version with 0")
  func calls() throws {
    let program = DriftProgram()
    for call in [
      ["frob"], ["diff"], ["diff", "a"], ["diff", "a", "b", "--format", "html"],
      ["diff", "a", "b", "--only", "nothing"],
      ["diff", "a", "b", "--fail-on", "x"], ["diff", "a", "b", "--max-bytes", "much"],
      ["show", "a", "--depth", "0"],
      ["diff", "a", "b", "--now", "yesterday"],
    ] {
      let outcome = try program.run(call)
      #expect(outcome.code == 2, "\(call)")
      #expect(outcome.output.isEmpty && !outcome.errors.isEmpty)
    }
    for call in [["--help"], ["--version"], ["diff", "--help"], ["help", "show"], ["formats"]] {
      let outcome = try program.run(call)
      #expect(outcome.code == 0, "\(call)")
      #expect(!outcome.output.isEmpty && outcome.errors.isEmpty)
    }
  }
}
