/// Every distinct text of a comparison, stored once.
///
/// Both sides of a diff are read into one table. Texts that lie in a document's own bytes are not copied: the
/// table keeps the document alive instead (``keepAlive(_:)``).
public final class SymbolTable {
  @usableFromInline struct Entry {
    @usableFromInline var start: UnsafeRawPointer
    @usableFromInline var count: UInt32
    @usableFromInline var hash: UInt64

    @usableFromInline init(start: UnsafeRawPointer, count: UInt32, hash: UInt64) {
      self.start = start
      self.count = count
      self.hash = hash
    }
  }

  // Looked at for every name of a document, and never while it changes: no method calls out.
  @exclusivity(unchecked) @usableFromInline var entries: [Entry] = []
  @exclusivity(unchecked) @usableFromInline var slots: UnsafeMutablePointer<UInt32>
  @exclusivity(unchecked) @usableFromInline var mask: Int
  private var owned: [UnsafeMutableRawBufferPointer] = []
  private var room: UnsafeMutableRawBufferPointer = .init(start: nil, count: 0)
  private var keptAlive: [AnyObject] = []

  /// Makes a table that holds only the empty text.
  public init() {
    let capacity = 1 << 12
    mask = capacity - 1
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: .max, count: capacity)
    entries.reserveCapacity(capacity / 2)
    _ = intern("")
  }

  deinit {
    slots.deallocate()
    for chunk in owned { chunk.deallocate() }
  }

  /// How many distinct texts the table holds; every symbol's id is below it.
  @inlinable public var count: Int { entries.count }

  /// Keeps the owner of bytes that were interned in place alive as long as the table.
  public func keepAlive(_ owner: AnyObject) { keptAlive.append(owner) }

  /// The symbol of bytes that stay valid as long as the table (see ``keepAlive(_:)``).
  @inlinable public func intern(inPlace bytes: UnsafeRawBufferPointer) -> Symbol {
    find(bytes, StableHash.hash(bytes), copy: false)
  }

  /// The symbol of bytes that may go away after the call.
  public func intern(copying bytes: UnsafeRawBufferPointer) -> Symbol {
    find(bytes, StableHash.hash(bytes), copy: true)
  }

  /// The symbol of a string.
  public func intern(_ text: String) -> Symbol {
    var text = text
    return text.withUTF8 { intern(copying: UnsafeRawBufferPointer($0)) }
  }

  /// The symbol of a text, when some document or reader already brought it; nothing is added.
  public func existing(_ text: String) -> Symbol? {
    var text = text
    return text.withUTF8 { existing(UnsafeRawBufferPointer($0)) }
  }

  /// The symbol of a text, when some document or reader already brought it; nothing is added.
  public func existing(_ bytes: UnsafeRawBufferPointer) -> Symbol? {
    let hash = StableHash.hash(bytes)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != .max {
      if matches(slots[slot], bytes, hash) { return Symbol(id: slots[slot]) }
      slot = (slot &+ 1) & mask
    }
    return nil
  }

  /// The bytes of a symbol, valid as long as the table.
  @inlinable public func bytes(_ symbol: Symbol) -> UnsafeRawBufferPointer {
    // What stands in a list has no key; who takes the list for an object gets the empty text.
    guard Int(symbol.id) < entries.count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let entry = entries[Int(symbol.id)]
    return UnsafeRawBufferPointer(start: entry.start, count: Int(entry.count))
  }

  /// The hash of a symbol's bytes: the same on every machine.
  @inlinable public func hash(_ symbol: Symbol) -> UInt64 {
    Int(symbol.id) < entries.count ? entries[Int(symbol.id)].hash : entries[0].hash
  }

  /// The text of a symbol. Makes a string: for reports, not for comparing.
  public func text(_ symbol: Symbol) -> String {
    symbol == .none ? "" : String(decoding: bytes(symbol), as: UTF8.self)
  }

  /// Whether the text of one symbol sorts before that of another, by bytes.
  public func precedes(_ a: Symbol, _ b: Symbol) -> Bool {
    a != b && bytes(a).lexicographicallyPrecedes(bytes(b))
  }

  @usableFromInline func find(_ bytes: UnsafeRawBufferPointer, _ hash: UInt64, copy: Bool) -> Symbol {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != .max {
      if matches(slots[slot], bytes, hash) { return Symbol(id: slots[slot]) }
      slot = (slot &+ 1) & mask
    }
    let id = UInt32(truncatingIfNeeded: entries.count)
    entries.append(Entry(start: copy ? store(bytes) : start(bytes), count: UInt32(bytes.count), hash: hash))
    slots[slot] = id
    if entries.count &* 2 > mask { grow() }
    return Symbol(id: id)
  }

  @inline(__always) private func matches(_ id: UInt32, _ bytes: UnsafeRawBufferPointer, _ hash: UInt64) -> Bool {
    entries.withUnsafeBufferPointer { all in
      let entry = all[Int(id)]
      guard entry.hash == hash, Int(entry.count) == bytes.count else { return false }
      return UnsafeRawBufferPointer(start: entry.start, count: bytes.count).elementsEqualBytes(bytes)
    }
  }

  private func grow() {
    let capacity = (mask + 1) * 4
    slots.deallocate()
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: .max, count: capacity)
    mask = capacity - 1
    for (id, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash) & mask
      while slots[slot] != .max { slot = (slot &+ 1) & mask }
      slots[slot] = UInt32(id)
    }
  }

  private nonisolated(unsafe) static let nothing = UnsafeRawPointer(
    UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1))

  private func start(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawPointer {
    bytes.baseAddress ?? Self.nothing
  }

  private func store(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawPointer {
    guard bytes.count > 0 else { return Self.nothing }
    if room.count < bytes.count {
      let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1 << 16, bytes.count), alignment: 1)
      owned.append(chunk)
      room = chunk
    }
    room.copyMemory(from: bytes)
    let place = UnsafeRawPointer(room.baseAddress ?? UnsafeMutableRawPointer(mutating: Self.nothing))
    room = UnsafeMutableRawBufferPointer(rebasing: room[bytes.count...])
    return place
  }
}

extension UnsafeRawBufferPointer {
  /// Whether two buffers of one length hold the same bytes; eight at a time.
  @inlinable @inline(__always) func elementsEqualBytes(_ other: UnsafeRawBufferPointer) -> Bool {
    guard let a = baseAddress, let b = other.baseAddress else { return true }
    var at = 0
    while at &+ 8 <= count {
      if a.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        != b.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      {
        return false
      }
      at &+= 8
    }
    while at < count {
      if a.load(fromByteOffset: at, as: UInt8.self) != b.load(fromByteOffset: at, as: UInt8.self) { return false }
      at &+= 1
    }
    return true
  }
}
