internal import DriftModel

/// Texts in quotes (sections 7.3.1 and 7.3.2).
extension YAMLParser {
  mutating func singleQuoted(_ indent: Int) throws(SyntaxError) -> YAMLScalar {
    let open = at
    at += 1
    let start = at
    while true {
      skipQuotedText(UInt8(ascii: "'"), UInt8(ascii: "'"))
      guard at < end else { throw notClosed(open) }
      guard base[at] == UInt8(ascii: "'"), peek(at + 1) != UInt8(ascii: "'") else { break }
      at += 1
      return YAMLScalar(style: .quoted, start: open, textStart: start, count: at - 1 - start)
    }
    beginScratch(start)
    let startLine = lineStart
    while true {
      guard at < end else { throw notClosed(open) }
      switch base[at] {
      case UInt8(ascii: "'"):
        at += 1
        guard peek(at) == UInt8(ascii: "'") else { return interned(open, startLine) }
        scratch.append(UInt8(ascii: "'"))
        at += 1
      case 0x0a, 0x0d: try foldQuoted(indent, open, keeping: 0)
      default: copyQuotedText(UInt8(ascii: "'"), UInt8(ascii: "'"))
      }
    }
  }

  mutating func doubleQuoted(_ indent: Int) throws(SyntaxError) -> YAMLScalar {
    let open = at
    at += 1
    let start = at
    skipQuotedText(UInt8(ascii: "\""), UInt8(ascii: "\\"))
    guard at < end else { throw notClosed(open) }
    if base[at] == UInt8(ascii: "\"") {
      at += 1
      return YAMLScalar(style: .quoted, start: open, textStart: start, count: at - 1 - start)
    }
    beginScratch(start)
    let startLine = lineStart
    // White space up to here was written as an escape: folding leaves it.
    var kept = 0
    while true {
      guard at < end else { throw notClosed(open) }
      switch base[at] {
      case UInt8(ascii: "\""):
        at += 1
        return interned(open, startLine)
      case UInt8(ascii: "\\"):
        if peek(at + 1) == 0x0a || peek(at + 1) == 0x0d {
          at += 1
          let breaks = try skipQuotedBreaks(indent, open)
          scratch.append(contentsOf: repeatElement(0x0a, count: breaks - 1))
        } else {
          try escape(open)
        }
        kept = scratch.count
      case 0x0a, 0x0d:
        try foldQuoted(indent, open, keeping: kept)
        kept = scratch.count
      default: copyQuotedText(UInt8(ascii: "\""), UInt8(ascii: "\\"))
      }
    }
  }

  /// Steps to the next of two bytes or line end.
  @inline(__always) private mutating func skipQuotedText(_ quote: UInt8, _ special: UInt8) {
    while at &+ 8 <= end {
      let word = Bytes.load(base + at)
      let stops =
        Bytes.equal(quote, in: word) | Bytes.equal(special, in: word)
        | Bytes.equal(0x0a, in: word) | Bytes.equal(0x0d, in: word)
      if stops != 0 {
        at &+= stops.trailingZeroBitCount &>> 3
        return
      }
      at &+= 8
    }
    while at < end, base[at] != quote, base[at] != special, base[at] != 0x0a, base[at] != 0x0d { at &+= 1 }
  }

  private mutating func copyQuotedText(_ quote: UInt8, _ special: UInt8) {
    let start = at
    skipQuotedText(quote, special)
    scratch.append(contentsOf: UnsafeBufferPointer(start: base + start, count: at - start))
  }

