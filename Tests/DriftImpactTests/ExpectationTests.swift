import DriftDiff
import DriftImpact
import DriftModel
import Testing

@Suite("What an entry expects")
struct ExpectationTests {
  private static func document(_ field: String) -> String {
    #"{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A", "type": "object", "properties": {"x": \#(field)}}"#
  }

  @Test(
    "An expectation that the newest version denies is a finding of its own, changed or not",
    arguments: [
      (#"{"type": "integer"}"#, "type: string", "breaking"),
      (#"{"type": "string", "format": "date"}"#, "format: date-time", "breaking"),
      (#"{"type": "string", "format": "uuid"}"#, "type: email", "breaking"),
      (#"{"type": ["string", "integer"]}"#, "type: string", "warning"),
      (#"{"type": "string", "format": "email"}"#, "type: string, format: email", ""),
      (#"{"type": "integer"}"#, "type: number", ""),
      (#"{"type": "string"}"#, "type: string, format: email", ""), (#"{"type": "string"}"#, "type: date", ""),
      ("{}", "type: string", ""),
      (#"{"type": "number"}"#, "type: integer", "warning"), (#"{"type": "string"}"#, "type: \"null\"", "breaking"),
    ])
  func held(field: String, expects: String, severity: String) throws {
    let text = Self.document(field)
    let judged = try Judged(text, text, [.init("A.x", "read", expects: expects)])
    #expect(judged.findings.map(\.severity.rawValue) == (severity.isEmpty ? [] : [severity]))
    #expect(judged.findings.allSatisfy { $0.rule == "expectation-failed" && $0.change == nil })
    #expect(judged.findings.allSatisfy { $0.message.contains("mapping.yaml:4") })
  }

  @Test("A change of the type at the place says it already")
  func saidByChange() throws {
    let judged = try Judged(
      Self.document(#"{"type": "string"}"#), Self.document(#"{"type": "integer"}"#),
      [.init("A.x", "read", expects: "type: string")])
    #expect(judged.findings.map(\.rule) == ["type-changed"])
  }

  @Test(
    "What the schema says no more is not what was expected, nor less than for who expects nothing",
    arguments: [
      (#"{"type": "integer"}"#, "{}", "type: integer", Severity.breaking),
      (#"{"type": "string", "format": "date"}"#, #"{"type": "string"}"#, "type: date", .breaking),
      (#"{"type": "string", "format": "date"}"#, #"{"type": "string"}"#, "type: string, format: date", .breaking),
      (#"{"type": "string", "format": "email"}"#, #"{"type": "string"}"#, "type: string, format: email", .breaking),
      (#"{"type": "string", "format": "email"}"#, #"{"type": "string"}"#, "type: string", .warning),
      // What is expected is there now.
      (
        #"{"type": "string", "format": "date"}"#, #"{"type": "string", "format": "date-time"}"#, "format: date-time",
        .info
      ),
      (#"{"type": "string"}"#, #"{"type": "integer"}"#, "type: integer", .info),
      ("{}", #"{"type": "integer"}"#, "type: integer", .info),
    ])
  func unsaid(old: String, new: String, expects: String, severity: Severity) throws {
    let bare = try Judged(Self.document(old), Self.document(new), [.init("A.x", "read")])
    let judged = try Judged(Self.document(old), Self.document(new), [.init("A.x", "read", expects: expects)])
    let (with, without) = (judged.findings.flatMap(\.affects), bare.findings.flatMap(\.affects))
    #expect(with.map(\.severity) == [severity])
    if severity > .info { #expect(without.allSatisfy { $0.severity <= severity }) }
  }

  @Test("A type that is none is refused, with the nearest that is one")
  func words() {
    let text = "agent: a\nfields:\n  - {agent: x, system: s, field: A.x, access: [read], expects: {type: strnig}}\n"
    #expect(throws: DriftError.self) { try Judged.mapping(text) }
    do { _ = try Judged.mapping(text) } catch let error as DriftError {
      #expect(error.message.contains("\"strnig\""))
      #expect(error.help == ["Did you mean \"string\"?"])
    } catch { Issue.record(error) }
  }
}
