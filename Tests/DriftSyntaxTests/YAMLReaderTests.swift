import DriftModel
import DriftSyntax
import Testing

@Suite struct YAMLReaderTests {
  /// The document as JSON, in its own order.
  func json(_ text: String, limits: SyntaxLimits = .init()) throws -> String {
    let source = SourceText(file: "t.yaml", copying: text.utf8)
    let tree = try YAMLReader.read(source, symbols: SymbolTable(), limits: limits)
    return String(decoding: JSONWriter.bytes(in: tree, style: .asRead), as: UTF8.self)
  }

  @Test(
    "plain texts are what the core schema of YAML 1.2 makes of them",
    arguments: [
      ("no", "\"no\""), ("on", "\"on\""), ("y", "\"y\""), ("NO", "\"NO\""), ("off", "\"off\""),
      ("yes", "\"yes\""),
      ("null", "null"), ("~", "null"), ("", "null"), ("Null", "null"), ("nUll", "\"nUll\""),
      ("true", "true"), ("TRUE", "true"), ("False", "false"), ("tRUE", "\"tRUE\""),
      ("0", "0"), ("-17", "-17"), ("+12", "12"), ("010", "10"), ("-007", "-7"), ("0o12", "10"),
      ("0x1F", "31"),
      ("0o8", "\"0o8\""), ("-0x1F", "\"-0x1F\""), ("0xG", "\"0xG\""), ("0x", "\"0x\""),
      ("1.", "1"), (".5", "0.5"), ("-.5", "-0.5"), ("1e3", "1e3"), ("1.5E+2", "1.5E+2"), ("1e", "\"1e\""),
      ("1_000", "\"1_000\""), ("12:30:45", "\"12:30:45\""), ("2024-01-01", "\"2024-01-01\""),
      ("3.10", "3.10"),
      ("1.2.3", "\"1.2.3\""), (".", "\".\""), ("+", "\"+\""), ("--1", "\"--1\""),
      (".inf", "\".inf\""), ("-.INF", "\"-.INF\""), (".nan", "\".nan\""), ("-.nan", "\"-.nan\""),
      ("0xFFFFFFFFFFFFFFFF", "18446744073709551615"),
      ("123456789012345678901234567890", "123456789012345678901234567890"),
    ])
  func plain(text: String, value: String) throws {
    #expect(try json("a: \(text)\n") == "{\"a\":\(value)}")
    #expect(try json("- \(text)\n") == "[\(value)]")
    #expect(try json("[\(text)]\n") == (text.isEmpty ? "[]" : "[\(value)]"))
  }

