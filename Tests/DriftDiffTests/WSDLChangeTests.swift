import DriftDiff
import DriftModel
import DriftTestSupport
import Testing

/// Changes of services (FORMATS 3.2): bindings, bodies, port types, directions.
@Suite struct WSDLChangeTests {
  /// A service of one operation, with parts that may be said otherwise.
  private struct Service {
    var namespace = "urn:w"
    var types = element("Get", "id") + element("Find", "id") + element("GetResponse", "name")
    var input = "<w:part name='p' element='t:Get'/>"
    var operations = Self.operation("Get")
    var more = ""
    var bindings = Self.binding("s", Self.bound("s", "urn:get"))

    static let messages = "<w:input message='t:In'/><w:output message='t:Out'/>"

    static func element(_ name: String, _ member: String) -> String {
      "<xs:element name='\(name)'><xs:complexType><xs:sequence><xs:element name='\(member)' type='xs:string'/></xs:sequence></xs:complexType></xs:element>"
    }

    static func operation(_ name: String, _ content: String = messages) -> String {
      "<w:operation name='\(name)'>\(content)</w:operation>"
    }

    static func bound(_ soap: String, _ action: String, name: String = "Get", body: String = "use='literal'") -> String
    {
      "<w:operation name='\(name)'><\(soap):operation soapAction='\(action)'/><w:input><\(soap):body \(body)/></w:input></w:operation>"
    }

    static func binding(_ soap: String, _ content: String, style: String = "document") -> String {
      "<w:binding name='\(soap)' type='t:Port'><\(soap):binding style='\(style)' transport='urn:http'/>\(content)</w:binding>"
    }

    var texts: XMLTexts {
      XMLTexts([
        (
          "main.wsdl",
          """
          <w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/' xmlns:s='http://schemas.xmlsoap.org/wsdl/soap/'
            xmlns:s12='http://schemas.xmlsoap.org/wsdl/soap12/' xmlns:xs='http://www.w3.org/2001/XMLSchema'
            xmlns:t='\(namespace)' targetNamespace='\(namespace)'>
          <w:types><xs:schema targetNamespace='\(namespace)' elementFormDefault='qualified'>\(types)</xs:schema></w:types>
          <w:message name='In'>\(input)</w:message>
          <w:message name='Out'><w:part name='p' element='t:GetResponse'/></w:message>
          <w:portType name='Port'>\(operations)</w:portType>\(more)\(bindings)</w:definitions>
          """
        )
      ])
    }

    func with(_ edit: (inout Service) -> Void) -> Service {
      var out = self
      edit(&out)
      return out
    }
  }

  private func told(_ old: Service, _ new: Service) throws -> [String] {
    let symbols = SymbolTable()
    return SchemaDiff.compare(try old.texts.read(symbols), try new.texts.read(symbols)).changes.map { change in
      "\(change.kind.rawValue) \(change.addressText) \(change.compatibility?.rawValue ?? "")"
    }
  }

  @Test("an operation is sent in one way or in several: one more takes none away") func bindings() throws {
    let plain = Service()
    let both = plain.with { $0.bindings += Service.binding("s12", Service.bound("s12", "urn:get")) }
    #expect(try told(plain, both) == ["encoding-changed Get widened"])
    #expect(try told(both, plain) == ["encoding-changed Get narrowed"])
    let other = plain.with { $0.bindings = Service.binding("s", Service.bound("s", "urn:other")) }
    #expect(try told(plain, other) == ["encoding-changed Get incompatible"])
    // Two ports that send it alike are one way.
    let twice = plain.with { $0.bindings += $0.bindings.replacing("name='s'", with: "name='z'") }
    #expect(try told(plain, twice).isEmpty)
  }

  @Test("what an operation is sent by, wherever its bindings stand") func ways() throws {
    let plain = Service()
    let header = "<s12:header message='t:Out' part='p' use='literal'/>"
    let second = Service.binding(
      "s12", Service.bound("s12", "urn:get").replacing("</w:input>", with: "\(header)</w:input>"))
    let rpc = Service.binding("s", Service.bound("s", "urn:get"), style: "rpc").replacing(
      "name='s'", with: "name='r'")
    for more in [second, rpc] {
      let both = plain.with { $0.bindings += more }
      #expect(try told(both, plain.with { $0.bindings = more + $0.bindings }).isEmpty)
    }
    let jms = plain.with {
      $0.bindings = $0.bindings.replacing("urn:http", with: "http://www.w3.org/2010/soapjms/")
    }
    #expect(try told(plain, jms) == ["encoding-changed Get incompatible"])
  }

