import DriftDiff
import DriftModel
import DriftTestSupport
import Testing

/// One edit at every kind of place of a schema of XML is exactly one change, of its kind, at its address.
@Suite struct PlantedXMLEditTests {
  @Test("an edit planted at any place of a schema is exactly one change, of its kind, at its address")
  func plantedEdits() throws {
    var passed = 0
    var failures: [String] = []
    for place in XMLPlace.allCases {
      for edit in XMLEdit.all where place.admits(edit) {
        let symbols = SymbolTable()
        let old = try place.document(edit.old(place)).read(symbols)
        let new = try place.document(edit.new(place)).read(symbols)
        let changes = SchemaDiff.compare(old, new).changes
        let expected = edit.expected(at: place)
        let found = changes.map { "\($0.kind.rawValue) \($0.addressText) \($0.compatibility?.rawValue ?? "")" }
        if found == [expected], old.gaps.isEmpty, new.gaps.isEmpty {
          passed += 1
        } else {
          failures.append("\(edit.name) at \(place): expected \(expected), found \(found)")
        }
      }
    }
    print("\(passed) passed, \(failures.count) failed, 0 skipped")
    for failure in failures { Issue.record(Comment(rawValue: failure)) }
  }
}

/// Where a member is declared.
private enum XMLPlace: CaseIterable {
  case sequence, all, group, anonymousType, extended, redefined, included, chameleon, imported, rpcType, body, header
  case attribute, attributeGroup, derivedAttribute

  var isAttribute: Bool { self == .attribute || self == .attributeGroup || self == .derivedAttribute }

  func admits(_ edit: XMLEdit) -> Bool {
    isAttribute ? edit.attribute != nil : edit.element != nil && !(self == .all && edit.isMany)
  }

  /// The address of the member.
  var address: String {
    switch self {
    case .anonymousType, .body: "Get.m"
    case .header: "Session.m"
    case .attribute, .attributeGroup, .derivedAttribute: "P.@m"
    default: "P.m"
    }
  }

  /// A document with a declaration at the place, others around it.
  func document(_ declaration: String) -> XMLTexts {
    let first = "<xs:element name='first' type='xs:string'/>"
    let last = "<xs:element name='last' type='xs:string'/>"
    let members = "<xs:sequence>\(first)\(declaration)\(last)</xs:sequence>"
    let types =
      "<xs:simpleType name='Code'><xs:restriction base='xs:string'><xs:maxLength value='9'/></xs:restriction></xs:simpleType>"
    func type(_ content: String, _ name: String = "P") -> String {
      "<xs:complexType name='\(name)'>\(content)</xs:complexType>"
    }
    func schema(_ content: String) -> XMLTexts { XMLTexts(schema: content + types) }
    switch self {
    case .sequence: return schema(type(members))
    case .all: return schema(type("<xs:all>\(first)\(declaration)\(last)</xs:all>"))
    case .group: return schema(type("<xs:group ref='t:G'/>") + "<xs:group name='G'>\(members)</xs:group>")
    case .anonymousType:
      return schema("<xs:element name='Get'><xs:complexType>\(members)</xs:complexType></xs:element>")
    case .extended:
      return schema(
        type("<xs:complexContent><xs:extension base='t:B'>\(members)</xs:extension></xs:complexContent>")
          + type("<xs:sequence><xs:element name='base' type='xs:int'/></xs:sequence>", "B"))
    case .redefined:
      let extending = type("<xs:complexContent><xs:extension base='t:P'>\(members)</xs:extension></xs:complexContent>")
      return XMLTexts([
        ("main.xsd", Self.open("<xs:redefine schemaLocation='b.xsd'>\(extending)</xs:redefine>" + types)),
        ("b.xsd", Self.open(type("<xs:sequence><xs:element name='base' type='xs:int'/></xs:sequence>"))),
      ])
    case .included:
      return XMLTexts([
        ("main.xsd", Self.open("<xs:include schemaLocation='b.xsd'/>" + types)), ("b.xsd", Self.open(type(members))),
      ])
    case .chameleon:
      let inner = Self.open(type(members) + types).replacing(" targetNamespace='urn:t'", with: "")
        .replacing("'t:", with: "'")
      return XMLTexts([("main.xsd", Self.open("<xs:include schemaLocation='b.xsd'/>")), ("b.xsd", inner)])
    case .imported:
      let outer = "<xs:import namespace='urn:t' schemaLocation='b.xsd'/><xs:element name='Root' type='t:P'/>"
      return XMLTexts([
        ("main.xsd", Self.open(outer).replacing("targetNamespace='urn:t'", with: "targetNamespace='urn:o'")),
        ("b.xsd", Self.open(type(members) + types)),
      ])
    case .rpcType: return Self.service(type(members) + types, part: "type='t:P'", style: "rpc")
    case .body:
      return Self.service(
        "<xs:element name='Get'><xs:complexType>\(members)</xs:complexType></xs:element>" + types,
        part: "element='t:Get'", style: "document")
    case .header:
      return Self.service(
        "<xs:element name='Get' type='xs:string'/><xs:element name='Session'><xs:complexType>\(members)</xs:complexType></xs:element>"
          + types, part: "element='t:Get'", style: "document", header: true)
    case .attribute: return schema(type("<xs:sequence>\(first)</xs:sequence>\(declaration)"))
    case .attributeGroup:
      return schema(
        type("<xs:attributeGroup ref='t:A'/>") + "<xs:attributeGroup name='A'>\(declaration)</xs:attributeGroup>")
    case .derivedAttribute:
      return schema(
        type("<xs:simpleContent><xs:extension base='xs:int'>\(declaration)</xs:extension></xs:simpleContent>"))
    }
  }

