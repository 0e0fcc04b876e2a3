import DriftModel

/// The elements of a schema document (XSD 1.0 part 1; 1.1's where drift reads them).
enum XSDElement: String, CaseIterable {
  case schema, element, attribute, complexType, simpleType, group, attributeGroup, sequence, choice, all, any
  case anyAttribute, complexContent, simpleContent, `extension`, restriction, list, union, enumeration, annotation
  case documentation, appinfo, include, `import`, redefine, override, notation, key, keyref, unique, selector, field
  case length, minLength, maxLength, pattern, whiteSpace, totalDigits, fractionDigits, minInclusive, maxInclusive
  case minExclusive, maxExclusive, assertion, assert, explicitTimezone, alternative, openContent, defaultOpenContent
}

/// The symbols that the readers of schemas and descriptions look for, for one symbol table.
struct XSDVocabulary {
  private var elements: [XSDElement?]
  let name, type, ref, base, minOccurs, maxOccurs, use, defaultValue, fixed, nillable, abstract, form: Symbol
  let substitutionGroup, itemType, memberTypes, value, namespace, schemaLocation, location, processContents: Symbol
  let mixed, refer, xpath, targetNamespace, elementFormDefault, attributeFormDefault, text, xmlns, xmlBase: Symbol
  let arrayType, test: Symbol
  /// How symbols of other attributes begin: those of XSD itself have no namespace.
  private static let prefix = "{\(XMLNamespace.xsd)}"

  init(_ symbols: SymbolTable) {
    let all = XSDElement.allCases.map { (symbols.intern(Self.prefix + $0.rawValue), $0) }
    func attribute(_ name: String) -> Symbol { symbols.intern("@" + name) }
    name = attribute("name")
    type = attribute("type")
    ref = attribute("ref")
    base = attribute("base")
    minOccurs = attribute("minOccurs")
    maxOccurs = attribute("maxOccurs")
    use = attribute("use")
    defaultValue = attribute("default")
    fixed = attribute("fixed")
    nillable = attribute("nillable")
    abstract = attribute("abstract")
    form = attribute("form")
    substitutionGroup = attribute("substitutionGroup")
    itemType = attribute("itemType")
    memberTypes = attribute("memberTypes")
    value = attribute("value")
    namespace = attribute("namespace")
    schemaLocation = attribute("schemaLocation")
    location = attribute("location")
    processContents = attribute("processContents")
    mixed = attribute("mixed")
    refer = attribute("refer")
    xpath = attribute("xpath")
    targetNamespace = attribute("targetNamespace")
    elementFormDefault = attribute("elementFormDefault")
    attributeFormDefault = attribute("attributeFormDefault")
    test = attribute("test")
    xmlBase = attribute("{\(XMLNamespace.xml)}base")
    arrayType = attribute("{\(XMLNamespace.wsdl)}arrayType")
    text = symbols.intern("#text")
    xmlns = symbols.intern("@xmlns")
    elements = Array(repeating: nil, count: symbols.count)
    for (symbol, element) in all { elements[Int(symbol.id)] = element }
  }

  /// The element of XSD that a key names; nil for any other.
  subscript(key: Symbol) -> XSDElement? {
    let index = Int(key.id)
    return index < elements.count ? elements[index] : nil
  }
}
