import DriftModel

/// Which formats admit all that another one admits: 64 bits hold what 32 bits hold (FORMATS 0.1, 3.5).
enum FormatOrder {
  /// What a change from one format to another does to the values that are admitted.
  static func compatibility(_ old: String, _ new: String) -> Compatibility {
    isWithin(old, new) ? .widened : isWithin(new, old) ? .narrowed : .incompatible
  }

  /// Whether all values of one format are values of another.
  private static func isWithin(_ narrow: String, _ wide: String) -> Bool {
    var open = wider[narrow] ?? []
    var seen: Set<String> = []
    while let next = open.popLast() {
      if next == wide { return true }
      if seen.insert(next).inserted { open += wider[next] ?? [] }
    }
    return false
  }

  /// The next wider formats of each.
  private static let wider: [String: [String]] = [
    // Whole numbers by their bits.
    "int8": ["int16"], "int16": ["int32"], "int32": ["int64"],
    "uint8": ["uint16", "int16"], "uint16": ["uint32", "int32"], "uint32": ["uint64", "int64"],
    "uint64": ["nonNegativeInteger"], "positiveInteger": ["nonNegativeInteger"],
    "negativeInteger": ["nonPositiveInteger"],
    "float": ["double"],
    // The same in the words of XSD (XSD 1.0 part 2, 3.3).
    "byte": ["short"], "short": ["int"], "int": ["long"],
    "unsignedByte": ["unsignedShort", "short"], "unsignedShort": ["unsignedInt", "int"],
    "unsignedInt": ["unsignedLong", "long"], "unsignedLong": ["nonNegativeInteger"],
    // Texts (XSD 1.0 part 2, 3.3).
    "token": ["normalizedString"], "language": ["token"], "NMTOKEN": ["token"], "Name": ["token"],
    "NCName": ["Name", "NMTOKEN"], "ID": ["NCName"], "IDREF": ["NCName"], "ENTITY": ["NCName"],
    // Times.
    "dateTimeStamp": ["dateTime"], "dayTimeDuration": ["duration"], "yearMonthDuration": ["duration"],
    // Names of hosts and places (JSON Schema 2020-12, 7.3).
    "email": ["idn-email"], "hostname": ["idn-hostname"], "uri": ["uri-reference", "iri"],
    "uri-reference": ["iri-reference"], "iri": ["iri-reference"],
  ]
}
