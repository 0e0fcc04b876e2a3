internal import DriftModel

/// Plain texts (section 7.3.3): no quotes, one or more lines.
extension YAMLParser {
  /// Reads an alias, a text in quotes, or the first line of a plain text.
  mutating func scalarToken(indent: Int, inFlow: Bool = false) throws(SyntaxError) -> YAMLScalar {
    isFirstOnLine = false
    switch peek(at) {
    case UInt8(ascii: "\""): return try doubleQuoted(indent)
    case UInt8(ascii: "'"): return try singleQuoted(indent)
    case UInt8(ascii: "*"): return try aliasToken()
    case UInt8(ascii: ":") where !inFlow && isBlank(at + 1): return .empty(at)
    default: break
    }
    guard canStartPlain(inFlow) else { throw notPlain() }
    let start = at
    let last = plainLine(inFlow)
    return YAMLScalar(style: .plain, start: start, textStart: start, count: last - start)
  }

  /// Whether a plain text may begin here: no indicator, or `-`, `?`, `:` with a text right after it.
  private func canStartPlain(_ inFlow: Bool) -> Bool {
    switch peek(at) {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
      !isBlank(at + 1) && !(inFlow && Self.isFlowPunctuation(peek(at + 1)))
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
      UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"),
      UInt8(ascii: "`"):
      false
    default: true
    }
  }

  private func notPlain() -> SyntaxError {
    switch peek(at) {
    case UInt8(ascii: "#"):
      unexpected("a value", help: ["A comment needs a space before its \"#\"."])
    case UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      unexpected("a value", help: ["A text that begins with \"%\", \"@\" or \"`\" wants quotes."])
    default: unexpected("a value")
    }
  }

  /// Steps over the plain text on this line; gives the end of it without the white space after it.
  @inline(__always) private mutating func plainLine(_ inFlow: Bool) -> Int {
    let first = at
    scan: while at < end {
      if !inFlow {
        // Eight bytes at once while none may end the text.
        while at &+ 8 <= end {
          let word = Bytes.load(base + at)
          let stops =
            Bytes.equal(UInt8(ascii: ":"), in: word) | Bytes.equal(UInt8(ascii: "#"), in: word)
            | Bytes.equal(0x0a, in: word) | Bytes.equal(0x0d, in: word)
          if stops != 0 {
            at &+= stops.trailingZeroBitCount &>> 3
            break
          }
          at &+= 8
        }
        guard at < end else { break }
      }
      switch base[at] {
      case 0x0a, 0x0d: break scan
      case UInt8(ascii: ":"):
        if isBlank(at &+ 1) || inFlow && Self.isFlowPunctuation(base[at &+ 1]) { break scan }
      case UInt8(ascii: "#"):
        if at > first && (base[at &- 1] == 0x20 || base[at &- 1] == 0x09) { break scan }
      case let byte:
        if inFlow && Self.isFlowPunctuation(byte) { break scan }
      }
      at &+= 1
    }
    var last = at
    while last > first, base[last &- 1] == 0x20 || base[last &- 1] == 0x09 { last &-= 1 }
    return last
  }

  /// Goes on with a plain text on the lines below, folded to one line each.
  mutating func plainRest(_ first: YAMLScalar, indent: Int, inFlow: Bool) throws(SyntaxError) -> YAMLScalar {
    guard at < end, base[at] == 0x0a || base[at] == 0x0d else { return first }
    var token = first
    while true {
      // What ends the text stands after white space that belongs to whoever reads on.
      let (savedAt, savedLine) = (at, lineStart)
      var breaks = 0
      while at < end, base[at] == 0x0a || base[at] == 0x0d {
        skipLineEnd()
        breaks += 1
        while peek(at) == 0x20 { at &+= 1 }
        lineIndent = at &- lineStart
        while peek(at) == 0x20 || peek(at) == 0x09 { at &+= 1 }
      }
      guard continuesPlain(indent, inFlow) else {
        (at, lineStart) = (savedAt, savedLine)
        isFirstOnLine = false
        break
      }
      let start = at
      let last = plainLine(inFlow)
      if !token.isMultiline {
        token.isMultiline = true
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: UnsafeBufferPointer(start: base + first.textStart, count: first.count))
      }
      appendFold(breaks)
      scratch.append(contentsOf: UnsafeBufferPointer(start: base + start, count: last - start))
      guard at < end, base[at] == 0x0a || base[at] == 0x0d else { break }
    }
    isFirstOnLine = false
    if token.isMultiline { token.symbol = scratch.withUnsafeBytes { symbols.intern(copying: $0) } }
    return token
  }

  /// Whether the line at the cursor belongs to a plain text above it.
  private func continuesPlain(_ indent: Int, _ inFlow: Bool) -> Bool {
    guard at < end, lineIndent > indent, atDocumentMarker() == 0 else { return false }
    switch base[at] {
    case UInt8(ascii: "#"): return false
    case UInt8(ascii: ":"): return !isBlank(at + 1) && !(inFlow && Self.isFlowPunctuation(peek(at + 1)))
    case let byte: return !(inFlow && Self.isFlowPunctuation(byte))
    }
  }

  /// Folds line ends (section 6.5): one is a space, more are one fewer.
  @inline(__always) mutating func appendFold(_ breaks: Int) {
    if breaks == 1 {
      scratch.append(0x20)
    } else {
      scratch.append(contentsOf: repeatElement(0x0a, count: breaks &- 1))
    }
  }
}
