/// How one generation of the schema language reads a keyword; JSON Schema's drafts and OpenAPI's versions.
struct SchemaDialect: Equatable {
  /// For people: `JSON Schema draft-07`, `OpenAPI 3.0.3`.
  var name: String
  /// Whether what stands beside `$ref` holds too (2019-09 on), or only annotations are kept.
  var appliesSiblings = true
  /// Whether `exclusiveMinimum` is a flag beside `minimum` (draft 4, OpenAPI 3.0 and 2.0).
  var hasFlagBounds = false
  /// The spelling of the identifier: `id` in draft 4, `$id` later, none in OpenAPI 3.0 and 2.0.
  var identifier: SchemaKeyword? = .dollarID
  /// Whether `required` of a `readOnly` member concerns answers alone (OpenAPI 3.0, Schema Object).
  var requiresByDirection = false
  /// Whether schemas are those of OpenAPI: keywords of its own, definitions by component.
  var isOpenAPI = false

  static let draft4 = SchemaDialect(
    name: "JSON Schema draft-04", appliesSiblings: false, hasFlagBounds: true, identifier: .id)
  static let draft6 = SchemaDialect(name: "JSON Schema draft-06", appliesSiblings: false)
  static let draft7 = SchemaDialect(name: "JSON Schema draft-07", appliesSiblings: false)
  static let draft2019 = SchemaDialect(name: "JSON Schema 2019-09")
  static let draft2020 = SchemaDialect(name: "JSON Schema 2020-12")

  static func openAPI(_ version: String) -> SchemaDialect {
    let isEarly = version.hasPrefix("2.") || version.hasPrefix("3.0")
    return SchemaDialect(
      name: (version.hasPrefix("2.") ? "Swagger " : "OpenAPI ") + version, appliesSiblings: !isEarly,
      hasFlagBounds: isEarly, identifier: isEarly ? nil : .dollarID, requiresByDirection: isEarly, isOpenAPI: true)
  }

  /// The dialect that a `$schema` names (FORMATS 2.1): http or https, with or without a trailing `#`.
  static func named(_ uri: String) -> SchemaDialect? {
    var rest = uri[...]
    if rest.hasSuffix("#") { rest = rest.dropLast() }
    guard let scheme = rest.range(ofFirst: "://") else { return nil }
    switch rest[scheme...] {
    case "json-schema.org/draft-04/schema", "json-schema.org/draft-03/schema": return draft4
    case "json-schema.org/draft-06/schema": return draft6
    case "json-schema.org/draft-07/schema": return draft7
    case "json-schema.org/draft/2019-09/schema": return draft2019
    case "json-schema.org/draft/2020-12/schema", "json-schema.org/v1", "json-schema.org/draft/next/schema":
      return draft2020
    default: return nil
    }
  }
}

extension Substring {
  /// The index behind the first occurrence of a text.
  func range(ofFirst text: String) -> Index? {
    var at = startIndex
    while at < endIndex {
      if self[at...].hasPrefix(text) { return index(at, offsetBy: text.count) }
      at = index(after: at)
    }
    return nil
  }
}
