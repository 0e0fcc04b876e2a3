public import DriftFetch
public import DriftProject
public import DriftStore

/// Gives the documents of one system.
public protocol DocumentSource: Sendable {
  /// Fetches them; `known` is what the last look learned, so that nothing comes twice.
  func fetch(known: [Validator]) async throws(FetchFailure) -> Fetched

  /// Fetches a document that another one refers to: a path relative to the system's other documents.
  func fetch(reference path: String) async throws(FetchFailure) -> FetchedDocument

  /// What the system granted and said of access, asked for what the project file wants to know; nil where nobody is asked
  /// who it is.
  func examine(_ rules: HealthRules) async -> AccessFacts?
}

/// What the documents of a system say, and what is missing for the rest.
public struct ReadDocuments: Sendable {
  /// The schema as a version will have it.
  public var prepared: PreparedSnapshot
  /// The paths of documents that those at hand refer to and that were not among them.
  public var wanted: [String]

  /// Makes what was read.
  public init(prepared: PreparedSnapshot, wanted: [String]) {
    self.prepared = prepared
    self.wanted = wanted
  }
}

/// Reads documents. It is given by who knows the formats.
public typealias ReadDocumentsOf = @Sendable (Project.System, [FetchedDocument]) throws -> ReadDocuments

extension PreparedSnapshot {
  /// What is not on a list that goes on would look as if it were gone: what was fetched is whole, or it makes no version.
  ///
  /// - Throws: ``FetchFailure`` with what says that there is more.
  public func checkWhole() throws(FetchFailure) {
    guard let short = shortLists.first else { return }
    throw FetchFailure(
      .answer, "what came is not all there is: \(short)",
      advice: "the next run asks again; a list that always comes in pages is a source of http with paging")
  }
}
