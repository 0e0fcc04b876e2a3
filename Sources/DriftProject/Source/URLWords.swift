import DriftModel
import DriftSyntax

/// Reads addresses and paths of `drift.yaml`, as far as they are words: what they lead to is for who fetches.
struct URLWords {
  let reader: StrictReader
  private var tree: SyntaxTree { reader.tree }

  init(_ reader: StrictReader) { self.reader = reader }

  /// The addresses under `url` or `urls`.
  func urls(_ node: NodeID) throws(DriftError) -> [HTTPSource.URL] {
    let (one, several) = (tree.member(node, "url"), tree.member(node, "urls"))
    guard (one == nil) != (several == nil) else {
      throw reader.fail("expected either \"url\" or \"urls\" under \"http\"", node)
    }
    guard let several else { return [try url(node, "url")] }
    guard tree.kind(several) == .array, tree.children(several).contains(where: { _ in true }) else {
      throw reader.fail("expected a list of addresses under \"urls\", found \(reader.found(several))", several)
    }
    var out: [HTTPSource.URL] = []
    for child in tree.children(several) {
      let url = try address(child, "urls")
      guard !out.contains(where: { $0.text == url.text }) else { throw reader.fail("the same address twice", child) }
      out.append(url)
    }
    return out
  }

  /// An address under a key that has to be there.
  func url(_ node: NodeID, _ key: String) throws(DriftError) -> HTTPSource.URL {
    guard let value = tree.member(node, key) else { throw reader.fail("expected \"\(key)\"", node) }
    return try address(value, key)
  }

  private func address(_ node: NodeID, _ key: String) throws(DriftError) -> HTTPSource.URL {
    let text = try reader.text(node, under: key)
    let rest = ["https://", "http://"].first(where: text.hasPrefix).map { text.dropFirst($0.count) } ?? ""
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !host.isEmpty, !text.contains(where: \.isWhitespace), !Self.hasControls(text) else {
      throw reader.fail(
        "expected an address such as https://api.example.com/openapi.json under \"\(key)\", found \"\(text)\"", node)
    }
    guard !host.contains("@") else {
      throw reader.fail(
        "an address holds no user and no password: \"\(key)\"", node,
        ["auth: { basic: { user: ..., password: { env: NAME } } } says who asks."])
    }
    return .init(text: text, place: tree.place(node))
  }

  /// A path under a key; nil where the key is not there.
  func path(_ node: NodeID, _ key: String) throws(DriftError) -> String? {
    guard let value = tree.member(node, key) else { return nil }
    let text = try reader.text(value, under: key)
    guard !text.isEmpty, !Self.hasControls(text) else {
      throw reader.fail("expected a path under \"\(key)\", found \(reader.found(value))", value)
    }
    return text
  }

  /// Whether a text has characters that steer a terminal or a protocol.
  static func hasControls(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  /// Whether a text is a token of RFC 9110, 5.6.2.
  static func isToken(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
  }
}
