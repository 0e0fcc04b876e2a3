import DriftDiff
import DriftModel
import DriftTestSupport
import Testing

/// Names that two namespaces have: told apart by the namespaces, never by the prefixes of a document.
@Suite struct XMLNameTests {
  private static func schema(_ uri: String, _ content: String, prefix: String = "t", _ more: String = "") -> String {
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:\(prefix)='\(uri)' targetNamespace='\(uri)' elementFormDefault='qualified' \(more)>\(content)</xs:schema>"
  }

  private static let address =
    "<xs:complexType name='Address'><xs:sequence><xs:element name='street' type='xs:string'/></xs:sequence></xs:complexType>"

  /// Two namespaces that both have an `Address`; one uses both.
  private static func both(
    _ one: String = "http://example.com/orders/v1", _ other: String = "http://example.com/common/v1",
    prefixes: (String, String) = ("o", "c")
  ) -> XMLTexts {
    let (o, c) = prefixes
    let using =
      "<xs:import namespace='\(other)' schemaLocation='c.xsd'/>\(address)<xs:complexType name='Order'><xs:sequence><xs:element name='from' type='\(o):Address'/><xs:element name='to' type='\(c):Address'/><xs:element name='id' type='xs:int'/><xs:element ref='\(c):id'/></xs:sequence></xs:complexType><xs:element name='orders'><xs:complexType><xs:sequence><xs:element name='o' type='\(o):Order' maxOccurs='9'/></xs:sequence></xs:complexType><xs:key name='k'><xs:selector xpath='\(o):o'/><xs:field xpath='\(c):id'/></xs:key></xs:element>"
    return XMLTexts([
      ("main.xsd", schema(one, using, prefix: o, "xmlns:\(c)='\(other)'")),
      ("c.xsd", schema(other, address + "<xs:element name='id' type='xs:int'/>")),
    ])
  }

  private func names(_ texts: XMLTexts) throws -> [String] {
    let schema = try texts.read()
    return schema.definitions.map { schema.symbols.text($0.name) }.sorted()
  }

  @Test("names are qualified by the last step of the namespace that says something, else by all of it")
  func qualifiers() throws {
    let others = ["<orders>", "Order", "id", "orders"]
    #expect(try names(Self.both()).filter { !others.contains($0) } == ["common.Address", "orders.Address"])
    #expect(
      try names(Self.both("urn:x:orders:2", "urn:x:common:2004-07")).filter { !others.contains($0) } == [
        "common.Address", "orders.Address",
      ])
    #expect(
      try names(Self.both("http://a/x/types.xsd", "http://a/y/types")).filter { !others.contains($0) } == [
        "{http://a/x/types.xsd}Address", "{http://a/y/types}Address",
      ])
    #expect(
      try names(Self.both("http://example.com/v1", "http://example.com/v2")).filter { !others.contains($0) } == [
        "{http://example.com/v1}Address", "{http://example.com/v2}Address",
      ])
    let schema = try Self.both().read()
    #expect(schema.fields.contains { schema.symbols.text($0.name) == "common.id" })
  }

  @Test("other prefixes change no digest, no name and nothing else") func prefixes() throws {
    let symbols = SymbolTable()
    let old = try Self.both().read(symbols)
    for prefixes in [("x", "y"), ("c", "o")] {
      let new = try Self.both(prefixes: prefixes).read(symbols)
      #expect(SchemaDiff.compare(old, new).changes.map(\.line) == [])
      #expect(new.definitions.map { new[$0.shape].digest } == old.definitions.map { old[$0.shape].digest })
      #expect(new.definitions.map(\.name) == old.definitions.map(\.name))
    }
  }

  @Test("one prefix for two namespaces of two documents still gives two names") func samePrefix() throws {
    let main =
      "<xs:import namespace='urn:b' schemaLocation='b.xsd'/><xs:complexType name='T'><xs:sequence><xs:element name='a' type='xs:string'/></xs:sequence></xs:complexType>"
    let texts = XMLTexts([
      ("main.xsd", Self.schema("urn:a", main)),
      ("b.xsd", Self.schema("urn:b", "<xs:complexType name='T'/>")),
    ])
    #expect(try names(texts) == ["a.T", "b.T"])
    // A local name may hold a dot.
    let dotted = XMLTexts([
      ("main.xsd", Self.schema("urn:a", main + "<xs:complexType name='b.T'/>")),
      ("b.xsd", Self.schema("urn:b", "<xs:complexType name='T'/>")),
    ])
    #expect(try names(dotted) == ["a.T", "b.T", "{urn:b}T"])
  }

  @Test("a namespace that comes beside another renames nothing") func arrival() throws {
    let alone = XMLTexts([("main.xsd", Self.schema("urn:a", Self.address))])
    let both = XMLTexts([
      ("main.xsd", Self.schema("urn:a", "<xs:import namespace='urn:b' schemaLocation='b.xsd'/>" + Self.address)),
      ("b.xsd", Self.schema("urn:b", Self.address)),
    ])
    let told = try alone.lines(to: both)
    #expect(told.count == 1 && told[0] == "definition-added - -> \"b.Address\"", "\(told)")
  }
}
