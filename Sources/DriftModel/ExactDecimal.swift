/// Compares decimals by their text, so that no digit is lost (`100`, `1e2` and `100.0` are one number).
public enum ExactDecimal {
  /// Whether the first number is smaller, equal or larger: -1, 0, 1. Texts follow the grammar of JSON numbers.
  public static func compare(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Int {
    let x = Parsed(a)
    let y = Parsed(b)
    if x.isZero && y.isZero { return 0 }
    if x.sign != y.sign { return x.sign < y.sign ? -1 : 1 }
    return x.sign * x.compareMagnitude(y)
  }

  /// Whether the first number is a whole multiple of the second; no number is one of zero.
  public static func isMultiple(_ a: UnsafeRawBufferPointer, of b: UnsafeRawBufferPointer) -> Bool {
    let x = Parsed(a)
    let y = Parsed(b)
    if x.isZero || y.isZero { return x.isZero && !y.isZero }
    // Both as whole numbers of one power of ten; what no machine word divides by is left undecided.
    let (xEnd, yEnd) = (x.order - x.digits.count, y.order - y.digits.count)
    let power = min(xEnd, yEnd)
    guard y.digits.count + yEnd - power <= 18, x.digits.count + xEnd - power <= 400 else { return false }
    let divisor = (y.digits + Array(repeating: 0, count: yEnd - power)).reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
    // The rest stays below the divisor, which is below 10^18: ten times it fits a word.
    let digits = x.digits + Array(repeating: 0, count: xEnd - power)
    return digits.reduce(UInt64(0)) { ($0 * 10 + UInt64($1)) % divisor } == 0
  }

  private struct Parsed {
    var sign = 1
    var digits: [UInt8] = []
    /// The power of ten of the first digit; saturates, for no schema means 10^(10^18).
    var order = 0
    var isZero: Bool { digits.isEmpty }

    init(_ text: UnsafeRawBufferPointer) {
      var exponent = 0
      var exponentSign = 1
      var hasPoint = false
      var inExponent = false
      var whole = 0
      for byte in text {
        switch byte {
        case UInt8(ascii: "-"): if inExponent { exponentSign = -1 } else { sign = -1 }
        case UInt8(ascii: "."): hasPoint = true
        case UInt8(ascii: "e"), UInt8(ascii: "E"): inExponent = true
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          let digit = byte - UInt8(ascii: "0")
          if inExponent {
            exponent = min(exponent * 10 + Int(digit), 1 << 50)
          } else {
            if !hasPoint { whole += 1 }
            digits.append(digit)
          }
        default: break
        }
      }
      let leading = digits.prefix { $0 == 0 }.count
      order = whole - leading + exponentSign * exponent
      digits.removeFirst(leading)
      while digits.last == 0 { digits.removeLast() }
      if digits.isEmpty { sign = 0 }
    }

    func compareMagnitude(_ other: Parsed) -> Int {
      if order != other.order { return order < other.order ? -1 : 1 }
      for (x, y) in zip(digits, other.digits) where x != y { return x < y ? -1 : 1 }
      return digits.count == other.digits.count ? 0 : digits.count < other.digits.count ? -1 : 1
    }
  }
}
