public import DriftModel

/// Reads YAML 1.2 (yaml.org/spec/1.2.2) with its core schema into the nodes that JSON becomes too.
///
/// What is well formed but has no place in such a tree is refused by name, with
/// ``SyntaxError/isOutsideSubset``: a second document, a list or a map used as a key, a tag beyond the core
/// schema, an anchor that holds an alias to itself. `docs/yaml.md` has the whole list.
public enum YAMLReader {
  /// Reads the one document of a stream.
  ///
  /// A stream of nothing but comments is an error. A document that is there (`---`) but empty is a null.
  public static func read(
    _ source: SourceText, symbols: SymbolTable, limits: SyntaxLimits = .init()
  ) throws(SyntaxError) -> SyntaxTree {
    symbols.keepAlive(source)
    try checkCharacters(source.bytes)
    var parser = YAMLParser(source.bytes, symbols, limits)
    try parser.stream()
    if let refusal = parser.refusal { throw refusal }
    guard !parser.nodes.isEmpty else {
      throw SyntaxError(
        at: source.bytes.count, "expected a value, found an empty document", isOutsideSubset: true)
    }
    return SyntaxTree(source: source, symbols: symbols, notation: "YAML", nodes: parser.nodes)
  }

  /// Refuses bytes that are no UTF-8, and control characters (section 5.1) but tab and line ends.
  ///
  /// U+007F to U+009F are let through: JSON strings may hold them, and YAML reads all of JSON.
  private static func checkCharacters(_ bytes: UnsafeRawBufferPointer) throws(SyntaxError) {
    guard let base = bytes.baseAddress else { return }
    var high: UInt64 = 0
    var at = 0
    while at < bytes.count {
      if at &+ 8 <= bytes.count {
        let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        high |= word
        let wrong =
          Bytes.below(0x20, in: word)
          & ~(Bytes.equal(0x0a, in: word) | Bytes.equal(0x09, in: word) | Bytes.equal(0x0d, in: word))
        guard wrong != 0 else {
          at &+= 8
          continue
        }
        at &+= wrong.trailingZeroBitCount &>> 3
      }
      let byte = bytes[at]
      if byte >= 0x80 { high |= Bytes.highBits }
      if byte < 0x20 && byte != 0x09 && byte != 0x0a && byte != 0x0d {
        throw SyntaxError(
          at: at, "a control character (\(hex(byte)))",
          help: ["YAML wants it written in double quotes, as an escape: \\x\(hex(byte).dropFirst(2))."])
      }
      at &+= 1
    }
    if high & Bytes.highBits != 0, let wrong = UTF8Check.firstInvalid(bytes) {
      throw SyntaxError(at: wrong, "bytes that are no UTF-8", help: UTF8Check.help)
    }
  }

  private static func hex(_ byte: UInt8) -> String { "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }
}
