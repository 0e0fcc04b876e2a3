import DriftModel

/// Names of files for things of any name: safe on every file system, readable where the name allows it.
enum FileName {
  /// What the file of a thing is called below `schema/`, without looking at other things.
  ///
  /// Letters, digits, `_`, `-` and `.` stay; a name with anything else, and one that some system reserves, ends in six
  /// digits of its hash, so that no two names meet.
  static func of(_ key: ThingKey) -> String {
    let folder: String
    switch key.kind {
    case .system: return "_system.jsonl"
    case .definition: folder = ""
    case .operation: folder = "operations/"
    case .place: folder = "places/"
    }
    let name = key.name
    var out = slug(name)
    if out != name || isReserved(out) || key.ordinal > 1 { out += "-" + hash("\(name) \(key.ordinal)") }
    return folder + out + ".jsonl"
  }

  /// The names of all things of a version: those that only differ in case are told apart by their hashes.
  static func all(_ keys: some Sequence<ThingKey>) -> [ThingKey: String] {
    var out: [ThingKey: String] = [:]
    var byFolded: [String: [ThingKey]] = [:]
    for key in keys {
      let name = of(key)
      out[key] = name
      byFolded[name.lowercased(), default: []].append(key)
    }
    for (_, same) in byFolded where same.count > 1 {
      for key in same {
        guard let name = out[key], !name.hasSuffix(hash("\(key.name) \(key.ordinal)") + ".jsonl") else { continue }
        out[key] = name.dropLast(6) + "-" + hash("\(key.name) \(key.ordinal)") + ".jsonl"
      }
    }
    return out
  }

  /// Whether a system may be called so: its name is a folder.
  static func isSystemName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 64 && slug(name) == name && !isReserved(name)
  }

  private static let longest = 80

  private static func slug(_ name: String) -> String {
    var out: [UInt8] = []
    for byte in name.utf8.prefix(longest) {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
        out.append(byte)
      default: if out.last != UInt8(ascii: "_") { out.append(UInt8(ascii: "_")) }
      }
    }
    // What begins like a hidden file or an option begins otherwise.
    if let first = out.first, first == UInt8(ascii: ".") || first == UInt8(ascii: "-") { out[0] = UInt8(ascii: "_") }
    return String(decoding: out, as: UTF8.self)
  }

  /// Names that a system keeps for itself, that begin like an option or a hidden file, or end in what is cut off.
  private static func isReserved(_ name: String) -> Bool {
    guard let first = name.first, let last = name.last, first != ".", first != "-", first != "_", last != "." else {
      return true
    }
    let stem = name.lowercased().split(separator: ".", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    return ["con", "prn", "aux", "nul", "operations", "places"].contains(stem)
      || (stem.count == 4 && (stem.hasPrefix("com") || stem.hasPrefix("lpt")) && stem.last?.isNumber == true)
  }

  /// Six digits of a hash that is the same on every machine.
  private static func hash(_ text: String) -> String {
    var text = text
    let digits = String(text.withUTF8 { StableHash.hash(UnsafeRawBufferPointer($0)) } | 1 << 63, radix: 16)
    return String(digits.suffix(6))
  }
}