  private mutating func beginScratch(_ start: Int) {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: UnsafeBufferPointer(start: base + start, count: at - start))
  }

  private func interned(_ open: Int, _ startLine: Int) -> YAMLScalar {
    let symbol = scratch.withUnsafeBytes { symbols.intern(copying: $0) }
    return YAMLScalar(
      style: .quoted, start: open, textStart: open, count: 0, symbol: symbol,
      isMultiline: lineStart != startLine)
  }

  private mutating func foldQuoted(_ indent: Int, _ open: Int, keeping kept: Int) throws(SyntaxError) {
    while scratch.count > kept, scratch[scratch.count - 1] == 0x20 || scratch[scratch.count - 1] == 0x09 {
      scratch.removeLast()
    }
    appendFold(try skipQuotedBreaks(indent, open))
  }

  /// Steps over line ends and the indentation after them; gives the number of line ends.
  private mutating func skipQuotedBreaks(_ indent: Int, _ open: Int) throws(SyntaxError) -> Int {
    var breaks = 0
    while at < end, base[at] == 0x0a || base[at] == 0x0d {
      skipLineEnd()
      breaks += 1
      while peek(at) == 0x20 { at &+= 1 }
      lineIndent = at &- lineStart
      while peek(at) == 0x20 || peek(at) == 0x09 { at &+= 1 }
    }
    isFirstOnLine = false
    guard at < end else { throw notClosed(open) }
    if atDocumentMarker() != 0 { throw unexpected("the closing quote", help: ["It opens at byte \(open)."]) }
    guard lineIndent > indent else {
      throw SyntaxError(
        at: at, "a line of a text in quotes is not indented enough",
        help: inside() + ["It begins after column \(indent + 1). Is the closing quote missing?"])
    }
    return breaks
  }

  private func notClosed(_ open: Int) -> SyntaxError {
    SyntaxError(
      at: open, "a text in quotes is not closed", help: inside() + ["Was the document cut short?"])
  }

  /// Reads an escape (section 5.7).
  private mutating func escape(_ open: Int) throws(SyntaxError) {
    let place = at
    at += 1
    guard at < end else { throw notClosed(open) }
    let byte = base[at]
    at += 1
    switch byte {
    case UInt8(ascii: "0"): scratch.append(0x00)
    case UInt8(ascii: "a"): scratch.append(0x07)
    case UInt8(ascii: "b"): scratch.append(0x08)
    case UInt8(ascii: "t"), 0x09: scratch.append(0x09)
    case UInt8(ascii: "n"): scratch.append(0x0a)
    case UInt8(ascii: "v"): scratch.append(0x0b)
    case UInt8(ascii: "f"): scratch.append(0x0c)
    case UInt8(ascii: "r"): scratch.append(0x0d)
    case UInt8(ascii: "e"): scratch.append(0x1b)
    case 0x20, UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "\\"): scratch.append(byte)
    case UInt8(ascii: "N"): appendScalarValue("\u{85}")
    case UInt8(ascii: "_"): appendScalarValue("\u{a0}")
    case UInt8(ascii: "L"): appendScalarValue("\u{2028}")
    case UInt8(ascii: "P"): appendScalarValue("\u{2029}")
    case UInt8(ascii: "x"): try hexEscape(2, place)
    case UInt8(ascii: "u"): try hexEscape(4, place)
    case UInt8(ascii: "U"): try hexEscape(8, place)
    default:
      at = place
      throw unexpected("an escape of YAML", help: ["Single quotes take backslashes as they are."])
    }
  }

  private mutating func hexEscape(_ digits: Int, _ place: Int) throws(SyntaxError) {
    var code = try hexNumber(digits, place)
    // JSON writes what lies beyond U+FFFF as two halves, and YAML reads JSON.
    if digits == 4, (0xd800...0xdbff).contains(code), peek(at) == UInt8(ascii: "\\"),
      peek(at + 1) == UInt8(ascii: "u")
    {
      at += 2
      let low = try hexNumber(4, place)
      if (0xdc00...0xdfff).contains(low) { code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00) }
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw SyntaxError(at: place, "an escape that stands for no character", help: inside())
    }
    appendScalarValue(scalar)
  }

  private mutating func hexNumber(_ digits: Int, _ place: Int) throws(SyntaxError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<digits {
      guard let value = Character(Unicode.Scalar(peek(at))).hexDigitValue, peek(at) < 0x80 else {
        throw SyntaxError(at: place, "expected \(digits) hexadecimal digits in an escape", help: inside())
      }
      code = code << 4 | UInt32(value)
      at += 1
    }
    return code
  }

  private mutating func appendScalarValue(_ scalar: Unicode.Scalar) {
    scratch.append(contentsOf: UTF8.encode(scalar) ?? .init())
  }
}
