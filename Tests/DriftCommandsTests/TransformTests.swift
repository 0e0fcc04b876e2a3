import Foundation
import Testing

/// A change of type with an obvious conversion is offered as a `transform`, in words.
@Suite struct TransformTests {
  struct Case: CustomTestStringConvertible {
    var old: String
    var new: String
    var access: String
    /// Nil where nothing is obvious.
    var says: String?
    var more = ""
    var testDescription: String { "\(old) -> \(new), \(access)" }
  }

  private static let text = #""type":"string""#
  private static let number = #""type":"integer""#
  private static let list = #""type":"array","items":{"type":"string"}"#
  private static let day = #""type":"string","format":"date""#
  private static let time = #""type":"string","format":"date-time""#

  static let cases: [Case] = [
    Case(old: number, new: text, access: "read", says: #"say transform: "the whole number from its text" (PLACE)"#),
    Case(old: number, new: text, access: "write", says: #"say transform: "the number as text" (PLACE)"#),
    Case(
      old: number, new: text, access: "read, write",
      says: #"say transform: "reading, the whole number from its text; writing, the number as text" (PLACE)"#),
    Case(old: #""type":"boolean""#, new: text, access: "read", says: "true or false from its text"),
    Case(old: text, new: list, access: "read", says: "the first of the list"),
    Case(old: text, new: list, access: "write", says: "a list of the one value"),
    Case(old: day, new: time, access: "read", says: "the day of the time"),
    Case(old: day, new: time, access: "write", says: "the day at 00:00:00Z"),
    Case(
      old: number, new: text, access: "read",
      says: #"its transform is "cents to euros", it may need: the whole number"#,
      more: ", transform: cents to euros"),
    // A fraction is not made into a whole number without a decision, nor an object into a text.
    Case(old: number, new: #""type":"number""#, access: "read", says: nil),
    Case(old: text, new: #""type":"object","properties":{"a":{"type":"string"}}"#, access: "read", says: nil),
    Case(old: #""type":"integer""#, new: #""type":"array","items":{"type":"string"}"#, access: "read", says: nil),
  ]

  @Test("offered in every report and by fix, and never written", arguments: cases) func offered(_ one: Case) throws {
    let entry =
      "  - { agent: f, system: crm, field: Contact.f, access: [\(one.access)], on_missing: skip\(one.more) }\n"
    let mapping = "agent: a\nowner: o@example.com\nfields:\n" + entry
    let repository = try GateRepository(#""k":{"type":"string"},"f":{\#(one.old)}"#, mapping: mapping)
    _ = try repository.run("lock")
    try repository.night("2026-10-02T02:15:00Z", #""k":{"type":"string"},"f":{\#(one.new)}"#)
    let fix = try repository.run("fix", "--write")
    #expect(try repository.text("mappings/router.yaml") == mapping)
    let check = try repository.run("check")
    #expect(check.code == 1, "\(check)")
    guard let says = one.says?.replacingOccurrences(of: "PLACE", with: "mappings/router.yaml:4") else {
      // What the rule says in general, and nothing of this one.
      #expect(check.output.contains("fix: Change what the agent expects, or add a transform."), "\(check.output)")
      #expect(!fix.errors.contains("transform"), "\(fix.errors)")
      return
    }
    #expect(check.output.contains("fix: ") && check.output.contains(says), "\(check.output)")
    #expect(fix.errors.contains("To decide: ") && fix.errors.contains(says), "\(fix.errors)")
    let json = try repository.run("check", "--format", "json").output
    #expect(json.contains(says.replacingOccurrences(of: "\"", with: "\\\"")), "\(json)")
    for form in ["markdown", "github"] {
      #expect(try repository.run("check", "--format", form).output.contains("fix: "))
    }
    // What passes through the place or stands above it is no value of that type.
    #expect(!check.output.contains("mend:"))
  }
}
