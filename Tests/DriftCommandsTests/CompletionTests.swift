import Foundation
import Testing

/// What a shell is offered: the entry of the built program that the generated scripts call.
@Suite struct CompletionTests {
  /// Asks as the scripts of bash do, for the last of some words.
  private func offered(_ folder: URL, _ argument: String, _ words: String...) throws -> [String] {
    let verb = words[0]
    let last = words.count
    let run = try DriftProgram(folder: folder).run(
      ["---completion", verb, "--", argument, "\(last)", "\(words[last - 1].utf8.count)", "drift"] + words,
      environment: ["SAP_SHELL": "bash", "SAP_SHELL_VERSION": "5.2"])
    #expect(run.code == 0 && run.errors.isEmpty, "\(run)")
    return run.output.split(separator: "\n").map(String.init)
  }

  @Test("systems, versions and addresses of a project") func project() throws {
    let repository = try GateRepository(
      GateRepository.first
        + #","home":{"type":"object","properties":{"street":{"type":"string"}}},"tags":{"type":"array","items":{"type":"string"}}"#,
      mapping: GateRepository.mapping, project: GateRepository.project + "  erp: { owner: o@example.com }\n")
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    let folder = repository.scratch.url
    #expect(try offered(folder, "positional@0", "log", "") == ["crm", "erp"])
    #expect(try offered(folder, "positional@0", "accept", "c") == ["crm"])
    #expect(try offered(folder, "--system", "diff", "--system", "e") == ["erp"])
    #expect(try offered(folder, "positional@0", "show", "crm") == ["crm@latest", "crm@v2", "crm@v1"])
    #expect(try offered(folder, "positional@1", "diff", "crm@v1", "crm@v") == ["crm@v2", "crm@v1"])
    #expect(try offered(folder, "positional@0", "show", "sch") == ["schemas/"])
    #expect(try offered(folder, "positional@0", "show", "schemas/c") == ["schemas/crm.json"])
    #expect(try offered(folder, "positional@1", "show", "crm@v1", "Con") == ["Contact"])
    #expect(try offered(folder, "positional@1", "show", "crm@v2", "Contact.p") == ["Contact.phone_number"])
    #expect(try offered(folder, "positional@1", "show", "--depth", "2", "crm@v1", "Contact.p") == ["Contact.phone"])
    #expect(try offered(folder, "positional@1", "show", "crm@v1", "Contact.home.") == ["Contact.home.street"])
    #expect(
      try offered(folder, "positional@1", "show", "crm@v1", "\"GET /contacts\".r") == [
        "\"GET /contacts\".request", "\"GET /contacts\".response",
      ])
    #expect(
      try offered(folder, "positional@1", "show", "schemas/crm.json", "\"GET /contacts\".response.ph") == [
        "\"GET /contacts\".response.phone_number"
      ])
    #expect(try offered(folder, "positional@1", "map", "crm", "Contact.phone") == ["Contact.phone_number"])
  }

  @Test("where something is wrong there is nothing to offer, and nothing is said") func silent() throws {
    let scratch = try Scratch()
    #expect(try offered(scratch.url, "positional@0", "log", "").isEmpty)
    #expect(try offered(scratch.url, "positional@0", "show", "crm@").isEmpty)
    #expect(try offered(scratch.url, "positional@1", "show", "nowhere.json", "Con").isEmpty)
    #expect(try offered(scratch.url, "positional@1", "show", "crm@v9", "Con").isEmpty)
    try scratch.write("drift.yaml", "version: 9\n\t\n")
    try scratch.write("broken.json", "{\"openapi\": ")
    #expect(try offered(scratch.url, "positional@0", "accept", "").isEmpty)
    #expect(try offered(scratch.url, "positional@1", "show", "broken.json", "Con").isEmpty)
    #expect(try offered(scratch.url, "positional@1", "show", "broken.json", "\"a.b\"..").isEmpty)
  }

  @Test("a script for each shell", arguments: ["bash", "zsh", "fish"]) func scripts(_ shell: String) throws {
    let script = try DriftProgram().run("--generate-completion-script", shell)
    #expect(script.code == 0 && script.errors.isEmpty)
    for word in ["---completion", "field-renamed", "for-each-ref", "lookup-ambiguous"] {
      #expect(script.output.contains(word), "\(word)")
    }
  }
}
