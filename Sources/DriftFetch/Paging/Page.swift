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
    total =
      try rule.total.flatMap { $0.find(in: tree) }.map { node throws(FetchFailure) in
        try Self.total(node, tree, response)
      } ?? nil
    next = try Self.next(response, tree, rule)
    (before, after) = Self.frame(tree, list, rule)
  }

  /// The document around the list. What points at the next page is left out: all pages are here, and a cursor would make
  /// another document every night.
  private static func frame(_ tree: SyntaxTree, _ list: NodeID, _ rule: PageRule) -> ([UInt8], [UInt8]) {
    var hidden: NodeID?
    if case .pointer(let pointer, _) = rule.next { hidden = pointer.findNext(in: tree, beside: list) }
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

extension Page {
  /// What the page says of the next. Only what says that there is none ends a list: what cannot be understood may be a way
  /// to more, and a list that was left there would be read as fields that are gone.
  private static func next(
    _ response: HTTPResponse, _ tree: SyntaxTree, _ rule: PageRule
  ) throws(FetchFailure) -> Next {
    switch rule.next {
    case .link: return try link(response)
    case .offset: return .none
    case .pointer(let pointer, let parameter):
      guard pointer.isOpen(in: tree) else {
        throw unclear(response, "what stands on the way to the next page is neither an object nor a list")
      }
      guard var node = pointer.find(in: tree) else { return .none }
      // HAL has links as objects.
      if tree.kind(node) == .object, parameter == nil, let address = tree.member(node, "href") { node = address }
      switch tree.kind(node) {
      case .null, .false: return .none
      case .string, .number:
        let text = String(decoding: tree.textBytes(node), as: UTF8.self)
        if text.isEmpty { return .none }
        return parameter == nil ? .address(text) : .cursor(text)
      case .object: throw unclear(response, "the next page is said by an object without an address")
      case .array: throw unclear(response, "the next page is said by a list")
      case .true: throw unclear(response, "there is a next page, and not where")
      }
    }
  }

  private static func link(_ response: HTTPResponse) throws(FetchFailure) -> Next {
    let links = Link.all(in: response.headers)
    let targets = Set(links.filter { $0.relations.contains("next") }.map(\.target))
    if targets.count > 1 { throw unclear(response, "the header Link names two next pages") }
    if let target = targets.first { return .address(target) }
    guard !Link.mayHideNext(in: response.headers) else {
      throw unclear(response, "the header Link names a next page in a form that cannot be read (RFC 8288)")
    }
    return .none
  }

  /// How many items the list has; nil for a null.
  private static func total(
    _ node: NodeID, _ tree: SyntaxTree, _ response: HTTPResponse
  ) throws(FetchFailure) -> Int? {
    if tree.kind(node) == .null { return nil }
    guard tree.kind(node) == .number || tree.kind(node) == .string,
      let total = whole(String(decoding: tree.textBytes(node).prefix(20), as: UTF8.self))
    else {
      throw FetchFailure(
        .answer, "\(response.url): the total of the list is no whole number",
        advice: "see paging: total names the count of all items")
    }
    return total
  }

  private static func whole(_ text: String) -> Int? {
    let digits = text.hasSuffix(".0") ? text.dropLast(2) : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(digits)
  }

  private static func unclear(_ response: HTTPResponse, _ what: String) -> FetchFailure {
    FetchFailure(
      .answer, "\(response.url): \(what); whether the list goes on is not known",
      advice: "see paging: next names an address, or a cursor with its parameter")
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
