/// Formats of which one admits all that another does.
///
/// Numbers by the OpenAPI Format Registry, texts by JSON Schema 2020-12 Validation, 7.3: an internationalised form
/// admits the plain one, a reference the whole address.
enum FormatOrder {
  /// What a change of format does to the values that are admitted.
  static func compatibility(_ old: String, _ new: String) -> Compatibility {
    isWithin(old, new) ? .widened : isWithin(new, old) ? .narrowed : .incompatible
  }

  private static func isWithin(_ format: String, _ other: String) -> Bool {
    var open = [format]
    while let at = open.popLast() {
      if at == other { return true }
      open += wider[at] ?? []
    }
    return false
  }

  /// The next wider formats.
  private static let wider: [String: [String]] = [
    "int8": ["int16"], "int16": ["int32"], "int32": ["int64"],
    "uint8": ["uint16", "int16"], "uint16": ["uint32", "int32"], "uint32": ["uint64", "int64"],
    "float": ["double"],
    "uri": ["uri-reference", "iri"], "uri-reference": ["iri-reference"], "iri": ["iri-reference"],
    "email": ["idn-email"], "hostname": ["idn-hostname"],
  ]
}
