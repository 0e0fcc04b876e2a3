internal import DriftModel

/// Block texts (section 8.1): `|` keeps line ends, `>` folds them.
extension YAMLParser {
  private enum Chomping { case strip, clip, keep }

  private struct Header {
    var isFolded: Bool
    var chomping = Chomping.clip
    /// The spaces that the text is indented more than its parent, where the header says so.
    var indent: Int?
  }

  /// Reads a text from its header to the first line that is not its own.
  mutating func blockScalar(indent: Int) throws(SyntaxError) -> YAMLScalar {
    let start = at
    let header = try blockHeader()
    scratch.removeAll(keepingCapacity: true)
    var content: Int
    var blanks = 0
    if let more = header.indent {
      content = max(indent, 0) + more
      blanks = skipBlankLines(content)
    } else {
      (content, blanks) = try detectIndent(indent)
    }
    var isAfterSpaced = false
    var hasText = false
    while at < end, lineIndent == content, content > 0 || documentMarker(at) == 0 {
      let isSpaced = base[at] == 0x20 || base[at] == 0x09
      if hasText {
        if header.isFolded && !isAfterSpaced && !isSpaced {
          if blanks == 0 { scratch.append(0x20) }
        } else {
          scratch.append(0x0a)
        }
      }
      scratch.append(contentsOf: repeatElement(0x0a, count: blanks))
      let first = at
      skipToLineEnd()
      scratch.append(contentsOf: UnsafeBufferPointer(start: base + first, count: at - first))
      hasText = true
      isAfterSpaced = isSpaced
      blanks = 0
      guard at < end else { break }
      skipLineEnd()
      blanks = skipBlankLines(content)
    }
    // White space after a block text is a tab's only in a text or behind a comment (section 8.1.1.2).
    if peek(at) == 0x09 { throw tabError() }
    switch header.chomping {
    case .strip: break
    case .clip: if hasText { scratch.append(0x0a) }
    case .keep:
      if hasText { scratch.append(0x0a) }
      scratch.append(contentsOf: repeatElement(0x0a, count: blanks))
    }
    // The line that is not the text's own is read anew.
    if at < end { at = lineStart }
    isFirstOnLine = true
    let symbol = scratch.withUnsafeBytes { symbols.intern(copying: $0) }
    return YAMLScalar(style: .block, start: start, textStart: start, count: 0, symbol: symbol)
  }

  private mutating func blockHeader() throws(SyntaxError) -> Header {
    var header = Header(isFolded: base[at] == UInt8(ascii: ">"))
    let start = at
    at += 1
    for _ in 0..<2 {
      switch peek(at) {
      case UInt8(ascii: "-") where header.chomping == .clip: header.chomping = .strip
      case UInt8(ascii: "+") where header.chomping == .clip: header.chomping = .keep
      case UInt8(ascii: "1")...UInt8(ascii: "9") where header.indent == nil:
        header.indent = Int(base[at] - UInt8(ascii: "0"))
      default: continue
      }
      at += 1
    }
    isFirstOnLine = false
    let headerEnd = at
    let startLine = lineStart
    while peek(at) == 0x20 || peek(at) == 0x09 { at += 1 }
    if peek(at) == UInt8(ascii: "#") && at > headerEnd { skipToLineEnd() }
    guard at >= end || base[at] == 0x0a || base[at] == 0x0d, lineStart == startLine else {
      throw unexpected(
        "the end of the line after \"\(String(decoding: UnsafeBufferPointer(start: base + start, count: headerEnd - start), as: UTF8.self))\"",
        help: ["The text begins on the next line."])
    }
    if at < end { skipLineEnd() } else { lineStart = end }
    return header
  }

  /// Finds the indentation of a text by its first line that is not empty; gives the empty lines before it.
  private mutating func detectIndent(_ indent: Int) throws(SyntaxError) -> (content: Int, blanks: Int) {
    var blanks = 0
    var widest = 0
    var widestAt = at
    while at < end {
      while peek(at) == 0x20 { at &+= 1 }
      guard at < end, base[at] == 0x0a || base[at] == 0x0d else { break }
      if at &- lineStart > widest { (widest, widestAt) = (at &- lineStart, at) }
      blanks += 1
      skipLineEnd()
    }
    if at >= end && at > lineStart { blanks += 1 }
    lineIndent = at &- lineStart
    guard at < end, lineIndent > indent, atDocumentMarker() == 0 else {
      // No text at all: no line has this indentation.
      return (max(indent + 1, widest, lineIndent + 1), blanks)
    }
    guard widest <= lineIndent else {
      throw SyntaxError(
        at: widestAt, "an empty line that is indented more than the text after it",
        help: inside() + ["Take its spaces away, or say the indentation: \"|2\"."])
    }
    return (lineIndent, blanks)
  }

  /// Skips empty lines, and the indentation of the next line; counts the lines.
  @inline(__always) private mutating func skipBlankLines(_ content: Int) -> Int {
    var blanks = 0
    while at < end {
      let stop = min(end, lineStart &+ content)
      while at < stop, base[at] == 0x20 { at &+= 1 }
      guard at < end, base[at] == 0x0a || base[at] == 0x0d else { break }
      blanks &+= 1
      skipLineEnd()
    }
    // The last line may lack its line end.
    if at >= end && at > lineStart { blanks &+= 1 }
    lineIndent = at &- lineStart
    return blanks
  }

  @inline(__always) private mutating func skipToLineEnd() {
    while at &+ 8 <= end {
      let word = Bytes.load(base + at)
      let stops = Bytes.equal(0x0a, in: word) | Bytes.equal(0x0d, in: word)
      if stops != 0 {
        at &+= stops.trailingZeroBitCount &>> 3
        return
      }
      at &+= 8
    }
    while at < end, base[at] != 0x0a, base[at] != 0x0d { at &+= 1 }
  }
}
