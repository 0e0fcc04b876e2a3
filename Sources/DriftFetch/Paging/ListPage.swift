import Crypto
import DriftModel
import DriftSyntax

/// One page of a list.
struct ListPage {
  /// What a `Link` header with `rel="next"` names (RFC 8288, 3); nil where there is none.
  let link: String?
  private let tree: SyntaxTree
  private let list: NodeID
  /// The items, as JSON.
  private let items: [[UInt8]]
  /// How many items are on it.
  var count: Int { items.count }

  /// Reads a page; `items` is the JSON pointer of its list.
  ///
  /// - Throws: ``FetchFailure`` where it is no JSON, or has no list there.
  init(_ response: HTTPResponse, items: String, of url: WebAddress) throws(FetchFailure) {
    link = Self.next(response.headers)
    let source = SourceText(file: url.description, copying: response.body)
    do {
      tree = try DocumentReader.read(source, symbols: SymbolTable(), limits: SyntaxLimits(bytes: .max))
    } catch {
      throw FetchFailure(.noSchema, "\(url) sent a page that is no JSON", advice: "look at the address")
    }
    guard let list = Self.node(at: items, in: tree), tree.kind(list) == .array else {
      throw FetchFailure(
        .noSchema, "\(url) sent a page without a list at \"\(items)\"", advice: "look at paging.items in drift.yaml")
    }
    self.list = list
    let tree = tree
    self.items = tree.children(list).map { TreeText.bytes(tree, $0) }
    digests = self.items.map { Array(SHA256.hash(data: $0)) }
  }

  /// The text at a JSON pointer (RFC 6901); nil where there is none, where it is null or empty.
  func text(at pointer: String) -> String? {
    guard let node = Self.node(at: pointer, in: tree) else { return nil }
    switch tree.kind(node) {
    case .string, .number:
      let text = tree.string(node) ?? String(decoding: tree.textBytes(node), as: UTF8.self)
      return text.isEmpty ? nil : text
    default: return nil
    }
  }

  /// What each item is.
  let digests: [[UInt8]]

  /// What the items are, all together.
  var digest: [UInt8] { Array(SHA256.hash(data: digests.flatMap { $0 })) }

  /// The first page with the items of all pages in its list.
  static func joined(_ pages: [ListPage]) -> [UInt8] {
    guard let first = pages.first else { return [] }
    return TreeText.bytes(first.tree, SyntaxTree.root, list: first.list, items: pages.flatMap(\.items))
  }

  private static func node(at pointer: String, in tree: SyntaxTree) -> NodeID? {
    var node = SyntaxTree.root
    for step in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      let key = step.split(separator: "~1", omittingEmptySubsequences: false).joined(separator: "/")
        .split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~")
      switch tree.kind(node) {
      case .object:
        guard let next = tree.member(node, key) else { return nil }
        node = next
      case .array:
        guard let index = Int(key), index >= 0, let next = Array(tree.children(node)).dropFirst(index).first else {
          return nil
        }
        node = next
      default: return nil
      }
    }
    return node
  }

  private static func next(_ headers: HeaderList) -> String? {
    for value in headers.all("Link") {
      for link in value.split(separator: "<").map(String.init) {
        guard let end = link.firstIndex(of: ">") else { continue }
        let parameters = link[link.index(after: end)...].lowercased().filter { $0 != " " }
        if parameters.contains(";rel=\"next\"") || parameters.contains(";rel=next") { return String(link[..<end]) }
      }
    }
    return nil
  }
}
