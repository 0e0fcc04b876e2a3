import DriftModel
import DriftSyntax

/// OpenAPI 3.0, 3.1 and 3.2, and Swagger 2.0 (FORMATS 1).
struct OpenAPIFormat: SchemaFormat {
  let id = "openapi"
  let title = "OpenAPI 3.0, 3.1, 3.2 and Swagger 2.0"
  let revision = 3
  /// Revision 1 kept a scheme as one text, with the words that are for people; until 2 `oneOf` was read as `anyOf`.
  let rereadings = [Rereading(.securitySchemes, since: 2), Rereading(.exclusion, since: 3)]
  let isWhole = true

  func recognises(_ document: SyntaxTree) -> Recognition {
    guard document.kind(SyntaxTree.root) == .object else { return .no }
    if let version = Self.version(of: document) {
      let known = ["3.0", "3.1", "3.2"].contains { version == $0 || version.hasPrefix($0 + ".") } || version == "2.0"
      if known { return .yes(dialect: SchemaDialect.openAPI(version).name) }
      return .refused("OpenAPI \(version.prefix(20)) is not read; expected 2.0, 3.0, 3.1 or 3.2")
    }
    if let old = document.member(SyntaxTree.root, "swaggerVersion"), document.member(SyntaxTree.root, "apis") != nil {
      let version = String(decoding: document.textBytes(old), as: UTF8.self)
      return .refused("Swagger \(version.prefix(20)) is not read; expected 2.0 or OpenAPI 3")
    }
    return .no
  }

  /// The version as it is written; `2.0` stands as a number in YAML.
  static func version(of document: SyntaxTree) -> String? {
    for key in ["openapi", "swagger"] {
      guard let node = document.member(SyntaxTree.root, key) else { continue }
      switch document.kind(node) {
      case .string, .number: return String(decoding: document.textBytes(node), as: UTF8.self)
      default: continue
      }
    }
    return nil
  }

  func read(_ input: FormatInput) throws -> Schema {
    let version = Self.version(of: input.entries[0].tree) ?? ""
    let reader = SchemaReader(input, dialect: .openAPI(version), format: self)
    var api = OpenAPIReader(reader, isSwagger2: version.hasPrefix("2"))
    for number in input.entries.indices { api.readEntry(number) }
    return api.finish()
  }
}
