import DriftFetch
import DriftProject

/// The documents of a system that is asked when its turn has come: so many systems are asked at once, and those whose
/// documents are read and stored meanwhile keep nobody from being asked.
struct AskedInTurn<Source: DocumentSource>: DocumentSource {
  let source: Source
  let turnstile: Turnstile

  func fetch(known: [Validator]) async throws(FetchFailure) -> Fetched {
    try await enter()
    do throws(FetchFailure) {
      let fetched = try await source.fetch(known: known)
      await turnstile.leave()
      return fetched
    } catch {
      await turnstile.leave()
      throw error
    }
  }

  func fetch(reference path: String) async throws(FetchFailure) -> FetchedDocument {
    try await enter()
    do throws(FetchFailure) {
      let document = try await source.fetch(reference: path)
      await turnstile.leave()
      return document
    } catch {
      await turnstile.leave()
      throw error
    }
  }

  func examine(_ rules: HealthRules) async -> AccessFacts? {
    guard rules.asksAnything else { return await source.examine(rules) }
    // Who was called off says what is known by then, and asks nobody.
    guard await turnstile.enter() else { return await source.examine(rules) }
    let facts = await source.examine(rules)
    await turnstile.leave()
    return facts
  }

  private func enter() async throws(FetchFailure) {
    guard await turnstile.enter() else { throw FetchFailure(.unreached, "the run ended before it was asked") }
  }
}
