import DriftModel
import DriftSyntax
import Testing

@Suite struct JSONScannerTests {
  func scan(_ text: String) throws -> SyntaxTree {
    try JSONScanner.scan(SourceText(file: "t.json", copying: text.utf8), symbols: SymbolTable())
  }

  @Test("values keep their order, their text and their place")
  func order() throws {
    let tree = try scan("{\n  \"b\": [1, 2.50, {}],\n  \"a\": \"x\\u0041\"\n}")
    #expect(tree.children(0).map { tree.symbols.text(tree[$0].key) } == ["b", "a"])
    let a = try #require(tree.member(0, "a"))
    #expect(tree.string(a) == "xA")
    #expect(tree.place(a) == SourcePlace(file: "t.json", line: 3, column: 3))
    #expect(tree.count(1) == 3)
  }

  @Test(
    "malformed documents are refused at their place",
    arguments: [
      ("", 1), ("{", 2), ("[1,]", 4), ("{\"a\":1,}", 8), ("[1 2]", 4), ("{\"a\":1,\"a\":2}", 8), ("01", 1),
      ("[,1]", 2),
      ("\"\u{1}\"", 2), ("[1]x", 4), ("tru", 1), ("\"\\ud800\"", 2), ("-", 1), ("1.", 1), ("{\"a\" 1}", 6),
      ("[", 2),
    ])
  func malformed(text: String, column: Int) throws {
    let source = SourceText(file: "t.json", copying: text.utf8)
    let error = #expect(throws: SyntaxError.self) { try JSONScanner.scan(source, symbols: SymbolTable()) }
    #expect(error?.located(in: source).place?.column == column)
  }

  @Test("a hundred thousand brackets are refused, not crashed on")
  func depth() {
    #expect(throws: SyntaxError.self) { try scan(String(repeating: "[", count: 100_000)) }
  }
}
