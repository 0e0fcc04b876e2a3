import DriftModel

/// The types that XSD brings along (XSD 1.0 part 2, 3; FORMATS 3.5).
struct XSDBuiltIn {
  /// The kinds of value.
  var types: TypeSet
  /// The common type.
  var scalar: ScalarKind
  /// What tells it from others of its common type, in XSD's own words.
  var format: String?
  /// Whether the value is a list in one text.
  var isList = false

  /// A type by its local name; nil for what is none.
  static func named(_ local: String) -> XSDBuiltIn? { all[local] }

  private static let all: [String: XSDBuiltIn] = {
    var all: [String: XSDBuiltIn] = [:]
    func add(_ names: String, _ types: TypeSet, _ scalar: ScalarKind, format: String? = nil, isList: Bool = false) {
      for name in names.split(separator: " ") {
        all[String(name)] = XSDBuiltIn(types: types, scalar: scalar, format: format, isList: isList)
      }
    }
    add("anyType anySimpleType anyAtomicType", [], .none)
    add("string", .string, .string)
    for name in [
      "normalizedString", "token", "Name", "NCName", "NMTOKEN", "language", "QName", "NOTATION", "ID", "IDREF",
      "ENTITY",
      "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay",
    ] {
      add(name, .string, .string, format: name)
    }
    for name in ["IDREFS", "ENTITIES", "NMTOKENS"] { add(name, .array, .none, format: name, isList: true) }
    add("boolean", .boolean, .boolean)
    add("decimal", .number, .decimal)
    add("integer", .integer, .integer)
    for name in [
      "long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
      "positiveInteger", "nonNegativeInteger", "negativeInteger", "nonPositiveInteger",
    ] {
      add(name, .integer, .integer, format: name)
    }
    add("float", .number, .number, format: "float")
    add("double", .number, .number, format: "double")
    add("dateTime", .string, .dateTime, format: "dateTime")
    add("dateTimeStamp", .string, .dateTime, format: "dateTimeStamp")
    add("date", .string, .date, format: "date")
    add("time", .string, .time, format: "time")
    add("duration", .string, .duration, format: "duration")
    add("dayTimeDuration", .string, .duration, format: "dayTimeDuration")
    add("yearMonthDuration", .string, .duration, format: "yearMonthDuration")
    add("anyURI", .string, .uri, format: "anyURI")
    add("hexBinary", .string, .binary, format: "hexBinary")
    add("base64Binary base64", .string, .binary, format: "base64Binary")
    return all
  }()
}
