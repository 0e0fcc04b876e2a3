/// 128 bits that stand for a content: equal content, equal digest, on every machine.
@frozen public struct Digest: Hashable, Sendable {
  /// The first half.
  public var high: UInt64
  /// The second half.
  public var low: UInt64

  /// Makes a digest of its halves.
  @inlinable public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The digest of nothing.
  public static let zero = Digest(high: 0, low: 0)

  /// Any half is as good as both: it is a hash already.
  @inlinable public func hash(into hasher: inout Hasher) { hasher.combine(high) }

  /// An order of digests: the same on every machine, and without meaning.
  static func < (a: Digest, b: Digest) -> Bool { (a.high, a.low) < (b.high, b.low) }

  /// Folds a word in; the order of calls counts.
  @inlinable @inline(__always) public mutating func fold(_ word: UInt64) {
    high = StableHash.mix(high ^ word, low &+ 0x9e37_79b9_7f4a_7c15)
    low = StableHash.mix(low ^ 0xc2b2_ae3d_27d4_eb4f, word &+ high)
  }

  /// Folds another digest in; the order of calls counts.
  @inlinable @inline(__always) public mutating func fold(_ other: Digest) {
    fold(other.high)
    fold(other.low)
  }

  /// Adds a member of a set: the order of calls does not count, the number of equal members does.
  @inlinable @inline(__always) public mutating func add(_ member: Digest) {
    high = high &+ member.high
    low = low &+ member.low
  }

  /// 32 hexadecimal digits.
  public var hex: String { Self.hex(high) + Self.hex(low) }

  private static func hex(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
