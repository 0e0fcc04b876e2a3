internal import DriftModel

/// The words of errors: what was found, and under which keys.
extension JSONScanner {
  func badNumber(_ start: Int) -> SyntaxError {
    SyntaxError(at: start, "expected a number of JSON, found \(found(from: start))")
  }

  func unexpected(_ wanted: String, _ stack: ContiguousArray<Frame>) -> SyntaxError {
    SyntaxError(at: at, "expected \(wanted), found \(found())", help: inside(stack))
  }

  func unexpectedEnd(_ stack: ContiguousArray<Frame>, _ wanted: String) -> SyntaxError {
    var help = inside(stack)
    if let first = help.first { help[0] = first + " Was the document cut short?" }
    return SyntaxError(at: at, "expected \(wanted), found the end of the document", help: help)
  }

  func repeatedKey(_ first: Int, _ second: Int) -> SyntaxError {
    SyntaxError(
      at: Int(nodes[second].keyStart),
      "the key \"\(symbols.text(nodes[second].key).prefix(80))\" stands twice in one object",
      first: Int(nodes[first].keyStart))
  }

  /// What stands at the position, short enough for a message.
  func found(from start: Int? = nil) -> String {
    let first = start ?? at
    guard first < end else { return "the end of the document" }
    var last = first
    while last < end, last - first < 20, base[last] > 0x20, base[last] != UInt8(ascii: ","),
      last == first || (base[last] != UInt8(ascii: "}") && base[last] != UInt8(ascii: "]"))
    { last += 1 }
    // Not half a letter: bytes that continue one belong to it.
    while last > first, last < end, base[last] & 0xc0 == 0x80 { last += 1 }
    let bytes = UnsafeBufferPointer(start: base + first, count: max(1, last - first))
    guard bytes[0] > 0x20 else { return "byte \(hexByte(bytes[0]))" }
    return "\"\(String(decoding: bytes, as: UTF8.self))\""
  }

  /// The keys around the position, for the help line of an error.
  private func inside(_ stack: ContiguousArray<Frame>) -> [String] {
    let keys = stack.compactMap { frame -> String? in
      let key = nodes[frame.node].key
      return key == .none ? nil : String(symbols.text(key).prefix(40))
    }
    guard !keys.isEmpty else { return [] }
    let shown = keys.count > 8 ? ["…"] + keys.suffix(7) : keys
    return ["Inside \(shown.joined(separator: "."))."]
  }

  func hexDigits(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
  func hexByte(_ byte: UInt8) -> String { "0x" + hexDigits(byte) }
}
