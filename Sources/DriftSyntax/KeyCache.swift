internal import DriftModel

/// The symbols of short keys seen lately.
///
/// A schema says `type` and `description` ten thousand times. Up to 16 bytes, a key is known by its first eight,
/// its last eight and its length, so a hit costs no hashing of bytes and no look into the table.
struct KeyCache: ~Copyable {
  private struct Slot {
    var first: UInt64 = 0
    var last: UInt64 = 0
    var count: UInt32 = 0
    var symbol = Symbol(id: .max)
  }

  private static let bits = 9
  private let slots: UnsafeMutablePointer<Slot>
  private let symbols: SymbolTable

  init(_ symbols: SymbolTable) {
    self.symbols = symbols
    slots = .allocate(capacity: 1 << Self.bits)
    slots.initialize(repeating: Slot(), count: 1 << Self.bits)
  }

  deinit { slots.deallocate() }

  /// The symbol of `count` bytes, of which `readable`, with what follows them, may be loaded.
  @inline(__always) func symbol(of start: UnsafePointer<UInt8>, count: Int, readable: Int) -> Symbol {
    guard count &- 1 < 16, count > 0, readable >= 8 else { return intern(start, count) }
    var first = Bytes.load(start)
    var last: UInt64 = 0
    if count < 8 {
      first &= (1 &<< (UInt64(truncatingIfNeeded: count) &* 8)) &- 1
    } else {
      last = Bytes.load(start + (count &- 8))
    }
    // Two odd constants with bits all over: the product's high bits depend on every bit of the key.
    let word = first ^ (last &* 0x9e37_79b9_7f4a_7c15) ^ UInt64(truncatingIfNeeded: count)
    let mixed = word &* 0xd6e8_feb8_6659_fd93
    let slot = slots + Int(truncatingIfNeeded: mixed &>> UInt64(64 - Self.bits))
    let found = slot.pointee
    if found.first == first, found.last == last, found.count == UInt32(truncatingIfNeeded: count) {
      return found.symbol
    }
    let symbol = intern(start, count)
    slot.pointee = Slot(first: first, last: last, count: UInt32(truncatingIfNeeded: count), symbol: symbol)
    return symbol
  }

  private func intern(_ start: UnsafePointer<UInt8>, _ count: Int) -> Symbol {
    symbols.intern(inPlace: UnsafeRawBufferPointer(start: start, count: count))
  }
}
