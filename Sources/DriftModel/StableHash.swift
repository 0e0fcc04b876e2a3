/// Hashing that gives the same number on every machine and in every run.
///
/// Swift's own `Hasher` is seeded per process; digests of definitions have to outlive it.
@frozen public enum StableHash {
  @usableFromInline static let seed: UInt64 = 0xa076_1d64_78bd_642f
  @usableFromInline static let odd: UInt64 = 0xe703_7ed1_a0b4_28db

  @usableFromInline static let last: UInt64 = 0x8ebc_6af0_9c88_c6e3

  /// Folds two words into one by a full 64 x 64 bit product.
  @inlinable @inline(__always) public static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = (a ^ seed).multipliedFullWidth(by: b ^ odd)
    return product.high ^ product.low
  }

  /// The hash of some bytes.
  @inlinable public static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var state = UInt64(truncatingIfNeeded: bytes.count) &* odd
    guard let base = bytes.baseAddress else { return mix(state, last) }
    var at = 0
    while at &+ 8 <= bytes.count {
      state = mix(state, UInt64(littleEndian: base.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
      at &+= 8
    }
    var rest: UInt64 = 0
    var shift: UInt64 = 0
    while at < bytes.count {
      rest |= UInt64(base.load(fromByteOffset: at, as: UInt8.self)) &<< shift
      shift &+= 8
      at &+= 1
    }
    // Not with a constant that `mix` itself folds in: that would multiply by nothing.
    return mix(state ^ rest, last)
  }
}
