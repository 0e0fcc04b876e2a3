import ArgumentParser
import CAllocator
import DriftImpact
import DriftModel
import DriftReport
import DriftStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs the command that the arguments name and ends the process with its exit code.
package enum CommandLineTool {
  package static func run() -> Never {
    keepMemory()
    keepStreams()
    do {
      try DriftCommand.checkVerb(CommandLine.arguments.dropFirst().first)
      var command = try DriftCommand.parseAsRoot()
      try command.run()
      exit(ExitCode.clean.rawValue)
    } catch let error as DriftError {
      Output.error(error)
      exit(ExitCode.failed.rawValue)
    } catch let end as CommandEnd {
      exit(end.code.rawValue)
    } catch {
      let text = DriftCommand.fullMessage(for: error)
      // Help and the version are answers; anything else is a mistake in the call.
      let isAnswer = DriftCommand.exitCode(for: error) == .success
      if isAnswer {
        Output.standard(Array((text + "\n").utf8))
      } else {
        Output.standardError(Array((text + "\n").utf8))
      }
      exit(isAnswer ? ExitCode.clean.rawValue : ExitCode.failed.rawValue)
    }
  }
}

extension CommandLineTool {
  /// Makes sure that no file that is opened later becomes a standard stream: where one is closed, what is said would be
  /// written into that file. A closed output stays one that cannot be written to.
  private static func keepStreams() {
    for (descriptor, mode) in [(Int32(0), O_RDONLY), (1, O_RDONLY), (2, O_WRONLY)] where fcntl(descriptor, F_GETFD) < 0
    {
      _ = open("/dev/null", mode)
    }
  }

  /// Memory that was freed is used again, and not given back and fetched anew with every large array: a process that
  /// ends after a second has nobody to give it to.
  private static func keepMemory() {
    #if canImport(Glibc)
      mallopt(M_MMAP_THRESHOLD, 32 << 20)
      mallopt(M_TRIM_THRESHOLD, 256 << 20)
    #endif
  }
}

extension DriftCommand {
  /// Refuses a first argument that is no subcommand; the parser would call it unexpected and suggest nothing.
  static func checkVerb(_ verb: String?) throws(DriftError) {
    let verbs = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let verb, !verb.hasPrefix("-"), !(verbs + ["help"]).contains(verb) else { return }
    let near = Suggestion.nearest(to: verb, in: verbs, atMost: 1)
    throw DriftError(
      "there is no command \"\(verb)\"",
      help: [near.first.map { "Did you mean drift \($0)?" } ?? "drift --help lists the commands."])
  }
}

/// Thrown by a command that did its work and has more to say than "clean".
struct CommandEnd: Error {
  var code: ExitCode

  /// Lets a report be until the process ends, which follows: to take apart what it holds takes longer than that.
  static func keep(_ report: Report) { _ = Unmanaged.passRetained(Kept(report)) }

  private final class Kept {
    let report: Report
    init(_ report: Report) { self.report = report }
  }
}

/// The environment of the process.
enum Environment {
  /// The value of a variable; nil where it is not set.
  static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// What the clock says, to less than a second: for waiting, for tokens and dates of headers.
  static var exactNow: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// What the clock says.
  static var now: Timestamp { Timestamp(secondsSince1970: time(nil)) }
}

/// Writes to the standard streams.
enum Output {
  static func standard(_ bytes: [UInt8]) { write(bytes, to: 1) }
  static func standardError(_ bytes: [UInt8]) { write(bytes, to: 2) }

  /// Writes a report to standard output.
  ///
  /// - Throws: ``DriftError`` where not all of it could be written: what follows from its having been told must not happen.
  ///   ``CommandEnd`` where the reader went, who wants to hear no more.
  static func report(_ bytes: [UInt8]) throws {
    guard let code = put(bytes, to: 1) else { return }
    if code == EPIPE { throw CommandEnd(code: .failed) }
    throw DriftError("the report cannot be written to standard output: \(String(cString: strerror(code)))")
  }

  static func error(_ error: DriftError) { standardError(Array(ErrorText.lines(error).utf8)) }

  /// Ends the process: a report that nobody got must not look like one that was given.
  private static func lost(_ descriptor: Int32, _ code: Int32) -> Never {
    if descriptor == 1, code != EPIPE {
      error(DriftError("the output cannot be written: \(String(cString: strerror(code)))"))
    }
    exit(ExitCode.failed.rawValue)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    if let code = put(bytes, to: descriptor) { lost(descriptor, code) }
  }

  /// Writes all bytes; nil, or why they could not be written.
  private static func put(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var sent = 0
    // A reader that went is an error of the call, and no end of the program.
    signal(SIGPIPE, SIG_IGN)
    return bytes.withUnsafeBytes { all in
      while sent < all.count, let base = all.baseAddress {
        #if canImport(Darwin)
          let count = Darwin.write(descriptor, base + sent, all.count - sent)
        #elseif canImport(Musl)
          let count = Musl.write(descriptor, base + sent, all.count - sent)
        #else
          let count = Glibc.write(descriptor, base + sent, all.count - sent)
        #endif
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return errno }
        sent += count
      }
      return nil
    }
  }
}
