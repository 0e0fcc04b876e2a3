import Foundation
import Testing

/// What a project's files say, and how the gate tells of it.
@Suite struct GateWordsTests {
  private static let limits =
    #""age":{"type":"integer","minimum":0,"maximum":120,"multipleOf":5},"code":{"type":"string","minLength":2,"maxLength":4,"pattern":"^[A-Z]+$"},"name":{"type":"string"}"#

  private static func entry(_ field: String, _ more: String, address: String? = nil, access: String = "write") -> String
  {
    """
      - agent: \(field)
        system: crm
        field: \(address ?? "Contact.\(field)")
        access: [\(access)]
    \(more.isEmpty ? "" : "    \(more)\n")
    """
  }

  private static func mapping(_ entries: String...) -> String {
    "agent: router\nowner: o@example.com\nfields:\n" + entries.joined()
  }

  @Test(
    "an example that no value of the place can be is refused, one that can be is not",
    arguments: [
      ("age", "121", true), ("age", "365", true), ("age", "-5", true), ("age", "12", true), ("age", "10", false),
      ("age", "10.5", true), ("age", "'10'", true), ("age", "1e1", false), ("name", "12", true),
      ("name", "'12'", false),
      ("code", "A", true), ("code", "ABCDE", true), ("code", "ab", true), ("code", "AB", false), ("name", "true", true),
    ])
  func examples(field: String, example: String, isRefused: Bool) throws {
    let repository = try GateRepository(
      Self.limits, mapping: Self.mapping(Self.entry(field, "examples: [\(example)]")))
    #expect(try repository.findings().map(\.said) == (isRefused ? ["breaking example-refused"] : []))
  }

