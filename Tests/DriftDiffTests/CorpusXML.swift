import DriftDiff
import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads XML Schema, WSDL and EDMX: names, types and order of elements and attributes.
final class CorpusXML: NSObject, XMLParserDelegate {
  private(set) var document: CorpusDocument
  /// The names of the elements that are open; empty for what adds no step.
  private var path: [String] = []
  /// Whether the named thing on the path is a type or a global element: a definition.
  private var depth = 0
  private var pending: [(field: RenameCandidate, path: [String])?] = []
  private var text = ""
  private var isText = false

  init(_ document: CorpusDocument) { self.document = document }

  /// Adds a file to a document.
  static func add(_ file: URL, to document: CorpusDocument) throws -> CorpusDocument {
    let reader = CorpusXML(document)
    let parser = XMLParser(data: try Data(contentsOf: file))
    parser.delegate = reader
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    return reader.document
  }

  private static func local(_ name: String) -> String { String(name.split(separator: ":").last ?? "") }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    var step = ""
    var field: (field: RenameCandidate, path: [String])?
    let parent = path.filter { !$0.isEmpty }
    switch Self.local(element) {
    case "complexType", "group", "attributeGroup", "EntityType", "ComplexType":
      if parent.isEmpty, let name = attributes["name"] ?? attributes["Name"] { step = name }
    case "element", "attribute":
      if let name = attributes["name"] {
        step = name
        if !parent.isEmpty { field = (Self.xsdField(name, attributes), parent) }
      }
    case "Property", "NavigationProperty":
      if let name = attributes["Name"], !parent.isEmpty {
        field = (Self.edmField(name, attributes), parent)
        step = name
      }
    case "documentation": (isText, text) = (true, "")
    default: break
    }
    path.append(step)
    pending.append(field)
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { if isText { text += string } }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if Self.local(element) == "documentation" {
      isText = false
      if let at = pending.lastIndex(where: { $0 != nil }), pending[at]?.field.description.isEmpty == true {
        pending[at]?.field.description = text
      }
    }
    path.removeLast()
    if let field = pending.removeLast() { document.add(field.field, to: field.path) }
  }

  private static func xsdField(_ name: String, _ attributes: [String: String]) -> RenameCandidate {
    let type = local(attributes["type"] ?? "")
    let isMany = attributes["maxOccurs"].map { $0 != "1" && $0 != "0" } ?? false
    let isBuiltIn = type.first?.isLowercase ?? false
    var field = RenameCandidate(name: name, typeKey: typeKey((isMany ? "[]" : "") + type))
    field.typeFamily = isMany ? .array : isBuiltIn ? family(type) : type.isEmpty ? .object : .reference
    field.isRequired = attributes["use"].map { $0 == "required" } ?? (attributes["minOccurs"] != "0")
    field.isNullable = attributes["nillable"] == "true"
    field.defaultValue = attributes["default"]
    field.reference = isBuiltIn ? "" : type
    return field
  }

  private static func edmField(_ name: String, _ attributes: [String: String]) -> RenameCandidate {
    let type =
      attributes["Type"]
      ?? [attributes["FromRole"], attributes["ToRole"]].compactMap(\.self).joined(separator: ">")
    let isMany = type.hasPrefix("Collection(")
    let item = local(
      type.replacingOccurrences(of: "Collection(", with: "").replacingOccurrences(of: ")", with: ""))
    let isBuiltIn = item.hasPrefix("Edm.")
    var field = RenameCandidate(name: name, typeKey: typeKey(type))
    field.typeFamily = isMany ? .array : isBuiltIn ? family(item.dropFirst(4).lowercased()) : .reference
    field.isNullable = attributes["Nullable"] != "false"
    field.defaultValue = attributes["DefaultValue"]
    field.reference = isBuiltIn ? "" : String(item.split(separator: ".").last ?? "")
    return field
  }

  private static func family(_ type: String) -> RenameTypeFamily {
    if type.hasPrefix("date") || type.contains("time") || type == "duration" { return .date }
    if type.hasPrefix("bool") { return .boolean }
    if type.contains("int") || type.contains("long") || type.contains("short")
      || ["decimal", "double", "float", "byte", "single"].contains(type)
    {
      return .number
    }
    return .string
  }
}
