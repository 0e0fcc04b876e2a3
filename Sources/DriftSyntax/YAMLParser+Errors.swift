internal import DriftModel

/// The words of errors: what was found, and under which keys.
extension YAMLParser {
  func unexpected(_ wanted: String, help: [String] = []) -> SyntaxError {
    SyntaxError(at: at, "expected \(wanted), found \(found())", help: inside() + help)
  }

  /// What stands at the cursor, short enough for a message.
  func found() -> String {
    guard at < end else { return "the end of the document" }
    if base[at] == 0x0a || base[at] == 0x0d { return "the end of the line" }
    var last = at
    while last < end, last - at < 24, base[last] >= 0x20, base[last] != UInt8(ascii: ",") || last == at {
      last += 1
    }
    // Not half a letter: bytes that continue one belong to it.
    while last < end, base[last] & 0xc0 == 0x80 { last += 1 }
    while last > at + 1, base[last - 1] == 0x20 { last -= 1 }
    let bytes = UnsafeBufferPointer(start: base + at, count: max(1, last - at))
    return "\"\(String(decoding: bytes, as: UTF8.self))\""
  }

  /// The keys around the cursor, for the help line of an error.
  func inside() -> [String] {
    var keys: [String] = []
    for frame in stack.reversed() where nodes[frame.node].key != .none {
      guard keys.count < 7 else {
        keys.append("…")
        break
      }
      keys.append(String(symbols.text(nodes[frame.node].key).prefix(40)))
    }
    return keys.isEmpty ? [] : ["Inside \(keys.reversed().joined(separator: "."))."]
  }

  /// A tab where the column has to be told.
  func tabError() -> SyntaxError {
    SyntaxError(
      at: at, "a tab before \(found()) where only spaces indent",
      help: inside() + ["Replace the tab with spaces."])
  }
}
