import DriftDiff
import DriftModel
import DriftTestSupport
import Testing

/// The same value in another form: as an attribute, as the text of an element, with attributes beside it.
@Suite struct XMLFormTests {
  private static func texts(_ members: String, _ attributes: String = "") -> XMLTexts {
    XMLTexts(
      schema:
        "<xs:complexType name='P'><xs:sequence>\(members)</xs:sequence>\(attributes)</xs:complexType><xs:complexType name='Money'><xs:simpleContent><xs:extension base='xs:decimal'><xs:attribute name='currency' type='xs:string'/></xs:extension></xs:simpleContent></xs:complexType>"
    )
  }

  private func told(_ old: XMLTexts, _ new: XMLTexts) throws -> [String] {
    let symbols = SymbolTable()
    return SchemaDiff.compare(try old.read(symbols), try new.read(symbols)).changes.map { change in
      "\(change.kind.rawValue) \(change.addressText) -> \(change.new?.addressText ?? "nothing")"
    }
  }

  @Test("an element that becomes an attribute of its name, or back, is one change") func attributes() throws {
    let other = "<xs:element name='b' type='xs:string'/>"
    let element = Self.texts("<xs:element name='a' type='xs:int'/>" + other)
    let attribute = Self.texts(other, "<xs:attribute name='a' type='xs:int' use='required'/>")
    #expect(try told(element, attribute) == ["field-renamed P.a -> P.@a"])
    #expect(try told(attribute, element) == ["field-renamed P.@a -> P.a"])
    let optional = Self.texts(other, "<xs:attribute name='a' type='xs:string'/>")
    #expect(
      try told(element, optional) == [
        "field-renamed P.a -> P.@a", "required-changed P.a -> P.@a", "type-changed P.a -> P.@a",
      ])
  }

  @Test("a value that loses its attributes loses no text") func texts() throws {
    let money = Self.texts("<xs:element name='total' type='t:Money'/>")
    let plain = Self.texts("<xs:element name='total' type='xs:decimal'/>")
    #expect(
      try told(money, plain) == ["type-changed P.total -> P.total", "field-removed P.total.@currency -> nothing"])
    #expect(
      try told(plain, money) == [
        "type-changed P.total -> P.total", "field-added P.total.@currency -> P.total.@currency",
      ])
  }
}