  @Test(
    "keys are texts, whatever they look like",
    arguments: [
      ("200: ok", "{\"200\":\"ok\"}"), ("no: 1", "{\"no\":1}"), ("true: 1", "{\"true\":1}"),
      ("0x1F: 1", "{\"0x1F\":1}"),
      ("? 200\n: ok", "{\"200\":\"ok\"}"), ("? 0o7\n: ok", "{\"0o7\":\"ok\"}"), ("null: 1", "{\"null\":1}"),
      (": 1", "{\"\":1}"),
      ("? \n: 1", "{\"\":1}"), ("{200: ok, ? true : b}", "{\"200\":\"ok\",\"true\":\"b\"}"),
      ("[a: 1]", "[{\"a\":1}]"),
      ("{\"a\":1,'b':2,c: 3,d}", "{\"a\":1,\"b\":2,\"c\":3,\"d\":null}"),
      ("&k 1: x\nb: *k", "{\"1\":\"x\",\"b\":1}"),
      ("- &k a\n- *k : 1", "[\"a\",{\"a\":1}]"),
    ])
  func keys(text: String, value: String) throws { #expect(try json(text) == value) }

  @Test(
    "merge keys: a mapping's own entries win, then the earlier mapping",
    arguments: [
      ("a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3", "{\"a\":{\"x\":1,\"y\":2},\"b\":{\"y\":3,\"x\":1}}"),
      (
        "a: &a {x: 1}\nb: &b {x: 2, z: {q: 1}}\nc:\n  <<: [*b, *a]",
        "{\"a\":{\"x\":1},\"b\":{\"x\":2,\"z\":{\"q\":1}},\"c\":{\"x\":2,\"z\":{\"q\":1}}}"
      ),
      ("<<: {a: {b: 1}, c: 2}\na: 1\n", "{\"a\":1,\"c\":2}"), ("{<<: {a: 1}, b: 2}", "{\"b\":2,\"a\":1}"),
      ("\"<<\": 1", "{\"<<\":1}"), ("<<: &x {a: 1}\nb: *x", "{\"b\":{\"a\":1},\"a\":1}"),
      (
        "a: &a\n  <<: {x: 1}\n  y: &y [1, 2]\nb: {<<: *a, z: *y}",
        "{\"a\":{\"y\":[1,2],\"x\":1},\"b\":{\"z\":[1,2],\"y\":[1,2],\"x\":1}}"
      ),
    ])
  func merge(text: String, value: String) throws { #expect(try json(text) == value) }

  @Test(
    "tags of the core schema are honoured",
    arguments: [
      ("!!str 12", "\"12\""), ("! 12", "\"12\""), ("!!int \"0x1F\"", "31"), ("!!float 3", "3"),
      ("!!bool 'true'", "true"),
      ("!!null ''", "null"), ("!!str", "\"\""), ("!<tag:yaml.org,2002:str> true", "\"true\""),
      ("!!seq [1]", "[1]"),
      ("!!binary aGk=", "\"aGk=\""), ("!!set {a, b}", "{\"a\":null,\"b\":null}"),
      ("%TAG !y! tag:yaml.org,2002:\n---\n!y!str 1", "\"1\""),
    ])
  func tags(text: String, value: String) throws { #expect(try json(text) == value) }

  @Test(
    "what has no place in the tree is refused by name",
    arguments: [
      ("? [a]\n: 1", "a list used as a key"), ("{a: 1}: 2", "a mapping used as a key"),
      ("[[a]: 1]", "a list used as a key"),
      ("? a: 1\n: 2", "a mapping used as a key"), ("a: 1\n---\nb: 2", "a second document in one stream"),
      ("!include x.yaml", "the tag \"!include\", which may mean anything"),
      ("a: &a [*a]", "an alias inside the value that it stands for"),
      ("<<: 1", "a merge key with something that is no mapping"),
      ("!!int x", "a tag that does not fit \"x\""),
      ("!!seq {}", "a tag that does not fit a mapping"),
      ("# nothing", "expected a value, found an empty document"),
      ("0x1FFFFFFFFFFFFFFFF", "a hexadecimal or octal number beyond 64 bits"),
    ])
  func outsideSubset(text: String, message: String) {
    let error = #expect(throws: SyntaxError.self) { try json(text) }
    #expect(error?.message == message)
    #expect(error?.isOutsideSubset == true)
  }

  @Test(
    "malformed documents are refused at their place",
    arguments: [
      ("a: b: c", 1, 5), ("a:\n  - b\n c: 1", 3, 2), ("a: 1\n\tb: 2", 2, 2), ("a: [1, 2", 1, 4),
      ("a: \"x", 1, 4),
      ("a: 1\na: 2", 2, 1), ("a:\n  x: 1\n  y: {x: 1}\n  x: 2", 4, 3), ("a: *b", 1, 4), ("a: &x &y 1", 1, 7),
      ("a: @b", 1, 4), ("a: |0\n  x", 1, 5), ("é: é: 1", 1, 5), ("a: 'x\nb'", 2, 1), ("- a\nb: 1", 2, 1),
      ("a: \"\\q\"", 1, 5),
      ("---\n--- - a", 2, 5), ("%YAML 2.0\n---\na", 1, 7), ("{a: 1", 1, 1), ("a: 1\r\nb: }\r\n", 2, 4),
      ("[a, , b]", 1, 5),
      ("a: {x: 1, x: 2}", 1, 11), ("a: !!str\tb\n  c: 1", 2, 4), ("<<: {a: 1}\n<<: {b: 1}", 2, 1),
      ("... x", 1, 5), ("\ta: 1", 1, 2),
      (" \t: 1", 1, 3), ("a:\n\tb: c", 2, 2),
      ("a: 'x\n---\n'", 2, 1), ("a: [\nb]", 2, 1), ("a: \"\u{1}\"", 1, 5),
    ])
  func malformed(text: String, line: Int, column: Int) throws {
    let source = SourceText(file: "t.yaml", copying: text.utf8)
    let error = #expect(throws: SyntaxError.self) { try YAMLReader.read(source, symbols: SymbolTable()) }
    #expect(error?.isOutsideSubset == false)
    let place = error?.located(in: source).place
    #expect(place == SourcePlace(file: "t.yaml", line: line, column: column), "\(error?.message ?? "")")
  }

  @Test("keys and values know their place, in quotes and without, and behind an alias")
  func places() throws {
    let source = SourceText(
      file: "t.yaml", copying: "é: &x \"ü\"\nb:\n  - plain\n  - 'q'\n  - >\n   t\nc: *x\n".utf8)
    let tree = try YAMLReader.read(source, symbols: SymbolTable())
    func place(_ line: Int, _ column: Int) -> SourcePlace {
      SourcePlace(file: "t.yaml", line: line, column: column)
    }
    let a = try #require(tree.member(0, "é"))
    let b = try #require(tree.member(0, "b"))
    let c = try #require(tree.member(0, "c"))
    #expect(tree.place(a) == place(1, 1))
    #expect(tree.valuePlace(a) == place(1, 7))
    #expect(tree.children(b).map { tree.valuePlace($0) } == [place(3, 5), place(4, 5), place(5, 5)])
    #expect(tree.children(b).map { tree.place($0).column } == [5, 5, 5])
    #expect(tree.place(c) == place(7, 1))
  }

  @Test("depth, aliases and aliases in aliases are limited")
  func limits() throws {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: SyntaxError.self) { try json(deep) }
    #expect(throws: SyntaxError.self) { try json(String(repeating: "- ", count: 100_000) + "a") }
    #expect(throws: SyntaxError.self) { try json(String(repeating: "? ", count: 100_000) + "a") }
    #expect(try json(String(repeating: "- ", count: 1_000) + "a").count == 2_003)
    var laughs = "a0: &a0 [x, x]\n"
    for level in 1...40 { laughs += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    let error = #expect(throws: SyntaxError.self) { try json(laughs) }
    #expect(error?.message == "aliases stand for more than 1000000 values")
    // Each alias is one level deeper than the one before: the copies may not be deeper than the limit.
    var chain = "a0: &a0 [x]\n"
    for level in 1...60 { chain += "a\(level): &a\(level) [[[[[*a\(level - 1)]]]]]\n" }
    let tooDeep = #expect(throws: SyntaxError.self) { try json(chain, limits: SyntaxLimits(depth: 200)) }
    #expect(tooDeep?.message == "more than 200 levels of nesting")
    #expect(
      try json("a: &a [1, 2]\nb: *a\n", limits: SyntaxLimits(aliasedNodes: 3)) == "{\"a\":[1,2],\"b\":[1,2]}")
    #expect(throws: SyntaxError.self) {
      try json("a: &a [1, 2]\nb: *a\n", limits: SyntaxLimits(aliasedNodes: 2))
    }
  }

  @Test(
    "texts of several lines are folded as the specification says",
    arguments: [
      ("a: b\n  c\n\n  d", "\"b c\\nd\""), ("a: |\n  x\n   y\n\n", "\"x\\n y\\n\""),
      ("a: >-\n  x\n  y\n\n  z\n", "\"x y\\nz\""),
      ("a: |+\n  x\n\n", "\"x\\n\\n\""), ("a: |2\n   x\n", "\" x\\n\""),
      ("a: >\n  x\n   y\n  z\n", "\"x\\n y\\nz\\n\""),
      ("a: \"x\n  y\\\n  z\"", "\"x yz\""), ("a: 'it''s\n\n  so'", "\"it's\\nso\""),
      ("a: |-\r\n  x\r\n  y\r\n", "\"x\\ny\""),
      ("a: \"\\ud83d\\ude00\\x41\\t\"", "\"\u{1F600}A\\t\""), ("a: b #c", "\"b\""), ("a: b#c", "\"b#c\""),
    ])
  func folding(text: String, value: String) throws { #expect(try json(text) == "{\"a\":\(value)}") }
}
