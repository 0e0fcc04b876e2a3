/// A table from whole numbers to whole numbers, for keys that are numbered or hashed already: symbols, nodes, shapes.
///
/// Swift's dictionaries hash each key anew, against whoever would choose keys that collide. For numbers that drift
/// gives out itself that costs more than all else that is done for a key.
@frozen public struct NumberTable {
  @usableFromInline struct Slot {
    @usableFromInline var key: UInt64
    /// One more than the value; zero where the slot is free.
    @usableFromInline var value: UInt32

    @usableFromInline init(key: UInt64, value: UInt32) { (self.key, self.value) = (key, value) }
  }

  @usableFromInline var slots: [Slot] = []
  /// The number of keys.
  public private(set) var count = 0

  /// Makes an empty table.
  public init() {}

  /// The value of a key; nil where there is none.
  @inlinable public subscript(key: UInt64) -> Int? {
    guard !slots.isEmpty else { return nil }
    let slot = slots[place(of: key)]
    return slot.value == 0 ? nil : Int(slot.value &- 1)
  }

  /// The value of a symbol.
  @inlinable public subscript(symbol: Symbol) -> Int? { self[UInt64(symbol.id)] }

  /// The value of a shape.
  @inlinable public subscript(shape: ShapeID) -> Int? { self[UInt64(shape.index)] }

  /// Gives a key a value, which is from 0 to below `UInt32.max`; another one that it had is forgotten.
  public mutating func set(_ key: UInt64, _ value: Int) {
    if count &* 2 >= slots.count { grow() }
    let at = place(of: key)
    if slots[at].value == 0 { count += 1 }
    slots[at] = Slot(key: key, value: UInt32(truncatingIfNeeded: value) &+ 1)
  }

  /// Gives a symbol a value.
  public mutating func set(_ symbol: Symbol, _ value: Int) { set(UInt64(symbol.id), value) }

  /// Gives a shape a value.
  public mutating func set(_ shape: ShapeID, _ value: Int) { set(UInt64(shape.index), value) }

  /// The slot that holds a key, or the free one where it belongs.
  @inlinable func place(of key: UInt64) -> Int {
    let mask = slots.count &- 1
    // The upper half of the product: it hangs on every digit of the key.
    var at = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) &>> 32) & mask
    while slots[at].value != 0, slots[at].key != key { at = (at &+ 1) & mask }
    return at
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(key: 0, value: 0), count: max(16, old.count &* 4))
    for slot in old where slot.value != 0 { slots[place(of: slot.key)] = slot }
  }
}
