public import DriftProject

/// Takes the document of a system from a program.
public struct CommandFetcher: Sendable {
  private let run: ProgramRun

  /// Makes a fetcher; the program runs in a folder, the project's.
  public init(system: String, _ source: CommandSource, folder: String) {
    run = ProgramRun(
      arguments: source.arguments, folder: folder, timeout: Double(source.timeout), maxBytes: source.maxBytes,
      purpose: "the source of \(system)")
  }

  /// Runs the program.
  ///
  /// - Throws: ``FetchFailure`` where it fails, or writes what cannot be a schema.
  public func fetch() async throws(FetchFailure) -> Fetched {
    let bytes = try await run.output()
    let name = run.arguments.first?.split(separator: "/").last.map(String.init) ?? "command"
    if let failure = AnswerCheck.failure(ofOutput: bytes, of: run.purpose) { throw failure }
    return Fetched(documents: [FetchedDocument(path: name, source: name, bytes: bytes)])
  }
}
