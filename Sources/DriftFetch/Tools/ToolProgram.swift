public import DriftProject
internal import Subprocess

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A server of the Model Context Protocol that is a program: a message a line, on its standard input and output.
public enum ToolProgram {
  /// The tools that a program lists.
  ///
  /// - Parameter client: the version that drift says it has.
  /// - Throws: ``FetchFailure`` where it does not start, ends before it answered, takes too long or lists nothing.
  public static func fetch(
    _ source: CommandSource, folder: String, client: String
  ) async throws(FetchFailure) -> Fetched {
    guard let program = source.arguments.first, !program.isEmpty,
      !source.arguments.contains(where: { $0.utf8.contains(0) })
    else {
      throw FetchFailure(.setup, "the command has no program", advice: "write it as a list: [program, argument]")
    }
    let name = CommandRun.name(of: source.arguments)
    // A program that ends while something is written to it is an error of that write, and not the end of drift.
    signal(SIGPIPE, SIG_IGN)
    let stray = Locked<[UInt8]?>(nil)
    let outcome = await withTaskGroup(of: Result<ToolDialogue.List, FetchFailure>?.self) { group in
      group.addTask { await run(source, name, folder, client, stray) }
      group.addTask {
        try? await Task.sleep(for: .seconds(source.timeout))
        return nil
      }
      // What comes first decides; the other is cancelled, which ends the program and all that it started.
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    if Task.isCancelled { throw FetchFailure(.unreached, "the run ended while \"\(name)\" was at work") }
    guard let outcome else {
      if let line = stray.with({ $0 }) { throw noMessages(name, line) }
      throw FetchFailure(
        .unreachable, "\"\(name)\" took longer than \(source.timeout) s",
        advice: "raise timeout, or see what it waits for")
    }
    let list = try outcome.get()
    return Fetched(
      documents: [FetchedDocument(path: "tools/list", source: name, bytes: list.bytes)], doubts: list.doubts)
  }

  private static func run(
    _ source: CommandSource, _ name: String, _ folder: String, _ client: String, _ stray: Locked<[UInt8]?>
  ) async -> Result<ToolDialogue.List, FetchFailure> {
    var options = PlatformOptions()
    // A session of its own: no terminal to ask on, and one group to end.
    options.createSession = true
    options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(1))]
    let program = source.arguments[0]
    let executable: Executable =
      !program.contains("/")
      ? .name(program) : .path(CommandRun.path(program.hasPrefix("/") ? program : "\(folder)/\(program)"))
    do {
      let teardown = options.teardownSequence
      let result = try await Subprocess.run(
        executable, arguments: Arguments(Array(source.arguments.dropFirst())),
        workingDirectory: CommandRun.path(folder.isEmpty ? "." : folder), platformOptions: options, input: .inputWriter,
        output: .sequence, error: .sequence
      ) { execution in
        async let errors = CommandRun.tail(execution.standardError)
        let wire = Wire(
          name: name, writer: execution.standardInputWriter, output: execution.standardOutput.makeAsyncIterator(),
          maxBytes: source.maxBytes, stray: stray)
        var said: Result<ToolDialogue.List, FetchFailure>
        do throws(FetchFailure) {
          var dialogue = ToolDialogue(client: client, server: "\"\(name)\"", maxBytes: source.maxBytes)
          said = .success(try await dialogue.list { message throws(FetchFailure) in try await wire.ask(message) })
        } catch {
          said = .failure(error)
        }
        // The protocol ends it by the end of its input; what does not heed that is ended.
        try? await execution.standardInputWriter.finish()
        await execution.teardown(using: teardown)
        let last = CommandRun.lastLine(await errors)
        if case .failure(var failure) = said, failure.said.isEmpty {
          failure.said = last
          said = .failure(failure)
        }
        return said
      }
      return result.closureResult
    } catch let error as SubprocessError where error.code == .executableNotFound {
      return .failure(
        FetchFailure(
          .setup, "\"\(name)\" is not there", advice: "install it, or name it by its path from the project's folder"))
    } catch {
      return .failure(
        Task.isCancelled
          ? FetchFailure(.unreached, "the run ended while \"\(name)\" was at work")
          : FetchFailure(.setup, "\"\(name)\" could not be started", advice: "is it executable?"))
    }
  }

  /// What a program writes that speaks something else: its own matter, and that of who named it.
  private static func noMessages(_ name: String, _ line: [UInt8]) -> FetchFailure {
    FetchFailure(
      .setup, "\"\(name)\" wrote what is no message of JSON-RPC, and no answer",
      said: Words.clean(String(decoding: line.prefix(1000), as: UTF8.self), atMost: 200),
      advice: "see whether it is an MCP server, and started as one: it may write nothing else to its standard output")
  }

  /// The two pipes, as messages.
  private final class Wire {
    private let name: String
    private let writer: StandardInputWriter
    private var output: SubprocessOutputSequence.AsyncIterator
    private let maxBytes: Int
    /// The first line that was no message.
    private let stray: Locked<[UInt8]?>
    private var buffer: [UInt8] = []
    /// How much of the buffer was searched for the end of a line already.
    private var searched = 0
    private var size = 0

    init(
      name: String, writer: StandardInputWriter, output: SubprocessOutputSequence.AsyncIterator, maxBytes: Int,
      stray: Locked<[UInt8]?>
    ) {
      self.stray = stray
      self.name = name
      self.writer = writer
      self.output = output
      self.maxBytes = maxBytes
    }

    func ask(_ message: ToolDialogue.Message) async throws(FetchFailure) -> ToolDialogue.Reply? {
      do {
        _ = try await writer.write(message.bytes + [0x0A])
      } catch {
        // It takes nothing any more; what it wrote says what it is.
        while true { note(try await line()) }
      }
      guard let id = message.id else { return nil }
      // A server may say other things meanwhile: what it logs, what it would like to know.
      while true {
        let line = try await line()
        if let reply = ToolDialogue.Reply(line, to: id, from: "\"\(name)\"") { return reply }
        note(line)
      }
    }

    private func line() async throws(FetchFailure) -> [UInt8] {
      while true {
        if let end = buffer[searched...].firstIndex(of: 0x0A) {
          let line = Array(buffer[..<end])
          buffer.removeFirst(end + 1)
          searched = 0
          return line
        }
        searched = buffer.count
        let piece: [UInt8]?
        do {
          piece = try await output.next().map { buffer in buffer.withUnsafeBytes { Array($0) } }
        } catch {
          throw ended
        }
        guard let piece else { throw ended }
        size += piece.count
        guard size <= maxBytes else {
          throw FetchFailure(
            .answer, "\"\(name)\" wrote more than \(maxBytes) bytes",
            advice: "raise max-bytes if it has that many tools")
        }
        buffer += piece
      }
    }

    private func note(_ line: [UInt8]) {
      guard line.contains(where: { $0 > 0x20 }), !ToolDialogue.Reply.isMessage(line) else { return }
      stray.with { first in if first == nil { first = line } }
    }

    private var ended: FetchFailure {
      if let line = stray.with({ $0 }) { return ToolProgram.noMessages(name, line) }
      return FetchFailure(
        .setup, "\"\(name)\" ended before it answered", advice: "start it by hand, and see what it says")
    }
  }
}
