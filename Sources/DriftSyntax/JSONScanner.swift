public import DriftModel

/// Reads JSON (RFC 8259) into nodes in one pass over the bytes.
///
/// Numbers keep their text, strings their bytes; strings with escapes become symbols at once. Two equal keys in
/// one object, lone surrogates, bytes that are no UTF-8 and nesting beyond the limit are errors.
public struct JSONScanner: ~Copyable {
  let base: UnsafePointer<UInt8>
  let end: Int
  var at = 0
  let symbols: SymbolTable
  private let limits: SyntaxLimits
  private let keys: KeyCache
  private var marks = KeyMarks()
  /// Whether values stand one after the other, under a root of ours.
  private var isLines = false
  private(set) var nodes: [SyntaxNode] = []
  var scratch: [UInt8] = []

  /// Reads a whole document.
  public static func scan(
    _ source: SourceText, symbols: SymbolTable, limits: SyntaxLimits = .init()
  ) throws(SyntaxError) -> SyntaxTree {
    symbols.keepAlive(source)
    var scanner = JSONScanner(source.bytes, symbols, limits)
    try scanner.document()
    return SyntaxTree(source: source, symbols: symbols, notation: "JSON", nodes: scanner.nodes)
  }

  /// Reads a text of JSON Lines: the root is a list of the values, one a line; no line is an empty list.
  public static func scanLines(
    _ source: SourceText, symbols: SymbolTable, limits: SyntaxLimits = .init()
  ) throws(SyntaxError) -> SyntaxTree {
    symbols.keepAlive(source)
    var scanner = JSONScanner(source.bytes, symbols, limits)
    scanner.isLines = true
    scanner.append(.array, Self.noKey, 0, start: 0, extent: 1)
    scanner.skipSpace()
    if scanner.at < scanner.end { try scanner.document() }
    return SyntaxTree(source: source, symbols: symbols, notation: "JSON Lines", nodes: scanner.nodes)
  }

  private init(_ bytes: UnsafeRawBufferPointer, _ symbols: SymbolTable, _ limits: SyntaxLimits) {
    base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? UnsafePointer(Self.nothing)
    end = bytes.count
    self.symbols = symbols
    self.limits = limits
    keys = KeyCache(symbols)
    nodes.reserveCapacity(bytes.count / 40 + 16)
  }

