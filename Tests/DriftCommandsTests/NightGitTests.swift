import Foundation
import Testing

/// Nights in repositories in which somebody is at work: nothing of theirs is touched.
@Suite struct NightGitTests {
  private static let identity = [
    "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "n", "GIT_AUTHOR_EMAIL": "n@example.com",
    "GIT_COMMITTER_NAME": "n", "GIT_COMMITTER_EMAIL": "n@example.com",
  ]

  private func repository() throws -> GateRepository {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    #expect(try repository.run("lock").code == 0)
    try repository.git("init", "-q")
    try repository.commit("start")
    return repository
  }

  private func night(_ repository: GateRepository, _ day: String) throws -> DriftProgram.Outcome {
    try repository.program.run(
      ["run", "--commit", "--now", "2026-11-\(day)T02:15:00Z"], environment: Self.identity)
  }

  private func change(_ repository: GateRepository, _ properties: String = GateRepository.renamed) throws {
    let path = repository.scratch.url.appendingPathComponent("schemas/crm.json")
    let text = try String(contentsOf: path, encoding: .utf8)
    let start = try #require(text.range(of: #""required":[],"properties":{"#))
    try repository.scratch.write("schemas/crm.json", text[..<start.upperBound] + properties + "}}}}}")
  }

  @Test("files of others below the store are not committed, staged or not") func foreign() throws {
    let repository = try repository()
    try change(repository)
    try repository.scratch.write("Snapshots/NOTE", "staged")
    try repository.scratch.write("Snapshots/crm/draft.md", "not staged")
    try repository.git("add", "Snapshots/NOTE")
    #expect(try night(repository, "02").code == 1)
    let changed = try repository.scratch.gitOutput("show", "--name-only", "--format=", "HEAD")
    #expect(changed.contains("Snapshots/crm/versions/") && !changed.contains("NOTE") && !changed.contains("draft"))
    let status = try repository.scratch.gitOutput("status", "--porcelain")
    #expect(status.contains("A  Snapshots/NOTE") && status.contains("?? Snapshots/crm/draft.md"), "\(status)")
    #expect(!status.contains("versions"), "\(status)")
  }

  @Test(
    "while something is under way nothing is committed, and it is told",
    arguments: ["merge", "rebase", "cherry-pick", "bisect", "detached"])
  func underWay(_ what: String) throws {
    let repository = try repository()
    try repository.scratch.write("a.txt", "one\n")
    try repository.commit("one")
    try repository.git("switch", "-qc", "other", "HEAD~1")
    try repository.scratch.write("a.txt", "two\n")
    try repository.commit("two")
    switch what {
    case "merge": try repository.git("merge", "-q", "@{-1}")
    case "rebase": try repository.git("rebase", "-q", "@{-1}")
    case "cherry-pick": try repository.git("cherry-pick", "@{-1}")
    case "bisect": try repository.git("bisect", "start")
    default: try repository.git("switch", "-q", "--detach")
    }
    try change(repository)
    let head = try repository.scratch.gitOutput("rev-parse", "HEAD")
    let before = try repository.scratch.gitOutput("ls-files", "--stage")
    let outcome = try night(repository, "02")
    #expect(outcome.code == 3 && outcome.errors.contains("nothing was committed"), "\(what): \(outcome.errors)")
    #expect(try repository.scratch.gitOutput("rev-parse", "HEAD") == head)
    #expect(try repository.scratch.gitOutput("ls-files", "--stage") == before)
    #expect(try repository.scratch.gitOutput("status", "--porcelain").contains("Snapshots/crm/versions/"))
  }

  @Test("a commit that fails leaves the index, and the next one says what that night found") func failed() throws {
    let repository = try repository()
    try change(repository)
    try repository.scratch.write("mine.txt", "staged")
    try repository.git("add", "mine.txt")
    // Nobody can sign.
    try repository.git("config", "commit.gpgSign", "true")
    try repository.git("config", "gpg.program", "/bin/false")
    let before = try repository.scratch.gitOutput("ls-files", "--stage")
    let first = try night(repository, "02")
    #expect(first.code == 3 && first.errors.contains("the snapshots cannot be committed"), "\(first.errors)")
    #expect(try repository.scratch.gitOutput("ls-files", "--stage") == before)
    try repository.git("config", "--unset", "commit.gpgSign")
    #expect(try night(repository, "03").code == 1)
    let message = try repository.scratch.gitOutput("log", "-1", "--format=%B")
    #expect(message.contains("crm v1 -> v2: 1 changed\n- breaking: crm: Contact.phone"), "\(message)")
    let status = try repository.scratch.gitOutput("status", "--porcelain")
    #expect(status.contains("A  mine.txt") && !status.contains("Snapshots"), "\(status)")
    // Once it was said it is said no more.
    try change(repository, GateRepository.first)
    _ = try night(repository, "04")
    #expect(try !repository.scratch.gitOutput("log", "-1", "--format=%B").contains("crm v1 -> v2:"))
  }

  @Test("the hooks of the repository are not run") func hooks() throws {
    let repository = try repository()
    try repository.scratch.write(".git/hooks/pre-commit", "#!/bin/sh\ntouch ran\nexit 1\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755],
      ofItemAtPath: repository.scratch.url.appendingPathComponent(".git/hooks/pre-commit").path)
    try change(repository)
    #expect(try night(repository, "02").code == 1)
    #expect(!FileManager.default.fileExists(atPath: repository.scratch.url.appendingPathComponent("ran").path))
  }
}