  private static func open(_ content: String) -> String {
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:t' targetNamespace='urn:t' elementFormDefault='qualified'>\(content)</xs:schema>"
  }

  private static func service(_ schema: String, part: String, style: String, header: Bool = false) -> XMLTexts {
    let head = header ? "<s:header message='t:H' part='h' use='literal'/>" : ""
    return XMLTexts([
      (
        "main.wsdl",
        """
        <w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/' xmlns:s='http://schemas.xmlsoap.org/wsdl/soap/'
          xmlns:t='urn:t' targetNamespace='urn:t'><w:types>\(open(schema))</w:types>
        <w:message name='In'><w:part name='p' \(part)/></w:message>
        <w:message name='H'><w:part name='h' element='t:Session'/></w:message>
        <w:portType name='Port'><w:operation name='Call'><w:input message='t:In'/></w:operation></w:portType>
        <w:binding name='B' type='t:Port'><s:binding style='\(style)' transport='urn:http'/>
        <w:operation name='Call'><s:operation soapAction='call'/>
        <w:input>\(head)<s:body use='literal'/></w:input></w:operation></w:binding></w:definitions>
        """
      )
    ])
  }
}

/// An edit of one declaration.
private struct XMLEdit {
  var name: String
  /// The declaration before and after, as an element and as an attribute; nil where there is no such edit.
  var element: (String, String)?
  var attribute: (String, String)?
  /// The change: its kind, what stands behind the address, and what it does to the values.
  var kind: String
  var step = ""
  var compatibility = ""
  var isMany = false

  func old(_ place: XMLPlace) -> String { (place.isAttribute ? attribute : element)?.0 ?? "" }
  func new(_ place: XMLPlace) -> String { (place.isAttribute ? attribute : element)?.1 ?? "" }
  func expected(at place: XMLPlace) -> String { "\(kind) \(place.address)\(step) \(compatibility)" }

  private static func typed(_ type: String, _ more: String = "") -> (element: String, attribute: String) {
    ("<xs:element name='m' type='\(type)' \(more)/>", "<xs:attribute name='m' type='\(type)' \(more)/>")
  }

  private static func faceted(_ base: String, _ facets: String) -> (element: String, attribute: String) {
    let type = "<xs:simpleType><xs:restriction base='\(base)'>\(facets)</xs:restriction></xs:simpleType>"
    return ("<xs:element name='m'>\(type)</xs:element>", "<xs:attribute name='m'>\(type)</xs:attribute>")
  }

