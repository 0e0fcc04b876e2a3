import DriftModel
import DriftSyntax
import Testing

@Suite("XML") struct XMLReaderTests {
  /// A line a node: its depth, key, text and place.
  private func lines(_ text: String) throws -> [String] { try lines(bytes: Array(text.utf8)) }

  private func lines(bytes: [UInt8]) throws -> [String] {
    let source = try SourceText.decode(file: "a.xml", copying: bytes)
    let tree = try DocumentReader.read(source, symbols: SymbolTable())
    var out: [String] = []
    func visit(_ node: NodeID, _ depth: Int) {
      let place = tree.place(node)
      let text = tree.kind(node) == .string ? " = \(tree.string(node) ?? "")" : ""
      out.append(
        String(repeating: "  ", count: depth) + tree.symbols.text(tree[node].key) + text
          + " \(place.line):\(place.column)")
      for child in tree.children(node) { visit(child, depth + 1) }
    }
    visit(SyntaxTree.root, 0)
    return out
  }

  @Test("elements and attributes have expanded names and places") func names() throws {
    let text = """
      <?xml version="1.0"?>
      <!-- note --><a:r xmlns:a="urn:a" xmlns='urn:d'
        x="1" a:y = 'two'>
        <b z="&lt;é&#x41;&amp;&#38;amp;"/> <a:c>text</a:c>
      </a:r>
      """
    #expect(
      try lines(text) == [
        "{urn:a}r 2:14", "  @xmlns:a = urn:a 2:19", "  @xmlns = urn:d 2:35", "  @x = 1 3:3", "  @{urn:a}y = two 3:9",
        "  {urn:d}b 4:3", "    @z = <éA&&amp; 4:6", "  {urn:a}c 4:38", "    #text = text 4:43",
      ])
  }

  @Test("text is joined over comments, references and sections; white space between elements is none") func text()
    throws
  {
    #expect(
      try lines("<a> x<!-- c -->y &amp; <![CDATA[<z>]]> <b> </b>\n<c/> </a>") == [
        "a 1:1", "  #text =  xy & <z>  1:4", "  b 1:40", "    #text =   1:43", "  c 2:1",
      ])
  }

  @Test("documents in other encodings read the same, with places in characters") func encodings() throws {
    let declared = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><é a=\"ü\"/>"
    let latin = declared.unicodeScalars.map { UInt8($0.value) }
    #expect(try lines(bytes: latin) == ["é 1:44", "  @a = ü 1:47"])
    let windows = Array("<?xml version='1.0' encoding='windows-1252'?><a>".utf8) + [0x80] + Array("</a>".utf8)
    #expect(try lines(bytes: windows) == ["a 1:46", "  #text = € 1:49"])
    let japanese = Array("<?xml version='1.0' encoding='Shift_JIS'?><a>".utf8) + [0x93, 0xfa] + Array("</a>".utf8)
    #expect(try lines(bytes: japanese) == ["a 1:43", "  #text = 日 1:46"])
    let wide = "\u{feff}<?xml version='1.0' encoding='UTF-16'?><a b='日'/>".utf16.flatMap {
      [UInt8($0 & 0xff), UInt8($0 >> 8)]
    }
    #expect(try lines(bytes: wide) == ["a 1:40", "  @b = 日 1:43"])
  }

  @Test(
    "what is no XML, or asks for something outside, is refused with its place",
    arguments: [
      ("<a><b></a>", "1:7: expected the end of \"b\", which begins in line 1, found the end of \"a\""),
      ("<a>\n  <b>", "2:6: expected the end of \"b\", found the end of the document"),
      ("<a x='1' x='2'/>", "1:15: not well-formed XML"),
      ("<p:a/>", "expected a prefix that is declared, found \"p:\""),
      ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "found a DTD that stands outside of it"),
      ("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "found a declaration of the entity \"e\""),
      ("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>", "declaration of the entity \"e\""),
      ("<a>&e;</a>", "expected a declared entity, found \"&e;\""),
      ("<?xml version='1.0' encoding='UTF-16'?><a/>", "expected UTF-16"),
      ("<?xml version='1.0' encoding='UTF-7'?><a/>", "expected an encoding that is known"),
    ])
  func refused(text: String, message: String) throws {
    do {
      _ = try lines(text)
      Issue.record("accepted: \(text)")
    } catch let error as DriftError {
      let place = error.place.map { "\($0.line):\($0.column): " } ?? ""
      #expect((place + error.message).contains(message), "\(place)\(error.message)")
    } catch let error as SyntaxError {
      let place = error.located(in: SourceText(file: "a.xml", copying: text.utf8)).place
      let whole = (place.map { "\($0.line):\($0.column): " } ?? "") + error.message
      #expect(whole.contains(message), "\(whole)")
    }
  }

  @Test("bytes that are not of the declared encoding are refused at their place") func wrongEncoding() throws {
    let bytes = Array("<?xml version='1.0' encoding='UTF-8'?>\n<a>".utf8) + [0xff, 0xfe] + Array("</a>".utf8)
    let error = #expect(throws: SyntaxError.self) { try lines(bytes: bytes) }
    #expect(error?.message.contains("expected characters of XML in UTF-8") == true)
  }

  @Test("100,000 elements inside one another and a text of 50 MB end at libxml2's own limits") func limits() throws {
    #expect(throws: SyntaxError.self) { try lines(String(repeating: "<a>", count: 100_000)) }
    #expect(throws: SyntaxError.self) {
      try lines("<a b=\"" + String(repeating: "x", count: 50_000_000) + "\"/>")
    }
  }

  @Test("every verdict of the suite is right: what is not well-formed is never accepted") func vectors() throws {
    guard let suite = Suite("vectors/xml/libxml2.ndjson") else { return }
    var tally = try Tally("xml")
    for vector in try suite.cases() {
      let id = try #require(vector["path"])
      guard Suite.runs(id) else {
        tally.skip()
        continue
      }
      let isGood = vector["expect"] == "wellformed"
      do {
        _ = try lines(bytes: vector.bytes("text", base64: "base64"))
        tally.note("accepted")
        tally.record(id, isGood ? nil : "accepted")
      } catch {
        let refused = (error as? SyntaxError)?.isOutsideSubset ?? false
        let message = (error as? SyntaxError)?.message ?? (error as? DriftError)?.message ?? ""
        tally.note(refused ? "well formed but refused by name" : "rejected")
        tally.record(id, isGood && !refused ? "rejected: \(message)" : nil)
      }
    }
    tally.report()
  }
}
