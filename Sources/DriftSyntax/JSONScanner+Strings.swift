internal import DriftModel

/// Strings (RFC 8259, section 7).
extension JSONScanner {
  /// Reads a string; gives the range of its bytes, or a symbol where it holds escapes.
  @inline(__always) mutating func string() throws(SyntaxError) -> (start: Int, count: Int, symbol: Symbol) {
    let open = at
    at &+= 1
    let start = at
    var high: UInt64 = 0
    skipText(&high)
    guard at < end, base[at] == UInt8(ascii: "\"") else {
      return (start, 0, try escapedString(open: open, start: start))
    }
    if high & Bytes.highBits != 0 { try checkUTF8(start) }
    at &+= 1
    return (start, at &- 1 &- start, Symbol(id: .max))
  }

  /// Steps to the next quote, backslash or control character; collects the high bits met.
  @inline(__always) private mutating func skipText(_ high: inout UInt64) {
    while at &+ 8 <= end {
      let word = Bytes.load(base + at)
      let stops =
        Bytes.equal(UInt8(ascii: "\""), in: word) | Bytes.equal(UInt8(ascii: "\\"), in: word)
        | Bytes.below(0x20, in: word)
      if stops != 0 {
        // Only what stands before the first stop belongs to the text.
        let first = stops & (0 &- stops)
        high |= word & (first &- 1)
        at &+= stops.trailingZeroBitCount &>> 3
        return
      }
      high |= word
      at &+= 8
    }
    while at < end {
      let byte = base[at]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return }
      if byte >= 0x80 { high |= Bytes.highBits }
      at &+= 1
    }
  }

  /// Checks the bytes of a string from its start to here.
  private func checkUTF8(_ start: Int) throws(SyntaxError) {
    let bytes = UnsafeRawBufferPointer(start: base + start, count: at - start)
    if let wrong = UTF8Check.firstInvalid(bytes) {
      throw SyntaxError(at: start + wrong, "bytes that are no UTF-8", help: UTF8Check.help)
    }
  }

  /// Reads a string on from its first backslash.
  private mutating func escapedString(open: Int, start: Int) throws(SyntaxError) -> Symbol {
    scratch.removeAll(keepingCapacity: true)
    var run = start
    while true {
      scratch.append(contentsOf: UnsafeBufferPointer(start: base + run, count: at - run))
      guard at < end else { throw notClosed(open) }
      switch base[at] {
      case UInt8(ascii: "\""):
        // An escape is ASCII, so the source is UTF-8 exactly where the text is.
        try checkUTF8(start)
        at += 1
        return scratch.withUnsafeBytes { symbols.intern(copying: $0) }
      case UInt8(ascii: "\\"): try escape(open)
      case let byte:
        throw SyntaxError(
          at: at, "a control character (\(hexByte(byte))) in a string",
          help: ["JSON wants it written as an escape: \\u00\(hexDigits(byte))."])
      }
      run = at
      var high: UInt64 = 0
      skipText(&high)
    }
  }

  private func notClosed(_ open: Int) -> SyntaxError {
    SyntaxError(at: open, "a string is not closed", help: ["Was the document cut short?"])
  }

  private mutating func escape(_ open: Int) throws(SyntaxError) {
    let place = at
    at += 1
    guard at < end else { throw notClosed(open) }
    let byte = base[at]
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(byte)
    case UInt8(ascii: "b"): scratch.append(0x08)
    case UInt8(ascii: "f"): scratch.append(0x0c)
    case UInt8(ascii: "n"): scratch.append(0x0a)
    case UInt8(ascii: "r"): scratch.append(0x0d)
    case UInt8(ascii: "t"): scratch.append(0x09)
    case UInt8(ascii: "u"):
      var code = try hex4(place)
      if (0xd800...0xdbff).contains(code) {
        guard at + 1 < end, base[at] == UInt8(ascii: "\\"), base[at + 1] == UInt8(ascii: "u") else {
          throw loneSurrogate(place)
        }
        at += 2
        let low = try hex4(place)
        guard (0xdc00...0xdfff).contains(low) else { throw loneSurrogate(place) }
        code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw loneSurrogate(place) }
      scratch.append(contentsOf: UTF8.encode(scalar) ?? .init())
    default:
      throw SyntaxError(at: place, "expected an escape of JSON, found \(found(from: place))")
    }
  }

  private func loneSurrogate(_ place: Int) -> SyntaxError {
    SyntaxError(
      at: place, "half of a surrogate pair stands alone", help: ["It is no character; write the other half."])
  }

  private mutating func hex4(_ place: Int) throws(SyntaxError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard at < end, let digit = Character(Unicode.Scalar(base[at])).hexDigitValue else {
        throw SyntaxError(at: place, "expected four hexadecimal digits after \"\\u\"")
      }
      code = code << 4 | UInt32(digit)
      at += 1
    }
    return code
  }
}