  private static nonisolated(unsafe) let nothing = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)

  struct Frame {
    var node: Int
    var isObject: Bool
  }

  private mutating func document() throws(SyntaxError) {
    var stack: ContiguousArray<Frame> = []
    stack.reserveCapacity(64)
    skipSpace()
    guard at < end else { throw SyntaxError(at: at, "expected a value, found an empty document") }
    var key = Self.noKey
    var keyStart = at
    while true {
      // A value stands here.
      skipSpace()
      if key == Self.noKey { keyStart = at }
      guard at < end else { throw unexpectedEnd(stack, "a value") }
      switch base[at] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        let isObject = base[at] == UInt8(ascii: "{")
        guard stack.count < limits.depth else {
          throw SyntaxError(
            at: at, "more than \(limits.depth) levels of nesting",
            help: ["No schema is that deep; was this made to break readers?"])
        }
        stack.append(Frame(node: nodes.count, isObject: isObject))
        append(isObject ? .object : .array, key, keyStart, start: at, extent: 0)
        at += 1
        skipSpace()
        if at < end, base[at] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
          break
        }
        key = Self.noKey
        if isObject { (key, keyStart) = try memberKey(stack) }
        continue
      case UInt8(ascii: "\""): try stringValue(key, keyStart)
      case UInt8(ascii: "t"): try word("true", .true, key, keyStart)
      case UInt8(ascii: "f"): try word("false", .false, key, keyStart)
      case UInt8(ascii: "n"): try word("null", .null, key, keyStart)
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number(key, keyStart)
      default: throw unexpected("a value", stack)
      }
      // A value ended, or an empty container stands before its closing bracket.
      while true {
        guard let top = stack.last else {
          skipSpace()
          if isLines {
            nodes[0].extent = UInt32(truncatingIfNeeded: nodes.count)
            if at == end { return }
            key = Self.noKey
            break
          }
          if at < end { throw SyntaxError(at: at, "expected the end of the document, found \(found())") }
          return
        }
        skipSpace()
        guard at < end else { throw unexpectedEnd(stack, top.isObject ? "\",\" or \"}\"" : "\",\" or \"]\"") }
        let byte = base[at]
        if byte == UInt8(ascii: ",") && nodes.count > top.node + 1 {
          at += 1
          key = Self.noKey
          if top.isObject { (key, keyStart) = try memberKey(stack) }
          break
        }
        guard byte == (top.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
          throw unexpected(top.isObject ? "\",\" or \"}\"" : "\",\" or \"]\"", stack)
        }
        at += 1
        if top.isObject, nodes.count > top.node + 2, let found = marks.repetition(under: top.node, in: nodes) {
          throw repeatedKey(found.first, found.second)
        }
        nodes[top.node].extent = UInt32(truncatingIfNeeded: nodes.count)
        stack.removeLast()
      }
    }
  }

  private static var noKey: Symbol { Symbol(id: .max) }

  @inline(__always) private mutating func append(
    _ kind: SyntaxNode.Kind, _ key: Symbol, _ keyStart: Int, start: Int, extent: Int, isInterned: Bool = false
  ) {
    nodes.append(
      SyntaxNode(
        kind: kind, isInterned: isInterned, key: key, keyStart: UInt32(truncatingIfNeeded: keyStart),
        start: UInt32(truncatingIfNeeded: start), extent: UInt32(truncatingIfNeeded: extent)))
  }

  @inline(__always) private mutating func skipSpace() {
    while at < end {
      let byte = base[at]
      guard byte <= 0x20 else { return }
      guard byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else { return }
      at &+= 1
      // Documents are indented with spaces: eight at once.
      while at &+ 8 <= end {
        let other = Bytes.load(base + at) ^ (Bytes.ones &* 0x20)
        if other != 0 {
          at &+= other.trailingZeroBitCount &>> 3
          break
        }
        at &+= 8
      }
    }
  }

  private mutating func memberKey(
    _ stack: ContiguousArray<Frame>
  ) throws(SyntaxError) -> (key: Symbol, start: Int) {
    skipSpace()
    let keyStart = at
    guard at < end else { throw unexpectedEnd(stack, "a key") }
    guard base[at] == UInt8(ascii: "\"") else { throw unexpected("a key in quotes", stack) }
    let (start, count, symbol) = try string()
    let key =
      symbol.id == .max ? keys.symbol(of: base + start, count: count, readable: end &- start) : symbol
    skipSpace()
    guard at < end, base[at] == UInt8(ascii: ":") else {
      if at >= end { throw unexpectedEnd(stack, "\":\"") }
      throw unexpected("\":\" after \"\(symbols.text(key).prefix(80))\"", stack)
    }
    at += 1
    return (key, keyStart)
  }

  @inline(__always) private mutating func stringValue(_ key: Symbol, _ keyStart: Int) throws(SyntaxError) {
    let open = at
    let (start, count, symbol) = try string()
    if symbol.id == .max {
      append(.string, key, keyStart, start: start, extent: count)
    } else {
      append(.string, key, keyStart, start: open, extent: Int(symbol.id), isInterned: true)
    }
  }

  private mutating func word(
    _ text: StaticString, _ kind: SyntaxNode.Kind, _ key: Symbol, _ keyStart: Int
  ) throws(SyntaxError) {
    let start = at
    for offset in 0..<text.utf8CodeUnitCount {
      guard at < end, base[at] == text.utf8Start[offset] else {
        throw SyntaxError(at: start, "expected \"\(text)\", found \(found(from: start))")
      }
      at += 1
    }
    append(kind, key, keyStart, start: start, extent: text.utf8CodeUnitCount)
  }

  private mutating func number(_ key: Symbol, _ keyStart: Int) throws(SyntaxError) {
    let start = at
    if base[at] == UInt8(ascii: "-") { at += 1 }
    let whole = at
    skipDigits()
    let isLeadingZero = at > whole + 1 && base[whole] == UInt8(ascii: "0")
    guard at > whole, !isLeadingZero else { throw badNumber(start) }
    if at < end, base[at] == UInt8(ascii: ".") {
      at += 1
      let fraction = at
      skipDigits()
      guard at > fraction else { throw badNumber(start) }
    }
    if at < end, base[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < end, base[at] == UInt8(ascii: "+") || base[at] == UInt8(ascii: "-") { at += 1 }
      let exponent = at
      skipDigits()
      guard at > exponent else { throw badNumber(start) }
    }
    append(.number, key, keyStart, start: start, extent: at - start)
  }

  @inline(__always) private mutating func skipDigits() {
    while at < end, base[at] &- UInt8(ascii: "0") < 10 { at &+= 1 }
  }
}
