import DriftModel
import DriftSyntax

/// The namespaces that prefixes stand for at a place of a document (Namespaces in XML, 6).
struct XMLScope {
  private var bindings: [(prefix: String, uri: String)] = []
  /// Names resolved where these bindings hold; all who stand there share them.
  private var cache = Cache()
  /// What held outside of the elements that declared something.
  private var outer: [Cache] = []

  private final class Cache {
    var names: [Symbol: Symbol] = [:]
  }

  /// Takes in what an element declares; gives what to hand to ``leave(_:)``.
  mutating func enter(_ node: NodeID, in tree: SyntaxTree) -> Int {
    let before = bindings.count
    for child in tree.children(node) {
      guard tree.kind(child) == .string else { break }
      let key = tree.symbols.bytes(tree[child].key)
      guard key.starts(with: "@xmlns".utf8) else { continue }
      let prefix = key.count > 7 ? String(decoding: key[7...], as: UTF8.self) : ""
      bindings.append((prefix, tree.string(child) ?? ""))
    }
    if bindings.count != before {
      outer.append(cache)
      cache = Cache()
    }
    return before
  }

  /// Forgets what an element declared.
  mutating func leave(_ count: Int) {
    guard bindings.count != count else { return }
    bindings.removeLast(bindings.count - count)
    cache = outer.popLast() ?? Cache()
  }

  /// The namespace of a prefix; nil where it is not declared.
  func namespace(_ prefix: String) -> String? {
    if prefix == "xml" { return XMLNamespace.xml }
    return bindings.last { $0.prefix == prefix }?.uri ?? (prefix.isEmpty ? "" : nil)
  }

  /// The expanded name of a QName in a value, `{namespace}local`; white space around it is none of it (FORMATS 3.6).
  /// A name without a prefix is in the default namespace, else in `target` where that is given: an included document
  /// that has no namespace takes its includer's.
  mutating func expand(_ text: Symbol, _ symbols: SymbolTable, target: String?) -> Symbol {
    if let known = cache.names[text] { return known }
    let trimmed = symbols.text(text).trimmed
    let colon = trimmed.utf8.firstIndex(of: UInt8(ascii: ":"))
    let prefix = colon.map { String(trimmed[..<$0]) } ?? ""
    let local = colon.map { String(trimmed[trimmed.utf8.index(after: $0)...]) } ?? trimmed
    var uri = namespace(prefix) ?? "?\(prefix)"
    if uri.isEmpty, let target { uri = target }
    let name = symbols.intern(uri.isEmpty ? local : "{\(uri)}\(local)")
    cache.names[text] = name
    return name
  }
}

/// An expanded name, taken apart.
enum ExpandedName {
  /// The namespace and the local name of `{namespace}local`.
  static func parts(_ name: String) -> (uri: String, local: String) {
    let bytes = name.utf8
    guard bytes.first == UInt8(ascii: "{"), let end = bytes.firstIndex(of: UInt8(ascii: "}")) else { return ("", name) }
    return (
      String(name[bytes.index(after: bytes.startIndex)..<end]), String(name[bytes.index(after: end)...])
    )
  }
}
