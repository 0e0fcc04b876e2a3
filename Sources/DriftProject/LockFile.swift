public import DriftImpact
public import DriftModel

/// `drift.lock`: for every entry of a mapping the version at which somebody accepted it as it stands.
///
/// A line an entry, sorted, so that branches merge: system, agent, directions, address, and the root digest of the
/// version. Where a merge left two lines for one entry the newer version counts; the next write cleans up.
public struct LockFile: Sendable, Equatable {
  /// The digests of an entry, in the order of the file; mostly one.
  public var digests: [EntryKey: [String]] = [:]
  /// The line of each entry.
  public var lines: [EntryKey: Int] = [:]

  /// Makes a lock without lines.
  public init() {}

  /// How many digits of a root digest a line holds.
  public static let digits = 16

  /// Reads a lock; `file` is for messages.
  ///
  /// - Throws: ``DriftError`` at the first line that is none.
  public init(_ bytes: [UInt8], file: String) throws(DriftError) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, raw) in lines.enumerated() {
      let line = raw.last == UInt8(ascii: "\r") ? raw.dropLast() : raw
      guard !line.isEmpty, line.first != UInt8(ascii: "#") else { continue }
      guard let (key, digest) = Self.parse(String(decoding: line, as: UTF8.self)) else {
        throw DriftError(
          "expected a line of the lock, SYSTEM AGENT ACCESS ADDRESS DIGEST, found "
            + "\"\(String(decoding: line.prefix(120), as: UTF8.self))\"",
          at: SourcePlace(file: file, line: index + 1, column: 1),
          help: Self.isConflict(line)
            ? [
              "This is a conflict that git left. Keep both sides: where an entry stands twice the newer version counts."
            ]
            : ["drift lock writes what is missing; take the line out, or bring it back from git."])
      }
      if digests[key]?.contains(digest) != true { digests[key, default: []].append(digest) }
      self.lines[key] = index + 1
    }
  }

  private static func isConflict(_ line: ArraySlice<UInt8>) -> Bool {
    ["<<<<<<<", "=======", ">>>>>>>"].contains { line.starts(with: $0.utf8) }
  }

  private static func parse(_ line: String) -> (EntryKey, String)? {
    var rest = Substring(line)
    guard let system = word(&rest), let agent = word(&rest), let directions = word(&rest),
      let access = EntryKey.access(directions), let space = rest.lastIndex(of: " ")
    else { return nil }
    let address = String(rest[..<space])
    let digest = String(rest[rest.index(after: space)...])
    guard digest.utf8.count >= 8, digest.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }),
      let parsed = try? Address(parsing: address)
    else { return nil }
    return (EntryKey(system: system, agent: agent, address: parsed.description, access: access), digest)
  }

  /// The next word: bare, or quoted as JSON does where it holds a blank.
  private static func word(_ rest: inout Substring) -> String? {
    guard rest.first == "\"" else {
      guard let space = rest.firstIndex(of: " "), space != rest.startIndex else { return nil }
      defer { rest = rest[rest.index(after: space)...] }
      return String(rest[..<space])
    }
    var out = ""
    rest.removeFirst()
    while let character = rest.popFirst() {
      switch character {
      case "\"":
        guard rest.popFirst() == " " else { return nil }
        return out
      case "\\":
        guard let next = rest.popFirst() else { return nil }
        guard next == "u" else {
          out.append(next)
          continue
        }
        guard let code = UInt32(rest.prefix(4), radix: 16), let scalar = Unicode.Scalar(code) else { return nil }
        out.unicodeScalars.append(scalar)
        rest = rest.dropFirst(4)
      default: out.append(character)
      }
    }
    return nil
  }

  /// The file, sorted.
  public var bytes: [UInt8] {
    var out = Array(Self.head.utf8)
    for key in digests.keys.sorted() {
      guard let digest = digests[key]?.last else { continue }
      let words = [Self.quoted(key.system), Self.quoted(key.agent), key.accessText, key.address]
      out += (words + [String(digest.prefix(Self.digits))]).joined(separator: " ").utf8
      out.append(UInt8(ascii: "\n"))
    }
    return out
  }

  private static let head = """
    # Written by drift lock, drift fix and drift accept: the version at which each entry of a mapping was accepted.
    # SYSTEM AGENT ACCESS ADDRESS DIGEST

    """

  private static func quoted(_ word: String) -> String {
    let isBare =
      !word.isEmpty
      && word.unicodeScalars.allSatisfy {
        $0.value > 0x20 && $0 != "\"" && $0 != "\\" && $0 != "#"
          && ![.control, .format].contains($0.properties.generalCategory)
          && !$0.properties.isWhitespace
      }
    if isBare { return word }
    let escaped = word.unicodeScalars.reduce(into: "") { out, scalar in
      if scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.generalCategory == .control
        || ["\u{2028}", "\u{2029}"].contains(scalar), scalar.value <= 0xffff
      {
        let digits = String(scalar.value, radix: 16)
        return out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
      if scalar == "\"" || scalar == "\\" { out.unicodeScalars.append("\\") }
      out.unicodeScalars.append(scalar)
    }
    return "\"\(escaped)\""
  }
}
