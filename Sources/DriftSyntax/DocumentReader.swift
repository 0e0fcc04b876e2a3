public import DriftModel

/// Reads a document of any notation; its content tells which one it is, never its name.
public enum DocumentReader {
  /// A way to write a document.
  public enum Notation: Sendable {
    case json, yaml, xml
  }

  /// The notation that a document's first bytes announce.
  ///
  /// Brackets announce JSON, though YAML's flow style has them too: ``read(_:symbols:limits:)`` goes on to
  /// YAML where JSON ends at a bare key or at a comment.
  public static func notation(of source: SourceText) -> Notation {
    guard let first = source.bytes.first(where: { !isSpace($0) }) else { return .yaml }
    switch first {
    case UInt8(ascii: "<"): return .xml
    case UInt8(ascii: "{"), UInt8(ascii: "["): return .json
    default: return .yaml
    }
  }

  /// Reads a document from a file, or from standard input for `-`.
  public static func read(
    path: String, symbols: SymbolTable, limits: SyntaxLimits = .init()
  ) throws(DriftError) -> SyntaxTree {
    let source = try SourceText.load(path, limits: limits)
    do throws(SyntaxError) {
      return try read(source, symbols: symbols, limits: limits)
    } catch {
      throw error.located(in: source)
    }
  }

  /// Reads a document.
  public static func read(
    _ source: SourceText, symbols: SymbolTable, limits: SyntaxLimits = .init()
  ) throws(SyntaxError) -> SyntaxTree {
    switch notation(of: source) {
    case .xml:
      guard !isPage(source) else {
        throw SyntaxError(
          at: 0, "expected a schema, found a web page",
          help: ["A login or an error page, saved in place of the document?"], isOutsideSubset: true)
      }
      return try XMLReader.read(source, symbols: symbols, limits: limits)
    case .json: return try json(source, symbols, limits)
    case .yaml:
      // A text in quotes, a number or a word alone is JSON, and the same value in YAML.
      if startsLikeScalar(source), let tree = try? JSONScanner.scan(source, symbols: symbols, limits: limits) {
        return tree
      }
      let tree = try YAMLReader.read(source, symbols: symbols, limits: limits)
      let root = tree[SyntaxTree.root]
      guard root.kind != .null || root.extent > 0 else {
        throw SyntaxError(at: Int(root.start), "expected a value, found an empty document")
      }
      return tree
    }
  }

  private static func json(
    _ source: SourceText, _ symbols: SymbolTable, _ limits: SyntaxLimits
  ) throws(SyntaxError) -> SyntaxTree {
    let broken: SyntaxError
    do throws(SyntaxError) {
      return try JSONScanner.scan(source, symbols: symbols, limits: limits)
    } catch {
      broken = error
    }
    guard let isFirst = announcesYAML(source.bytes, at: broken.offset) else { throw broken }
    do throws(SyntaxError) {
      return try YAMLReader.read(source, symbols: symbols, limits: limits)
    } catch {
      // Which of two errors helps depends on what the writer meant: what begins as YAML was meant as YAML.
      throw isFirst || error.isOutsideSubset ? error : broken
    }
  }

  /// Whether the text begins like HTML.
  private static func isPage(_ source: SourceText) -> Bool {
    let start = String(decoding: source.bytes.prefix(200), as: UTF8.self).lowercased()
    return start.contains("<!doctype html") || start.contains("<html")
  }

  /// Whether what JSON stumbled over is a bare key or a comment of YAML, and if so, whether it is the first
  /// thing in the document's first bracket.
  ///
  /// Single quotes, bare values and commas too many are broken JSON far more often than they are YAML.
  private static func announcesYAML(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool? {
    guard offset < bytes.count else { return nil }
    var before = offset
    while before > 0, isSpace(bytes[before - 1]) { before -= 1 }
    guard before > 0 else { return nil }
    let isFirst = bytes[..<(before - 1)].allSatisfy(isSpace)
    switch bytes[offset] {
    case UInt8(ascii: "#"):
      return before < offset ? isFirst : nil
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "$"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let opener = bytes[before - 1]
      guard opener == UInt8(ascii: "{") || opener == UInt8(ascii: ",") else { return nil }
      return isKey(bytes, from: offset) ? isFirst : nil
    default: return nil
    }
  }

  /// Whether a bare word with `: ` after it stands at a place.
  private static func isKey(_ bytes: UnsafeRawBufferPointer, from offset: Int) -> Bool {
    var at = offset
    while at < bytes.count, at - offset < 256 {
      switch bytes[at] {
      case UInt8(ascii: ":"):
        guard at + 1 < bytes.count else { return false }
        if isSpace(bytes[at + 1]) { return true }
      case UInt8(ascii: ","), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: "\""), 0x0a, 0x0d:
        return false
      default: break
      }
      at += 1
    }
    return false
  }

  private static func startsLikeScalar(_ source: SourceText) -> Bool {
    guard let first = source.bytes.first(where: { !isSpace($0) }) else { return false }
    return switch first {
    case UInt8(ascii: "\""), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "t"),
      UInt8(ascii: "f"), UInt8(ascii: "n"):
      true
    default: false
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
  }
}
