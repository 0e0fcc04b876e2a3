import Foundation
import Testing

/// What stands in the place of a project's files, and where they lie.
@Suite("The files of a project") struct ProjectFileTests {
  private func repository() throws -> GateRepository {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    #expect(try repository.run("lock").code == 0)
    return repository
  }

  private func link(_ repository: GateRepository, _ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: repository.scratch.url.appendingPathComponent(path).path, withDestinationPath: target)
  }

  private func remove(_ repository: GateRepository, _ path: String) throws {
    try FileManager.default.removeItem(at: repository.scratch.url.appendingPathComponent(path))
  }

  private func makeFolder(_ repository: GateRepository, _ path: String) throws {
    try FileManager.default.createDirectory(
      at: repository.scratch.url.appendingPathComponent(path), withIntermediateDirectories: true)
  }

  @Test("a pattern reads what links inside the project lead to") func links() throws {
    let repository = try repository()
    try repository.scratch.write(
      "shared/two.yaml", GateRepository.mapping.replacingOccurrences(of: "router", with: "two"))
    try link(repository, "mappings/two.yaml", to: "../shared/two.yaml")
    #expect(try repository.run("lock").output == "drift.lock: 2 added\n")
    try remove(repository, "mappings/two.yaml")
    try link(repository, "mappings/team", to: "../shared")
    try repository.scratch.write(
      "drift.yaml", GateRepository.project.replacingOccurrences(of: "/*.yaml", with: "/**/*.yaml"))
    #expect(try repository.run("lock").output == "drift.lock: nothing to write, 4 entries\n")
    try repository.git("init", "-q")
    try repository.commit("first")
    let against = try repository.run("check", "--base", "HEAD")
    #expect(against.code == 0 && against.output.contains("0 new"), "\(against)")
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    #expect(try repository.run("fix", "--write").code == 0)
    #expect(try repository.text("shared/two.yaml").contains("Contact.phone_number"))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(
        atPath: repository.scratch.url.appendingPathComponent("mappings/team").path) == "../shared")
  }

  @Test(
    "a pattern names the link that leads nowhere, or out of the project",
    arguments: [
      ("gone.yaml", "is a link that leads nowhere"), ("/etc/hostname", "leads out of the project's folder"),
      ("..", "is a link to a folder that it lies in"),
    ])
  func strays(_ target: String, _ why: String) throws {
    let repository = try repository()
    try repository.scratch.write(
      "drift.yaml", GateRepository.project.replacingOccurrences(of: "/*.yaml", with: "/**/*.yaml"))
    try link(repository, "mappings/two.yaml", to: target)
    let check = try repository.run("check")
    #expect(check.code == 2 && check.errors.contains("drift.yaml:2:12: mappings/two.yaml"), "\(check.errors)")
    #expect(check.errors.contains(why), "\(check.errors)")
  }

  @Test("a link that no pattern names is nobody's matter") func other() throws {
    let repository = try repository()
    try link(repository, "mappings/notes.md", to: "gone.md")
    #expect(try repository.run("check").code == 0)
  }

  @Test("what stands in the place of the lock or of acceptances is no missing file", arguments: ["lock", "accepted"])
  func taken(_ name: String) throws {
    let repository = try repository()
    let file = "drift.\(name)"
    try? remove(repository, file)
    try makeFolder(repository, file)
    for arguments in [["check"], ["lock"], ["accept", "crm", "--reason", "x"]] {
      let outcome = try repository.program.run(arguments)
      #expect(outcome.code == 2 && outcome.errors.contains("\(file): expected a file, found a folder"))
    }
    try remove(repository, file)
    try link(repository, file, to: "nowhere")
    #expect(try repository.run("check").errors.contains("\(file): expected a file, found a link that leads nowhere"))
    try remove(repository, file)
    #expect(mkfifo(repository.scratch.url.appendingPathComponent(file).path, 0o600) == 0)
    #expect(try repository.run("check").errors.contains("\(file): expected a file, found a pipe or a device"))
  }

  @Test("a lock that is a link to a file is written through") func linkedLock() throws {
    let repository = try repository()
    try remove(repository, "drift.lock")
    try repository.scratch.write("locks/all", "# nothing yet\n")
    try link(repository, "drift.lock", to: "locks/all")
    #expect(try repository.run("lock").output == "drift.lock: 2 added\n")
    #expect(try repository.text("locks/all").contains("crm router read Contact.phone"))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(
        atPath: repository.scratch.url.appendingPathComponent("drift.lock").path) == "locks/all")
  }

  @Test("what a killed writer left goes with the next one, and git sees none of it") func leftovers() throws {
    let repository = try repository()
    let left = ["mappings/.tmp-4711-router.yaml", ".tmp-4711-drift.lock", ".drift/.tmp-4711-Snapshots"]
    let kept = ["mappings/.tmp-note.yaml", "mappings/.tmp-4711-other.yaml", ".drift/.tmp-4711-Others"]
    for path in left + kept { try repository.scratch.write(path, "x") }
    #expect(try repository.run("lock").code == 0)
    let there = { (path: String) in
      FileManager.default.fileExists(atPath: repository.scratch.url.appendingPathComponent(path).path)
    }
    #expect(!left.contains(where: there))
    #expect(kept.allSatisfy(there))
    #expect(try repository.text(".drift/.gitignore") == "*\n")
  }

  @Test("who may read a file stays as it was set") func mode() throws {
    let repository = try repository()
    let path = repository.scratch.url.appendingPathComponent("mappings/router.yaml").path
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    #expect(try repository.run("fix", "--write").code == 0)
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
  }

  @Test(
    "what a project file cannot say is told at its place",
    arguments: [
      ("snapshots: \"\"", "drift.yaml:2:1: expected a folder inside the project's"),
      ("snapshots: ../outside", "drift.yaml:2:1: expected a folder inside the project's"),
      ("snapshots: /tmp/outside", "drift.yaml:2:1: expected a folder inside the project's"),
      ("snapshots: ./", "drift.yaml:2:1: expected a folder inside the project's"),
      ("snapshots: \"Snap\\0shots\"", "drift.yaml:2:1: a folder's name cannot hold control characters"),
      ("mappings: [\"a\\eb.yaml\"]", "drift.yaml:2:12: a path cannot hold control characters"),
      ("systems: { crm: { source: { url: 5 } } }", "drift.yaml:2:29: expected an address such as https://"),
      ("systems: { crm: { source: { url: \"ftp://a\" } } }", "drift.yaml:2:29: expected an address such as https://"),
      ("systems: { crm: { source: { url: \"https://\" } } }", "drift.yaml:2:29: expected an address such as https://"),
    ])
  func values(_ line: String, _ said: String) throws {
    let scratch = try Scratch()
    let rest = line.hasPrefix("systems") ? "" : "systems: { crm: {} }\n"
    try scratch.write("drift.yaml", "version: 1\n\(line)\n\(rest)")
    let check = try DriftProgram(folder: scratch.url).run("check")
    #expect(check.code == 2 && check.errors.contains(said), "\(check.errors)")
  }

  @Test(
    "a line of the acceptances that is none is told as what it is",
    arguments: [
      ("<<<<<<< HEAD", "a conflict that git left"), ("||||||| base", "a conflict that git left"),
      ("=======", "a conflict that git left"), (">>>>>>> other", "a conflict that git left"),
      ("<a>", "expected an acceptance, a line of JSON, found \"<a>\""),
    ])
  func acceptances(_ line: String, _ said: String) throws {
    let repository = try repository()
    try repository.scratch.write("drift.accepted", "# head\n\(line)\n")
    let check = try repository.run("check")
    #expect(check.code == 2 && check.errors.contains("drift.accepted:2:1: \(said)"), "\(check.errors)")
  }
}
