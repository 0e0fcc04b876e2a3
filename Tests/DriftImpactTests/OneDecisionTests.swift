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

@Suite("Limits, and what an entry says that it writes") struct LimitExampleTests {
  private static func document(_ schema: String) -> String {
    let body = Judged.json(#"{"type": "object", "properties": {"level": \#(schema)}}"#)
    return Judged.openAPI(
      #"{"/a": {"get": {"responses": {"200": {"description": "", \#(body)}}}, "post": {"requestBody": {\#(body)}, "responses": {"204": {"description": ""}}}}}"#
    )
  }

  private static func told(_ old: String, _ new: String, _ examples: String = "") throws -> [String] {
    let entries = [#""GET /a".response.level"#, #""POST /a".request.level"#].map { address in
      Judged.Entry(
        address, address.contains("GET") ? "read" : "write",
        also: examples.isEmpty || address.contains("GET") ? "" : "examples: [\(examples)]")
    }
    return try Judged(document(old), document(new), entries).findings.flatMap { finding in
      finding.affects.filter { $0.severity > .info }.map { "\($0.severity.rawValue) \($0.consequence)" }
    }
  }

  @Test(
    "a length that went because a list of the values came is no wider limit; nor is it a stricter one the other way")
  func list() throws {
    let text = #"{"type": "string", "maxLength": 20}"#
    let list = #"{"type": "string", "enum": ["gold", "silver"]}"#
    let listed = try Self.told(text, list)
    #expect(listed.count == 1 && listed[0].hasPrefix("breaking its write"), "\(listed)")
    // Whoever reads may read what was not in the list.
    let freed = try Self.told(list, text)
    #expect(!freed.isEmpty && !freed.contains { $0.contains("write") }, "\(freed)")
    let longer = #"{"type": "string", "enum": ["gold", "a value of more than twenty characters"]}"#
    #expect(try Self.told(text, longer).contains { $0.contains("outside of the old limit") })
  }

  @Test(
    "examples decide whether a stricter limit breaks a write",
    arguments: [
      (#""type": "string""#, #""maxLength": 5"#, "gold", "a platinum one"),
      (#""type": "string", "maxLength": 50"#, #""maxLength": 5"#, "gold", "a platinum one"),
      (#""type": "string""#, #""minLength": 3"#, "gold", "x"),
      (#""type": "integer""#, #""maximum": 10"#, "10", "11"),
      (#""type": "number""#, #""minimum": 0.5"#, "0.50", "0.4"),
      (#""type": "string""#, #""enum": ["gold", "silver"]"#, "gold", "lead"),
    ]) func examples(_ old: String, _ limit: String, _ within: String, _ beyond: String) throws
  {
    let type = old.split(separator: ",")[0]
    let (before, after) = ("{\(old)}", "{\(type), \(limit)}")
    func written(_ examples: String) throws -> [String] {
      try Self.told(before, after, examples).filter { $0.contains("write") }
    }
    #expect(try written("").allSatisfy { $0.hasPrefix("breaking its write may be refused") })
    #expect(
      try written("\"\(within)\"") == ["warning a write beyond the limit would be refused; its examples are within it"])
    #expect(try written("\"\(within)\", \"\(beyond)\"") == ["breaking its write of \"\(beyond)\" will be refused"])
  }
}
