import DriftTestSupport
import Testing

@testable import DriftFetch

/// Bodies of errors beside the project: each is recognised for what it is, and stays so in another spelling.
@Suite("Samples of error bodies") struct ErrorSampleTests {
  /// The case in each file's name, and what the answer is taken for with the status of the name.
  private static let rows: [(file: String, means: VendorCase, kind: FetchFailure.Kind)] = [
    ("google-400-refresh.json", .refused, .credentials), ("google-403-scope.json", .scope, .right),
    ("graph-401-expired.json", .expired, .expired), ("graph-403-privileges.json", .scope, .right),
    ("graph-429.json", .limit, .throttled), ("hubspot-400-property.json", .field, .right),
    ("hubspot-401-expired.json", .expired, .expired), ("hubspot-403-missing-scopes.json", .scope, .right),
    ("hubspot-409-conflict.json", .duplicate, .answer), ("hubspot-429.json", .limit, .throttled),
    ("notion-404-not-shared.json", .right, .right), ("problem-429.json", .limit, .throttled),
    ("salesforce-400-duplicate.json", .duplicate, .answer), ("salesforce-400-field-permission.json", .field, .right),
    ("salesforce-400-no-such-column.json", .field, .right),
    ("salesforce-400-refresh-revoked.json", .expired, .expired), ("salesforce-401-expired.json", .expired, .expired),
    ("salesforce-403-limit.json", .limit, .throttled), ("shopify-200-access-denied.json", .right, .right),
    ("soap-fault-session.xml", .expired, .expired),
  ]

  @Test("each body is what its name says, in any case, with a key more, in an envelope, and cut short", arguments: rows)
  func samples(_ file: String, _ means: VendorCase, _ kind: FetchFailure.Kind) throws {
    guard let shared = SharedData.folder(for: "the error body \(file)") else { return }
    let bytes = try SharedData.bytes("\(shared)/formats-samples/errors/\(file)")
    let text = String(decoding: bytes, as: UTF8.self)
    let status = file.split(separator: "-").lazy.compactMap { Int($0.prefix(3)) }.first ?? 500
    var spellings = [text]
    if file.hasSuffix(".json") {
      spellings.append("{\"trace\":\"a1\",\"response\":\(text)}")
      spellings.append(text.lowercased())
    }
    for spelling in spellings {
      let bytes = Array(spelling.utf8)
      let error = try #require(VendorError(bytes), "\(spelling)")
      #expect(error.means == means, "\(spelling)")
      // What comes with 200 stands in no envelope that anybody could know.
      guard status != 200 || spelling == text else { continue }
      let failure = try #require(Self.failure(status, spelling), "\(spelling)")
      #expect(failure.kind == kind, "\(spelling)")
      #expect(!failure.advice.isEmpty, "\(spelling)")
    }
    // Half a body: the status is left, and what it still says.
    if status != 200 {
      let half = String(text.prefix(text.count / 2))
      let plain = Self.failure(status, "")?.kind ?? .answer
      #expect([plain, kind].contains(Self.failure(status, half)?.kind))
    }
  }

  private static func failure(_ status: Int, _ body: String) -> FetchFailure? {
    AnswerCheck.failure(
      of: HTTPResponse(
        status: status, headers: [], body: Array(body.utf8), url: WebAddress(origin: StubSystem.origin, path: "/")))
  }

  @Test("all of them have a row") func complete() throws {
    guard let shared = SharedData.folder(for: "the error bodies") else { return }
    let files = SharedData.files(below: "\(shared)/formats-samples/errors").compactMap { $0.split(separator: "/").last }
    #expect(Set(files.map(String.init)).subtracting(Self.rows.map(\.file)) == [])
  }
}
