/// A table from keys to whole numbers, for keys whose hash costs next to nothing: they are made of numbers.
@frozen public struct HashedTable<Key: Equatable> {
  @usableFromInline struct Entry {
    @usableFromInline var key: Key
    @usableFromInline var value: Int
    /// The entry of the same hash before this one.
    @usableFromInline var earlier: Int?

    @usableFromInline init(key: Key, value: Int, earlier: Int?) {
      (self.key, self.value, self.earlier) = (key, value, earlier)
    }
  }

  @usableFromInline var entries: [Entry] = []
  @usableFromInline var latest = NumberTable()

  /// Makes an empty table.
  @inlinable public init() {}

  /// The value of a key; nil where there is none.
  @inlinable public func value(of key: Key, hash: UInt64) -> Int? {
    var at = latest[hash]
    while let index = at {
      if entries[index].key == key { return entries[index].value }
      at = entries[index].earlier
    }
    return nil
  }

  /// Gives a value to a key that has none.
  @inlinable public mutating func add(_ key: Key, hash: UInt64, _ value: Int) {
    entries.append(Entry(key: key, value: value, earlier: latest[hash]))
    latest.set(hash, entries.count - 1)
  }
}
