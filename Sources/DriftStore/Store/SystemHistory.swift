import DriftModel
import DriftSyntax

/// The versions of one system, read as they are asked for.
public final class SystemHistory {
  /// The system.
  public var system: String { folder.system }
  let folder: VersionFolder
  private var files: [String: Result<VersionFile, VersionFile.Damage>] = [:]
  private var headers: [String: Result<VersionHeader, VersionFile.Damage>] = [:]
  /// The bytes that were checked last: whoever asks for the headers of two versions asks for the rest of them next.
  private var checked: [(stem: String, source: SourceText)] = []
  /// The file that this history wrote: what stands in it is what it was made of.
  private var written: String?
  private var listings: [String: Listing] = [:]
  private var ordered: [String]?

  /// Makes a history of what is in a folder; nothing is read yet.
  public init(_ folder: VersionFolder) { self.folder = folder }

  /// The stems of all version files in their order: by time, then parent before child, then digest.
  func stems() throws(DriftError) -> [String] {
    if let ordered { return ordered }
    let all = try folder.names().compactMap(Self.stem).sorted()
    var out: [String] = []
    var start = 0
    while start < all.count {
      var end = start + 1
      while end < all.count, all[end].prefix(16) == all[start].prefix(16) { end += 1 }
      out += end - start == 1 ? [all[start]] : sortedByParent(Array(all[start..<end]))
      start = end
    }
    ordered = out
    return out
  }

  /// The stem of a version file's name; nil for any other file.
  static func stem(_ name: String) -> String? {
    guard name.utf8.count == 31, name.hasSuffix(".jsonl") else { return nil }
    let stem = String(name.dropLast(6))
    let digits = stem.utf8.suffix(8)
    guard stem.utf8.dropFirst(16).first == UInt8(ascii: "-"), Timestamp(compact: stem.prefix(16)) != nil,
      digits.allSatisfy({
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      })
    else { return nil }
    return stem
  }

  /// Versions of one second: each after its parent.
  private func sortedByParent(_ stems: [String]) -> [String] {
    var parents: [String: String] = [:]
    for stem in stems { parents[stem] = (try? header(stem))?.parent }
    var out: [String] = []
    var open = stems
    while !open.isEmpty {
      // A ring, which only a damaged store has, is cut at its first.
      let next = open.firstIndex { stem in parents[stem].map { !open.contains($0) || $0 == stem } ?? true } ?? 0
      out.append(open.remove(at: next))
    }
    return out
  }

  /// A version file, read once.
  func file(_ stem: String) throws(VersionFile.Damage) -> VersionFile {
    if let known = files[stem] { return try known.get() }
    let result: Result<VersionFile, VersionFile.Damage>
    do throws(VersionFile.Damage) {
      result = .success(try VersionFile.read(stem, at: path(stem), try source(stem)))
    } catch {
      result = .failure(error)
    }
    files[stem] = result
    checked.removeAll { $0.stem == stem }
    return try result.get()
  }

  /// What a version says of itself. Its file is checked whole; what else stands in it is not read.
  func header(_ stem: String) throws(VersionFile.Damage) -> VersionHeader {
    if let known = files[stem] { return try known.get().header }
    if let known = headers[stem] { return try known.get() }
    let result: Result<VersionHeader, VersionFile.Damage>
    do throws(VersionFile.Damage) {
      result = .success(try VersionFile.header(try source(stem)))
    } catch {
      result = .failure(error)
    }
    headers[stem] = result
    return try result.get()
  }

  /// The bytes of a version file, which are those that its name says.
  private func source(_ stem: String) throws(VersionFile.Damage) -> SourceText {
    if let known = checked.first(where: { $0.stem == stem }) { return known.source }
    let source: SourceText?
    do throws(DriftError) {
      source = try folder.text(stem + ".jsonl")
    } catch {
      throw .unreadable(error)
    }
    guard let source else { throw .missing }
    try VersionFile.check(source, of: stem)
    if checked.count == 2 { checked.removeFirst() }
    checked.append((stem, source))
    return source
  }

  /// Takes a version file that was written just now, so that it is not read again.
  func take(_ stem: String, _ bytes: [UInt8]) {
    forget()
    checked = [(stem, SourceText(file: path(stem), copying: bytes))]
    written = stem
  }

  /// The version file as the user would open it.
  func path(_ stem: String) -> String { "\(folder.path)/\(stem).jsonl" }

  /// Forgets what was read, because the folder has changed.
  func forget() {
    ordered = nil
    files = files.filter { if case .success = $0.value { true } else { false } }
    headers = headers.filter { if case .success = $0.value { true } else { false } }
  }

