import DriftModel
import DriftSyntax

/// Writes a part of a document as JSON again, keys in their order.
enum TreeText {
  /// The bytes of a node; where `list` is met `items` stand in it instead of its own.
  static func bytes(_ tree: SyntaxTree, _ node: NodeID, list: NodeID? = nil, items: [[UInt8]] = []) -> [UInt8] {
    var writer = JSONWriter()
    write(tree, node, list, items, to: &writer)
    return writer.bytes
  }

  private static func write(
    _ tree: SyntaxTree, _ node: NodeID, _ list: NodeID?, _ items: [[UInt8]], to out: inout JSONWriter
  ) {
    if node == list {
      out.raw("[")
      for (index, item) in items.enumerated() {
        if index > 0 { out.raw(",") }
        out.raw(item)
      }
      return out.raw("]")
    }
    switch tree.kind(node) {
    case .object:
      out.raw("{")
      for (index, child) in tree.children(node).enumerated() {
        if index > 0 { out.raw(",") }
        out.string(tree.symbols.text(tree[child].key))
        out.raw(":")
        write(tree, child, list, items, to: &out)
      }
      out.raw("}")
    case .array:
      out.raw("[")
      for (index, child) in tree.children(node).enumerated() {
        if index > 0 { out.raw(",") }
        write(tree, child, list, items, to: &out)
      }
      out.raw("]")
    case .string: out.string(tree.string(node) ?? "")
    case .number: out.raw(Array(tree.textBytes(node)))
    case .true: out.raw("true")
    case .false: out.raw("false")
    case .null: out.raw("null")
    }
  }
}
