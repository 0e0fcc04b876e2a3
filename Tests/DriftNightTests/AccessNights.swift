import DriftImpact
import DriftModel
import DriftNight
import DriftProject
import DriftStore
import Testing

@testable import DriftFetch

/// One system over several nights, with what is remembered from one to the next.
struct AccessNights {
  var system = Project.System(name: "crm", place: SourcePlace(file: "drift.yaml", line: 3, column: 3))
  var record = HealthRecord([])
  var day = 1
  /// What the last night found.
  var findings: [Finding] = []
  /// The ids of the last night's findings.
  var ids: [String] = []
  /// Whose they are to act.
  var parties: [Party] = []

  init(_ auth: Credentials? = nil) {
    var source = HTTPSource(urls: [], place: system.place)
    source.credentials = auth
    system.source = .http(source)
    system.owner = "crm@example.com"
  }

  /// One night: the findings, as rule and text.
  mutating func night(
    _ failure: FetchFailure? = nil, _ change: (inout AccessFacts) -> Void = { _ in }
  ) throws -> [String] {
    var facts = AccessFacts()
    change(&facts)
    let now = try #require(Timestamp("2026-11-\(day < 10 ? "0" : "")\(day)T02:15:00Z"))
    day += 1
    let sight = HealthSight(system, facts, failure: failure, record: record, at: now)
    let findings = HealthChecks.findings(sight)
    _ = record.add(HealthChecks.facts(sight), at: now)
    #expect(findings.allSatisfy { $0.owner == "crm@example.com" && $0.fix?.text.isEmpty == false })
    #expect(findings.allSatisfy { RuleBook.page($0.rule) != nil })
    self.findings = findings
    (ids, parties) = (findings.map(\.id), findings.map(\.party))
    return findings.map { "\($0.severity.rawValue) \($0.rule): \($0.message)" }
  }

  static let place = SourcePlace(file: "drift.yaml", line: 5, column: 7)
  static let bearer = Credentials.bearer(.init(.environment("TOKEN"), place: place))

  static func time(_ day: String) throws -> Double {
    Double(try #require(Timestamp(endOf: day)).seconds)
  }

  static func response(_ headers: HeaderList, refusals: Int = 0) throws -> HTTPResponse {
    var response = HTTPResponse(
      status: 200, headers: headers, body: [],
      url: WebAddress(origin: Origin(scheme: "https", host: "crm.example.com", port: 443), path: "/"))
    response.refusals = refusals
    return response
  }

  static func notes(_ headers: HeaderList) throws -> AnswerNotes {
    var notes = AnswerNotes()
    notes.take(try Self.response(headers), now: try Self.time("2026-11-01"))
    return notes
  }
}
