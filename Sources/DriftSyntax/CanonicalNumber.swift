/// One spelling for each number of JSON, whatever its size: `100`, `1e2`, `100.0` and `1E+2` are all `100`.
///
/// Exact: nothing passes through a binary float, and no exponent is ever expanded. As in ECMAScript, a number from
/// 1e-6 to below 1e21 is written out (`0.0000015`, `1234.5`); beyond, it is one digit, the others behind a
/// point, and an exponent (`1.5e21`, `1e-7`). Zero is `0`, with any sign, fraction or exponent.
public enum CanonicalNumber {
  /// The spelling of a number that JSON's grammar allows (RFC 8259, section 6); nil for any other text.
  ///
  /// Linear in the length, also where the exponent itself has thousands of digits.
  public static func spelling(of bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    guard let number = Parts(bytes) else { return nil }
    return number.spelling()
  }

  /// The spelling of a number that JSON's grammar allows; nil for any other text.
  public static func spelling(of text: String) -> String? {
    var text = text
    let bytes = text.withUTF8 { spelling(of: UnsafeRawBufferPointer($0)) }
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }
}

/// A number as its significant digits and the power of ten of the first of them.
private struct Parts {
  private static let zero = UInt8(ascii: "0")

  private var isNegative = false
  /// From the first to the last that is not zero; none for zero.
  private var digits: [UInt8] = []
  private var power: Power = .small(0)

  /// A power of ten; as text where no machine integer is sure to hold it.
  private enum Power {
    case small(Int)
    case large(isNegative: Bool, digits: [UInt8])
  }

  init?(_ bytes: UnsafeRawBufferPointer) {
    var at = 0
    func isDigit(_ place: Int) -> Bool { place < bytes.count && bytes[place] &- Self.zero < 10 }
    func has(_ place: Int, _ a: UInt8, _ b: UInt8) -> Bool {
      place < bytes.count && (bytes[place] == a || bytes[place] == b)
    }
    if has(at, UInt8(ascii: "-"), UInt8(ascii: "-")) {
      isNegative = true
      at += 1
    }
    let whole = at
    while isDigit(at) { at += 1 }
    let point = at
    guard point > whole, point == whole + 1 || bytes[whole] != Self.zero else { return nil }
    digits.append(contentsOf: bytes[whole..<point])
    if has(at, UInt8(ascii: "."), UInt8(ascii: ".")) {
      at += 1
      let fraction = at
      while isDigit(at) { at += 1 }
      guard at > fraction else { return nil }
      digits.append(contentsOf: bytes[fraction..<at])
    }
    var exponent: Power = .small(0)
    if has(at, UInt8(ascii: "e"), UInt8(ascii: "E")) {
      at += 1
      let isBelow = has(at, UInt8(ascii: "-"), UInt8(ascii: "-"))
      if has(at, UInt8(ascii: "-"), UInt8(ascii: "+")) { at += 1 }
      let first = at
      while isDigit(at) { at += 1 }
      guard at > first else { return nil }
      exponent = Self.power(isNegative: isBelow, bytes[first..<at].drop { $0 == Self.zero })
    }
    guard at == bytes.count else { return nil }
    let leading = digits.prefix { $0 == Self.zero }.count
    digits.removeFirst(leading)
    while digits.last == Self.zero { digits.removeLast() }
    power = Self.sum(exponent, point - whole - 1 - leading)
  }

  private static func power(isNegative: Bool, _ digits: Slice<UnsafeRawBufferPointer>) -> Power {
    guard digits.count <= 17 else { return .large(isNegative: isNegative, digits: Array(digits)) }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - zero) }
    return .small(isNegative ? -value : value)
  }

  /// A power moved by a number of places, which is far smaller than any power kept as text.
  private static func sum(_ power: Power, _ places: Int) -> Power {
    switch power {
    case .small(let value): return .small(value + places)
    case .large(let isNegative, var digits):
      var carry = isNegative ? -places : places
      var at = digits.count - 1
      while carry != 0, at >= 0 {
        let value = Int(digits[at] - zero) + carry % 10
        carry = carry / 10 + (value < 0 ? -1 : value / 10)
        digits[at] = UInt8(value < 0 ? value + 10 : value % 10) + zero
        at -= 1
      }
      if carry > 0 { digits.insert(contentsOf: String(carry).utf8, at: 0) }
      return .large(isNegative: isNegative, digits: Array(digits.drop { $0 == zero }))
    }
  }

  func spelling() -> [UInt8] {
    guard let first = digits.first else { return [Self.zero] }
    var text: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    switch power {
    case .small(let power) where 0..<21 ~= power:
      let whole = power + 1
      text += digits.prefix(whole)
      text += repeatElement(Self.zero, count: max(0, whole - digits.count))
      if digits.count > whole { text += [UInt8(ascii: ".")] + digits.dropFirst(whole) }
    case .small(let power) where -6..<0 ~= power:
      text += [Self.zero, UInt8(ascii: ".")]
      text += repeatElement(Self.zero, count: -power - 1)
      text += digits
    case .small, .large:
      text.append(first)
      if digits.count > 1 { text += [UInt8(ascii: ".")] + digits.dropFirst() }
      text.append(UInt8(ascii: "e"))
      text += exponent
    }
    return text
  }

  private var exponent: [UInt8] {
    switch power {
    case .small(let power): Array(String(power).utf8)
    case .large(let isNegative, let digits): (isNegative ? [UInt8(ascii: "-")] : []) + digits
    }
  }
}
