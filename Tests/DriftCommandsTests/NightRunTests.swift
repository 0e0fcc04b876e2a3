import Foundation
import Testing

/// Nights over documents in the repository: what is told, remembered, committed.
@Suite struct NightRunTests {
  private func repository() throws -> GateRepository {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    #expect(try repository.run("lock").code == 0)
    try repository.git("init", "-q")
    try repository.commit("start")
    return repository
  }

  private func night(_ repository: GateRepository, _ day: String, _ more: String...) throws -> DriftProgram.Outcome {
    try repository.program.run(
      ["run", "--now", "2026-11-\(day)T02:15:00Z"] + more,
      environment: [
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "n", "GIT_AUTHOR_EMAIL": "n@example.com",
        "GIT_COMMITTER_NAME": "n", "GIT_COMMITTER_EMAIL": "n@example.com",
      ])
  }

  /// Writes the documents of a night without storing them.
  private func change(_ repository: GateRepository, _ properties: String) throws {
    let path = repository.scratch.url.appendingPathComponent("schemas/crm.json")
    let text = try String(contentsOf: path, encoding: .utf8)
    let start = try #require(text.range(of: #""required":[],"properties":{"#))
    try repository.scratch.write("schemas/crm.json", text[..<start.upperBound] + properties + "}}}}}")
  }

  @Test("a quiet night writes nothing, not even to a file") func quiet() throws {
    let repository = try repository()
    let outcome = try night(repository, "02")
    #expect(outcome.code == 0 && outcome.output.isEmpty && outcome.errors.isEmpty, "\(outcome.output)\(outcome.errors)")
    #expect(try repository.scratch.gitOutput("status", "--porcelain").isEmpty)
  }

  @Test("a break is new once, then a line, once a week in full, and solved when it is mended") func life() throws {
    let repository = try repository()
    try change(repository, GateRepository.renamed)
    let first = try night(repository, "02")
    #expect(first.code == 1)
    #expect(first.output.hasPrefix("night of 2026-11-02: 1 system, 1 checked; 1 new, 0 ended, 0 stay open\n"))
    #expect(first.output.contains("stored    crm v1 -> v2") && first.output.contains("phone -> phone_number"))
    let second = try night(repository, "03")
    #expect(second.code == 1)
    #expect(second.output == "1 finding stays open, the oldest since 2026-11-02 (drift check lists it).\n")
    let weekly = try night(repository, "09")
    #expect(weekly.code == 1 && weekly.output.contains("phone -> phone_number"))
    #expect(try repository.run("fix", "--write").code == 0)
    let solved = try night(repository, "10")
    #expect(solved.code == 0, "\(solved.output)")
    #expect(solved.output.contains("solved    crm Contact.phone field-renamed, there since 2026-11-02"))
    let after = try night(repository, "11")
    #expect(after.code == 0 && after.output.isEmpty)
  }

  @Test("a document that cannot be read is told, and the rest is checked all the same") func unread() throws {
    let repository = try repository()
    try repository.scratch.write("schemas/crm.json", "<html><title>Sign in</title></html>")
    let first = try night(repository, "02")
    #expect(first.code == 3 && first.output.contains("UNCHECKED"), "\(first.output)")
    let second = try night(repository, "03")
    #expect(second.code == 3)
    #expect(
      second.output.hasPrefix(
        "INCOMPLETE: crm was not checked: answer-no-schema since 2026-11-02; the last good look was on 2026-10-01."),
      "\(second.output)")
    let report = try night(repository, "04", "--format", "json").json()
    let unchecked = try #require(((report["night"] as? [String: Any])?["unchecked"] as? [[String: Any]])?.first)
    #expect(unchecked["since"] as? String == "2026-11-02" && report["complete"] as? Bool == false)
  }

  @Test("a system that is known to be down is accepted for a time, and back when that is over") func acceptedLook()
    throws
  {
    let repository = try repository()
    try repository.scratch.write("schemas/crm.json", "<html></html>")
    let first = try night(repository, "02", "--format", "json").json()
    let finding = try #require(
      (first["findings"] as? [[String: Any]])?.first { $0["rule"] as? String == "answer-no-schema" })
    let id = try #require(finding["id"] as? String)
    let accepted = try repository.run("accept", id, "--reason", "migration", "--until", "2026-11-05")
    #expect(accepted.code == 0, "\(accepted.errors)")
    let second = try night(repository, "03")
    #expect(second.code == 0 && second.output.contains("accepted  crm answer-no-schema, there since 2026-11-02"))
    #expect(try night(repository, "04").output.isEmpty)
    let after = try night(repository, "06")
    #expect(after.code == 3 && after.output.contains("UNCHECKED"), "\(after.output)")
  }

  @Test("a commit holds the snapshots alone and lists what changed; a rejected push is told and loses nothing")
  func commits() throws {
    let repository = try repository()
    _ = try repository.scratch.git(["init", "-q", "--bare", "remote"])
    _ = try repository.scratch.git(["remote", "add", "origin", "remote"])
    _ = try repository.scratch.git(["push", "-q", "-u", "origin", "HEAD"])
    try repository.scratch.write("remote/hooks/pre-receive", "#!/bin/sh\nexit 1\n")
    let hook = repository.scratch.url.appendingPathComponent("remote/hooks/pre-receive").path
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
    try repository.scratch.write("note.txt", "not ours")
    try change(repository, GateRepository.renamed)
    let first = try night(repository, "02", "--commit", "--push")
    #expect(first.code == 3 && first.errors.contains("the push did not go through"), "\(first.errors)")
    let message = try repository.scratch.gitOutput("log", "-1", "--format=%B")
    #expect(
      message.hasPrefix("drift: crm v1 -> v2\n\ncrm v1 -> v2: 1 changed\n- breaking: crm: Contact.phone"), "\(message)")
    let changed = try repository.scratch.gitOutput("show", "--name-only", "--format=", "HEAD")
    #expect(changed.split(separator: "\n").allSatisfy { $0.hasPrefix("Snapshots/") } && changed.contains("seen"))
    try FileManager.default.removeItem(atPath: hook)
    let second = try night(repository, "03", "--commit", "--push")
    #expect(second.code == 1, "\(second.errors)")
    #expect(
      try repository.scratch.gitOutput("rev-parse", "HEAD") == repository.scratch.gitOutput("rev-parse", "@{upstream}"))
  }

  @Test("two runs at once are one too many; a name that is none is told") func alone() throws {
    let repository = try repository()
    let outcome = try night(repository, "02", "cmr")
    #expect(outcome.code == 2 && outcome.errors.contains("Did you mean \"crm\"?"))
  }
}
