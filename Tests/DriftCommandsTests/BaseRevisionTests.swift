import Foundation
import Testing

/// What a branch may be held against.
@Suite("The base of a check") struct BaseRevisionTests {
  private func repository() throws -> GateRepository {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    #expect(try repository.run("lock").code == 0)
    try repository.git("init", "-q", "-b", "main")
    try repository.commit("the night of the first")
    return repository
  }

  @Test(
    "a branch that repairs what does not read is judged as it stands",
    arguments: [
      ("mappings/router.yaml", "agent: router\nfields: 5\n"), ("drift.lock", "<<<<<<< HEAD\n"),
      ("drift.yaml", "version: 2\n"), ("drift.accepted", "<<<<<<< HEAD\n"),
    ])
  func repair(_ file: String, _ broken: String) throws {
    let repository = try repository()
    let good = try? repository.text(file)
    try repository.scratch.write(file, broken)
    try repository.commit("broken")
    try repository.scratch.write(file, good ?? "")
    try repository.commit("repaired")
    let check = try repository.run("check", "--base", "HEAD~1")
    #expect(check.code == 0, "\(check.errors)")
    #expect(
      check.errors.contains("HEAD~1:\(file)") && check.errors.contains("HEAD~1 cannot be checked"), "\(check.errors)")
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    #expect(try repository.run("check", "--base", "HEAD~1").code == 1)
  }

  @Test(
    "whatever resolves to a commit is one",
    arguments: [":/night", "HEAD^{/night}", "v1", "v1^{}", "HEAD~0", "@", "main@{0}", ":/night of"])
  func revisions(_ name: String) throws {
    let repository = try repository()
    try repository.git("tag", "-a", "v1", "-m", "first")
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    let check = try repository.run("check", "--base=\(name)")
    // The night changed the system, not this branch the mapping: the base's project was found.
    #expect(check.code == 0 && check.output.contains("the system changed"), "\(check)")
  }

  @Test("a project is found at its base from wherever it is named") func elsewhere() throws {
    let repository = try repository()
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    try repository.scratch.write("deep/er/here", "")
    let config = repository.scratch.url.appendingPathComponent("drift.yaml").path
    for (folder, config) in [("deep/er", "../../drift.yaml"), ("deep", config), (".", config), ("/", config)] {
      let place = folder == "/" ? URL(fileURLWithPath: "/") : repository.scratch.url.appendingPathComponent(folder)
      let check = try DriftProgram(folder: place).run("check", "--base", "HEAD", "--config", config)
      #expect(check.code == 0 && check.output.contains("the system changed"), "\(folder): \(check)")
    }
  }

  @Test("what is none is refused", arguments: ["", ":", ":0", "HEAD:mappings", "HEAD^{tree}", ":drift.yaml", "A..B"])
  func others(_ name: String) throws {
    let repository = try repository()
    let check = try repository.run("check", "--base=\(name)")
    #expect(check.code == 2 && !check.errors.isEmpty, "\(check)")
  }

  @Test("the counts of --stat are those of its total") func stat() throws {
    let repository = try repository()
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    try repository.commit("night")
    try repository.night("2026-10-03T02:15:00Z", GateRepository.renamed.replacingOccurrences(of: "fax", with: "paper"))
    let check = try repository.run("check", "--base", "HEAD", "--stat").output
    let row = try #require(check.split(separator: "\n").first { $0.hasPrefix("Contact ") })
    #expect(row.split(separator: " ").map(String.init) == ["Contact", "1", "-", "-"], "\(check)")
    #expect(check.contains("1 breaking\n"), "\(check)")
  }

  @Test("--stat names the cause where not everything could be checked") func incomplete() throws {
    let repository = try repository()
    try repository.scratch.write(
      "schemas/crm.json", repository.text("schemas/crm.json").replacingOccurrences(of: "\"fax\"", with: "\"paper\""))
    let changed = try repository.run("check", "--stat")
    #expect(changed.code == 3, "\(changed)")
    #expect(changed.output.contains("INCOMPLETE: the documents hold another schema than crm@v1"), "\(changed.output)")
    try repository.scratch.write("drift.yaml", GateRepository.project + "  erp: { owner: o@example.com }\n")
    let missing = try repository.run("check", "--stat").output
    #expect(missing.contains("INCOMPLETE: erp has no version"), "\(missing)")
    #expect(!missing.contains("0 gaps"))
  }

  @Test("nothing of some kinds is not nothing") func only() throws {
    let repository = try repository()
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    let check = try repository.run("check", "--only", "enum-value-added")
    #expect(check.output.contains("Nothing in crm (only enum-value-added)."), "\(check.output)")
  }
}
