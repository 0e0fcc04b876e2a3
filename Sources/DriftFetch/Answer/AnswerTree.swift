internal import DriftModel
internal import DriftSyntax

/// The body of an answer as a tree, where it is JSON or XML that can be read.
enum AnswerTree {
  /// Reads JSON that begins with a bracket, or XML; nil for anything else, whatever the answer calls it.
  static func read(_ bytes: [UInt8]) -> SyntaxTree? {
    let source = SourceText(file: "answer", copying: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...])
    guard DocumentReader.notation(of: source) != .yaml,
      let tree = try? DocumentReader.read(source, symbols: SymbolTable(), limits: .init(depth: 100)),
      tree.isXML || tree.notation == "JSON"
    else { return nil }
    return tree
  }

  /// A key as the tables of this folder have it: letters and digits in lower case, without a namespace or prefix.
  ///
  /// `error_code`, `errorCode`, `ERRORCODE`, `o:errorCode` and `{uri}ErrorCode` are one.
  static func name(_ node: NodeID, in tree: SyntaxTree) -> String { plain(tree.symbols.text(tree[node].key)) }

  /// A code or a key without what vendors spell one way today and another tomorrow.
  static func plain(_ text: String) -> String {
    var local = text[...]
    for mark in ["}", ":", "#", "/"] as [Character] {
      if let at = local.lastIndex(of: mark), local.index(after: at) < local.endIndex {
        local = local[local.index(after: at)...]
      }
    }
    var out: [UInt8] = []
    for byte in local.utf8.prefix(80) {
      switch byte {
      case 0x41...0x5A: out.append(byte | 0x20)
      case 0x30...0x39, 0x61...0x7A: out.append(byte)
      default: break
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
