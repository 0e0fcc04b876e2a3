import DriftFetch
import DriftModel
import DriftNight
import DriftProject
import DriftStore

/// Documents that a test gives out, and how often each was asked for.
actor FakeSource: DocumentSource {
  private var answers: [Result<Fetched, FetchFailure>]
  private let references: [String: [UInt8]]
  /// Why references are not given tonight; nil where they are.
  private var trouble: FetchFailure?
  private(set) var asked: [[Validator]] = []
  private(set) var askedFor: [String] = []

  init(_ answers: [Result<Fetched, FetchFailure>], references: [String: [UInt8]] = [:]) {
    self.answers = answers
    self.references = references
  }

  func set(trouble: FetchFailure?) { self.trouble = trouble }

  func fetch(known: [Validator]) async throws(FetchFailure) -> Fetched {
    asked.append(known)
    guard !answers.isEmpty else { throw FetchFailure(.unreachable, "asked more often than expected") }
    return try answers.removeFirst().get()
  }

  func fetch(reference path: String) async throws(FetchFailure) -> FetchedDocument {
    askedFor.append(path)
    if let trouble { throw trouble }
    guard let bytes = references[path] else { throw FetchFailure(.moved, "nothing at \(path)") }
    return FetchedDocument(path: path, source: "https://a.example/\(path)", bytes: bytes)
  }

  func examine(_ rules: HealthRules) async -> AccessFacts? { nil }

  static func document(_ text: String, tag: String? = nil) -> Result<Fetched, FetchFailure> {
    let bytes = Array(text.utf8)
    var fetched = Fetched(documents: [.init(path: "a.json", source: "https://a.example/a.json", bytes: bytes)])
    if let tag {
      fetched.validators = [
        .init(url: "https://a.example/a.json", tag: tag, lastModified: nil, digest: ContentHash.hex(bytes))
      ]
    }
    return .success(fetched)
  }

  static var unchanged: Result<Fetched, FetchFailure> { .success(Fetched(documents: nil)) }
}
