public import DriftModel

/// Reads JSON (RFC 8259) into nodes in one pass over the bytes.
///
/// Numbers keep their text, strings their bytes; strings with escapes become symbols at once. Two equal keys in
/// one object, lone surrogates, bytes that are no UTF-8 and nesting beyond the limit are errors.
public struct JSONScanner: ~Copyable {
  private let base: UnsafePointer<UInt8>
  private let end: Int
  private var at = 0
  private let symbols: SymbolTable
  private let limits: SyntaxLimits
  private var nodes: ContiguousArray<SyntaxNode> = []
  /// For each key symbol the object that held it last: finds a repeated key without a set an object.
  private var lastHolder: ContiguousArray<UInt32> = []
  private var lastPlace: ContiguousArray<UInt32> = []
  private var scratch: [UInt8] = []

  /// Reads a whole document.
  public static func scan(
    _ source: SourceText, symbols: SymbolTable, limits: SyntaxLimits = .init()
  ) throws(SyntaxError) -> SyntaxTree {
    symbols.keepAlive(source)
    var scanner = JSONScanner(source.bytes, symbols, limits)
    try scanner.document()
    return SyntaxTree(source: source, symbols: symbols, notation: "JSON", nodes: scanner.nodes)
  }

  private init(_ bytes: UnsafeRawBufferPointer, _ symbols: SymbolTable, _ limits: SyntaxLimits) {
    base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? UnsafePointer(Self.nothing)
    end = bytes.count
    self.symbols = symbols
    self.limits = limits
    nodes.reserveCapacity(bytes.count / 40 + 16)
  }

