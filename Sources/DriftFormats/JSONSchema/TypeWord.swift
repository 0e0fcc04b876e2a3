import DriftModel

/// The values of `type`.
enum TypeWord {
  case string, object, array, integer, boolean, number, null
  /// Of Swagger 2.0: bytes.
  case file

  /// The type that a text names; nil for any other text.
  @inline(__always) init?(_ text: UnsafeRawBufferPointer) {
    let (word, type): (StaticString, TypeWord)
    switch text.first {
    case UInt8(ascii: "s"): (word, type) = ("string", .string)
    case UInt8(ascii: "o"): (word, type) = ("object", .object)
    case UInt8(ascii: "a"): (word, type) = ("array", .array)
    case UInt8(ascii: "i"): (word, type) = ("integer", .integer)
    case UInt8(ascii: "b"): (word, type) = ("boolean", .boolean)
    case UInt8(ascii: "n"): (word, type) = text.count == 4 ? ("null", .null) : ("number", .number)
    case UInt8(ascii: "f"): (word, type) = ("file", .file)
    default: return nil
    }
    guard text.elementsEqual(UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)) else {
      return nil
    }
    self = type
  }

  /// The kinds of value that the word admits.
  var set: TypeSet {
    switch self {
    case .string, .file: .string
    case .object: .object
    case .array: .array
    case .integer: .integer
    case .boolean: .boolean
    case .number: .number
    case .null: []
    }
  }
}
