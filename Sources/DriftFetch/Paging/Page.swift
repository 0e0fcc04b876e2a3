internal import Crypto
internal import DriftModel
internal import DriftProject
internal import DriftSyntax

/// One page of a list, taken apart.
struct Page: Sendable {
  /// What the page says of the next.
  enum Next: Sendable, Equatable {
    /// An address, as it is written.
    case address(String)
    /// A value for the parameter.
    case cursor(String)
    /// Nothing.
    case none
  }

  /// The items as JSON, in their order.
  var items: [[UInt8]]
  /// What tells two items apart, whatever the order of their keys.
  var identities: [SHA256Digest]
  /// What tells two pages apart; items alone, as a page may say how far it is.
  var identity: SHA256Digest
  /// What it says of the next.
  var next: Next
  /// How many items the list has in all, where the page says so.
  var total: Int?
  /// The document around the list: what stands before the items, and after.
  var before: [UInt8]
  var after: [UInt8]

  /// Reads a page.
  ///
  /// - Throws: ``FetchFailure`` where it is no JSON or the list is not there.
  init(_ response: HTTPResponse, _ rule: PageRule) throws(FetchFailure) {
    guard let tree = AnswerTree.read(response.body), !tree.isXML else {
      throw FetchFailure(.answer, "\(response.url) sent what is no JSON", advice: "only lists in JSON go on over pages")
    }
    guard let list = rule.items.find(in: tree), tree.kind(list) == .array else {
      let place = rule.items.steps.isEmpty ? "is no list" : "has no list at /\(rule.items.steps.joined(separator: "/"))"
      throw FetchFailure(
        .noSchema, "what \(response.url) sent \(Words.clean(place))", advice: "see paging: items names the list")
    }
    items = []
    identities = []
    var all = SHA256()
    for child in tree.children(list) {
      items.append(JSONWriter.bytes(of: child, in: tree, style: .asRead))
      let canonical = JSONWriter.bytes(of: child, in: tree)
      identities.append(
        canonical.withUnsafeBytes { bytes in
          var one = SHA256()
          one.update(bufferPointer: bytes)
          return one.finalize()
        })
      canonical.withUnsafeBytes { all.update(bufferPointer: $0) }
    }
    identity = all.finalize()
    total = rule.total.flatMap { $0.find(in: tree) }.flatMap { node in
      tree.kind(node) == .number || tree.kind(node) == .string
        ? Int(String(decoding: tree.textBytes(node).prefix(20), as: UTF8.self)) : nil
    }
    next = Self.next(response, tree, rule)
    (before, after) = Self.frame(tree, list, rule)
  }

  private static func next(_ response: HTTPResponse, _ tree: SyntaxTree, _ rule: PageRule) -> Next {
    switch rule.next {
    case .link:
      let link = Link.all(in: response.headers).first { $0.relations.contains("next") }
      return link.map { .address($0.target) } ?? .none
    case .pointer(let pointer, let parameter):
      guard let node = pointer.find(in: tree), tree.kind(node) == .string || tree.kind(node) == .number else {
        return .none
      }
      let text = String(decoding: tree.textBytes(node), as: UTF8.self)
      if text.isEmpty { return .none }
      return parameter == nil ? .address(text) : .cursor(text)
    case .offset: return .none
    }
  }

  /// The document around the list. What points at the next page is left out: all pages are here, and a cursor would make
  /// another document every night.
  private static func frame(_ tree: SyntaxTree, _ list: NodeID, _ rule: PageRule) -> ([UInt8], [UInt8]) {
    var hidden: NodeID?
    if case .pointer(let pointer, _) = rule.next { hidden = pointer.find(in: tree) }
    var before: [UInt8] = []
    var writer = JSONWriter(.asRead)
    func write(_ node: NodeID) {
      if node == list {
        writer.raw("[")
        before = writer.bytes
        writer = JSONWriter(.asRead)
        writer.raw("]")
        return
      }
      // Only what holds the list is taken apart, and what holds the pointer.
      let end = tree.next(after: node)
      let isInside = node < list && list < end || hidden.map { node < $0 && $0 < end } ?? false
      guard isInside, tree.kind(node) == .object || tree.kind(node) == .array else {
        writer.write(node, of: tree)
        return
      }
      let isObject = tree.kind(node) == .object
      writer.raw(isObject ? "{" : "[")
      var isFirst = true
      for child in tree.children(node) where child != hidden {
        if !isFirst { writer.raw(",") }
        isFirst = false
        if isObject {
          writer.string(tree.symbols.bytes(tree[child].key))
          writer.raw(":")
        }
        write(child)
      }
      writer.raw(isObject ? "}" : "]")
    }
    write(SyntaxTree.root)
    return (before, writer.bytes)
  }
}

/// How a list goes on, with its pointers read.
struct PageRule: Sendable {
  /// Where the next page is said.
  enum Next: Sendable {
    case link
    case pointer(JSONPointer, parameter: String?)
    case offset(parameter: String)
  }

  let next: Next
  let items: JSONPointer
  let total: JSONPointer?
  let limit: Int

  init(_ paging: HTTPSource.Paging) throws(FetchFailure) {
    func pointer(_ text: String) throws(FetchFailure) -> JSONPointer {
      if let pointer = JSONPointer(text) { return pointer }
      throw FetchFailure(
        .setup, "\"\(Words.clean(text, atMost: 80))\" is no JSON pointer", advice: "write it with slashes: /paging/next"
      )
    }
    items = try pointer(paging.items)
    limit = paging.limit
    switch paging.next {
    case .link: (next, total) = (.link, nil)
    case .pointer(let text, let parameter): (next, total) = (.pointer(try pointer(text), parameter: parameter), nil)
    case .offset(let parameter, let count):
      next = .offset(parameter: parameter)
      total = if let count { try pointer(count) } else { nil }
    }
  }
}
