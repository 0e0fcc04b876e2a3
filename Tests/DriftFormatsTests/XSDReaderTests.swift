import DriftDiff
import DriftModel
import DriftTestSupport
import Testing

/// What XSD says and what it does not (FORMATS 3.3, 3.4): spellings that compare equal, and changes that do not.
@Suite("XML Schema") struct XSDReaderTests {
  private static let name = "<xs:element name='name' type='xs:string'/>"
  private static let mail = "<xs:element name='mail' type='xs:string' minOccurs='0'/>"

  private static func type(_ content: String, rest: String = "") -> XMLTexts {
    XMLTexts(schema: "<xs:complexType name='Person'>\(content)</xs:complexType>\(rest)")
  }

  @Test("another way to write the same is no change") func equal() throws {
    let plain = Self.type("<xs:sequence>\(Self.name)\(Self.mail)</xs:sequence>")
    let group = Self.type(
      "<xs:group ref='t:G'/>",
      rest: "<xs:group name='G'><xs:sequence>\(Self.name)\(Self.mail)</xs:sequence></xs:group>")
    #expect(try plain.lines(to: group).isEmpty)
    let nested = Self.type("<xs:sequence><xs:sequence>\(Self.name)</xs:sequence>\(Self.mail)</xs:sequence>")
    #expect(try plain.lines(to: nested).isEmpty)
    let attributes = Self.type(
      "<xs:sequence>\(Self.name)\(Self.mail)</xs:sequence><xs:attribute name='id' type='xs:string'/>")
    let attributeGroup = Self.type(
      "<xs:sequence>\(Self.name)\(Self.mail)</xs:sequence><xs:attributeGroup ref='t:A'/>",
      rest: "<xs:attributeGroup name='A'><xs:attribute name='id' type='xs:string'/></xs:attributeGroup>")
    #expect(try attributes.lines(to: attributeGroup).isEmpty)
    let facets =
      "<xs:restriction base='xs:string'><xs:enumeration value='a'/><xs:enumeration value='b'/></xs:restriction>"
    let turned =
      "<xs:restriction base='xs:string'><xs:enumeration value='b'/><xs:enumeration value='a'/></xs:restriction>"
    let inline = Self.type(
      "<xs:sequence><xs:element name='kind'><xs:simpleType>\(facets)</xs:simpleType></xs:element></xs:sequence>")
    let other = Self.type(
      "<xs:sequence><xs:element name='kind'><xs:simpleType>\(turned)</xs:simpleType></xs:element></xs:sequence>")
    #expect(try inline.lines(to: other).isEmpty)
    // A name for an anonymous type is not on the wire.
    let named = Self.type(
      "<xs:sequence><xs:element name='kind' type='t:Kind'/></xs:sequence>",
      rest: "<xs:simpleType name='Kind'>\(facets)</xs:simpleType>")
    #expect(try inline.lines(to: named).map { $0.split(separator: " ")[0] } == ["definition-added"])
  }

