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

  /// Whether git left a line where it could not merge.
  static func isConflict(_ line: ArraySlice<UInt8>) -> Bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].contains { line.starts(with: $0.utf8) }
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
    var scalars = rest.unicodeScalars[...]
    defer { rest = Substring(scalars) }
    guard scalars.first == "\"" else {
      guard let space = scalars.firstIndex(of: " "), space != scalars.startIndex else { return nil }
      defer { scalars = scalars[scalars.index(after: space)...] }
      return String(scalars[..<space])
    }
    var out = String.UnicodeScalarView()
    scalars.removeFirst()
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"":
        guard scalars.popFirst() == " " else { return nil }
        return String(out)
      case "\\":
        guard let next = scalars.popFirst() else { return nil }
        guard next == "u" else {
          out.append(next)
          continue
        }
        guard let escaped = escaped(&scalars) else { return nil }
        out.append(escaped)
      default: out.append(scalar)
      }
    }
    return nil
  }

  /// What stands in braces: `{202e}`.
  private static func escaped(_ scalars: inout Substring.UnicodeScalarView) -> Unicode.Scalar? {
    guard scalars.popFirst() == "{", let end = scalars.firstIndex(of: "}") else { return nil }
    defer { scalars = scalars[scalars.index(after: end)...] }
    return UInt32(String(scalars[..<end]), radix: 16).flatMap(Unicode.Scalar.init)
  }

  /// The file, sorted.
  public var bytes: [UInt8] {
    var out = Array(Self.head.utf8)
    for key in digests.keys.sorted() {
      guard let line = line(of: key) else { continue }
      out += line.utf8
      out.append(UInt8(ascii: "\n"))
    }
    return out
  }

  /// An entry's line as it is written; nil where it has none.
  public func line(of key: EntryKey) -> String? {
    guard let digest = digests[key]?.last else { return nil }
    let words = [Self.quoted(key.system), Self.quoted(key.agent), key.accessText, key.address]
    return (words + [String(digest.prefix(Self.digits))]).joined(separator: " ")
  }

  private static let head = """
    # Written by drift lock, drift fix and drift accept: the version at which each entry of a mapping was accepted.
    # SYSTEM AGENT ACCESS ADDRESS DIGEST

    """

  private static func quoted(_ word: String) -> String {
    let isBare =
      !word.isEmpty
      && word.unicodeScalars.allSatisfy { $0 != " " && $0 != "\"" && $0 != "\\" && $0 != "#" && isPlain($0) }
    if isBare { return word }
    let escaped = word.unicodeScalars.reduce(into: "") { out, scalar in
      if scalar == "\"" || scalar == "\\" { out.unicodeScalars.append("\\") }
      if isPlain(scalar) { out.unicodeScalars.append(scalar) } else { out += "\\u{\(String(scalar.value, radix: 16))}" }
    }
    return "\"\(escaped)\""
  }

  /// Whether a scalar can stand in a line as it is: no line end, no control, no mark that turns the direction round.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
