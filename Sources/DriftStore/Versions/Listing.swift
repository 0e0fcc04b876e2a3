public import DriftModel

/// Which things a version has, in the order of the source, and where their texts stand.
public struct Listing: Sendable {
  /// One thing.
  public struct Entry: Equatable, Sendable {
    /// What it is.
    public var key: ThingKey
    /// Of its text.
    public var digest: Digest
    /// The stem of the version file that holds the text.
    public var holder: String

    /// Makes an entry.
    public init(key: ThingKey, digest: Digest, holder: String) {
      self.key = key
      self.digest = digest
      self.holder = holder
    }
  }

  /// The things, in the order of the source.
  public private(set) var entries: [Entry] = []

  /// Makes a listing.
  public init(_ entries: [Entry]) { self.entries = entries }

  /// SHA-256 over the sorted names and digests: the same whatever the order of the source, and whoever holds the texts.
  public var root: String {
    var bytes: [UInt8] = []
    for entry in entries.sorted(by: { $0.key < $1.key }) {
      bytes += "\(entry.key.kind.rawValue) \(entry.key.ordinal) \(entry.digest.hex) ".utf8
      bytes += entry.key.name.utf8
      bytes.append(0)
    }
    return ContentHash.hex(bytes)
  }

  /// The listing after some changes: things that are gone, new or have another text; what is new stands after the
  /// thing that came before it in its source, or last where that is not there.
  func applying(_ changes: [ListingChange]) -> Listing {
    let known = Set(entries.map(\.key))
    var changed: [ThingKey: ListingChange] = [:]
    var following: [ThingKey?: [ListingChange]] = [:]
    for change in changes {
      changed[change.key] = change
      if change.entry != nil, !known.contains(change.key) { following[change.after, default: []].append(change) }
    }
    var out: [Entry] = []
    out.reserveCapacity(entries.count + changes.count)
    /// Adds what follows a thing, and what follows that.
    func place(after key: ThingKey?) {
      var open = Array((following.removeValue(forKey: key) ?? []).reversed())
      while let change = open.popLast() {
        if let entry = change.entry { out.append(entry) }
        open += (following.removeValue(forKey: change.key) ?? []).reversed()
      }
    }
    place(after: nil)
    for entry in entries {
      if let change = changed[entry.key] {
        if let replaced = change.entry { out.append(replaced) }
      } else {
        out.append(entry)
      }
      place(after: entry.key)
    }
    for change in changes { place(after: change.after) }
    return Listing(out)
  }

  /// The listing with other texts of things that it has.
  func replacing(_ changed: [ThingKey: Entry]) -> Listing {
    changed.isEmpty ? self : Listing(entries.map { changed[$0.key] ?? $0 })
  }

  /// What makes this listing of an older one.
  func changes(since old: Listing) -> [ListingChange] {
    var before: [ThingKey: Entry] = [:]
    for entry in old.entries { before[entry.key] = entry }
    var out: [ListingChange] = []
    var last: ThingKey?
    for entry in entries {
      if let same = before.removeValue(forKey: entry.key) {
        if same.digest != entry.digest { out.append(.init(key: entry.key, entry: entry, after: nil)) }
      } else {
        out.append(.init(key: entry.key, entry: entry, after: last))
      }
      last = entry.key
    }
    for entry in old.entries where before[entry.key] != nil {
      out.append(.init(key: entry.key, entry: nil, after: nil))
    }
    return out
  }
}

/// One difference between two listings.
struct ListingChange: Equatable, Sendable {
  /// The thing.
  var key: ThingKey
  /// What it is now; nil where it is gone.
  var entry: Listing.Entry?
  /// For a new thing the one that comes before it in the source.
  var after: ThingKey?
}