  private static func both(
    _ name: String, _ old: (element: String, attribute: String), _ new: (element: String, attribute: String),
    _ kind: String, _ compatibility: String = ""
  ) -> XMLEdit {
    XMLEdit(
      name: name, element: (old.element, new.element), attribute: (old.attribute, new.attribute), kind: kind,
      compatibility: compatibility)
  }

  private static func element(
    _ name: String, _ old: String, _ new: String, _ kind: String, _ compatibility: String = "", isMany: Bool = false
  ) -> XMLEdit {
    let plain = "<xs:element name='m' type='xs:string' "
    return XMLEdit(
      name: name, element: (plain + old + "/>", plain + new + "/>"), kind: kind, compatibility: compatibility,
      isMany: isMany)
  }

  private static func values(_ values: String...) -> String {
    values.map { "<xs:enumeration value='\($0)'/>" }.joined()
  }

  static let all: [XMLEdit] = [
    both("added", ("", ""), typed("xs:int"), "field-added"),
    both("removed", typed("xs:int"), ("", ""), "field-removed"),
    both("wider type", typed("xs:int"), typed("xs:long"), "format-changed", "widened"),
    both("narrower type", typed("xs:int"), typed("xs:short"), "format-changed", "narrowed"),
    both("wider kind", typed("xs:integer"), typed("xs:decimal"), "type-changed", "widened"),
    both("other type", typed("xs:int"), typed("xs:boolean"), "type-changed", "incompatible"),
    both("other format", typed("xs:dateTime"), typed("xs:date"), "format-changed", "incompatible"),
    both("default", typed("xs:int", "default='1'"), typed("xs:int", "default='2'"), "default-changed"),
    both("fixed", typed("xs:int", "fixed='1'"), typed("xs:int", "fixed='2'"), "default-changed"),
    both(
      "facet", faceted("xs:string", ""), faceted("xs:string", "<xs:maxLength value='5'/>"), "constraint-changed",
      "narrowed"),
    both(
      "digits", faceted("xs:decimal", "<xs:fractionDigits value='4'/>"),
      faceted("xs:decimal", "<xs:fractionDigits value='2'/>"), "constraint-changed", "narrowed"),
    both(
      "value added", faceted("xs:string", values("a", "b")), faceted("xs:string", values("a", "b", "c")),
      "enum-value-added", "widened"),
    both(
      "value removed", faceted("xs:string", values("a", "b")), faceted("xs:string", values("b")), "enum-value-removed",
      "narrowed"),
    XMLEdit(
      name: "attribute required", attribute: (typed("xs:int").attribute, typed("xs:int", "use='required'").attribute),
      kind: "required-changed", compatibility: "narrowed"),
    XMLEdit(
      name: "attribute qualified",
      attribute: (typed("xs:int").attribute, typed("xs:int", "form='qualified'").attribute),
      kind: "encoding-changed"),
    element("optional", "", "minOccurs='0'", "required-changed", "widened"),
    element("required", "minOccurs='0'", "", "required-changed", "narrowed"),
    element("nillable", "", "nillable='true'", "nullability-changed", "widened"),
    element("many", "", "maxOccurs='unbounded'", "type-changed", "widened", isMany: true),
    element("most", "maxOccurs='3'", "maxOccurs='5'", "constraint-changed", "widened", isMany: true),
    element("unqualified", "", "form='unqualified'", "encoding-changed"),
    XMLEdit(
      name: "documented",
      element: (
        typed("xs:int").element,
        "<xs:element name='m' type='xs:int'><xs:annotation><xs:documentation>How many.</xs:documentation></xs:annotation></xs:element>"
      ),
      attribute: (
        typed("xs:int").attribute,
        "<xs:attribute name='m' type='xs:int'><xs:annotation><xs:documentation>How many.</xs:documentation></xs:annotation></xs:attribute>"
      ), kind: "documentation-changed"),
  ]
}
