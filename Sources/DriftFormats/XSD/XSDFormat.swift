import DriftModel
import DriftSyntax

/// XML Schema 1.0, and what 1.1 adds where drift has a word for it (FORMATS 3).
struct XSDFormat: SchemaFormat {
  let id = "xsd"
  let title = "XML Schema 1.0"
  let revision = 1
  let readsXML = true

  func recognises(_ document: SyntaxTree) -> Recognition {
    let (uri, local) = ExpandedName.parts(document.symbols.text(document[SyntaxTree.root].key))
    guard local == "schema" else { return .no }
    if uri == XMLNamespace.xsd { return .yes(dialect: "XML Schema 1.0") }
    if XMLNamespace.obsoleteXSD.contains(uri) {
      return .refused("the schema language of \(uri) is not read; expected \(XMLNamespace.xsd)")
    }
    return .no
  }

  func references(_ document: SyntaxTree) -> [String] { XMLReferences.locations(document) }

  func read(_ input: FormatInput) throws -> Schema {
    var reader = XSDReader(input, format: self, dialect: "XML Schema 1.0")
    for entry in input.entries { reader.addRoot(reader.addPart(entry.path, entry.tree), includer: nil) }
    reader.define()
    reader.readDefinitions()
    return reader.builder.finish()
  }
}