  @Test("bindings that send other parts are told each, and how they send at their own place") func severalBodies()
    throws
  {
    func part(_ name: String, _ element: String) -> String { "<w:part name='\(name)' element='t:\(element)'/>" }
    func service(_ parts: (String, String), _ actions: (String, String), find: String = "id") -> Service {
      Service().with {
        $0.types = $0.types.replacing(Service.element("Find", "id"), with: Service.element("Find", find))
        $0.input = part("a", "Get") + part("b", "Find")
        $0.bindings =
          Service.binding("s", Service.bound("s", actions.0, body: "parts='\(parts.0)'"))
          + Service.binding("s12", Service.bound("s12", actions.1, body: "parts='\(parts.1)'"))
      }
    }
    let plain = service(("a", "b"), ("urn:1", "urn:2"))
    // What the second one sends is reached too.
    let symbols = SymbolTable()
    let (old, new) = (
      try plain.texts.read(symbols), try service(("a", "b"), ("urn:1", "urn:2"), find: "x").texts.read(symbols)
    )
    let found = SchemaDiff.compare(old, new).changes.map { "\($0.addressText) \($0.usage == [])" }
    #expect(found == ["Find.id false"])
    #expect(try told(plain, service(("a", "a"), ("urn:1", "urn:2"))) == ["media-type-removed Get.request "])
    // Another action changes no body.
    let other = try service(("a", "b"), ("urn:1", "urn:0")).texts.read(symbols)
    let changes = SchemaDiff.compare(old, other).changes
    #expect(changes.map(\.kind) == [.encodingChanged])
    let place = try #require(changes.first?.new.flatMap { other.place($0.origin) })
    let before = try #require(changes.first?.old.flatMap { old.place($0.origin) })
    let operation = try #require(old.place(old.operations[0].origin))
    #expect(place.line >= operation.line && place.column > operation.column)
    #expect(before.line == place.line && before.column == place.column)
  }

  @Test("where the service is called is told as its servers are") func addresses() throws {
    func at(_ places: String...) -> Service {
      let ports = places.enumerated().map { index, place in
        "<w:port name='p\(index)' binding='t:s'><s:address location='\(place)'/></w:port>"
      }
      return Service().with { $0.bindings += "<w:service name='S'>\(ports.joined())</w:service>" }
    }
    #expect(try told(at("urn:a", "urn:b"), at("urn:b", "urn:a")).isEmpty)
    #expect(try told(at("urn:a"), at("urn:b")) == ["server-changed  "])
    #expect(try told(at("http://a.internal:8080/v2"), at("https://b.example/v3")) == ["server-changed  "])
    #expect(try told(at("http://a.internal:8080/v2"), at("https://localhost/v2")).isEmpty)
  }

  @Test("the element that is sent carries its name") func bodies() throws {
    let plain = Service()
    let other = plain.with { $0.input = "<w:part name='p' element='t:Find'/>" }
    #expect(try told(plain, other) == ["encoding-changed Get.request "])
    // A part of a document has no name on the wire.
    #expect(try told(plain, plain.with { $0.input = "<w:part name='body' element='t:Get'/>" }).isEmpty)
  }

  @Test("parts of an RPC are members in order, in the wrapper's namespace") func rpc() throws {
    func service(_ parts: String, namespace: String = "urn:r") -> Service {
      Service().with {
        $0.input = parts
        $0.bindings = Service.binding(
          "s", Service.bound("s", "urn:get", body: "use='literal' namespace='\(namespace)'"), style: "rpc")
      }
    }
    let (id, name) = ("<w:part name='id' type='xs:int'/>", "<w:part name='name' type='xs:string'/>")
    let plain = service(id + name)
    #expect(try told(plain, service(name + id)) == ["order-changed Get.request incompatible"])
    #expect(
      try told(plain, service(id.replacing("int", with: "long") + name)) == ["format-changed Get.request.id widened"])
    #expect(try told(plain, service(id + name + "<w:part name='x' type='xs:int'/>")) == ["field-added Get.request.x "])
    #expect(try told(plain, service(id + name, namespace: "urn:z")) == ["encoding-changed Get incompatible"])
  }

  @Test("a second port type with an operation of the same name leaves the first what it was") func portTypes() throws {
    let plain = Service()
    let more = plain.with { $0.more = "<w:portType name='Other'>\(Service.operation("Get"))</w:portType>" }
    #expect(try told(plain, more) == ["operation-added \"Other.Get\" "])
    #expect(try told(more, plain) == ["operation-removed \"Other.Get\" "])
  }

  @Test("who begins is told, and an answer that is no longer given") func directions() throws {
    let plain = Service()
    let turned = plain.with {
      $0.operations = Service.operation("Get", "<w:output message='t:Out'/><w:input message='t:In'/>")
    }
    #expect(try told(plain, turned) == ["encoding-changed Get "])
    let oneWay = plain.with { $0.operations = Service.operation("Get", "<w:input message='t:In'/>") }
    #expect(try told(plain, oneWay) == ["response-removed Get.response.200 "])
  }

  @Test("another target namespace is one change, actions that hold it included") func targetNamespace() throws {
    func service(_ namespace: String) -> Service {
      Service().with {
        $0.namespace = namespace
        $0.operations = ["Get", "Put", "Cut"].map { Service.operation($0) }.joined()
        $0.bindings = Service.binding(
          "s", ["Get", "Put", "Cut"].map { Service.bound("s", "\(namespace)/\($0)", name: $0) }.joined())
      }
    }
    #expect(try told(service("urn:v1"), service("urn:v2")) == ["encoding-changed  "])
  }
}