  @Test("an answer is not written") func answer() throws {
    let repository = try GateRepository(
      Self.limits,
      mapping: Self.mapping(
        Self.entry("name", "", address: #"'"GET /contacts".response.name'"#),
        Self.entry("age", "", address: #"'"POST /contacts".request.age'"#)))
    #expect(try repository.findings().map(\.said) == ["breaking access-denied"])
  }

  @Test("entries of one identity are held against each other") func identity() throws {
    let repository = try GateRepository(
      Self.limits,
      mapping: Self.mapping(
        Self.entry("age", "identity: person", access: "read") + "    on_missing: ask\n",
        Self.entry("name", "identity: person", access: "read") + "    on_missing: ask\n",
        Self.entry("code", "identity: persn", access: "read") + "    on_missing: ask\n"))
    #expect(try repository.findings().map(\.said) == ["warning identity-mismatch", "warning identity-mismatch"])
    let check = try repository.run("check").output
    #expect(check.contains("did you mean person?"))
    #expect(check.contains("Contact.age is integer"))
  }

  @Test("the same entry twice is told") func twice() throws {
    let one = Self.entry("name", "")
    let repository = try GateRepository(Self.limits, mapping: Self.mapping(one, Self.entry("age", ""), one))
    #expect(try repository.findings().map(\.said) == ["warning entry-repeated"])
  }

  @Test("a document that was edited without a snapshot is told with system and reason in every form") func edited()
    throws
  {
    let repository = try GateRepository(Self.limits, mapping: Self.mapping(Self.entry("name", "")))
    _ = try repository.run("lock")
    let file = try repository.text("schemas/crm.json")
    try repository.scratch.write("schemas/crm.json", file.replacingOccurrences(of: #""name""#, with: #""title""#))
    for form in ["text", "github", "markdown", "json"] {
      let check = try repository.run("check", "--format", form)
      #expect(check.code == 3)
      #expect(check.output.contains("crm"), "\(form)")
      #expect(check.output.contains("hold another schema than"), "\(form): \(check.output)")
    }
  }

  @Test("a part that cannot be read is listed by check until it is accepted, though no version was made of it")
  func gap() throws {
    let repository = try GateRepository(Self.limits, mapping: Self.mapping(Self.entry("name", "")))
    _ = try repository.run("lock")
    let file = try repository.text("schemas/crm.json")
    let lost = file.replacingOccurrences(
      of: #""responses":{"204":{"description":"d"}}"#,
      with: ##""responses":{"204":{"description":"d","headers":{"X":{"$ref":"#/components/headers/None"}}}}"##)
    #expect(lost != file)
    try repository.scratch.write("schemas/crm.json", lost)
    let snapshot = try repository.run("snapshot")
    #expect(snapshot.code == 3)
    #expect(try repository.run("check").code == 3)
    let said = try repository.run("check").output
    let id = try #require(said.split(separator: " ").first { $0.hasPrefix("g_") }.map(String.init))
    #expect(said.contains("drift accept \(id) --reason"))
    #expect(try repository.run("accept", id, "--reason", "nobody reads it").code == 0)
    #expect(try repository.run("check").code == 0)
  }

  @Test("a patch is one that git takes where the command ran, and annotations count from the repository's top")
  func paths() throws {
    let scratch = try Scratch()
    let inner = scratch.url.appendingPathComponent("gate")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping, in: inner, of: scratch)
    _ = try repository.git("init", "-q", "..")
    _ = try repository.run("lock")
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    #expect(try repository.run("check", "--format", "github").output.contains("file=gate/mappings/router.yaml,"))
    try Data(try repository.run("fix").output.utf8).write(to: inner.appendingPathComponent("fix.patch"))
    #expect(try repository.git("apply", "fix.patch") == 0)
    let text = try String(contentsOf: inner.appendingPathComponent("mappings/router.yaml"), encoding: .utf8)
    #expect(text.contains("Contact.phone_number"))
  }

  @Test("a break that the systems brought is no error on a pull request, and says why") func systemsAlone() throws {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    _ = try repository.run("lock")
    try repository.git("init", "-q")
    try repository.commit("first")
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    let check = try repository.run("check", "--base", "HEAD", "--format", "github")
    #expect(check.code == 0)
    #expect(check.output.hasPrefix("::warning "))
    #expect(check.output.contains("this branch did not touch the mapping"))
    #expect(check.output.contains("mend: drift fix"))
    #expect(try repository.run("check", "--format", "github").output.hasPrefix("::error "))
  }

  @Test("before the very first commit there is nothing to hold a branch against") func firstCommit() throws {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    try repository.git("init", "-q")
    #expect(try repository.run("check", "--base", "HEAD").code == 0)
    #expect(try repository.run("check", "--base", "main~3").code == 2)
  }

  @Test("a suppression of a system that is not there is a mistake") func suppression() throws {
    let repository = try GateRepository(
      GateRepository.first, mapping: GateRepository.mapping,
      project: GateRepository.project + "suppress:\n  - { system: crn, reason: a slip }\n")
    let check = try repository.run("check")
    #expect(check.code == 2)
    #expect(check.errors.contains("Did you mean \"crm\"?"))
  }

  @Test("every rule that a check prints can be asked for alone") func only() throws {
    let repository = try GateRepository(
      GateRepository.first,
      mapping: Self.mapping(Self.entry("none", ""), Self.entry("status", "examples: [prospect]")))
    #expect(try repository.findings("--only", "address-missing").map(\.said) == ["breaking address-missing"])
    #expect(try repository.findings("--only", "example-refused").map(\.said) == ["breaking example-refused"])
  }

  @Test("what drift map writes is a mapping as it is") func map() throws {
    let repository = try GateRepository(
      Self.limits + #","@priority":{"type":"string"}"#, mapping: Self.mapping(Self.entry("name", "")))
    let places = [#""GET /contacts".response"#, #""POST /contacts""#, "Contact"]
    let entries = try places.map { try repository.run("map", "crm", $0).output }
    #expect(entries[0].contains("access: [read]\n") && !entries[0].contains("write"))
    #expect(entries[1].contains("access: [write]\n") && !entries[1].contains("on_missing: ask\n  - agent: post"))
    try repository.scratch.write("mappings/router.yaml", Self.mapping(entries.joined()))
    let check = try repository.run("check")
    #expect(check.code == 0, "\(check)")
  }
}
