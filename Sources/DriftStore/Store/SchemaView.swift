import DriftModel
import DriftSyntax

/// The folder `schema/`: the newest version for people, one file a thing. Nothing reads it.
struct SchemaView {
  let folder: String
  /// What the files should hold, by their paths below the folder.
  private let expected: [String: Expected]
  private let holders: [VersionFile]
  /// What was found right before, so that files nobody wrote to since are not read again.
  private let stamps: ViewStamps

  private struct Expected {
    var text: UnsafeRawBufferPointer
    var digest: Digest
  }

  /// What is not as it should be.
  struct Crooked: Equatable {
    /// Files that are missing or hold something else.
    var wrong: [String] = []
    /// Files of things that are gone.
    var stale: [String] = []

    var isEmpty: Bool { wrong.isEmpty && stale.isEmpty }
  }

  /// The view of a version.
  init(_ history: SystemHistory, _ stem: String) throws(DamagedVersion) {
    folder = history.viewPath
    let listing = try history.listing(stem)
    let names = FileName.all(listing.entries.lazy.map(\.key))
    var expected: [String: Expected] = [:]
    var holders: [String: VersionFile] = [:]
    for entry in listing.entries {
      let (file, held) = try history.text(entry, for: stem)
      holders[file.stem] = file
      if let name = names[entry.key] {
        expected[name] = Expected(
          text: UnsafeRawBufferPointer(rebasing: file.source.bytes[held.range]), digest: entry.digest)
      }
    }
    self.expected = expected
    self.holders = Array(holders.values)
    stamps = ViewStamps(ofSystem: Files.folder(of: folder))
  }

  /// Compares the folder with what it should be.
  ///
  /// `isThorough` reads every file, whatever was found before.
  func crooked(isThorough: Bool = false) throws(DriftError) -> Crooked {
    var out = Crooked()
    var present: Set<String> = []
    let known = isThorough ? [:] : stamps.read()
    var fresh: [String: String] = [:]
    for path in try files() {
      present.insert(path)
      guard let right = expected[path] else {
        out.stale.append(path)
        continue
      }
      let stamp = Files.stamp(folder + "/" + path).map { "\($0) \(right.digest.hex)" }
      if let stamp, known[path] == stamp {
        fresh[path] = stamp
        continue
      }
      let bytes = try? Files.bytes(folder + "/" + path)
      if bytes.flatMap({ $0 })?.withUnsafeBytes({ $0.elementsEqual(right.text) }) ?? false {
        fresh[path] = stamp
      } else {
        out.wrong.append(path)
      }
    }
    out.wrong += expected.keys.filter { !present.contains($0) }
    out.wrong.sort()
    if !isThorough, fresh != known { stamps.write(fresh) }
    return out
  }

  /// Writes what is wrong and removes what is stale; nothing else is touched.
  func straighten(_ crooked: Crooked) throws(DriftError) {
    for path in crooked.stale { try Files.remove(folder + "/" + path) }
    var made: Set<String> = []
    for path in crooked.wrong {
      guard let text = expected[path]?.text else { continue }
      let whole = folder + "/" + path
      if made.insert(Files.folder(of: whole)).inserted { try Files.makeFolder(Files.folder(of: whole)) }
      // A file that is not there yet needs no other one to be put in its place: nothing reads the view, and one that was
      // cut short is put right by the next run.
      if try Files.create(text, at: whole) { continue }
      try Files.write(Array(text), to: whole, isDurable: false)
    }
  }

  /// The files of things below the folder. What is called otherwise is not ours.
  private func files() throws(DriftError) -> [String] {
    var out = try Files.names(in: folder).filter { $0.hasSuffix(".jsonl") }
    for inner in ["operations", "places"] {
      out += try Files.names(in: folder + "/" + inner).filter { $0.hasSuffix(".jsonl") }.map { inner + "/" + $0 }
    }
    return out.filter { !Files.name(of: $0).hasPrefix(Files.temporaryPrefix) }
  }
}
