import DriftFetch
import DriftProject

/// The documents of a system that is asked when its turn has come: so many systems are asked at once, and those whose
/// documents are read and stored meanwhile keep nobody from being asked.
struct AskedInTurn<Source: DocumentSource>: DocumentSource {
  let source: Source
  let turnstile: Turnstile

  func fetch(known: [Validator]) async throws(FetchFailure) -> Fetched {
    try await asked { () async throws(FetchFailure) in try await source.fetch(known: known) }
  }

  func fetch(reference path: String) async throws(FetchFailure) -> FetchedDocument {
    try await asked { () async throws(FetchFailure) in try await source.fetch(reference: path) }
  }

  func examine(_ rules: HealthRules) async -> AccessFacts? {
    guard rules.asksAnything else { return await source.examine(rules) }
    // Who was called off says what is known by then, and asks nobody.
    guard await turnstile.enter() else { return await source.examine(rules) }
    let facts = await source.examine(rules)
    await turnstile.leave()
    return facts
  }

  /// What the system answers, when its turn has come.
  private func asked<Answer: Sendable>(
    _ ask: () async throws(FetchFailure) -> Answer
  ) async throws(FetchFailure) -> Answer {
    guard await turnstile.enter() else { throw FetchFailure(.unreached, "the run ended before it was asked") }
    let result: Result<Answer, FetchFailure>
    do throws(FetchFailure) {
      result = .success(try await ask())
    } catch {
      result = .failure(error)
    }
    await turnstile.leave()
    return try result.get()
  }
}
