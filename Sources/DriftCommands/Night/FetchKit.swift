import DriftFetch
import DriftModel
import DriftNight
import DriftProject

/// What fetching needs, once a run.
struct FetchKit: Sendable {
  let project: Project
  let isVerbose: Bool

  init(_ project: Project, isVerbose: Bool) {
    self.project = project
    self.isVerbose = isVerbose
  }

  /// Where the documents of a system come from.
  func source(of system: Project.System) -> some DocumentSource { NoSource() }

  func post(_ body: [UInt8], to url: Credentials.Secret) async throws {}
  func ping(_ url: Credentials.Secret) async throws {}
}

struct NoSource: DocumentSource {
  func fetch(known: [Validator]) async throws(FetchFailure) -> Fetched { throw FetchFailure(.setup, "none") }
  func fetch(reference path: String) async throws(FetchFailure) -> FetchedDocument {
    throw FetchFailure(.setup, "none")
  }
  func warnings() async -> [String] { [] }
}
