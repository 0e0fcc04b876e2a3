import DriftDiff
import DriftImpact
import Testing

/// What changes of schemas of XML mean for who reads and who writes (FORMATS 3.3, 3.4).
@Suite("Judgement of XML")
struct XMLJudgementTests {
  private static func schema(_ content: String) -> String {
    """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t"
      elementFormDefault="qualified">\(content)</xs:schema>
    """
  }

  private static func type(_ name: String, _ members: String) -> String {
    "<xs:complexType name='\(name)'><xs:sequence>\(members)</xs:sequence></xs:complexType>"
  }

  private static func element(_ name: String, _ type: String, _ more: String = "") -> String {
    "<xs:element name='\(name)' type='\(type)' \(more)/>"
  }

  private static func pay(_ members: String) -> String {
    schema(
      element("pay", "xs:string", "abstract='true'")
        + element("card", "xs:string", "substitutionGroup='t:pay'")
        + element("cash", "xs:int", members) + type("P", "<xs:element ref='t:pay'/>"))
  }

  @Test("One more member of a substitution group is a warning for readers, one less breaks both")
  func substitution() throws {
    let (without, with) = (Self.pay(""), Self.pay("substitutionGroup='t:pay'"))
    let entries = [Judged.Entry("P.pay", "read"), .init("P", "write")]
    #expect(try Judged(without, with, entries).hits(.unionMemberAdded) == ["info P", "warning P.pay"])
    #expect(try Judged(with, without, entries).hits(.unionMemberRemoved) == ["breaking P", "breaking P.pay"])
  }

