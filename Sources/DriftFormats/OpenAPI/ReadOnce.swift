import DriftModel

/// What nodes were read as already, under each of the circumstances in which they were read: what is shared stays shared.
struct ReadOnce<Circumstance: Equatable> {
  private struct Entry {
    var circumstance: Circumstance
    var value: UInt32
    /// The entry of the same node before this one.
    var earlier: Int?
  }

  private var entries: [Entry] = []
  private var latest = NumberTable()

  /// What a node was read as; nil where it was not.
  func value(at place: SchemaReader.Place, _ circumstance: Circumstance) -> UInt32? {
    var at = latest[Self.key(place)]
    while let index = at {
      if entries[index].circumstance == circumstance { return entries[index].value }
      at = entries[index].earlier
    }
    return nil
  }

  /// Remembers what a node was read as.
  mutating func store(_ value: UInt32, at place: SchemaReader.Place, _ circumstance: Circumstance) {
    let key = Self.key(place)
    entries.append(Entry(circumstance: circumstance, value: value, earlier: latest[key]))
    latest.set(key, entries.count - 1)
  }

  private static func key(_ place: SchemaReader.Place) -> UInt64 { UInt64(place.part) << 32 | UInt64(place.node) }
}
