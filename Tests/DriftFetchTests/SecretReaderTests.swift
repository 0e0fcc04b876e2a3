import DriftModel
import DriftProject
import Foundation
import Testing

@testable import DriftFetch

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite("Secrets")
struct SecretReaderTests {
  typealias Origin = Credentials.Secret.Origin

  /// What was learnt.
  let learnt = Recorder<String>()

  func reader(_ folder: String = "/", _ variables: [String: String] = [:]) -> SecretReader {
    SecretReader(folder: folder, variable: { variables[$0] }, learn: { [learnt] in learnt.add($0) })
  }

  static func secret(_ origin: Origin) -> Credentials.Secret { .init(origin, place: CommandRunTests.here) }

  func failure(_ reader: SecretReader, _ origin: Origin) async -> FetchFailure? {
    do throws(FetchFailure) {
      _ = try await reader.value(of: Self.secret(origin))
      return nil
    } catch {
      return error
    }
  }

  @Test("from where they stand; all but what stands in the project file is told to who hides it")
  func values() async throws {
    let folder = try TemporaryFolder()
    try folder.write("token", "from-a-file\n")
    try folder.write("crlf", "from-windows\r\n")
    let reader = reader(folder.path, ["CRM_TOKEN": "from-the-environment"])
    let expected: [(Origin, String)] = [
      (.environment("CRM_TOKEN"), "from-the-environment"), (.file("token"), "from-a-file"),
      (.file("\(folder.path)/crlf"), "from-windows"), (.command(["printf", "from-a-program\n"]), "from-a-program"),
    ]
    for (origin, value) in expected { #expect(try await reader.value(of: Self.secret(origin)) == value) }
    #expect(learnt.all == expected.map(\.1))
    #expect(try await reader.value(of: Self.secret(.literal("user"))) == "user")
    #expect(learnt.all.count == expected.count)
  }

  @Test("a variable that is not set, or empty, is named")
  func variables() async throws {
    let reader = reader("/", ["EMPTY": ""])
    for name in ["EMPTY", "ABSENT"] {
      let failure = try #require(await failure(reader, .environment(name)))
      #expect(failure.kind == .setup)
      #expect(failure.message.contains(name))
    }
  }

  @Test("a file that others can read or write", arguments: [0o644, 0o640, 0o604, 0o620, 0o602, 0o666] as [mode_t])
  func modes(_ mode: mode_t) async throws {
    let folder = try TemporaryFolder()
    try folder.write("token", "do-not-show", mode: mode)
    let failure = try #require(await failure(reader(folder.path), .file("token")))
    #expect(failure.kind == .setup)
    #expect(failure.advice == "chmod 600 \(folder.path)/token")
    #expect(learnt.all.isEmpty)
  }

  @Test("a file of no use: absent, a folder, a pipe, too large, not text, empty")
  func files() async throws {
    let folder = try TemporaryFolder()
    #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
    try folder.write("large", String(repeating: "x", count: SecretFile.maxBytes + 1))
    try folder.write("empty", "\n")
    let reader = reader(folder.path)
    for name in ["absent", ".", "pipe", "large", "empty"] {
      let failure = try #require(await failure(reader, .file(name)), "\(name)")
      #expect(failure.kind == .setup)
      #expect(failure.message.contains(name) || name == ".", "\(failure)")
    }
  }

  @Test(
    "control characters are refused, so that no header is slipped in",
    arguments: ["a\r\nX-Evil: 1", "a\nb", "a\u{0}b", "a\u{85}b"])
  func injection(_ text: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("token", text)
    for origin in [Origin.file("token"), .environment("T"), .literal(text)] {
      let failure = try #require(await failure(reader(folder.path, ["T": text]), origin))
      #expect(failure.kind == .setup)
      #expect(!failure.message.contains("Evil"))
    }
  }

  @Test("a key has lines; each is learnt")
  func keys() async throws {
    let key = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMG\nByqGSM49AgEG\n-----END PRIVATE KEY-----\n"
    #expect(try await reader("/", ["KEY": key]).value(of: Self.secret(.environment("KEY")), .lines) == key)
    #expect(learnt.all == [key, "MIGHAgEAMBMG", "ByqGSM49AgEG"])
  }

  @Test("a program that fails says why, and is a matter of the set-up")
  func program() async throws {
    let failure = try #require(await failure(reader(), .command(["sh", "-c", "echo vault is sealed >&2; exit 2"])))
    #expect(failure.kind == .setup)
    #expect(failure.said == "vault is sealed")
    #expect(failure.message.contains("exit code 2"))
  }

  @Test("a file is replaced whole or not at all")
  func replace() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("token", "old")
    struct Crash: Error {}
    #expect(throws: SecretFile.Problem.self) {
      try SecretFile.replace(path, with: Array("new".utf8)) { () throws(SecretFile.Problem) in
        #expect(folder.text("token") == "old")
        throw SecretFile.Problem(message: "crash", advice: "")
      }
    }
    #expect(folder.text("token") == "old")
    #expect(folder.names == ["token"])
    // One that a crash left behind is in nobody's way.
    try folder.write("token.drift-\(getpid())", "half")
    // Nor one of a process that is no more; what another one is about to write stays.
    let child = Process()
    child.executableURL = URL(filePath: "/bin/sh")
    child.arguments = ["-c", "exit 0"]
    try child.run()
    child.waitUntilExit()
    try folder.write("token.drift-\(child.processIdentifier)", "half")
    try folder.write("token.drift-\(getppid())", "half")
    try folder.write("token.drift-note", "mine")
    try SecretFile.replace(path, with: Array("new".utf8))
    #expect(folder.text("token") == "new")
    #expect(Set(folder.names) == ["token", "token.drift-\(getppid())", "token.drift-note"])
    #expect(folder.mode("token") == 0o600)
  }

  @Test("killed at the worst moment, the file holds the old secret or the new one")
  func killed() throws {
    let folder = try TemporaryFolder()
    let long = String(repeating: "n", count: 60_000)
    let path = try folder.write("token", "old")
    // What a kill leaves is what stood on the disk then: looked at after each step that is seen from outside.
    try SecretFile.replace(path, with: Array(long.utf8)) { () throws(SecretFile.Problem) in
      #expect(folder.text("token") == "old")
      #expect(folder.names.count == 2)
      let other = folder.names.first { $0 != "token" } ?? ""
      #expect(folder.mode(other) == 0o600)
      #expect(folder.text(other) == long)
    }
    #expect(folder.text("token") == long)
  }

  @Test("a link stays one")
  func link() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("real", "old")
    #expect(symlink(path, "\(folder.path)/link") == 0)
    try SecretFile.replace("\(folder.path)/link", with: Array("new".utf8))
    #expect(folder.text("real") == "new")
    #expect(folder.names == ["link", "real"])
  }
}