  /// What a version lists, from its own file and those that it builds on.
  ///
  /// - Throws: ``DamagedVersion`` that names the file that is missing or bad.
  func listing(_ stem: String) throws(DamagedVersion) -> Listing {
    if let known = listings[stem] { return known }
    do throws(DamagedVersion) {
      return try chainedListing(stem)
    } catch {
      // A version of the same content lists the same things.
      guard let header = try? header(stem), let all = try? stems() else { throw error }
      for other in all where other != stem {
        guard let same = try? self.header(other), same.root == header.root,
          let listing = try? chainedListing(other)
        else { continue }
        listings[stem] = listing
        return listing
      }
      throw error
    }
  }

  func chainedListing(_ stem: String) throws(DamagedVersion) -> Listing {
    var changes: [(stem: String, changes: [ListingChange])] = []
    var at = stem
    var seen: Set<String> = []
    var listing: Listing?
    while listing == nil {
      guard seen.insert(at).inserted else {
        throw DamagedVersion(stem: stem, cause: at, damage: .altered("its parents are a ring"))
      }
      if let known = listings[at] {
        listing = known
        break
      }
      let file = try checked(at, for: stem)
      switch file.listing {
      case .whole(let whole): listing = Listing(whole.entries.map { Self.held($0, by: at) })
      case .changes(let some):
        changes.append((at, some))
        guard let parent = file.header.parent else {
          throw DamagedVersion(stem: stem, cause: at, damage: .altered("it has changes and no parent"))
        }
        at = parent
      }
    }
    let out = changes.isEmpty ? listing ?? Listing([]) : Self.apply(changes.reversed(), to: listing ?? Listing([]))
    listings[stem] = out
    return out
  }

  /// A listing after the changes of several versions, the oldest first. Texts that only changed are put in their places
  /// all at once: what a year of nights did costs one pass, unless things came or went.
  private static func apply(
    _ steps: some Sequence<(stem: String, changes: [ListingChange])>, to listing: Listing
  ) -> Listing {
    var out = listing
    var known = Set(listing.entries.map(\.key))
    var changed: [ThingKey: Listing.Entry] = [:]
    for step in steps {
      let changes = step.changes.map {
        ListingChange(key: $0.key, entry: $0.entry.map { held($0, by: step.stem) }, after: $0.after)
      }
      if changes.allSatisfy({ $0.entry != nil && known.contains($0.key) }) {
        for change in changes { changed[change.key] = change.entry }
        continue
      }
      out = out.replacing(changed).applying(changes)
      changed.removeAll()
      for change in changes {
        if change.entry == nil { known.remove(change.key) } else { known.insert(change.key) }
      }
    }
    return out.replacing(changed)
  }

  private static func held(_ entry: Listing.Entry, by stem: String) -> Listing.Entry {
    var entry = entry
    if entry.holder.isEmpty { entry.holder = stem }
    return entry
  }

  private func checked(_ stem: String, for version: String) throws(DamagedVersion) -> VersionFile {
    do throws(VersionFile.Damage) {
      return try file(stem)
    } catch {
      throw DamagedVersion(stem: version, cause: stem, damage: error)
    }
  }

  /// The file that holds a text and the text, checked against its digest; where the file that the listing names is
  /// lost, any other that has it.
  func text(
    _ entry: Listing.Entry, for stem: String
  ) throws(DamagedVersion) -> (file: VersionFile, held: TextTable.Entry) {
    var damage: VersionFile.Damage
    do throws(VersionFile.Damage) {
      let file = try file(entry.holder)
      if let held = intact(entry.digest, in: file) { return (file, held) }
      damage = .altered("it lacks the text of \(entry.key.kind.rawValue) \(entry.key.name)")
    } catch {
      damage = error
    }
    for other in (try? stems()) ?? [] where other != entry.holder {
      if let file = try? self.file(other), let held = intact(entry.digest, in: file) { return (file, held) }
    }
    throw DamagedVersion(stem: stem, cause: entry.holder, damage: damage)
  }

  private func intact(_ digest: Digest, in file: VersionFile) -> TextTable.Entry? {
    guard let held = file.texts[digest] else { return nil }
    if file.stem == written { return held }
    return ContentHash.digest(UnsafeRawBufferPointer(rebasing: file.source.bytes[held.range])) == digest ? held : nil
  }
}

/// A version that cannot be read, and the version file that is to blame.
struct DamagedVersion: Error {
  /// The version.
  var stem: String
  /// The file that is missing or bad.
  var cause: String
  /// What is wrong with it.
  var damage: VersionFile.Damage

  /// For people, with what to do.
  func told(_ history: SystemHistory) -> DriftError {
    let help =
      cause == stem ? [] : ["The version \(stem) builds on it."]
    if case .newer = damage {
      return DriftError(damage.text, file: history.path(cause), help: help + ["Update drift to read this store."])
    }
    return DriftError(
      "the version file is \(damage.text)", file: history.path(cause),
      help: help + [
        "Bring the file back from git, or take a snapshot of the same documents again. drift store verify names all."
      ])
  }
}
