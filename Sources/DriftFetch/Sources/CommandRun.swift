public import DriftProject
internal import Subprocess

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Runs a program of the project and takes what it writes. No shell reads the words, and nobody answers its questions.
public enum CommandRun {
  /// What a program may cost.
  struct Limits: Sendable {
    /// Seconds.
    var timeout: Double
    /// The most bytes that it may write to its standard output.
    var maxBytes: Int
  }

  /// How much of the standard error is kept: its end, where programs say why they gave up.
  private static let keptErrors = 4096

  /// The document that a program writes.
  ///
  /// - Throws: ``FetchFailure`` where it does not start, fails, takes too long, writes too much, or writes what is no schema.
  public static func fetch(_ source: CommandSource, folder: String) async throws(FetchFailure) -> Fetched {
    let limits = Limits(timeout: Double(source.timeout), maxBytes: source.maxBytes)
    let bytes = try await output(of: source.arguments, folder: folder, limits)
    let name = name(of: source.arguments)
    if let failure = BodyCheck.failure(of: bytes, from: "\"\(name)\"") { throw failure }
    return Fetched(documents: [.init(path: name, source: name, bytes: bytes)])
  }

  /// What a program writes to its standard output.
  static func output(
    of arguments: [String], folder: String, _ limits: Limits
  ) async throws(FetchFailure) -> [UInt8] {
    guard let program = arguments.first, !program.isEmpty, !arguments.contains(where: { $0.utf8.contains(0) }) else {
      throw FetchFailure(.setup, "the command has no program", advice: "write it as a list: [program, argument]")
    }
    let name = name(of: arguments)
    let outcome = await withTaskGroup(of: Outcome.self) { group in
      group.addTask { await run(program, Array(arguments.dropFirst()), folder, limits) }
      group.addTask {
        do { try await Task.sleep(for: .seconds(limits.timeout)) } catch { return .ended }
        return .late
      }
      // What comes first decides; the other is cancelled, which ends the program and all that it started.
      let first = await group.next() ?? .ended
      group.cancelAll()
      return first
    }
    if Task.isCancelled { throw FetchFailure(.unreached, "the run ended while \"\(name)\" was at work") }
    switch outcome {
    case .bytes(let bytes): return bytes
    case .failed(let why, let said, let advice):
      throw FetchFailure(.setup, "\"\(name)\" \(why)", said: said, advice: advice)
    case .tooLarge:
      throw FetchFailure(
        .answer, "\"\(name)\" wrote more than \(limits.maxBytes) bytes",
        advice: "raise max-bytes if the document is that large")
    case .late, .ended:
      throw FetchFailure(
        .unreachable, "\"\(name)\" took longer than \(Int(limits.timeout)) s",
        advice: "raise timeout, or see what it waits for: it has no terminal and no standard input")
    }
  }

  /// How a run ended.
  private enum Outcome: Sendable {
    case bytes([UInt8])
    case failed(String, said: String, advice: String)
    case tooLarge
    case late
    case ended
  }

  /// The name of the program, without its folder.
  static func name(of arguments: [String]) -> String {
    Words.clean(arguments.first?.split(separator: "/").last.map(String.init) ?? "", atMost: 80)
  }

  private static func run(
    _ program: String, _ arguments: [String], _ folder: String, _ limits: Limits
  ) async -> Outcome {
    var options = PlatformOptions()
    // A session of its own: no terminal to ask on, and one group to end.
    options.createSession = true
    options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(1))]
    // A path is one of the project's folder, whatever folder drift was started in.
    let executable: Executable =
      !program.contains("/")
      ? .name(program) : .path(path(program.hasPrefix("/") ? program : "\(folder)/\(program)"))
    do {
      let teardown = options.teardownSequence
      let result = try await Subprocess.run(
        executable, arguments: Arguments(arguments), workingDirectory: path(folder.isEmpty ? "." : folder),
        platformOptions: options, input: .none, output: .sequence, error: .sequence
      ) { execution in
        async let errors = tail(execution.standardError)
        let output = try await head(execution.standardOutput, limits.maxBytes)
        if output == nil { await execution.teardown(using: teardown) }
        return (output, await errors)
      }
      let (output, errors) = result.closureResult
      guard let output else { return .tooLarge }
      switch result.terminationStatus {
      case .exited(0): return .bytes(output)
      case .exited(let code): return .failed("failed with exit code \(code)", said: lastLine(errors), advice: "")
      case .signaled(let signal): return .failed("was ended by signal \(signal)", said: lastLine(errors), advice: "")
      }
    } catch let error as SubprocessError where error.code == .executableNotFound {
      return .failed("is not there", said: "", advice: "install it, or name it by its path from the project's folder")
    } catch {
      return Task.isCancelled ? .ended : .failed("could not be started", said: "", advice: "is it executable?")
    }
  }

  /// A path for Subprocess, whose type of paths is another on each system.
  static func path<Path: ExpressibleByStringLiteral>(_ text: String) -> Path
  where Path.StringLiteralType == String { Path(stringLiteral: text) }

  /// All bytes; nil where there are more than allowed.
  private static func head(_ output: SubprocessOutputSequence, _ most: Int) async throws -> [UInt8]? {
    var bytes: [UInt8] = []
    for try await piece in output {
      guard bytes.count + piece.count <= most else { return nil }
      piece.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
    return bytes
  }

  /// The last bytes.
  static func tail(_ output: SubprocessOutputSequence) async -> [UInt8] {
    var bytes: [UInt8] = []
    do {
      for try await piece in output {
        piece.withUnsafeBytes { bytes.append(contentsOf: $0) }
        if bytes.count > 2 * keptErrors { bytes.removeFirst(bytes.count - keptErrors) }
      }
    } catch {
      // What was read so far is all that there is to say.
    }
    return bytes
  }

  static func lastLine(_ bytes: [UInt8]) -> String {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map {
      Words.clean(String($0))
    }
    return lines.last { !$0.isEmpty } ?? ""
  }
}
