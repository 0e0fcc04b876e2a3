internal import DriftModel
internal import DriftSyntax

extension ToolDialogue.Reply {
  /// Reads what a server wrote as the answer to a message; nil where it is another message, or none of JSON-RPC.
  init?(_ bytes: [UInt8], to id: Int, from server: String) {
    guard let tree = AnswerTree.read(bytes), !tree.isXML else { return nil }
    let root = SyntaxTree.root
    // A list of messages was allowed until 2025-06-18.
    let all = tree.kind(root) == .array ? Array(tree.children(root)) : [root]
    for node in all {
      guard tree.member(node, "jsonrpc") != nil, Self.isAnswer(node, tree, to: id) else { continue }
      if let error = tree.member(node, "error"), tree.kind(error) != .null {
        self = Self.error(error, tree, server)
        return
      }
      if let result = tree.member(node, "result"), tree.kind(result) == .object {
        self = .result(tree, result)
        return
      }
    }
    return nil
  }

  /// Whether what a server wrote is a message of JSON-RPC at all.
  static func isMessage(_ bytes: [UInt8]) -> Bool {
    guard let tree = AnswerTree.read(bytes), !tree.isXML else { return false }
    return tree.kind(SyntaxTree.root) == .array || tree.member(SyntaxTree.root, "jsonrpc") != nil
  }

  /// Whether a message answers that one. An error may come without an id where the request could not be read.
  private static func isAnswer(_ node: NodeID, _ tree: SyntaxTree, to id: Int) -> Bool {
    guard let own = tree.member(node, "id"), tree.kind(own) != .null else { return tree.member(node, "error") != nil }
    // Some give it back as a text.
    return tree.kind(own) != .array && tree.textBytes(own).elementsEqual(String(id).utf8)
  }

  private static func error(_ error: NodeID, _ tree: SyntaxTree, _ server: String) -> ToolDialogue.Reply {
    let code =
      tree.member(error, "code").flatMap { Int(String(decoding: tree.textBytes($0).prefix(12), as: UTF8.self)) } ?? 0
    let said = tree.member(error, "message").flatMap { tree.string($0) } ?? ""
    let vendor = VendorError(tree)
    // Codes of servers mean what each of them likes (JSON-RPC 2.0, 5.1): what is wrong stands in the sentence.
    let told = vendor?.means == nil ? TextError.kind(ofAny: [said]) : nil
    let kind: FetchFailure.Kind =
      told ?? vendor?.kind
      ?? {
        switch code {
        case -32601: .noSchema
        case -32603: .down
        default: .answer
        }
      }()
    let advice = vendor?.means == nil ? Advice.text(kind) : Advice.text(vendor)
    return .error(
      code: code,
      FetchFailure(
        kind, "\(server) answered with error \(code) of JSON-RPC", said: Words.clean(said, atMost: 300), advice: advice)
    )
  }

  /// The messages in a stream of events: what stands in the data of each (Server-sent events, 9.2.6).
  static func events(_ bytes: [UInt8]) -> [[UInt8]] {
    var out: [[UInt8]] = []
    var data: [[UInt8]] = []
    func end() {
      if !data.isEmpty { out.append(Array(data.joined(separator: [0x0A]))) }
      data = []
    }
    // Lines end with LF, or with CR and LF.
    for line in bytes.split(omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A }) {
      let line = line.last == 0x0D ? line.dropLast() : line
      if line.isEmpty { end() }
      guard line.starts(with: Array("data:".utf8)) else { continue }
      let value = line.dropFirst(5)
      data.append(Array(value.first == 0x20 ? value.dropFirst() : value))
    }
    end()
    return out
  }
}
