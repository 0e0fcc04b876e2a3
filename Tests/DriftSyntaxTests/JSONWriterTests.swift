import DriftModel
import DriftSyntax
import Testing

@Suite struct JSONWriterTests {
  func write(_ text: String, _ style: JSONWriter.Style) throws -> String {
    let tree = try JSONScanner.scan(SourceText(file: "t.json", copying: text.utf8), symbols: SymbolTable())
    return String(decoding: JSONWriter.bytes(in: tree, style: style), as: UTF8.self)
  }

  @Test("the canonical form sorts keys by bytes and spells numbers once")
  func canonical() throws {
    let text = "{ \"b\": [1.0, 1e2, [], {}], \"a\": {\"é\": null, \"z\": -0, \"Z\": true}, \"\": \"x\" }"
    #expect(
      try write(text, .canonical) == "{\"\":\"x\",\"a\":{\"Z\":true,\"z\":0,\"é\":null},\"b\":[1,100,[],{}]}")
    #expect(
      try write(text, .asRead) == "{\"b\":[1.0,1e2,[],{}],\"a\":{\"é\":null,\"z\":-0,\"Z\":true},\"\":\"x\"}")
  }

  @Test("what acts on a terminal is written as an escape, in values and in keys")
  func escapes() throws {
    let acting: [(String, String)] = [
      ("\u{0}", "\\u0000"), ("\u{1b}", "\\u001b"), ("\n", "\\n"), ("\t", "\\t"), ("\u{8}", "\\b"),
      ("\"", "\\\""), ("\\", "\\\\"),
      ("\u{7f}", "\\u007f"), ("\u{9b}", "\\u009b"), ("\u{85}", "\\u0085"), ("\u{200e}", "\\u200e"),
      ("\u{200f}", "\\u200f"),
      ("\u{202a}", "\\u202a"), ("\u{202e}", "\\u202e"), ("\u{2066}", "\\u2066"), ("\u{2069}", "\\u2069"),
      ("\u{61c}", "\\u061c"),
      ("\u{2028}", "\\u2028"), ("\u{2029}", "\\u2029"), ("\u{feff}", "\\ufeff"),
      ("a/é\u{a0}\u{200d}中\u{1F600}", "a/é\u{a0}\u{200d}中\u{1F600}"),
    ]
    for (text, escaped) in acting {
      let document = "{\"\(escaped)\":[\"<\(escaped)>\"]}"
      #expect(try write(document, .canonical) == document)
      var writer = JSONWriter()
      var text = text
      text.withUTF8 { writer.string(UnsafeRawBufferPointer($0)) }
      #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"\(escaped)\"")
    }
  }

  @Test("a node is written without what stands around it")
  func part() throws {
    let source = SourceText(file: "t.json", copying: "{\"a\":{\"b\":[1,2]},\"c\":3}".utf8)
    let tree = try JSONScanner.scan(source, symbols: SymbolTable())
    let a = try #require(tree.member(0, "a"))
    #expect(JSONWriter.bytes(of: a, in: tree) == Array("{\"b\":[1,2]}".utf8))
  }

  @Test("depth costs no stack, and width is written once")
  func large() throws {
    let deep = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    #expect(try write(deep, .canonical) == deep)
    let wide = "[" + repeatElement("1", count: 20_000).joined(separator: ",") + "]"
    #expect(try write(wide, .canonical) == wide)
  }
}
