import DriftDiff
import DriftImpact
import DriftModel
import Testing

@Suite("What looks like two changes and is one")
struct OneDecisionTests {
  private static func written(_ limits: String) -> String {
    Judged.openAPI(
      #"{"/a": {"post": {"requestBody": {\#(Judged.json(#"{"type": "integer", \#(limits)}"#))}, "responses": {"204": {"description": ""}}}}}"#
    )
  }

  @Test("A limit that takes its end in is looser, one that leaves it out is stricter")
  func exclusive() throws {
    let without = Self.written(#""maximum": 20, "exclusiveMaximum": true"#)
    let with = Self.written(#""maximum": 20"#)
    #expect(try Judged(without, with).findings.allSatisfy { $0.severity == .info })
    #expect(try Judged(with, without).findings.map(\.severity).max() == .breaking)
    let higher = Self.written(#""maximum": 30, "exclusiveMaximum": true"#)
    #expect(try Judged(with, higher).findings.allSatisfy { $0.severity == .info })
  }

  @Test(
    "Credentials that did still do where less is asked for",
    arguments: [
      (#"{"o": ["r", "w"]}"#, #"{"o": ["r"]}"#, Severity.info), (#"{"o": ["r"]}"#, #"{"o": ["r", "w"]}"#, .breaking),
      (#"{"o": ["r"], "k": []}"#, #"{"k": []}"#, .info), (#"{"k": []}"#, #"{"o": ["r"], "k": []}"#, .breaking),
      (#"{"k": []}, {"o": []}"#, #"{"k": []}"#, .breaking), (#"{"k": []}"#, #"{"k": []}, {"o": []}"#, .info),
    ])
  func security(old: String, new: String, severity: Severity) throws {
    func document(_ ways: String) -> String {
      Judged.openAPI(#"{"/a": {"get": {"security": [\#(ways)], "responses": {"204": {"description": ""}}}}}"#)
    }
    #expect(try Judged(document(old), document(new)).findings.map(\.severity) == [severity])
  }
}
