import DriftModel

/// The elements of a description of a service (WSDL 1.1, 2), those of its SOAP binding among them.
enum WSDLElement: String, CaseIterable {
  case definitions, documentation, types, `import`, message, part, portType, operation, input, output, fault, binding
  case service, port
  case soapBinding, soapOperation, soapBody, soapHeader, soapHeaderFault, soapFault, soapAddress
  case httpBinding, httpOperation, httpAddress
}

/// The symbols of a description, for one symbol table.
struct WSDLVocabulary {
  private var elements: [WSDLElement?]
  let name, namespace, location, element, type, message, part, parts, style, use, soapAction, binding, verb: Symbol
  let parameterOrder, transport, required: Symbol

  init(_ symbols: SymbolTable) {
    var known: [(Symbol, WSDLElement)] = []
    func add(_ uri: String, _ local: String, _ element: WSDLElement) {
      known.append((symbols.intern("{\(uri)}\(local)"), element))
    }
    for element in [
      WSDLElement.definitions, .documentation, .types, .import, .message, .part, .portType, .operation, .input, .output,
      .fault, .binding, .service, .port,
    ] {
      add(XMLNamespace.wsdl, element.rawValue, element)
    }
    for uri in [XMLNamespace.soap11, XMLNamespace.soap12] {
      add(uri, "binding", .soapBinding)
      add(uri, "operation", .soapOperation)
      add(uri, "body", .soapBody)
      add(uri, "header", .soapHeader)
      add(uri, "headerfault", .soapHeaderFault)
      add(uri, "fault", .soapFault)
      add(uri, "address", .soapAddress)
    }
    add(XMLNamespace.http, "binding", .httpBinding)
    add(XMLNamespace.http, "operation", .httpOperation)
    add(XMLNamespace.http, "address", .httpAddress)
    func attribute(_ name: String) -> Symbol { symbols.intern("@" + name) }
    name = attribute("name")
    namespace = attribute("namespace")
    location = attribute("location")
    element = attribute("element")
    type = attribute("type")
    message = attribute("message")
    part = attribute("part")
    parts = attribute("parts")
    style = attribute("style")
    use = attribute("use")
    soapAction = attribute("soapAction")
    binding = attribute("binding")
    verb = attribute("verb")
    parameterOrder = attribute("parameterOrder")
    transport = attribute("transport")
    required = attribute("{\(XMLNamespace.wsdl)}required")
    elements = Array(repeating: nil, count: symbols.count)
    for (symbol, element) in known { elements[Int(symbol.id)] = element }
  }

  /// The element that a key names; nil for any other.
  subscript(key: Symbol) -> WSDLElement? {
    let index = Int(key.id)
    return index < elements.count ? elements[index] : nil
  }
}