  private static nonisolated(unsafe) let nothing = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)

  private struct Frame {
    var node: Int
    var isObject: Bool
  }

  private mutating func document() throws(SyntaxError) {
    var stack: ContiguousArray<Frame> = []
    stack.reserveCapacity(64)
    skipSpace()
    guard at < end else { throw SyntaxError(at: at, "expected a value, found an empty document") }
    var key = Symbol.none
    var keyStart = at
    while true {
      // A value stands here.
      skipSpace()
      if key == .none { keyStart = at }
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
        key = .none
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
          if at < end { throw SyntaxError(at: at, "expected the end of the document, found \(found())") }
          return
        }
        skipSpace()
        guard at < end else { throw unexpectedEnd(stack, top.isObject ? "\",\" or \"}\"" : "\",\" or \"]\"") }
        let byte = base[at]
        if byte == UInt8(ascii: ",") && nodes.count > top.node + 1 {
          at += 1
          key = .none
          if top.isObject { (key, keyStart) = try memberKey(stack) }
          break
        }
        guard byte == (top.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
          throw unexpected(top.isObject ? "\",\" or \"}\"" : "\",\" or \"]\"", stack)
        }
        at += 1
        nodes[top.node].extent = UInt32(truncatingIfNeeded: nodes.count)
        stack.removeLast()
      }
    }
  }

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
      guard byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else { return }
      at &+= 1
    }
  }

  private mutating func memberKey(
    _ stack: ContiguousArray<Frame>
  ) throws(SyntaxError) -> (key: Symbol, start: Int) {
    skipSpace()
    let keyStart = at
    guard at < end else { throw unexpectedEnd(stack, "a key") }
    guard base[at] == UInt8(ascii: "\"") else { throw unexpected("a key in quotes", stack) }
    let (bytes, symbol) = try string()
    let key = symbol == .none ? symbols.intern(inPlace: bytes) : symbol
    if Int(key.id) >= lastHolder.count {
      let missing = max(Int(key.id) + 1, symbols.count + 1024) - lastHolder.count
      lastHolder.append(contentsOf: repeatElement(.max, count: missing))
      lastPlace.append(contentsOf: repeatElement(0, count: missing))
    }
    let holder = UInt32(truncatingIfNeeded: stack[stack.count - 1].node)
    if lastHolder[Int(key.id)] == holder {
      // The mark may be of this very object only: node numbers are never reused.
      let first = Int(lastPlace[Int(key.id)])
      throw SyntaxError(
        at: keyStart, "the key \"\(symbols.text(key).prefix(80))\" stands twice in one object",
        help: ["The first is at byte \(first). Readers disagree on which one counts; remove one."])
    }
    lastHolder[Int(key.id)] = holder
    lastPlace[Int(key.id)] = UInt32(truncatingIfNeeded: keyStart)
    skipSpace()
    guard at < end, base[at] == UInt8(ascii: ":") else {
      if at >= end { throw unexpectedEnd(stack, "\":\"") }
      throw unexpected("\":\" after \"\(symbols.text(key).prefix(80))\"", stack)
    }
    at += 1
    return (key, keyStart)
  }

  private mutating func stringValue(_ key: Symbol, _ keyStart: Int) throws(SyntaxError) {
    let start = at
    let (bytes, symbol) = try string()
    if symbol == .none {
      append(.string, key, keyStart, start: start + 1, extent: bytes.count)
    } else {
      append(.string, key, keyStart, start: start, extent: Int(symbol.id), isInterned: true)
    }
  }

  /// Reads a string; gives its bytes in place, or a symbol where it holds escapes.
  private mutating func string() throws(SyntaxError) -> (UnsafeRawBufferPointer, Symbol) {
    let open = at
    at += 1
    let start = at
    var hasHighBit = false
    while true {
      // Eight bytes at once while none is a quote, a backslash or a control character.
      while at &+ 8 <= end {
        let word = UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self)
        let low = word & 0x7f7f_7f7f_7f7f_7f7f
        let quote = (low ^ 0x2222_2222_2222_2222) &+ 0x7f7f_7f7f_7f7f_7f7f
        let backslash = (low ^ 0x5c5c_5c5c_5c5c_5c5c) &+ 0x7f7f_7f7f_7f7f_7f7f
        let control = low &+ 0x6060_6060_6060_6060
        let high = word & 0x8080_8080_8080_8080
        let plain = (quote & backslash & control) | high
        if plain & 0x8080_8080_8080_8080 != 0x8080_8080_8080_8080 { break }
        if high != 0 { hasHighBit = true }
        at &+= 8
      }
      guard at < end else {
        throw SyntaxError(at: open, "a string is not closed", help: ["Was the document cut short?"])
      }
      let byte = base[at]
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") { return try escapedString(open: open, start: start) }
      guard byte >= 0x20 else {
        throw SyntaxError(
          at: at, "a control character (\(hexByte(byte))) in a string",
          help: ["JSON wants it written as an escape: \\u00\(hexDigits(byte))."])
      }
      if byte >= 0x80 { hasHighBit = true }
      at &+= 1
    }
    let bytes = UnsafeRawBufferPointer(start: base + start, count: at - start)
    if hasHighBit, let wrong = UTF8Check.firstInvalid(bytes) {
      throw SyntaxError(at: start + wrong, "bytes that are no UTF-8", help: UTF8Check.help)
    }
    at += 1
    return (bytes, .none)
  }

  private mutating func escapedString(
    open: Int, start: Int
  ) throws(SyntaxError) -> (UnsafeRawBufferPointer, Symbol) {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: UnsafeBufferPointer(start: base + start, count: at - start))
    while true {
      guard at < end else {
        throw SyntaxError(at: open, "a string is not closed", help: ["Was the document cut short?"])
      }
      let byte = base[at]
      switch byte {
      case UInt8(ascii: "\""):
        let wrong = scratch.withUnsafeBytes { UTF8Check.firstInvalid($0) }
        if wrong != nil { throw SyntaxError(at: open, "bytes that are no UTF-8", help: UTF8Check.help) }
        at += 1
        let symbol = scratch.withUnsafeBytes { symbols.intern(copying: $0) }
        return (UnsafeRawBufferPointer(start: nil, count: 0), symbol)
      case UInt8(ascii: "\\"): try escape()
      case 0..<0x20:
        throw SyntaxError(at: at, "a control character (\(hexByte(byte))) in a string")
      default:
        scratch.append(byte)
        at += 1
      }
    }
  }

  private mutating func escape() throws(SyntaxError) {
    let place = at
    at += 1
    guard at < end else { throw SyntaxError(at: place, "a string is not closed") }
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
      if (0xdc00...0xdfff).contains(code) { throw loneSurrogate(place) }
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
      throw SyntaxError(at: place, "expected an escape of JSON, found \"\\\(Character(Unicode.Scalar(byte)))\"")
    }
  }

  private func loneSurrogate(_ place: Int) -> SyntaxError {
    SyntaxError(at: place, "half of a surrogate pair stands alone", help: ["It is no character; write the other half."])
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

  private func badNumber(_ start: Int) -> SyntaxError {
    SyntaxError(at: start, "expected a number of JSON, found \(found(from: start))")
  }

  private func unexpected(_ wanted: String, _ stack: ContiguousArray<Frame>) -> SyntaxError {
    SyntaxError(at: at, "expected \(wanted), found \(found())", help: inside(stack))
  }

  private func unexpectedEnd(_ stack: ContiguousArray<Frame>, _ wanted: String) -> SyntaxError {
    var help = inside(stack)
    if let first = help.first { help[0] = first + " Was the document cut short?" }
    return SyntaxError(at: at, "expected \(wanted), found the end of the document", help: help)
  }

  /// What stands at the position, short enough for a message.
  private func found(from start: Int? = nil) -> String {
    let first = start ?? at
    guard first < end else { return "the end of the document" }
    var last = first
    while last < end, last - first < 20, base[last] > 0x20, base[last] != UInt8(ascii: ","),
      last == first || (base[last] != UInt8(ascii: "}") && base[last] != UInt8(ascii: "]"))
    { last += 1 }
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
    let shown = keys.count > 8 ? ["…"] + keys.suffix(7) : keys[...].map { $0 }
    return ["Inside \(shown.joined(separator: "."))."]
  }

  private func hexDigits(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
  private func hexByte(_ byte: UInt8) -> String { "0x" + hexDigits(byte) }
}
