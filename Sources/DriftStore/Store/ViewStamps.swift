import DriftModel

/// What the files of `schema/` looked like when they were last found right: size, time and text of each.
///
/// Kept in `.drift`, which is safe to delete: what is not there is read.
struct ViewStamps {
  private let path: String

  /// The stamps of a system, by its folder in the store.
  init(ofSystem folder: String) {
    let store = Files.folder(of: folder)
    path = "\(Files.folder(of: store))/.drift/view-\(Files.name(of: store))-\(Files.name(of: folder))"
  }

  /// The stamps by the path of the file; none where they cannot be read.
  func read() -> [String: String] {
    guard let bytes = (try? Files.bytes(path, limit: 100_000_000)) ?? nil else { return [:] }
    var out: [String: String] = [:]
    for line in bytes.split(separator: 0x0a) {
      guard let tab = line.firstIndex(of: 0x09) else { continue }
      out[String(decoding: line[..<tab], as: UTF8.self)] = String(decoding: line[(tab + 1)...], as: UTF8.self)
    }
    return out
  }

  /// Keeps stamps; a folder that cannot be written to keeps none.
  func write(_ stamps: [String: String]) {
    var text: [UInt8] = []
    for file in stamps.keys.sorted() {
      text += file.utf8
      text.append(0x09)
      text += (stamps[file] ?? "").utf8
      text.append(0x0a)
    }
    guard Files.isFolder(Files.folder(of: path)) else { return }
    try? Files.write(text, to: path, isDurable: false)
  }
}
