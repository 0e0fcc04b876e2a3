import DriftModel
import DriftSyntax
import Testing

@Suite struct JSONSuiteTests {
  @Test("every verdict of JSONTestSuite is right, and what is accepted is written back to the same value")
  func vectors() throws {
    guard let suite = Suite("vectors/json/jsontestsuite.ndjson") else { return }
    var tally = try Tally("json")
    for vector in try suite.cases() {
      let name = try #require(vector["name"])
      guard Suite.runs(name) else {
        tally.skip()
        continue
      }
      let problem: String?
      switch (read(vector.bytes("text", base64: "base64")), vector["expect"]) {
      case (nil, "accept"): problem = "refused"
      case (.some, "reject"): problem = "accepted"
      case (nil, _):
        tally.note("refused")
        problem = nil
      case (let tree?, _):
        tally.note("accepted")
        problem = differenceWhenWrittenBack(tree)
      }
      tally.record(name, problem)
    }
    tally.report()
  }

  private func read(_ bytes: [UInt8]) -> SyntaxTree? {
    guard let source = try? SourceText.decode(file: "vector", copying: bytes) else { return nil }
    return try? JSONScanner.scan(source, symbols: SymbolTable())
  }

  @Test("every naughty string comes back the same, as a value and as a key, from JSON and from YAML")
  func strings() throws {
    guard let suite = Suite("vectors/strings/naughty.ndjson") else { return }
    var tally = try Tally("strings")
    for vector in try suite.cases() {
      let index = try #require(vector.tree.member(0, "index"))
      let id = String(decoding: JSONWriter.bytes(of: index, in: vector.tree), as: UTF8.self)
      let text = try #require(vector["string"])
      var writer = JSONWriter()
      var copy = text
      copy.withUTF8 { writer.string(UnsafeRawBufferPointer($0)) }
      let quoted = String(decoding: writer.bytes, as: UTF8.self)
      var problem: String?
      for (notation, document) in [
        ("JSON", "{\(quoted):\(quoted)}"), ("YAML", "\(quoted): \(quoted)\n"),
        ("YAML", "{\(quoted):\(quoted)}"),
        ("YAML", "? \(quoted)\n: \(quoted)\n"),
      ] {
        let source = SourceText(file: "vector", copying: document.utf8)
        let tree =
          notation == "JSON"
          ? try JSONScanner.scan(source, symbols: SymbolTable())
          : try YAMLReader.read(source, symbols: SymbolTable())
        let value = try #require(Array(tree.children(0)).first)
        if tree.string(value) != text || tree.symbols.text(tree[value].key) != text {
          problem = "\(notation) gives another text"
        }
      }
      tally.record(id, problem)
    }
    tally.report()
  }
}

/// What is wrong with a document that is written and read again; nil where it holds the same value.
func differenceWhenWrittenBack(_ tree: SyntaxTree) -> String? {
  let canonical = JSONWriter.bytes(in: tree)
  for style in [JSONWriter.Style.canonical, .asRead] {
    let source = SourceText(file: "written", copying: JSONWriter.bytes(in: tree, style: style))
    guard let again = try? JSONScanner.scan(source, symbols: SymbolTable()) else {
      return "cannot be read back"
    }
    guard JSONWriter.bytes(in: again) == canonical else { return "reads back as another value" }
    guard again.nodeCount == tree.nodeCount else { return "reads back with another number of values" }
  }
  return nil
}
