import DriftTestSupport
import Testing

/// White space and line ends are no content of a description (FORMATS: what looks like a change and is none).
@Suite struct ProseTests {
  private func document(_ text: String) throws -> DocumentSet {
    try Documents.openAPI(schemas: #"{"S": {"type": "string", "description": "\#(text)"}}"#)
  }

  @Test(
    "the same words are the same prose",
    arguments: [
      "one two three four five", "one  two three four five", "one two three four  five", " one two three four five",
      "one two three four five ", #"one\ntwo three four\r\nfive"#, #"one two\tthree four five\n"#,
      #"\n  one two three four\n\n   five"#,
    ])
  func same(text: String) throws {
    #expect(try document("one two three four five").lines(to: try document(text)) == [])
  }

  @Test(
    "other words are a change, wherever they stand", arguments: ["one two three four fivE", "Xne two three four five"])
  func other(text: String) throws {
    #expect(try document("one two three four five").lines(to: try document(text)).count == 1)
  }
}
