import DriftModel
import DriftProject
import Testing

@testable import DriftFetch

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite("Commands")
struct CommandRunTests {
  static let here = SourcePlace(file: "drift.yaml", line: 3, column: 5)

  static func run(_ arguments: [String], timeout: Double = 20, maxBytes: Int = 1 << 20) async throws(FetchFailure)
    -> [UInt8]
  {
    try await CommandRun.output(of: arguments, folder: "/", .init(timeout: timeout, maxBytes: maxBytes))
  }

  static func failure(
    _ arguments: [String], timeout: Double = 20, maxBytes: Int = 1 << 20
  ) async -> FetchFailure? {
    do throws(FetchFailure) {
      _ = try await run(arguments, timeout: timeout, maxBytes: maxBytes)
      return nil
    } catch {
      return error
    }
  }

  @Test("what a program writes is the document; no shell reads its words")
  func output() async throws {
    #expect(try await Self.run(["printf", "%s", "$HOME; `id` *"]) == Array("$HOME; `id` *".utf8))
    let fetched = try await CommandRun.fetch(
      CommandSource(arguments: ["printf", #"{"openapi":"3.1.0"}"#], place: Self.here), folder: "/")
    #expect(fetched.documents?.map(\.source) == ["printf"])
    #expect(fetched.documents?.first?.bytes == Array(#"{"openapi":"3.1.0"}"#.utf8))
  }

  @Test("what is no schema is told of a program too")
  func noSchema() async {
    await #expect {
      try await CommandRun.fetch(
        CommandSource(arguments: ["printf", #"[{"errorCode":"INVALID_SESSION_ID","message":"x"}]"#], place: Self.here),
        folder: "/")
    } throws: { ($0 as? FetchFailure)?.kind == .expired }
  }

  @Test("exit code and the last line of the standard error")
  func fails() async throws {
    let failure = try #require(
      await Self.failure(["sh", "-c", "echo first >&2; printf 'why \\033[31m\\n\\n' >&2; exit 7"]))
    #expect(failure.kind == .setup)
    #expect(failure.message == "\"sh\" failed with exit code 7")
    #expect(failure.said == "why [31m")
  }

  @Test("a great deal on the standard error does not stop it")
  func noisy() async throws {
    let bytes = try await Self.run(["sh", "-c", "head -c 3000000 /dev/zero | tr '\\0' x >&2; printf fine"])
    #expect(bytes == Array("fine".utf8))
  }

  @Test("no program, a missing one, and none")
  func missing() async throws {
    #expect(await Self.failure([])?.kind == .setup)
    #expect(await Self.failure([""])?.kind == .setup)
    let failure = try #require(await Self.failure(["drift-has-no-such-program"]))
    #expect(failure.kind == .setup)
    #expect(failure.message.contains("is not there"))
    #expect(await Self.failure(["./no/such"])?.message == "\"such\" is not there")
  }

  @Test("more than allowed")
  func tooLarge() async throws {
    let failure = try #require(await Self.failure(["sh", "-c", "cat /dev/zero"], maxBytes: 1_000_000))
    #expect(failure.kind == .answer)
    #expect(failure.message.contains("more than 1000000 bytes"))
  }

  @Test("time is up for the program and for all that it started")
  func late() async throws {
    let mark = "/tmp/drift-command-\(getpid()).pid"
    defer { unlink(mark) }
    let failure = try #require(
      await Self.failure(["sh", "-c", "sleep 60 & echo $! > \(mark); trap '' TERM; wait; wait"], timeout: 2))
    #expect(failure.kind == .unreachable)
    let child = try #require(pid_t(TemporaryFolder.text(mark).filter(\.isNumber)))
    // Whoever takes in the orphan needs a moment.
    for _ in 0..<100 where kill(child, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) }
    #expect(kill(child, 0) != 0 || TemporaryFolder.text("/proc/\(child)/stat").contains(") Z"))
  }

  @Test("what a program left behind in a session of its own does not hold drift")
  func leftBehind() async throws {
    let failure = try #require(
      await Self.failure(["sh", "-c", "setsid sleep 20 & echo $! >&2; sleep 20"], timeout: 0.5))
    #expect(failure.kind == .unreachable)
  }

  @Test("nobody answers its questions")
  func question() async throws {
    #expect(try await Self.run(["sh", "-c", "read answer; printf \"<$answer>\""]) == Array("<>".utf8))
  }

  @Test("a run that ends, ends it")
  func cancelled() async {
    let task = Task { await Self.failure(["sleep", "60"], timeout: 60) }
    try? await Task.sleep(for: .milliseconds(200))
    task.cancel()
    #expect(await task.value?.kind == .unreached)
  }
}
