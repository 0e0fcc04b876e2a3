/// What a plain text stands for in YAML's core schema (section 10.3.2).
///
/// `yes`, `no`, `on`, `off`, dates and `12:30:45` are texts here; they were not in YAML 1.1.
enum YAMLCoreSchema {
  enum Value {
    case text, null, `true`, `false`
    /// A number that JSON spells the same way.
    case number
    /// A number that JSON spells otherwise: `0o12`, `0x1F`, `+1`, `.5`, `010`.
    case oddNumber
    /// `.inf`, `-.inf`, `.nan`: floats that JSON cannot say.
    case notFinite

    var isNumber: Bool { self == .number || self == .oddNumber }
  }

  @inline(__always) static func value(of bytes: UnsafeRawBufferPointer) -> Value {
    guard let first = bytes.first else { return .null }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
      return number(bytes)
    case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"),
      UInt8(ascii: "F"), UInt8(ascii: "~"):
      return bytes.count <= 5 ? word(bytes) : .text
    default: return .text
    }
  }

  private static func word(_ bytes: UnsafeRawBufferPointer) -> Value {
    switch String(decoding: bytes, as: UTF8.self) {
    case "null", "Null", "NULL", "~": .null
    case "true", "True", "TRUE": .true
    case "false", "False", "FALSE": .false
    default: .text
    }
  }

  /// Whether a number is an integer: `[-+]?[0-9]+`, `0o[0-7]+` or `0x[0-9a-fA-F]+`.
  static func isInteger(_ bytes: UnsafeRawBufferPointer) -> Bool {
    radix(bytes) != nil
      || bytes.allSatisfy { isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
  }

  private static func number(_ bytes: UnsafeRawBufferPointer) -> Value {
    if radix(bytes) != nil { return .oddNumber }
    var at = 0
    var isOdd = false
    if bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-") {
      isOdd = bytes[0] == UInt8(ascii: "+")
      at = 1
    }
    let whole = at
    while at < bytes.count, isDigit(bytes[at]) { at += 1 }
    let wholeDigits = at - whole
    if wholeDigits == 0 || wholeDigits > 1 && bytes[whole] == UInt8(ascii: "0") { isOdd = true }
    var fractionDigits = 0
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      if wholeDigits == 0, isNotFinite(bytes, from: at, isSigned: at > 0) { return .notFinite }
      at += 1
      let fraction = at
      while at < bytes.count, isDigit(bytes[at]) { at += 1 }
      fractionDigits = at - fraction
      if fractionDigits == 0 { isOdd = true }
    }
    guard wholeDigits + fractionDigits > 0 else { return .text }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      let exponent = at
      while at < bytes.count, isDigit(bytes[at]) { at += 1 }
      guard at > exponent else { return .text }
    }
    guard at == bytes.count else { return .text }
    return isOdd ? .oddNumber : .number
  }

  private static func isNotFinite(_ bytes: UnsafeRawBufferPointer, from at: Int, isSigned: Bool) -> Bool {
    guard bytes.count - at == 4 else { return false }
    switch String(decoding: UnsafeRawBufferPointer(rebasing: bytes[(at + 1)...]), as: UTF8.self) {
    case "inf", "Inf", "INF": return true
    case "nan", "NaN", "NAN": return !isSigned
    default: return false
    }
  }

  /// The radix of `0o` and `0x` numbers.
  private static func radix(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.count > 2, bytes[0] == UInt8(ascii: "0") else { return nil }
    switch bytes[1] {
    case UInt8(ascii: "o"): return bytes[2...].allSatisfy { 0x30...0x37 ~= $0 } ? 8 : nil
    case UInt8(ascii: "x"):
      return bytes[2...].allSatisfy { isDigit($0) || 0x61...0x66 ~= $0 | 0x20 } ? 16 : nil
    default: return nil
    }
  }

  @inline(__always) private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// A number as JSON spells it; nil where `0o` or `0x` goes beyond 64 bits.
  static func spelledAsJSON(_ bytes: UnsafeRawBufferPointer) -> String? {
    if let radix = radix(bytes) {
      let digits = String(decoding: UnsafeRawBufferPointer(rebasing: bytes[2...]), as: UTF8.self)
      return UInt64(digits, radix: radix).map { String($0) }
    }
    var rest = bytes[...]
    var text: [UInt8] = []
    if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      rest = rest.dropFirst()
      if sign == UInt8(ascii: "-") { text.append(sign) }
    }
    let whole = rest.prefix { isDigit($0) }
    rest = rest[whole.endIndex...]
    let significant = whole.drop { $0 == UInt8(ascii: "0") }
    text += significant.isEmpty ? [UInt8(ascii: "0")] : Array(significant)
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix { isDigit($0) }
      if !fraction.isEmpty { text += [UInt8(ascii: ".")] + Array(fraction) }
      rest = rest[fraction.endIndex...]
    }
    return String(decoding: text + Array(rest), as: UTF8.self)
  }
}
