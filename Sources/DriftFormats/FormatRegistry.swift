import DriftModel
public import DriftSyntax

/// All formats that drift reads, in the order in which a document is held against them.
public enum FormatRegistry {
  /// The list. JSON Schema comes last: its net is wide.
  public static let formats: [any SchemaFormat] = [
    OpenAPIFormat(),
    SalesforceFormat(),
    HubSpotFormat(),
    MCPFormat(),
    JSONSchemaFormat(),
    WSDLFormat(),
    XSDFormat(),
  ]

  /// The format of a document.
  ///
  /// - Throws: ``DriftError`` where no format knows it, or one knows that it is not read.
  public static func recognise(
    _ document: SyntaxTree, among formats: [any SchemaFormat] = formats
  ) throws -> any SchemaFormat {
    for format in formats where format.readsXML == document.isXML {
      switch format.recognises(document) {
      case .yes: return format
      case .refused(let why): throw DriftError(why, file: document.source.file)
      case .no: continue
      }
    }
    throw NotASchema.error(document, formats: formats)
  }

  /// Why a document is not read though it is of a kin that drift knows: a version too old or too new.
  public static func refusal(_ document: SyntaxTree) -> String? {
    for format in formats where format.readsXML == document.isXML {
      if case .refused(let why) = format.recognises(document) { return why }
    }
    return nil
  }
}
