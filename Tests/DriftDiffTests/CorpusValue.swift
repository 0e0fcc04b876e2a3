import DriftModel
import DriftSyntax
import Foundation

/// A JSON value that keeps the order of its members.
indirect enum CorpusValue {
  case object([(key: String, value: CorpusValue)])
  case array([CorpusValue])
  case text(String)
  /// Numbers, booleans and null as they are written.
  case literal(String)

  init(file: URL) throws {
    let source = SourceText(file: file.lastPathComponent, copying: try Data(contentsOf: file))
    let tree = try JSONScanner.scan(source, symbols: SymbolTable())
    self.init(tree, SyntaxTree.root)
  }

  private init(_ tree: SyntaxTree, _ node: NodeID) {
    switch tree.kind(node) {
    case .object:
      self = .object(
        tree.children(node).map { (key: tree.symbols.text(tree[$0].key), value: CorpusValue(tree, $0)) })
    case .array: self = .array(tree.children(node).map { CorpusValue(tree, $0) })
    case .string: self = .text(tree.string(node) ?? "")
    case .number: self = .literal(String(decoding: tree.textBytes(node), as: UTF8.self))
    case .true: self = .literal("true")
    case .false: self = .literal("false")
    case .null: self = .literal("null")
    }
  }

  subscript(key: String) -> CorpusValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  var members: [(key: String, value: CorpusValue)] {
    if case .object(let members) = self { members } else { [] }
  }

  var items: [CorpusValue] { if case .array(let items) = self { items } else { [] } }

  var string: String? { if case .text(let text) = self { text } else { nil } }

  var isTrue: Bool { if case .literal("true") = self { true } else { false } }

  /// Any scalar as text, nil for null and for structures.
  var scalar: String? {
    switch self {
    case .text(let text): text
    case .literal("null"), .object, .array: nil
    case .literal(let text): text
    }
  }
}
