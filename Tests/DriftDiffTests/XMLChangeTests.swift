import DriftDiff
import DriftModel
import DriftTestSupport
import Testing

/// Changes of schemas and services that only XML has (FORMATS 3.2 to 3.4): each is told once, at its place.
@Suite struct XMLChangeTests {
  private static let a = "<xs:element name='a' type='xs:string'/>"
  private static let b = "<xs:element name='b' type='xs:string'/>"
  private static let c = "<xs:element name='c' type='xs:string'/>"

  private static func type(_ content: String, _ rest: String = "") -> XMLTexts {
    XMLTexts(schema: "<xs:complexType name='P'>\(content)</xs:complexType>\(rest)")
  }

  private static func sequence(_ members: String...) -> XMLTexts {
    type("<xs:sequence>\(members.joined())</xs:sequence>")
  }

  /// The changes, each as its kind, its address, and what it does to the values.
  private func told(_ old: XMLTexts, _ new: XMLTexts) throws -> [String] {
    let symbols = SymbolTable()
    return SchemaDiff.compare(try old.read(symbols), try new.read(symbols)).changes.map { change in
      "\(change.kind.rawValue) \(change.addressText) \(change.compatibility?.rawValue ?? "")"
    }
  }

  @Test("a wildcard admits more or less by its namespaces, its strictness and its number") func wildcards() throws {
    func any(_ attributes: String) -> XMLTexts { Self.sequence(Self.a, "<xs:any minOccurs='0' \(attributes)/>") }
    let plain = any("processContents='lax'")
    #expect(try told(plain, any("processContents='lax' namespace='##other'")) == ["constraint-changed P narrowed"])
    #expect(try told(plain, any("processContents='skip'")) == ["constraint-changed P widened"])
    #expect(try told(plain, any("processContents='lax' maxOccurs='unbounded'")) == ["constraint-changed P widened"])
    #expect(
      try told(any("namespace='urn:x'"), any("namespace='urn:x urn:y'")) == ["constraint-changed P widened"])
    #expect(
      try told(any("namespace='urn:x'"), any("namespace='urn:y'")) == ["constraint-changed P incompatible"])
    let open = Self.type("<xs:sequence>\(Self.a)<xs:any minOccurs='0'/></xs:sequence><xs:anyAttribute/>")
    #expect(try told(open, any("")) == ["constraint-changed P narrowed"])
    #expect(try told(plain, Self.sequence(Self.a)) == ["object-closed P narrowed"])
    #expect(try told(Self.sequence(Self.a), plain) == ["object-opened P widened"])
  }

  @Test("another target namespace is one change, whatever is in it; so is one thing that moved") func namespaces()
    throws
  {
    func schema(_ uri: String, _ content: String, form: String = " elementFormDefault='qualified'") -> String {
      "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='\(uri)' targetNamespace='\(uri)'\(form)>\(content)</xs:schema>"
    }
    let many = (0..<20).map { number in
      "<xs:complexType name='T\(number)'><xs:sequence>\(Self.a)<xs:element name='x' type='t:T\((number + 1) % 20)'/></xs:sequence></xs:complexType><xs:element name='e\(number)' type='t:T\(number)'/>"
    }.joined()
    func document(_ uri: String) -> XMLTexts { XMLTexts([("main.xsd", schema(uri, many))]) }
    #expect(try told(document("urn:v1"), document("urn:v2")) == ["encoding-changed  "])
    // Members without a namespace have none before and after.
    let bare = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\(many.replacing("t:T", with: "T"))</xs:schema>"
    #expect(
      try told(XMLTexts([("main.xsd", bare)]), XMLTexts([("main.xsd", schema("urn:v1", many, form: ""))]))
        == ["encoding-changed  "])
    // A member of another namespace says so.
    func using(_ name: String) -> XMLTexts {
      let type =
        "<xs:import namespace='urn:o' schemaLocation='o.xsd'/><xs:complexType name='P'><xs:sequence><xs:element ref='\(name)' xmlns:o='urn:o'/></xs:sequence></xs:complexType>"
      return XMLTexts([("main.xsd", schema("urn:t", type + Self.a)), ("o.xsd", schema("urn:o", Self.a))])
    }
    #expect(try told(using("t:a"), using("o:a")) == ["encoding-changed P.a "])
    // Two of one local name are two.
    let both = XMLTexts([
      (
        "main.xsd",
        schema(
          "urn:t",
          "<xs:import namespace='urn:o' schemaLocation='o.xsd'/><xs:complexType name='P'><xs:sequence><xs:element ref='o:a' xmlns:o='urn:o'/><xs:element ref='t:a'/></xs:sequence></xs:complexType>"
            + Self.a)
      ), ("o.xsd", schema("urn:o", Self.a)),
    ])
    #expect(try told(using("t:a"), both) == ["field-added P.\"o.a\" "])
  }

  @Test("members have an order where they stand in a sequence, however it is put together") func order() throws {
    let plain = Self.sequence(Self.a, Self.b, Self.c)
    #expect(try told(plain, Self.sequence(Self.b, Self.a, Self.c)) == ["order-changed P incompatible"])
    let any = Self.type("<xs:all>\(Self.a)\(Self.b)\(Self.c)</xs:all>")
    #expect(try told(any, plain) == ["order-changed P narrowed"])
    #expect(try told(plain, any) == ["order-changed P widened"])
    func extending(_ own: String, _ base: String) -> XMLTexts {
      Self.type(
        "<xs:complexContent><xs:extension base='t:B'><xs:sequence>\(own)</xs:sequence></xs:extension></xs:complexContent>",
        "<xs:complexType name='B'><xs:sequence>\(base)</xs:sequence></xs:complexType>")
    }
    #expect(try told(plain, extending(Self.c, Self.a + Self.b)) == ["definition-added B "])
    #expect(
      try told(plain, extending(Self.a, Self.b + Self.c)) == ["definition-added B ", "order-changed P incompatible"])
    // What is one of several has no place among them.
    let choice = Self.sequence("<xs:choice>\(Self.b)\(Self.a)</xs:choice>", Self.c)
    #expect(try !told(plain, choice).contains { $0.hasPrefix("order-changed") })
    #expect(
      try told(plain, choice) == ["constraint-changed P incompatible"])
    let repeated = "<xs:choice minOccurs='0' maxOccurs='unbounded'>"
    #expect(
      try told(
        Self.sequence("\(repeated)\(Self.a)\(Self.b)</xs:choice>", Self.c),
        Self.sequence("\(repeated)\(Self.b)\(Self.a)</xs:choice>", Self.c)
      ).isEmpty)
    #expect(
      try told(Self.sequence(Self.a, Self.b), Self.sequence(Self.a, Self.b, Self.a)) == [
        "type-changed P.a widened"
      ])
  }

  @Test("a reference to an element like the one that stood there is the same on the wire") func references() throws {
    let local = Self.sequence(Self.a, Self.b)
    let global = Self.type("<xs:sequence><xs:element ref='t:a'/>\(Self.b)</xs:sequence>", Self.a)
    #expect(try told(local, global) == ["definition-added a "])
    func unqualified(_ texts: String) -> XMLTexts { XMLTexts(schema: texts, attributes: "") }
    #expect(
      try told(
        unqualified("<xs:complexType name='P'><xs:sequence>\(Self.a)</xs:sequence></xs:complexType>"),
        unqualified(
          "<xs:complexType name='P'><xs:sequence><xs:element ref='t:a'/></xs:sequence></xs:complexType>\(Self.a)")
      ) == ["encoding-changed P.a ", "definition-added a "])
  }

  @Test("what is said beside a type that could not be read is compared") func gaps() throws {
    func document(_ more: String) -> XMLTexts {
      XMLTexts(
        schema:
          "<xs:import namespace='urn:m' schemaLocation='m.xsd'/><xs:complexType name='P'><xs:sequence><xs:element name='x' type='m:X' xmlns:m='urn:m' \(more)/></xs:sequence></xs:complexType>"
      )
    }
    let plain = document("")
    #expect(try told(plain, document("maxOccurs='unbounded'")) == ["type-changed P.x widened"])
    #expect(try told(document("maxOccurs='unbounded'"), plain) == ["type-changed P.x narrowed"])
    #expect(try told(plain, document("nillable='true'")) == ["nullability-changed P.x widened"])
    #expect(try told(plain, document("minOccurs='0'")) == ["required-changed P.x widened"])
    #expect(try told(plain, document("default='1'")) == ["default-changed P.x "])
  }

  @Test("a redefinition is told as what it changes") func redefinition() throws {
    func document(_ content: String) -> XMLTexts {
      XMLTexts([
        (
          "main.xsd",
          "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:redefine schemaLocation='b.xsd'>\(content)</xs:redefine></xs:schema>"
        ),
        (
          "b.xsd",
          "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:complexType name='P'><xs:sequence>\(Self.a)<xs:element name='b' type='xs:string' minOccurs='0'/></xs:sequence><xs:attribute name='k'/></xs:complexType></xs:schema>"
        ),
      ])
    }
    func derived(_ how: String, _ content: String) -> XMLTexts {
      document(
        "<xs:complexType name='P'><xs:complexContent><xs:\(how) base='P'>\(content)</xs:\(how)></xs:complexContent></xs:complexType>"
      )
    }
    let plain = document("")
    #expect(try told(plain, derived("extension", "<xs:sequence>\(Self.c)</xs:sequence>")) == ["field-added P.c "])
    #expect(try told(plain, derived("restriction", "<xs:sequence>\(Self.a)</xs:sequence>")) == ["field-removed P.b "])
    #expect(
      try told(
        plain,
        derived(
          "restriction",
          "<xs:sequence>\(Self.a)<xs:element name='b' type='xs:string' minOccurs='0'/></xs:sequence><xs:attribute name='k' use='prohibited'/>"
        )) == ["field-removed P.@k "])
  }
}
