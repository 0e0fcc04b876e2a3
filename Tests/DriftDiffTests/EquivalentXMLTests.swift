import DriftDiff
import DriftModel
import DriftTestSupport
import Testing

/// Ways to write one schema of XML that compare equal: no change, and the same digest where nothing got a name.
@Suite struct EquivalentXMLTests {
  private static let a = "<xs:element name='a' type='xs:string'/>"
  private static let b = "<xs:element name='b' type='t:Code' minOccurs='0'/>"
  private static let c = "<xs:element name='c' type='xs:int'/>"
  private static let code =
    "<xs:simpleType name='Code'><xs:restriction base='xs:string'><xs:maxLength value='9'/></xs:restriction></xs:simpleType>"

  private static func type(_ content: String, _ rest: String = "") -> String {
    "<xs:complexType name='P'>\(content)</xs:complexType>\(code)\(rest)"
  }

  private static func schema(
    _ content: String, namespace: String = " targetNamespace='urn:t'", form: String = " elementFormDefault='qualified'",
    attributeForm: String = ""
  ) -> String {
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:t'\(namespace)\(form)\(attributeForm)>\(content)</xs:schema>"
  }

  private static func texts(_ content: String) -> XMLTexts { XMLTexts([("main.xsd", schema(content))]) }

  private static var pairs: [(name: String, old: XMLTexts, new: XMLTexts)] {
    let plain = texts(type("<xs:sequence>\(a)\(b)\(c)</xs:sequence>"))
    func other(_ content: String, _ rest: String = "") -> XMLTexts { texts(type(content, rest)) }
    let attributes = "<xs:attribute name='x' type='xs:int'/><xs:attribute name='y' type='xs:int' use='required'/>"
    let turned = "<xs:attribute name='y' use='required' type='xs:int'/><xs:attribute name='x' type='xs:int'/>"
    let written = schema(type("<xs:sequence>\(a)\(b)\(c)</xs:sequence>"))
    return [
      (
        "prefix of XSD", plain,
        XMLTexts([("main.xsd", written.replacing("xs:", with: "x:").replacing(":xs=", with: ":x="))])
      ),
      (
        "prefix of the target", plain,
        XMLTexts([
          (
            "main.xsd",
            written.replacing("t:", with: "u:").replacing(":t=", with: ":u=").replacing("uru:", with: "urn:")
          )
        ])
      ),
      ("white space", plain, XMLTexts([("main.xsd", written.replacing("><", with: ">\n  <!-- x -->\n  <"))])),
      (
        "order of components", plain,
        texts(code + type("<xs:sequence>\(a)\(b)\(c)</xs:sequence>").replacing(code, with: ""))
      ),
      (
        "form on each element", plain,
        XMLTexts([
          (
            "main.xsd",
            schema(
              type("<xs:sequence>\(a)\(b)\(c)</xs:sequence>").replacing(
                "<xs:element ", with: "<xs:element form='qualified' "), form: "")
          )
        ])
      ),
      (
        "unqualified on each element",
        XMLTexts([("main.xsd", schema(type("<xs:sequence>\(a)\(b)</xs:sequence>"), form: ""))]),
        XMLTexts([
          (
            "main.xsd",
            schema(
              type("<xs:sequence>\(a)\(b)</xs:sequence>").replacing(
                "<xs:element ", with: "<xs:element form='unqualified' "))
          )
        ])
      ),
      (
        "form on each attribute",
        XMLTexts([("main.xsd", schema(type(attributes), attributeForm: " attributeFormDefault='qualified'"))]),
        other(attributes.replacing("name=", with: "form='qualified' name="))
      ),
      ("a sequence in a sequence", plain, other("<xs:sequence><xs:sequence>\(a)\(b)\(c)</xs:sequence></xs:sequence>")),
      ("a part in a sequence", plain, other("<xs:sequence>\(a)<xs:sequence>\(b)\(c)</xs:sequence></xs:sequence>")),
      (
        "a group", plain,
        other("<xs:group ref='t:G'/>", "<xs:group name='G'><xs:sequence>\(a)\(b)\(c)</xs:sequence></xs:group>")
      ),
      (
        "a group among others", plain,
        other(
          "<xs:sequence>\(a)<xs:group ref='t:G'/></xs:sequence>",
          "<xs:group name='G'><xs:sequence>\(b)\(c)</xs:sequence></xs:group>")
      ),
      ("order of attributes", other(attributes), other(turned)),
      (
        "a group of attributes", other(attributes),
        other("<xs:attributeGroup ref='t:A'/>", "<xs:attributeGroup name='A'>\(attributes)</xs:attributeGroup>")
      ),
      (
        "an attribute by reference", other("<xs:attribute name='x' type='xs:int' form='qualified'/>"),
        other("<xs:attribute ref='t:x'/>", "<xs:attribute name='x' type='xs:int'/>")
      ),
      (
        "defaults in words", plain,
        texts(
          type("<xs:sequence minOccurs='1' maxOccurs='1'>\(a)\(b)\(c)</xs:sequence>").replacing(
            "<xs:element name='a'", with: "<xs:element name='a' minOccurs='1' maxOccurs='1' nillable='false'"))
      ),
      (
        "a choice of one", other("<xs:sequence>\(a)\(c)</xs:sequence>"),
        other("<xs:sequence><xs:choice>\(a)</xs:choice>\(c)</xs:sequence>")
      ),
      (
        "order in a choice", other("<xs:choice>\(a)\(c)</xs:choice>"), other("<xs:choice>\(c)\(a)</xs:choice>")
      ),
      (
        "order of any order", other("<xs:all>\(a)\(c)</xs:all>"), other("<xs:all>\(c)\(a)</xs:all>")
      ),
      ("one in any order", other("<xs:all>\(a)</xs:all>"), other("<xs:sequence>\(a)</xs:sequence>")),
      (
        "order of wildcards' namespaces",
        other("<xs:sequence>\(a)<xs:any namespace='urn:x urn:y' minOccurs='0'/></xs:sequence>"),
        other(
          "<xs:sequence>\(a)<xs:any namespace='urn:y  urn:x' processContents='strict' minOccurs='0'/></xs:sequence>")
      ),
      (
        "the namespace's own name",
        other("<xs:anyAttribute namespace='##targetNamespace'/>"), other("<xs:anyAttribute namespace='urn:t'/>")
      ),
      (
        "an included document", plain,
        XMLTexts([
          ("main.xsd", schema("<xs:include schemaLocation='b.xsd'/>" + code)),
          ("b.xsd", schema(type("<xs:sequence>\(a)\(b)\(c)</xs:sequence>").replacing(code, with: ""))),
        ])
      ),
      (
        "an included document without a namespace", plain,
        XMLTexts([
          ("main.xsd", schema("<xs:include schemaLocation='b.xsd'/>")),
          ("b.xsd", schema(type("<xs:sequence>\(a)\(b)\(c)</xs:sequence>").replacing("'t:", with: "'"), namespace: "")),
        ])
      ),
      (
        "documents that include each other", plain,
        XMLTexts([
          ("main.xsd", schema("<xs:include schemaLocation='b.xsd'/>" + code)),
          (
            "b.xsd",
            schema(
              "<xs:include schemaLocation='main.xsd'/>"
                + type("<xs:sequence>\(a)\(b)\(c)</xs:sequence>").replacing(code, with: ""))
          ),
        ])
      ),
      (
        "an extension by redefinition", plain,
        XMLTexts([
          (
            "main.xsd",
            schema(
              "<xs:redefine schemaLocation='b.xsd'><xs:complexType name='P'><xs:complexContent><xs:extension base='t:P'><xs:sequence>\(b)\(c)</xs:sequence></xs:extension></xs:complexContent></xs:complexType></xs:redefine>"
            )
          ),
          ("b.xsd", schema(type("<xs:sequence>\(a)</xs:sequence>"))),
        ])
      ),
      (
        "facets that restate the default",
        other("<xs:sequence><xs:element name='n' type='xs:int'/></xs:sequence>"),
        other(
          "<xs:sequence><xs:element name='n'><xs:simpleType><xs:restriction base='xs:int'><xs:fractionDigits value='0'/><xs:whiteSpace value='collapse'/></xs:restriction></xs:simpleType></xs:element></xs:sequence>"
        )
      ),
    ]
  }

  @Test("what is only written in another way is no change") func respellings() throws {
    var failures: [String] = []
    let all = Self.pairs
    for pair in all {
      let symbols = SymbolTable()
      let (old, new) = (try pair.old.read(symbols), try pair.new.read(symbols))
      for changes in [SchemaDiff.compare(old, new).changes, SchemaDiff.compare(new, old).changes] where !changes.isEmpty
      {
        failures.append("\(pair.name): \(changes.map(\.line))")
      }
      if !old.gaps.isEmpty || !new.gaps.isEmpty { failures.append("\(pair.name): gaps \(new.gaps.map(\.text))") }
    }
    print("\(all.count - failures.count) passed, \(failures.count) failed, 0 skipped")
    for failure in failures { Issue.record(Comment(rawValue: failure)) }
  }
}
