/// Tests on eight bytes at once; in each result the high bit of a byte says yes, the other bits are zero.
enum Bytes {
  static let highBits: UInt64 = 0x8080_8080_8080_8080
  static let lowBits: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
  static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The bytes that equal one byte of ASCII.
  @inline(__always) static func equal(_ byte: UInt8, in word: UInt64) -> UInt64 {
    let rest = word ^ (ones &* UInt64(byte))
    // No sum carries into the next byte: 0x7f + 0x7f fits.
    return ~(((rest & lowBits) &+ lowBits) | rest) & highBits
  }

  /// The bytes below a bound of at most 0x80.
  @inline(__always) static func below(_ bound: UInt8, in word: UInt64) -> UInt64 {
    ~(((word & lowBits) &+ (ones &* UInt64(0x80 &- bound))) | word) & highBits
  }

  /// The eight bytes at an address, the first in the lowest place on every machine.
  @inline(__always) static func load(_ address: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(address).loadUnaligned(as: UInt64.self))
  }
}
