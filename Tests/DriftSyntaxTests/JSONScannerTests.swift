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

  @Test(
    "a key that stands twice is found however far apart, however spelt, and only in one object",
    arguments: [
      ("{\"a\":{\"a\":1},\"a\":2}", 14), ("{\"a\":[{\"a\":1},{\"b\":{\"a\":0}}],\"b\":1,\"a\":2}", 36),
      ("{\"id\":1,\"\\u0069d\":2}", 9), ("[{\"a\":1},{\"a\":1,\"b\":2,\"b\":3}]", 23),
    ])
  func repeatedKeys(text: String, column: Int) throws {
    let source = SourceText(file: "t.json", copying: text.utf8)
    let error = #expect(throws: SyntaxError.self) { try JSONScanner.scan(source, symbols: SymbolTable()) }
    #expect(error?.located(in: source).place?.column == column)
    #expect(error?.message.contains("stands twice") == true)
  }

  @Test("the same key in objects beside and inside one another is no repetition")
  func sameKeyElsewhere() throws {
    #expect(try scan("[{\"a\":{\"a\":{\"a\":1}},\"b\":{\"a\":1}},{\"a\":1}]").nodeCount == 9)
  }

  @Test("short keys are told apart by every byte and by their length")
  func shortKeys() throws {
    var names: Set<String> = [""]
    for length in 1...18 {
      for place in 0..<length {
        names.insert(
          String(repeating: "a", count: place) + "b" + String(repeating: "a", count: length - place - 1))
      }
      names.insert(String(repeating: "a", count: length))
      names.insert(String(repeating: "\\u0000", count: length))
    }
    let text = "{" + names.sorted().map { "\"\($0)\":\"\($0)\"" }.joined(separator: ",") + "}"
    let tree = try scan("[\(text),\(text)]")
    for object in tree.children(0) {
      #expect(tree.count(object) == names.count)
      for child in tree.children(object) { #expect(tree.symbols.text(tree[child].key) == tree.string(child)) }
    }
  }
}

@Suite struct SyntaxTreeTests {
  @Test("who asks a container for its text gets none")
  func containers() throws {
    let tree = try JSONScanner.scan(
      SourceText(file: "t.json", copying: "{\"$ref\": {\"a\": 1}, \"b\": [1]}".utf8), symbols: SymbolTable())
    for key in ["$ref", "b"] {
      let node = try #require(tree.member(0, key))
      #expect(tree.textBytes(node).isEmpty)
      #expect(tree.symbol(node) == .empty)
      #expect(tree.string(node) == nil)
    }
  }
}
