import DriftModel
import DriftSyntax
import Testing

@Suite("Mistakes in a mapping")
struct MappingMistakeTests {
  private func error(_ fields: String) -> DriftError? {
    do {
      _ = try Judged.mapping("agent: a\nfields: \(fields)\n")
      return nil
    } catch {
      return error as? DriftError
    }
  }

  @Test("A word that is no direction is told, with the one that was meant")
  func access() {
    let found = error("[{agent: x, system: s, field: A.x, access: [reed]}]")
    #expect(found?.message == "expected \"read\" or \"write\", found \"reed\"")
    #expect(found?.help == ["Did you mean \"read\"?"])
  }

  @Test("No entries at all is a mistake at the list")
  func empty() {
    #expect(error("[]")?.message.contains("at least one entry") == true)
  }

  @Test("Several mistakes are told together, in at most four lines")
  func several() throws {
    let wrong = "{agent: x, system: s, field: A.x, access: [reed]}"
    let many = try #require(error("[\(Array(repeating: wrong, count: 7).joined(separator: ", "))]"))
    #expect(many.help.count <= 3)
    #expect(many.help.last == "5 more mistakes like these.")
    let two = try #require(error("[\(wrong), \(wrong)]"))
    #expect(two.help.contains { $0.hasPrefix("Line 2: expected \"read\"") })
  }

  @Test("Quotes that end before the address does are to be put around the whole")
  func quotes() throws {
    let text = "agent: a\nfields:\n  - agent: x\n    field: \"POST /x\".request.y\n    system: s\n"
    do {
      _ = try Judged.mapping(text)
      Issue.record("the mapping was read")
    } catch let error as SyntaxError {
      #expect(error.help.contains { $0.contains("single quotes: '\"...\".request.y'") })
    }
  }

  @Test("A list on the way is told in words that can be read")
  func list() throws {
    let text =
      #"{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A", "type": "object", "properties": {"x": {"type": "array", "items": {"type": "object", "properties": {"y": {}}}}}}"#
    do {
      _ = try Judged(text, text, [.init("A.x.y", "read")])
      Issue.record("the address was taken")
    } catch let error as DriftError {
      #expect(error.help == ["Did you mean A.x[].y?", "A list stands there; \"[]\" steps into its items."])
    }
  }
}
