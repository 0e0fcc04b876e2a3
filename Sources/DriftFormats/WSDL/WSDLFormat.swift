import DriftModel
import DriftSyntax

/// WSDL 1.1 with the schemas in its types (FORMATS 3.2).
struct WSDLFormat: SchemaFormat {
  let id = "wsdl"
  let title = "WSDL 1.1"
  let revision = 1
  let isWhole = false
  let readsXML = true

  func recognises(_ document: SyntaxTree) -> Recognition {
    let (uri, local) = ExpandedName.parts(document.symbols.text(document[SyntaxTree.root].key))
    if uri == XMLNamespace.wsdl, local == "definitions" { return .yes(dialect: "WSDL 1.1") }
    if uri == XMLNamespace.wsdl2, local == "description" { return .refused("WSDL 2.0 is not read; expected WSDL 1.1") }
    return .no
  }

  func references(_ document: SyntaxTree) -> [String] { XMLReferences.locations(document) }

  func read(_ input: FormatInput) throws -> Schema {
    var reader = WSDLReader(XSDReader(input, format: self, dialect: "WSDL 1.1"))
    for entry in input.entries { reader.addDescription(reader.schemas.addPart(entry.path, entry.tree)) }
    return reader.finish()
  }
}
