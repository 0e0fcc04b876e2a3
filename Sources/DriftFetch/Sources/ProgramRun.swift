import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Runs a program of the project file: no shell reads its arguments.
struct ProgramRun: Sendable {
  /// The program and its arguments.
  let arguments: [String]
  /// Where it runs.
  let folder: String
  /// How long it may take, seconds.
  let timeout: Double
  /// The most that it may write, bytes.
  let maxBytes: Int
  /// What it is for, in an error: `the source of crm`.
  let purpose: String

  /// How much of what it says on standard error is kept.
  private static let mostErrors = 1_000_000

  /// The bytes that it writes to its standard output.
  ///
  /// - Throws: ``FetchFailure`` where it cannot be started, fails, takes too long or writes too much.
  func output() async throws(FetchFailure) -> [UInt8] {
    guard let name = arguments.first else { throw FetchFailure(.setup, "\(purpose) names no program") }
    let result: Result<[UInt8], any Error> = await withTaskGroup(of: Result<[UInt8], any Error>?.self) { group in
      group.addTask { [self] in
        do { return .success(try await self.run(name)) } catch { return .failure(error) }
      }
      group.addTask { [timeout] in
        try? await Task.sleep(for: .seconds(timeout))
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      // The program is ended before anything is said of it.
      while await group.next() != nil {}
      return first ?? .failure(TimedOut())
    }
    do {
      return try result.get()
    } catch let failure as FetchFailure {
      throw failure
    } catch is TimedOut {
      if Task.isCancelled { throw FetchFailure(.unreached, "the run ended before \(name) did") }
      throw FetchFailure(
        .unreachable, "\(purpose): \(name) took longer than \(Int(timeout)) s and was ended", advice: "raise timeout")
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw FetchFailure(.setup, "\(purpose): there is no program \(name)", advice: "install it, or name its path")
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      throw FetchFailure(
        .answer, "\(purpose): \(name) wrote more than \(maxBytes) bytes", advice: "raise max-bytes, or ask it for less")
    } catch is CancellationError {
      throw FetchFailure(.unreached, "the run ended before \(name) did")
    } catch {
      throw FetchFailure(.setup, "\(purpose): \(name) cannot be run", advice: "try it by hand")
    }
  }

  private struct TimedOut: Error {}

  private func run(_ name: String) async throws -> [UInt8] {
    var platform = PlatformOptions()
    // A group of its own, so that what it starts ends with it.
    platform.processGroupID = 0
    platform.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .milliseconds(500))]
    let result = try await Subprocess.run(
      name.contains("/") ? .path(path(name)) : .name(name), arguments: Arguments(Array(arguments.dropFirst())),
      workingDirectory: FilePath(folder), platformOptions: platform, output: .bytes(limit: maxBytes),
      error: .string(limit: Self.mostErrors))
    guard result.terminationStatus.isSuccess else {
      let said = result.standardError.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) }
      throw FetchFailure(
        .setup, "\(purpose): \(name) failed, \(Self.words(result.terminationStatus))",
        said: said.map { Printable.text(String($0)) } ?? "", advice: "try it by hand")
    }
    return result.standardOutput
  }

  private func path(_ name: String) -> FilePath { FilePath(name.hasPrefix("/") ? name : "\(folder)/\(name)") }

  private static func words(_ status: TerminationStatus) -> String {
    switch status {
    case .exited(let code): "exit code \(code)"
    case .signaled(let signal): "signal \(signal)"
    }
  }
}