  @Test("what changes on the wire is told at its place") func changes() throws {
    func lines(_ old: String, _ new: String) throws -> [String] { try Self.type(old).lines(to: Self.type(new)) }
    let both = "<xs:sequence>\(Self.name)\(Self.mail)</xs:sequence>"
    #expect(
      try lines(both, "<xs:sequence>\(Self.mail)\(Self.name)</xs:sequence>").map { $0.prefix(20) } == [
        "order-changed Person"
      ])
    // Any order from now on; and back, the order of the sequence.
    let all = "<xs:all>\(Self.mail)\(Self.name)</xs:all>"
    #expect(try lines(both, all).map { $0.prefix(20) } == ["order-changed Person"])
    #expect(try lines(all, both).map { $0.prefix(20) } == ["order-changed Person"])
    #expect(
      try lines(
        both, "<xs:sequence>\(Self.name)<xs:element name='x' type='xs:int' minOccurs='0'/>\(Self.mail)</xs:sequence>"
      ).map { $0.split(separator: " ")[0] } == ["field-added"])
    #expect(
      try lines(
        both,
        "<xs:sequence><xs:choice>\(Self.name)<xs:element name='x' type='xs:int'/></xs:choice>\(Self.mail)</xs:sequence>"
      )
      .filter { $0.contains("required-changed Person.name") }.count == 1)
    let nil1 = "<xs:sequence><xs:element name='name' type='xs:string' nillable='true'/>\(Self.mail)</xs:sequence>"
    #expect(try lines(both, nil1).first?.hasPrefix("nullability-changed Person.name") == true)
    let many = "<xs:sequence><xs:element name='name' type='xs:string' maxOccurs='unbounded'/>\(Self.mail)</xs:sequence>"
    #expect(try lines(both, many).first?.hasPrefix("type-changed Person.name") == true)
    let open = "<xs:sequence>\(Self.name)\(Self.mail)<xs:any minOccurs='0' processContents='lax'/></xs:sequence>"
    #expect(try lines(open, both).map { $0.split(separator: " ")[0] } == ["object-closed"])
    let required = "<xs:attribute name='id' type='xs:string' use='required'/>"
    let optional = "<xs:attribute name='id' type='xs:string'/>"
    #expect(try lines(both + optional, both + required).first?.hasPrefix("required-changed Person.@id") == true)
  }

  @Test("a document without a namespace takes its includer's, once for each") func chameleon() throws {
    let shared =
      "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:complexType name='P'><xs:sequence><xs:element name='c' type='Q'/></xs:sequence></xs:complexType><xs:simpleType name='Q'><xs:restriction base='xs:int'/></xs:simpleType></xs:schema>"
    func including(_ uri: String, more: String = "") -> String {
      "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:o='urn:b' targetNamespace='\(uri)'><xs:include schemaLocation='shared.xsd'/>\(more)</xs:schema>"
    }
    let texts = XMLTexts([
      ("a.xsd", including("urn:a", more: "<xs:import namespace='urn:b' schemaLocation='b.xsd'/>")),
      ("b.xsd", including("urn:b")), ("shared.xsd", shared),
    ])
    let schema = try texts.read()
    #expect(schema.gaps.isEmpty)
    let names = schema.definitions.map { schema.symbols.text($0.name) }.sorted()
    #expect(names.count == 4 && Set(names).count == 4)
  }

  @Test("a redefinition takes the place of what it redefines, and builds on it") func redefine() throws {
    let base =
      "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:complexType name='P'><xs:sequence><xs:element name='a' type='xs:int'/></xs:sequence></xs:complexType></xs:schema>"
    let outer =
      "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:redefine schemaLocation='base.xsd'><xs:complexType name='P'><xs:complexContent><xs:extension base='P'><xs:sequence><xs:element name='b' type='xs:int'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType></xs:redefine></xs:schema>"
    let schema = try XMLTexts([("main.xsd", outer), ("base.xsd", base)]).read()
    #expect(schema.gaps.isEmpty)
    #expect(schema.definitions.count == 1)
    let fields = schema.fields[schema[schema.definitions[0].shape].fields.indices].map { schema.symbols.text($0.name) }
    #expect(fields.sorted() == ["a", "b"])
  }

  @Test("a member of a substitution group may stand for its head: one more is one more alternative") func substitution()
    throws
  {
    func texts(_ more: String) -> XMLTexts {
      XMLTexts(
        schema:
          "<xs:element name='pay' type='xs:string' abstract='true'/><xs:element name='card' type='xs:string' substitutionGroup='t:pay'/>\(more)<xs:complexType name='P'><xs:sequence><xs:element ref='t:pay'/></xs:sequence></xs:complexType>"
      )
    }
    let two = texts("<xs:element name='bank' type='xs:int' substitutionGroup='t:pay'/>")
    let three = texts(
      "<xs:element name='bank' type='xs:int' substitutionGroup='t:pay'/><xs:element name='cash' type='xs:date' substitutionGroup='t:pay'/>"
    )
    #expect(try two.lines(to: three).filter { $0.hasPrefix("union-member-added") && $0.contains("P.pay") }.count == 1)
  }

  @Test("what is made of itself, is missing or stands elsewhere is a gap, and the rest is read") func gaps() throws {
    let ring = XMLTexts(
      schema:
        "<xs:simpleType name='U'><xs:union memberTypes='t:U xs:int'/></xs:simpleType><xs:complexType name='P'><xs:sequence>\(Self.name)</xs:sequence></xs:complexType>"
    )
    #expect(try ring.read().gaps.map(\.text) == ["a type that is made of itself"])
    let remote = XMLTexts(
      schema:
        "<xs:import namespace='urn:x' schemaLocation='http://example.com/x.xsd'/><xs:complexType name='P'><xs:sequence><xs:element name='x' type='x:T' xmlns:x='urn:x'/><xs:element name='y' type='x:U' xmlns:x='urn:x'/></xs:sequence></xs:complexType>"
    )
    // One gap for the import, none for each thing that is in it.
    #expect(try remote.read().gaps.map(\.subject) == ["http://example.com/x.xsd"])
    let unknown = XMLTexts(schema: "<xs:element name='e' type='t:Nowhere'/>")
    #expect(try unknown.read().gaps.map(\.subject) == ["Nowhere of urn:t"])
  }
}
