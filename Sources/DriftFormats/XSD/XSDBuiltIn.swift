import DriftModel

/// The types that XSD brings along (XSD 1.0 part 2, 3; FORMATS 3.5).
struct XSDBuiltIn {
  /// The kinds of value.
  var types: TypeSet
  /// The common type.
  var scalar: ScalarKind
  /// What tells it from others of its common type, in the words of other formats where they have one.
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
    for (name, format) in [
      ("long", "int64"), ("int", "int32"), ("short", "int16"), ("byte", "int8"), ("unsignedLong", "uint64"),
      ("unsignedInt", "uint32"), ("unsignedShort", "uint16"), ("unsignedByte", "uint8"),
      ("positiveInteger", "positiveInteger"), ("nonNegativeInteger", "nonNegativeInteger"),
      ("negativeInteger", "negativeInteger"), ("nonPositiveInteger", "nonPositiveInteger"),
    ] {
      add(name, .integer, .integer, format: format)
    }
    add("float", .number, .number, format: "float")
    add("double", .number, .number, format: "double")
    add("dateTime", .string, .dateTime, format: "date-time")
    add("dateTimeStamp", .string, .dateTime, format: "dateTimeStamp")
    add("date", .string, .date, format: "date")
    add("time", .string, .time, format: "time")
    add("duration", .string, .duration, format: "duration")
    add("dayTimeDuration", .string, .duration, format: "dayTimeDuration")
    add("yearMonthDuration", .string, .duration, format: "yearMonthDuration")
    add("anyURI", .string, .uri, format: "uri")
    add("hexBinary", .string, .binary, format: "hexBinary")
    add("base64Binary base64", .string, .binary, format: "base64Binary")
    return all
  }()
}
