import DriftModel
import DriftSyntax
import Testing

@Suite struct DocumentReaderTests {
  func read(_ text: String) throws -> SyntaxTree {
    try DocumentReader.read(SourceText(file: "t", copying: text.utf8), symbols: SymbolTable())
  }

  @Test(
    "content tells JSON from YAML",
    arguments: [
      ("{\"a\": 1}", "JSON"), (" \n[1]", "JSON"), ("true", "JSON"), ("\"a\"", "JSON"), ("-1", "JSON"),
      ("a: 1", "YAML"),
      ("- 1", "YAML"), ("---\na: 1", "YAML"), ("# c\n{\"a\": 1}", "YAML"), ("\"a\": 1", "YAML"),
      ("true: 1", "YAML"),
      ("{a: 1}", "YAML"), ("{\n  # why\n  \"a\": 1}", "YAML"), ("{\"a\": 1, # why\n \"b\": 2}", "YAML"),
      ("200: ok", "YAML"),
      ("{openapi: 3.0.0, info: {title: x}}", "YAML"), ("nothing", "YAML"),
    ])
  func notation(text: String, notation: String) throws { #expect(try read(text).notation == notation) }

  @Test(
    "broken JSON gets the error of JSON, though YAML would read some of it",
    arguments: [
      ("{'a': 1}", "expected a key in quotes, found \"'a':\""), ("[1,]", "expected a value, found \"]\""),
      ("{\"a\": 1,}", "expected a key in quotes, found \"}\""),
      ("{\"a\": NaN}", "expected a value, found \"NaN\""),
      ("{\"a\": 1 // b\n}", "expected \",\" or \"}\", found \"//\""),
      ("{\"a\": 1", "expected \",\" or \"}\", found the end of the document"),
      ("{\"a\" 1}", "expected \":\" after \"a\", found \"1\""),
      ("{\"a\": 1, b: [}", "expected a key in quotes, found \"b:\""),
      ("{a}", "expected a key in quotes, found \"a\""),
      ("{\"a\":1,\"a\":2}", "the key \"a\" stands twice in one object"),
    ])
  func broken(text: String, message: String) {
    let error = #expect(throws: SyntaxError.self) { try read(text) }
    #expect(error?.message == message)
  }

  @Test("what begins as YAML in brackets gets the error of YAML")
  func brokenFlow() {
    let error = #expect(throws: SyntaxError.self) { try read("{a: 1, b: [}") }
    #expect(error?.message == "expected \"]\", found \"}\"")
  }

  @Test(
    "web pages, nothing, and nothing but comments are refused",
    arguments: ["<html/>", " <!DOCTYPE html>", "", "# a\n", "---\n", "---\n...\n"])
  func refused(text: String) { #expect(throws: SyntaxError.self) { try read(text) } }

  @Test("a stream is one document; empty ones beside it do not count")
  func stream() throws {
    #expect(try read("---\n---\na: 1\n---\n").nodeCount == 2)
    let error = #expect(throws: SyntaxError.self) { try read("a: 1\n---\nb: [}\n") }
    #expect(error?.isOutsideSubset == false)
  }
}
