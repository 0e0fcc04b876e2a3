public import DriftModel

/// Reads files of our own: what is unknown, missing or of the wrong kind is told with its line, and what was meant.
///
/// A key that nothing reads is a mistake, most often of spelling, so none is passed over.
public struct StrictReader {
  /// The document.
  public let tree: SyntaxTree

  /// Makes a reader of a document.
  public init(_ tree: SyntaxTree) { self.tree = tree }

  /// Refuses keys that are not among those known; `what` says whose they are: `an entry`.
  public func checkKeys(_ node: NodeID, _ known: [String], of what: String) throws(DriftError) {
    for child in tree.children(node) {
      let key = tree.symbols.text(tree[child].key)
      guard !known.contains(key) else { continue }
      throw fail("\"\(key)\" is no key of \(what)", child, [Self.advice(key, known)])
    }
  }

  /// An object.
  ///
  /// - Throws: ``DriftError`` for anything else; `expected` says what was.
  public func object(_ node: NodeID, _ expected: String) throws(DriftError) {
    guard tree.kind(node) == .object else { throw fail("expected \(expected), found \(found(node))", node) }
  }

  /// The text under a key; nil where the key is not there.
  public func text(_ node: NodeID, _ key: String) throws(DriftError) -> String? {
    guard let value = tree.member(node, key) else { return nil }
    return try text(value, under: key)
  }

  /// The text under a key that has to be there, and not empty.
  public func requiredText(_ node: NodeID, _ key: String) throws(DriftError) -> String {
    guard let value = tree.member(node, key) else { throw fail("expected \"\(key)\"", node) }
    let text = try text(value, under: key)
    guard !text.isEmpty else { throw fail("expected a text under \"\(key)\", found an empty one", value) }
    return text
  }

  /// A scalar as a text: a number and a flag stand as they are written.
  public func text(_ node: NodeID, under key: String) throws(DriftError) -> String {
    switch tree.kind(node) {
    case .string, .number: return String(decoding: tree.textBytes(node), as: UTF8.self)
    default: throw fail("expected a text under \"\(key)\", found \(found(node))", node)
    }
  }

  /// A list of texts under a key; one text stands for a list of one. Nil where the key is not there.
  public func texts(_ node: NodeID, _ key: String) throws(DriftError) -> [String]? {
    guard let value = tree.member(node, key) else { return nil }
    guard tree.kind(value) == .array else { return [try text(value, under: key)] }
    var out: [String] = []
    for child in tree.children(value) { out.append(try text(child, under: key)) }
    return out
  }

  /// True or false under a key; nil where the key is not there.
  public func flag(_ node: NodeID, _ key: String) throws(DriftError) -> Bool? {
    guard let value = tree.member(node, key) else { return nil }
    switch tree.kind(value) {
    case .true: return true
    case .false: return false
    default: throw fail("expected true or false under \"\(key)\", found \(found(value))", value)
    }
  }

  /// One word of several under a key; nil where the key is not there.
  public func word<Word: RawRepresentable & CaseIterable>(
    _ node: NodeID, _ key: String, _: Word.Type
  ) throws(DriftError) -> Word? where Word.RawValue == String {
    guard let value = tree.member(node, key) else { return nil }
    return try word(value, under: key)
  }

  /// One word of several.
  public func word<Word: RawRepresentable & CaseIterable>(
    _ node: NodeID, under key: String
  ) throws(DriftError) -> Word where Word.RawValue == String {
    let words = Word.allCases.map(\.rawValue)
    let text = tree.kind(node) == .string ? tree.string(node) ?? "" : nil
    if let text, let word = Word(rawValue: text) { return word }
    let help = [text.map { Self.advice($0, words) } ?? "Known are: \(words.joined(separator: ", "))."]
    throw fail("expected \(Self.oneOf(words)) under \"\(key)\", found \(found(node))", node, help)
  }

  /// What stands at a node, for a message.
  public func found(_ node: NodeID) -> String {
    switch tree.kind(node) {
    case .object: "an object"
    case .array: "a list"
    case .null: "nothing"
    case .true: "true"
    case .false: "false"
    case .string, .number: "\"\(String(decoding: tree.textBytes(node), as: UTF8.self))\""
    }
  }

  /// A mistake at a node.
  public func fail(_ message: String, _ node: NodeID, _ help: [String] = []) -> DriftError {
    DriftError(message, at: tree.place(node), help: help)
  }

  /// What somebody may have meant; where nothing is near, all that there is.
  public static func advice(_ word: String, _ known: [String]) -> String {
    let near = Suggestion.nearest(to: word, in: known, atMost: 1)
    return near.first.map { "Did you mean \"\($0)\"?" } ?? "Known are: \(known.joined(separator: ", "))."
  }

  private static func oneOf(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension SyntaxTree {
  /// The bytes that a scalar takes up in its document, quotes included; nil for one that spans lines or is written in a
  /// way that its length does not tell.
  public func writtenRange(_ node: NodeID) -> Range<Int>? {
    let value = self[node]
    guard value.kind == .string || value.kind == .number else { return nil }
    let bytes = source.bytes
    var start = Int(value.start)
    if value.kind == .string, !value.isInterned, start > 0, Self.isQuote(bytes[start - 1]) { start -= 1 }
    guard start < bytes.count else { return nil }
    guard Self.isQuote(bytes[start]) else {
      return value.isInterned ? nil : start..<start + Int(value.extent)
    }
    let quote = bytes[start]
    var at = start + 1
    while at < bytes.count, bytes[at] != UInt8(ascii: "\n") {
      if quote == UInt8(ascii: "\""), bytes[at] == UInt8(ascii: "\\") {
        at += 2
        continue
      }
      if bytes[at] == quote {
        // Two single quotes stand for one.
        guard quote == UInt8(ascii: "'"), at + 1 < bytes.count, bytes[at + 1] == quote else { return start..<at + 1 }
        at += 1
      }
      at += 1
    }
    return nil
  }

  private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
}
