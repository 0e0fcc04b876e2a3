import DriftModel
import DriftTestSupport
import Testing

/// Documents of XML that are made to break readers, and legal ones that look like them.
@Suite struct XMLLimitTests {
  private static func refs(_ kind: String, _ count: Int, _ number: Int) -> String {
    String(repeating: "<xs:\(kind) ref='t:G\(number)'/>", count: count)
  }

  @Test("a legal nest of groups is read, each group as often as it says something new") func nest() throws {
    let groups = (1..<20).map {
      "<xs:group name='G\($0)'><xs:sequence>\(Self.refs("group", 10, $0 - 1))</xs:sequence></xs:group>"
    }
    let schema = try XMLTexts(
      schema: "<xs:group name='G0'><xs:sequence><xs:element name='a' type='xs:int'/></xs:sequence></xs:group>"
        + groups.joined() + "<xs:complexType name='P'><xs:group ref='t:G19'/></xs:complexType>"
    ).read()
    #expect(schema.gaps.isEmpty)
    let attributes = (1..<20).map {
      "<xs:attributeGroup name='G\($0)'>\(Self.refs("attributeGroup", 10, $0 - 1))</xs:attributeGroup>"
    }
    let other = try XMLTexts(
      schema: "<xs:attributeGroup name='G0'><xs:attribute name='a' type='xs:int'/></xs:attributeGroup>"
        + attributes.joined() + "<xs:complexType name='P'><xs:attributeGroup ref='t:G19'/></xs:complexType>"
    ).read()
    #expect(other.gaps.isEmpty)
    #expect(other.fields.contains { other.symbols.text($0.name) == "@a" })
  }

  @Test("what is deeper than any schema is a gap") func deep() throws {
    func chain(_ first: String, _ link: (Int) -> String, _ last: String) throws -> [String] {
      try XMLTexts(schema: first + (1..<3_000).map(link).joined() + last).read().gaps.map(\.text)
    }
    let groups = try chain(
      "<xs:group name='G0'><xs:sequence/></xs:group>",
      {
        "<xs:group name='G\($0)'><xs:sequence><xs:group ref='t:G\($0 - 1)'/><xs:element name='e\($0)'/></xs:sequence></xs:group>"
      },
      "<xs:complexType name='P'><xs:group ref='t:G2999'/></xs:complexType>")
    #expect(groups == ["groups and types within each other, more than 500 levels deep"])
    let restrictions = try chain(
      "<xs:complexType name='T0'><xs:attribute name='k'/></xs:complexType>",
      {
        "<xs:complexType name='T\($0)'><xs:complexContent><xs:restriction base='t:T\($0 - 1)'/></xs:complexContent></xs:complexType>"
      },
      "")
    #expect(restrictions == ["types that derive from each other, more than 500 levels deep"])
  }

  @Test("however long a chain of documents is, it is read") func chains() throws {
    func schema(_ content: String) -> String {
      "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:t' targetNamespace='urn:t'>\(content)</xs:schema>"
    }
    let included = (0..<3_000).map { number in
      let next = number < 2_999 ? "<xs:include schemaLocation='f\(number + 1).xsd'/>" : ""
      return (path: "f\(number).xsd", text: schema(next + "<xs:complexType name='T\(number)'/>"))
    }
    let schema1 = try XMLTexts(included).read()
    #expect(schema1.definitions.count == 3_000)
    #expect(schema1.gaps.isEmpty)
    let own = "<xs:complexType name='A'><xs:sequence><xs:element name='e'/></xs:sequence></xs:complexType>"
    let redefined = (0..<3_000).map { number in
      let content =
        number == 2_999
        ? own
        : "<xs:redefine schemaLocation='f\(number + 1).xsd'><xs:complexType name='A'><xs:complexContent><xs:extension base='t:A'><xs:sequence><xs:element name='e\(number)'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType></xs:redefine>"
      return (path: "f\(number).xsd", text: schema(content))
    }
    let schema2 = try XMLTexts(redefined).read()
    #expect(schema2.definitions.count == 1)
    #expect(!schema2.gaps.isEmpty)
  }

  @Test("a restriction keeps the attributes of all that its base derives from") func inheritance() throws {
    let schema = try XMLTexts(
      schema: """
        <xs:complexType name='A'><xs:attribute name='a'/><xs:attribute name='gone'/></xs:complexType>
        <xs:complexType name='B'><xs:complexContent><xs:extension base='t:A'><xs:attribute name='b'/></xs:extension>
        </xs:complexContent></xs:complexType>
        <xs:complexType name='C'><xs:complexContent><xs:restriction base='t:B'>
        <xs:attribute name='gone' use='prohibited'/></xs:restriction></xs:complexContent></xs:complexType>
        """
    ).read()
    let type = try #require(schema.definitions.first { schema.symbols.text($0.name) == "C" })
    let names = schema.fields[schema[type.shape].fields.indices].map { schema.symbols.text($0.name) }
    #expect(names.sorted() == ["@a", "@b"])
  }

  @Test("the same declaration by two ways is one, its attributes in any order") func twice() throws {
    func schema(_ content: String) -> String {
      "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:t'>\(content)</xs:schema>"
    }
    func gaps(_ second: String) throws -> Int {
      try XMLTexts([
        ("main.xsd", schema("<xs:include schemaLocation='a.xsd'/><xs:include schemaLocation='b.xsd'/>")),
        (
          "a.xsd",
          schema(
            "<xs:complexType name='A'><xs:sequence><xs:element name='q' type='xs:int'/></xs:sequence></xs:complexType>")
        ), ("b.xsd", schema(second)),
      ]).read().gaps.count
    }
    #expect(
      try gaps(
        "<xs:complexType name='A'>\n<xs:sequence>\n<xs:element type=' xs:int ' name='q'/></xs:sequence></xs:complexType>"
      )
        == 0)
    #expect(
      try gaps(
        "<xs:complexType name='A'><xs:sequence/><xs:element name='q' type='xs:int'/></xs:complexType>") == 1)
  }

  @Test("more attributes than any schema has are refused, much else of that length is not") func attributes() throws {
    let many = (0...10_000).map { " a\($0)='>'" }.joined()
    #expect(throws: (any Error).self) {
      try XMLTexts(schema: "<xs:complexType name='P'\(many)/>").read()
    }
    let long = "<!-- \(many) --><xs:annotation><xs:documentation>\(many)</xs:documentation></xs:annotation>"
    #expect(try XMLTexts(schema: "\(long)<xs:complexType name='P'/>").read().definitions.count == 1)
  }
}
