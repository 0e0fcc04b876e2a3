import Foundation
import Testing

/// What is damaged, missing or named wrongly in a store is told, and keeps nobody from the rest.
@Suite struct StoreMishapTests {
  private func document(_ field: String) -> String {
    """
    {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": \
    {"Contact": {"type": "object", "properties": {"email": {"type": "string"}, "\(field)": {"type": "string"}}}}}}
    """
  }

  private func run(_ scratch: Scratch, _ arguments: String...) throws -> DriftProgram.Outcome {
    try DriftProgram(folder: scratch.url).run(arguments)
  }

  @discardableResult private func store(
    _ scratch: Scratch, _ field: String, day: Int, system: String = "crm"
  ) throws -> DriftProgram.Outcome {
    try scratch.write("\(system).json", document(field))
    return try run(scratch, "snapshot", system, "\(system).json", "--now", "2026-10-\(10 + day)T00:00:00Z")
  }

  private func versions(_ scratch: Scratch, _ system: String = "crm") throws -> [URL] {
    let folder = scratch.url.appendingPathComponent("Snapshots/\(system)/versions")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      folder.appendingPathComponent($0)
    }
  }

  private func damage(_ file: URL) throws { try (Data(contentsOf: file) + Data("x".utf8)).write(to: file) }

  @Test("a version file that is missing is named, though nothing builds on it, until it is given up")
  func missingParent() throws {
    let scratch = try Scratch()
    try store(scratch, "a", day: 1)
    // Another schema altogether: nothing of its version stands in the first.
    try scratch.write(
      "crm.json",
      #"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "servers": [{"url": "https://x.example"}], "paths": {}}"#
    )
    #expect(try run(scratch, "snapshot", "crm", "crm.json", "--now", "2026-10-12T00:00:00Z").output.contains("crm v2"))
    let first = try versions(scratch)[0]
    try FileManager.default.removeItem(at: first)
    let verified = try run(scratch, "store", "verify")
    #expect(verified.code == 2 && verified.errors.contains(first.lastPathComponent), "\(verified)")
    let log = try run(scratch, "log", "crm")
    #expect(log.code == 3 && log.output.contains("parent lost") && !log.output.contains("first"), "\(log)")
    #expect(log.errors.contains(first.lastPathComponent))
    let stand = first.deletingPathExtension().lastPathComponent + ".lost"
    #expect(verified.errors.contains("touch Snapshots/crm/versions/\(stand)"), "\(verified.errors)")
    try scratch.write("Snapshots/crm/versions/\(stand)", "")
    #expect(try run(scratch, "store", "verify").code == 0)
    #expect(try run(scratch, "log", "crm").code == 0)
  }

  @Test("a damaged file that was healed by a snapshot is given up with the command that verify prints")
  func healed() throws {
    let scratch = try Scratch()
    try store(scratch, "a", day: 1)
    try store(scratch, "b", day: 2)
    let old = try versions(scratch)[0]
    try damage(old)
    #expect(try store(scratch, "b", day: 3).code == 0)
    let verified = try run(scratch, "store", "verify")
    #expect(verified.code == 2 && verified.errors.contains("give it up: mv "), "\(verified)")
    let command = verified.errors.components(separatedBy: "give it up: ")[1].split(separator: "\n")[0]
    let words = command.split(separator: " ").map { scratch.url.appendingPathComponent(String($0)) }
    try FileManager.default.moveItem(at: words[1], to: words[2])
    let after = try run(scratch, "store", "verify")
    #expect(after.code == 0 && after.errors.contains("given up"), "\(after)")
  }

  @Test("a stranger in versions/ is left alone, and verify does not promise otherwise") func stranger() throws {
    let scratch = try Scratch()
    try store(scratch, "a", day: 1)
    try scratch.write("Snapshots/crm/versions/readme.txt", "hello")
    let verified = try run(scratch, "store", "verify")
    #expect(verified.code == 0 && verified.errors.contains("rm Snapshots/crm/versions/readme.txt"), "\(verified)")
    #expect(!verified.errors.contains("repair"))
  }

  @Test("one system that cannot be read keeps nobody from the others, and is told") func oneOfSeveral() throws {
    let scratch = try Scratch()
    for system in ["crm", "erp"] {
      try store(scratch, "a", day: 1, system: system)
      try store(scratch, "b", day: 2, system: system)
    }
    try store(scratch, "a", day: 1, system: "mail")
    let skipped = try run(scratch, "diff", "v1", "v2")
    #expect(skipped.code == 1 && skipped.errors.contains("mail is left out: it has no version v2"), "\(skipped)")
    try damage(try versions(scratch, "erp")[1])
    let outcome = try run(scratch, "diff", "v1", "latest", "--format", "json")
    #expect(outcome.code == 3 && outcome.errors.contains("Snapshots/erp/versions/"), "\(outcome)")
    #expect(outcome.output.contains(#""system": "erp", "complete": false"#), "\(outcome.output)")
    #expect(outcome.output.contains("Contact.a"))
    #expect(try run(scratch, "diff", "v1", "latest").output.contains("erp: "))
    #expect(try run(scratch, "diff", "erp@v1", "erp@latest").code == 2)
  }

  @Test("a damaged version that is later than the snapshot does not stop it") func laterDamage() throws {
    let scratch = try Scratch()
    try store(scratch, "a", day: 1)
    try scratch.write("Snapshots/crm/versions/20270101T000000Z-00000000.jsonl", "stray")
    let outcome = try store(scratch, "b", day: 2)
    #expect(outcome.code == 0 && outcome.output.contains("stored"), "\(outcome)")
    #expect(outcome.errors.contains("20270101T000000Z-00000000.jsonl"))
    #expect(try store(scratch, "b", day: 3).output.contains("unchanged"))
  }

  @Test("a new system is not called like a version, nor like another but for the case")
  func systemNames() throws {
    let scratch = try Scratch()
    try store(scratch, "a", day: 1)
    for name in ["CRM", "Crm", "v1", "V12", "latest"] {
      let outcome = try run(scratch, "snapshot", name, "crm.json")
      #expect(outcome.code == 2 && outcome.errors.contains("\"\(name)\" cannot be a system's name"), "\(outcome)")
    }
    #expect(try run(scratch, "snapshot", "crm2", "crm.json").code == 0)
  }

  @Test("in a folder below, the store above is named") func folderBelow() throws {
    let scratch = try Scratch()
    try store(scratch, "a", day: 1)
    try scratch.write("schemas/deep/x.json", "{}")
    let below = DriftProgram(folder: scratch.url.appendingPathComponent("schemas/deep"))
    for arguments in [["log", "erp"], ["log"], ["store", "verify"], ["diff", "v1", "v2"], ["show", "crm@v1"]] {
      let outcome = try below.run(arguments)
      #expect(outcome.code == 2 && outcome.errors.contains("no folder Snapshots here"), "\(arguments): \(outcome)")
      #expect(outcome.errors.contains("--store ../../Snapshots"), "\(arguments): \(outcome)")
    }
  }

  @Test(
    "a name that is nearly a version's is told with the forms and the nearest",
    arguments: [
      ("crm@2026-13-01", "crm has v1 to v2"), ("crm@2026-10-01T25:00:00Z", "crm has v1 to v2"),
      ("crm@zzzz", "v1 to v2"), ("crm@b1", "v1 to v2"), ("crm@latst", "Did you mean crm@latest?"),
      ("crm", "\"crm\" is a system"),
      ("cmr@v1", "Did you mean crm?"), ("v0", "no version is called so"), ("latest~x", "no version is called so"),
      ("@2026-13-01", "no version is called so"),
    ])
  func mistakes(_ name: String, _ expected: String) throws {
    let scratch = try Scratch()
    try store(scratch, "a", day: 1)
    try store(scratch, "b", day: 2)
    for arguments in [["show", name], ["diff", name, "crm@v1"]] {
      let outcome = try DriftProgram(folder: scratch.url).run(arguments)
      #expect(outcome.code == 2 && outcome.errors.contains(expected), "\(arguments): \(outcome)")
      #expect(name.hasPrefix("cmr") || outcome.errors.contains("latest~2"), "\(outcome.errors)")
    }
  }

  @Test("two systems, and two formats, are told where they are compared") func twoKinds() throws {
    let scratch = try Scratch()
    try store(scratch, "a", day: 1)
    try store(scratch, "a", day: 1, system: "erp")
    try scratch.write("s.json", #"{"title": "T", "type": "object", "properties": {"a": {"type": "string"}}}"#)
    #expect(try run(scratch, "diff", "erp@v1", "crm@v1").errors.contains("erp and crm are two systems"))
    #expect(try run(scratch, "diff", "crm.json", "s.json").errors.contains("is compared with JSON Schema"))
    #expect(try run(scratch, "diff", "crm.json", "crm@v1").errors.isEmpty)
  }

  @Test("a pipe that the shell opened is read") func openedPipe() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "\(DriftProgram.program.path) show <(cat Fixtures/crm/v1.json) Address"]
    process.currentDirectoryURL = DriftProgram.package
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test("a pipe is refused and keeps nobody waiting") func pipe() throws {
    let scratch = try Scratch()
    #expect(mkfifo(scratch.url.appendingPathComponent("pipe.json").path, 0o600) == 0)
    for arguments in [["show", "pipe.json"], ["diff", "pipe.json", "pipe.json"], ["snapshot", "crm", "pipe.json"]] {
      let outcome = try DriftProgram(folder: scratch.url).run(arguments)
      #expect(outcome.code == 2 && outcome.errors.contains("expected a regular file"), "\(outcome)")
    }
  }

  @Test("suggestions are different from one another, and a kind of change has its nearest") func suggestions() throws {
    let scratch = try Scratch()
    try store(scratch, "a", day: 1)
    let kind = try run(scratch, "diff", "crm@v1", "crm@v1", "--only", "field-remove")
    #expect(kind.code == 2 && kind.errors.contains("Did you mean \"field-removed\"?"), "\(kind)")
    #expect(!kind.errors.contains("server-changed"))
    try scratch.write(
      "o.json",
      """
      {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}, "webhooks": {}, "components": \
      {"schemas": {"GetOrder": {"type": "object"}}}}
      """)
    let shown = try run(scratch, "show", "o.json", "GetOrdr")
    #expect(shown.errors.components(separatedBy: "GetOrder").count == 2, "\(shown)")
  }

  @Test("a version's digest is its root digest, and a document has none") func digests() throws {
    let scratch = try Scratch()
    try store(scratch, "a", day: 1)
    let outcome = try run(scratch, "diff", "crm.json", "crm@v1", "--format", "json")
    #expect(outcome.output.contains(#""old": {"version": "", "digest": "","#), "\(outcome.output)")
    let digest = outcome.output.components(separatedBy: "\"digest\": \"")[2].prefix { $0 != "\"" }
    #expect(digest.count == 64)
  }
}
