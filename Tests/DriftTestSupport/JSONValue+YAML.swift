extension JSONValue {
  /// The value as a YAML document in block style.
  public var yaml: [UInt8] {
    var out: [UInt8] = []
    writeYAML(0, &out)
    return out
  }

  private func writeYAML(_ depth: Int, _ out: inout [UInt8]) {
    let indent = Array(repeating: UInt8(ascii: " "), count: 2 * depth)
    switch self {
    case .object(let all) where !all.isEmpty:
      for member in all {
        out += indent
        out += Self.key(member.key)
        out.append(UInt8(ascii: ":"))
        member.value.writeBelow(depth + 1, &out)
      }
    case .list(let all) where !all.isEmpty:
      for element in all {
        out += indent
        out.append(UInt8(ascii: "-"))
        element.writeBelow(depth + 1, &out)
      }
    default:
      out += indent
      out += text()
      out.append(0x0a)
    }
  }

  private func writeBelow(_ depth: Int, _ out: inout [UInt8]) {
    let isBlock = isObject && !members.isEmpty || isList && !elements.isEmpty
    out.append(isBlock ? 0x0a : 0x20)
    if isBlock { return writeYAML(depth, &out) }
    // JSON's scalars are scalars of YAML 1.2, and its empty containers are flow style.
    out += text()
    out.append(0x0a)
  }

  /// Plain where nothing in a key could be read as anything but a text.
  private static func key(_ key: String) -> [UInt8] {
    let isLetters = key.utf8.allSatisfy { ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 == UInt8(ascii: "_") }
    let isWord = ["null", "true", "false"].contains(key.lowercased())
    return isLetters && !isWord && !key.isEmpty ? Array(key.utf8) : JSONValue.text(key).text()
  }
}
