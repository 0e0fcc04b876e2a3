import DriftModel
public import DriftSyntax

extension JSONValue {
  /// The value of a document's node.
  public init(_ tree: SyntaxTree, _ node: NodeID = SyntaxTree.root) {
    switch tree.kind(node) {
    case .null: self = .null
    case .false: self = .flag(false)
    case .true: self = .flag(true)
    case .number: self = .number(String(decoding: tree.textBytes(node), as: UTF8.self))
    case .string: self = .text(tree.string(node) ?? "")
    case .array: self = .list(tree.children(node).map { JSONValue(tree, $0) })
    case .object:
      self = .object(tree.children(node).map { Member(tree.symbols.text(tree[$0].key), JSONValue(tree, $0)) })
    }
  }

  /// Reads a document of any notation that drift reads.
  public init(parsing text: some Collection<UInt8>, file: String = "test") throws {
    self.init(try DocumentReader.read(SourceText(file: file, copying: text), symbols: SymbolTable()))
  }

  /// How a value is written.
  public enum Layout: Sendable {
    /// No white space.
    case compact
    /// A line a member, indented by two spaces.
    case indented
    /// A line a member, indented by tabs, with spaces around colons.
    case airy
  }

  /// The value as JSON text.
  public func text(_ layout: Layout = .compact) -> [UInt8] {
    var out: [UInt8] = []
    write(layout, 0, &out)
    return out
  }

  private func write(_ layout: Layout, _ depth: Int, _ out: inout [UInt8]) {
    func line(_ depth: Int) {
      switch layout {
      case .compact: break
      case .indented: out += [0x0a] + Array(repeating: 0x20, count: 2 * depth)
      case .airy: out += [0x0d, 0x0a] + Array(repeating: 0x09, count: depth)
      }
    }
    switch self {
    case .null: out += "null".utf8
    case .flag(let value): out += (value ? "true" : "false").utf8
    case .number(let text): out += text.utf8
    case .text(let text): Self.quote(text, &out)
    case .list(let all):
      out.append(UInt8(ascii: "["))
      for (index, element) in all.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        line(depth + 1)
        element.write(layout, depth + 1, &out)
      }
      if !all.isEmpty { line(depth) }
      out.append(UInt8(ascii: "]"))
    case .object(let all):
      out.append(UInt8(ascii: "{"))
      for (index, member) in all.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        line(depth + 1)
        Self.quote(member.key, &out)
        out += (layout == .compact ? ":" : layout == .airy ? " : " : ": ").utf8
        member.value.write(layout, depth + 1, &out)
      }
      if !all.isEmpty { line(depth) }
      out.append(UInt8(ascii: "}"))
    }
  }

  private static func quote(_ text: String, _ out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        out += ("\\u00" + (digits.utf8.count == 1 ? "0" : "") + digits).utf8
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}
