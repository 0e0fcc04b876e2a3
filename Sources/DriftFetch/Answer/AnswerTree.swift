import DriftModel
import DriftSyntax

/// An answer read as JSON for what it says of itself. Keys compare without regard to case, `_` and `-`: the same vendor
/// writes them in several ways.
struct AnswerTree {
  private let tree: SyntaxTree
  private let node: NodeID

  /// Reads an answer; nil where it is no JSON.
  init?(json bytes: [UInt8]) {
    let first = bytes.first { !Self.isSpace($0) }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return nil }
    let source = SourceText(file: "answer", copying: bytes)
    let limits = SyntaxLimits(bytes: 10_000_000)
    guard let tree = try? DocumentReader.read(source, symbols: SymbolTable(), limits: limits) else { return nil }
    self.init(tree, SyntaxTree.root)
  }

  private init(_ tree: SyntaxTree, _ node: NodeID) {
    self.tree = tree
    self.node = node
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  var isObject: Bool { tree.kind(node) == .object }
  var isArray: Bool { tree.kind(node) == .array }
  var isNull: Bool { tree.kind(node) == .null }

  /// The members of an object with their keys made alike, and the elements of a list with an empty key.
  var members: [(key: String, value: AnswerTree)] {
    guard isObject || isArray else { return [] }
    return tree.children(node).map { child in
      (isObject ? Self.alike(tree.symbols.text(tree[child].key)) : "", AnswerTree(tree, child))
    }
  }

  /// A member of an object.
  subscript(key: String) -> AnswerTree? { members.first { $0.key == key }?.value }

  /// A scalar as a text; nil for anything else.
  var text: String? {
    switch tree.kind(node) {
    case .string, .number: tree.string(node) ?? String(decoding: tree.textBytes(node), as: UTF8.self)
    default: nil
    }
  }

  /// A number; nil for anything else. A text of digits is one too.
  var number: Int? { text.flatMap { Int($0) ?? Double($0).flatMap { $0.isFinite && abs($0) < 1e15 ? Int($0) : nil } } }

  /// A key as it compares.
  static func alike(_ key: String) -> String { key.lowercased().filter { $0 != "_" && $0 != "-" } }
}
