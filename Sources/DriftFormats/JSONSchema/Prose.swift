import DriftModel

/// Prose in one spelling: runs of white space are one space, none at the ends.
enum Prose {
  /// The symbol of prose that is not in that spelling already; nil where it is.
  static func symbol(_ bytes: UnsafeRawBufferPointer, _ symbols: SymbolTable) -> Symbol? {
    if isNormal(bytes) { return nil }
    return withUnsafeTemporaryAllocation(byteCount: bytes.count, alignment: 1) { out in
      var count = 0
      for byte in bytes {
        if byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) {
          if count > 0, out[count - 1] != 0x20 {
            out[count] = 0x20
            count += 1
          }
        } else {
          out[count] = byte
          count += 1
        }
      }
      if count > 0, out[count - 1] == 0x20 { count -= 1 }
      return symbols.intern(copying: UnsafeRawBufferPointer(rebasing: out[0..<count]))
    }
  }

  /// Whether prose needs nothing done: no white space but single spaces between words.
  private static func isNormal(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return true }
    guard bytes[0] != 0x20, bytes[bytes.count - 1] != 0x20 else { return false }
    var at = 0
    while at &+ 9 <= bytes.count {
      // Eight bytes, and the same one byte on: a control character, or a space beside a space.
      let word = base.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let next = base.loadUnaligned(fromByteOffset: at &+ 1, as: UInt64.self)
      if hasByte(word, below: 0x20) || spaces(in: word) & spaces(in: next) != 0 { return false }
      at &+= 8
    }
    while at < bytes.count {
      if bytes[at] < 0x20 || (at > 0 && bytes[at] == 0x20 && bytes[at &- 1] == 0x20) { return false }
      at &+= 1
    }
    return true
  }

  @inline(__always) private static func hasByte(_ word: UInt64, below bound: UInt64) -> Bool {
    (word &- 0x0101_0101_0101_0101 &* bound) & ~word & 0x8080_8080_8080_8080 != 0
  }

  /// The high bit of each byte that is a space.
  @inline(__always) private static func spaces(in word: UInt64) -> UInt64 {
    let rest = word ^ 0x2020_2020_2020_2020
    let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
    return ~(((rest & low) &+ low) | rest) & 0x8080_8080_8080_8080
  }
}
