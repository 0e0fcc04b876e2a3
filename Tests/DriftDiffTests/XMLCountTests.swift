import DriftDiff
import DriftModel
import DriftTestSupport
import Testing

/// How often an element stands (XSD 1.0 part 1, 3.9): one change about the count, whatever is in it.
@Suite struct XMLCountTests {
  private static let a = "<xs:element name='a' type='xs:string'/>"
  private static let b = "<xs:element name='b' type='xs:string'/>"

  private static func type(_ members: String, _ rest: String = "") -> XMLTexts {
    XMLTexts(schema: "<xs:complexType name='P'><xs:sequence>\(members)</xs:sequence></xs:complexType>\(rest)")
  }

  private func told(_ old: XMLTexts, _ new: XMLTexts) throws -> [String] {
    let symbols = SymbolTable()
    return SchemaDiff.compare(try old.read(symbols), try new.read(symbols)).changes.map { change in
      "\(change.kind.rawValue) \(change.addressText) \(change.compatibility?.rawValue ?? "")"
    }
  }

  @Test("an element that may stand several times is one change, not one for each thing in it") func count() throws {
    let content = "<xs:sequence>\(Self.a)<xs:element name='r' form='unqualified'/><xs:any minOccurs='0'/></xs:sequence>"
    func named(_ more: String) -> XMLTexts {
      Self.type(
        "<xs:element name='y' type='t:Y' \(more)/>", "<xs:complexType name='Y'>\(content)</xs:complexType>")
    }
    func anonymous(_ more: String) -> XMLTexts {
      Self.type("<xs:element name='y' \(more)><xs:complexType>\(content)</xs:complexType></xs:element>")
    }
    for document in [named, anonymous] {
      let (one, many) = (document("form='unqualified'"), document("form='unqualified' maxOccurs='9'"))
      #expect(try told(one, many) == ["type-changed P.y widened"])
      #expect(try told(many, one) == ["type-changed P.y narrowed"])
      #expect(
        try told(one, document("form='unqualified' minOccurs='2' maxOccurs='9'"))
          == ["type-changed P.y incompatible"])
    }
    // What is another in it is told beside.
    let other = Self.type(
      "<xs:element name='y' maxOccurs='9'><xs:complexType>\(content.replacing("'a'", with: "'zz'"))</xs:complexType></xs:element>"
    )
    #expect(try told(anonymous(""), other).contains { $0.hasPrefix("field-re") && $0.contains(" P.y.a") })
  }

  @Test("an element or a group that stands twice in a sequence is many of it") func twice() throws {
    let one = Self.type(Self.a + Self.b)
    let many = "<xs:element name='a' type='xs:string' maxOccurs='5'/>"
    let unbounded = many.replacing("'5'", with: "'unbounded'")
    for members in [Self.a + Self.b + Self.a, Self.a + Self.b + many, many + Self.b + Self.a + Self.a] {
      #expect(try told(one, Self.type(members)) == ["type-changed P.a widened"])
      #expect(try told(Self.type(members), Self.type(unbounded + Self.b)).isEmpty)
    }
    let group = "<xs:group name='G'><xs:sequence>\(Self.a)</xs:sequence></xs:group>"
    let ref = "<xs:group ref='t:G'/>"
    for members in [ref + Self.b + ref, ref + Self.b + ref + ref + ref] {
      #expect(try told(Self.type(ref + Self.b, group), Self.type(members, group)) == ["type-changed P.a widened"])
    }
  }
}