  @Test("A wider type surprises who reads, a narrower one refuses who writes")
  func widths() throws {
    func number(_ type: String) -> String { Self.schema(Self.type("P", Self.element("n", type))) }
    let entries = [Judged.Entry("P.n", "read"), .init("P", "write")]
    for (narrow, wide) in [("xs:int", "xs:long"), ("xs:unsignedByte", "xs:short"), ("xs:NCName", "xs:token")] {
      #expect(
        try Judged(number(narrow), number(wide), entries).hits(.formatChanged) == ["breaking P.n", "info P"])
      #expect(
        try Judged(number(wide), number(narrow), entries).hits(.formatChanged) == ["breaking P", "info P.n"])
    }
  }

  @Test("A value that is fixed from now on breaks who writes another")
  func fixed() throws {
    func number(_ more: String) -> String { Self.schema(Self.type("P", Self.element("n", "xs:int", more))) }
    let entries = [Judged.Entry("P.n", "read"), .init("P", "write")]
    #expect(try Judged(number(""), number("fixed='1'"), entries).hits(.defaultChanged) == ["breaking P", "info P.n"])
    #expect(try Judged(number("fixed='1'"), number(""), entries).hits(.defaultChanged) == ["info P", "info P.n"])
  }

  @Test("An element that may stand several times surprises who reads it, one that may not any more who writes it")
  func counts() throws {
    func number(_ more: String) -> String { Self.schema(Self.type("P", Self.element("n", "xs:int", more))) }
    let (one, many) = (number(""), number("maxOccurs='9'"))
    let entries = [Judged.Entry("P.n", "read"), .init("P", "write")]
    #expect(try Judged(one, many, entries).hits(.typeChanged) == ["breaking P.n", "info P"])
    #expect(try Judged(many, one, entries).hits(.typeChanged) == ["breaking P", "info P.n"])
  }

  @Test("A name that an operation and the element that it is sent have means both")
  func nameOfBoth() throws {
    func service(_ action: String, _ type: String) -> String {
      """
      <w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/' xmlns:s='http://schemas.xmlsoap.org/wsdl/soap/'
        xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:w' targetNamespace='urn:w'>
      <w:types><xs:schema targetNamespace='urn:w' elementFormDefault='qualified'><xs:element name='Get'><xs:complexType>
      <xs:sequence><xs:element name='id' type='\(type)'/></xs:sequence></xs:complexType></xs:element></xs:schema></w:types>
      <w:message name='In'><w:part name='p' element='t:Get'/></w:message>
      <w:portType name='Port'><w:operation name='Get'><w:input message='t:In'/></w:operation></w:portType>
      <w:binding name='B' type='t:Port'><s:binding style='document' transport='http://schemas.xmlsoap.org/soap/http'/>
      <w:operation name='Get'><s:operation soapAction='\(action)'/><w:input><s:body use='literal'/></w:input></w:operation>
      </w:binding></w:definitions>
      """
    }
    let entries = [Judged.Entry("Get", "write")]
    let old = service("urn:a", "xs:string")
    #expect(try Judged(old, service("urn:b", "xs:string"), entries).hits(.encodingChanged) == ["breaking Get"])
    #expect(try Judged(old, service("urn:a", "xs:int"), entries).hits(.typeChanged) == ["breaking Get"])
  }

  @Test("Local elements that leave their namespace are one change, and hit who uses one of them")
  func forms() throws {
    let types =
      Self.type("P", Self.element("a", "xs:int") + Self.element("b", "t:Q") + Self.element("r", "t:R"))
      + Self.type("Q", Self.element("c", "xs:int"))
      + "<xs:complexType name='R'><xs:attribute name='k' type='xs:int'/></xs:complexType>"
    let old = Self.schema(types)
    let new = old.replacing(" elementFormDefault=\"qualified\"", with: "").replacing(
      "elementFormDefault=\"qualified\"", with: "")
    let entries = [Judged.Entry("P.a", "read"), .init("Q.c", "write"), .init("R.@k", "read")]
    for (before, after) in [(old, new), (new, old)] {
      let judged = try Judged(before, after, entries)
      #expect(judged.changes.count == 1)
      #expect(judged.hits(.encodingChanged) == ["breaking P.a", "breaking Q.c"])
    }
  }

  @Test("The same widening in OpenAPI is the same")
  func widthsOfJSON() throws {
    func document(_ number: String) -> String {
      let answer = #""200": {"description": "", \#(Judged.json(##"{"$ref": "#/components/schemas/A"}"##))}"#
      return Judged.openAPI(
        #"{"/a": {"get": {"responses": {\#(answer)}}}}"#,
        #"{"A": {"type": "object", "properties": {"n": {\#(number)}}}}"#)
    }
    let int = #""type": "integer", "format": "int32""#
    let long = #""type": "integer", "format": "int64""#
    #expect(try Judged(document(int), document(long)).changes.map(\.compatibility) == [.widened])
    #expect(try Judged(document(long), document(int)).changes.map(\.compatibility) == [.narrowed])
    #expect(try Judged(document(int), document(#""type": "number""#)).changes.map(\.compatibility) == [.widened])
  }

  @Test("An order that is demanded from now on breaks who writes, one that is given up nobody")
  func order() throws {
    let members = Self.element("a", "xs:int") + Self.element("b", "xs:int")
    let any = Self.schema("<xs:complexType name='P'><xs:all>\(members)</xs:all></xs:complexType>")
    let one = Self.schema(Self.type("P", members))
    let entries = [Judged.Entry("P.a", "read"), .init("P", "write")]
    #expect(try Judged(any, one, entries).hits(.orderChanged).contains("breaking P"))
    #expect(try Judged(one, any, entries).hits(.orderChanged).allSatisfy { $0.hasPrefix("info") })
  }

  @Test("A change in a group hits who uses any of the types that take it in")
  func groups() throws {
    func document(_ type: String) -> String {
      let use = "<xs:group ref='t:G'/>"
      return Self.schema(
        Self.type("P", use) + Self.type("Q", use)
          + "<xs:group name='G'><xs:sequence>\(Self.element("n", type))</xs:sequence></xs:group>")
    }
    let entries = [Judged.Entry("P.n", "read"), .init("Q.n", "read")]
    let judged = try Judged(document("xs:int"), document("xs:date"), entries)
    #expect(judged.changes.map(\.kind) == [.typeChanged])
    #expect(judged.changes.first?.reach == 2)
    #expect(judged.hits(.typeChanged) == ["breaking P.n", "breaking Q.n"])
  }
}

/// What changes of services mean.
@Suite("Judgement of services")
struct ServiceJudgementTests {
  private static func service(_ faults: String) -> String {
    """
    <w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/' xmlns:xs='http://www.w3.org/2001/XMLSchema'
      xmlns:t='urn:t' targetNamespace='urn:t'><w:types><xs:schema targetNamespace='urn:t'>
    <xs:element name='F'><xs:complexType><xs:sequence><xs:element name='code' type='xs:int'/></xs:sequence></xs:complexType></xs:element>
    </xs:schema></w:types><w:message name='M'><w:part name='p' element='t:F'/></w:message>
    <w:portType name='P'><w:operation name='Op'><w:input message='t:M'/><w:output message='t:M'/>\(faults)</w:operation>
    </w:portType></w:definitions>
    """
  }

  @Test("A fault that is declared no more is a loss for who reads it, and news for others")
  func faults() throws {
    let (with, without) = (Self.service("<w:fault name='Bad' message='t:M'/>"), Self.service(""))
    let entries = [Judged.Entry("Op.response.Bad.code", "read"), .init("Op.response.code", "read")]
    let judged = try Judged(with, without, entries)
    #expect(judged.hits(.responseRemoved) == ["breaking Op.response.Bad.code", "info Op.response.code"])
  }
}
