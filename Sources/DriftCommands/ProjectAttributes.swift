import DriftModel
import DriftStore
import DriftSyntax

/// What git should know of the files that drift writes: their lines are of their own and sorted, so that branches merge.
enum ProjectAttributes {
  private static let comment = "# Lines of their own, sorted: branches merge."
  private static let files = ["drift.lock", "drift.accepted"]

  /// The file of a project that has none.
  static let text = ([comment] + files.map(line)).map { $0 + "\n" }.joined()

  private static func line(_ file: String) -> String { "\(file) merge=union" }

  /// What is missing in a file, added at its end; nil where nothing is. Lines that are there stay, byte for byte, and how
  /// somebody wants one of the files merged is theirs to say.
  static func completed(_ bytes: [UInt8]) -> [UInt8]? {
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    let missing = files.filter { file in !lines.contains { saysMerge($0, of: file) } }
    guard !missing.isEmpty else { return nil }
    guard !bytes.isEmpty else { return Array(text.utf8) }
    let end = bytes.contains(UInt8(ascii: "\r")) ? "\r\n" : "\n"
    var out = bytes
    if out.last != UInt8(ascii: "\n") { out += end.utf8 }
    for line in [comment] + missing.map(line) { out += (line + end).utf8 }
    return out
  }

  /// Whether a line says how a file is merged (gitattributes(5): a pattern, then attributes).
  private static func saysMerge(_ line: String, of file: String) -> Bool {
    let words = line.split { $0.isWhitespace }
    guard let pattern = words.first, pattern == file || pattern == "/\(file)" else { return false }
    return words.dropFirst().contains { word in
      let name = word.drop { $0 == "-" || $0 == "!" }.prefix { $0 != "=" }
      return name == "merge" || name == "binary"
    }
  }

  /// Writes the file of a project's folder, or completes it; says so on standard error, since nobody asked for it.
  static func ensure(in folder: String) throws(DriftError) {
    let path = folder == "." ? ".gitattributes" : "\(folder)/.gitattributes"
    var bytes: [UInt8] = []
    if FileTree.exists(path), !FileTree.isEmptyFile(path) {
      // What cannot be read is somebody's, and stays.
      guard FileTree.isFile(path), let source = try? SourceText.load(path), !source.isMarked else { return }
      bytes = source.copiedBytes
    }
    guard let completed = completed(bytes) else { return }
    try Store.write(completed, to: path)
    Output.error(DriftError("written, so that git merges \(files.joined(separator: " and ")) line by line", file: path))
  }
}
