internal import Crypto
public import DriftProject

/// Takes a list that comes in pages, whole or not at all.
public struct PageWalker: Sendable {
  /// Asks for a page; an answer that is no document is thrown.
  public typealias Fetch = @Sendable (WebAddress) async throws(FetchFailure) -> HTTPResponse

  /// A list that was taken.
  public struct Whole: Sendable {
    /// The first page with the items of all pages in its list.
    public var bytes: [UInt8]
    /// What makes it doubtful; empty where nothing does.
    public var doubts: [String]
  }

  private let rule: PageRule
  private let maxBytes: Int
  private let rules: AddressRules
  private let fetch: Fetch

  /// Makes a walker.
  ///
  /// - Throws: ``FetchFailure`` where a pointer of the rule is none.
  public init(
    _ paging: HTTPSource.Paging, maxBytes: Int, rules: AddressRules, fetch: @escaping Fetch
  ) throws(FetchFailure) {
    rule = try PageRule(paging)
    self.maxBytes = maxBytes
    self.rules = rules
    self.fetch = fetch
  }

  /// The list that begins at an address.
  ///
  /// A list that changes while it is read shows an item twice, and most often leaves another out; it is read once more.
  public func walk(from start: WebAddress) async throws(FetchFailure) -> Whole {
    var read = try await pass(from: start)
    if read.repeated > 0 { read = try await pass(from: start) }
    var doubts: [String] = []
    if read.repeated > 0 {
      let items = read.repeated == 1 ? "an item comes" : "\(read.repeated) items come"
      doubts.append(
        "\(items) twice in the pages of \(start), also when read again: the list changes while it is read, "
          + "and something may be missing")
    }
    return Whole(bytes: read.bytes, doubts: doubts)
  }

  /// One way through all pages.
  private struct Pass {
    var first: Page?
    var items: [[UInt8]] = []
    var seen: Set<SHA256Digest> = []
    var lists: [SHA256Digest: Int] = [:]
    var repeated = 0
    var count = 0
    var size = 0
    /// The largest total that a page told: a list does not end before it.
    var total: Int?

    var bytes: [UInt8] {
      guard let first else { return [] }
      var out: [UInt8] = []
      out.reserveCapacity(size)
      out += first.before
      for (index, item) in items.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        out += item
      }
      return out + first.after
    }
  }

  private func pass(from start: WebAddress) async throws(FetchFailure) -> Pass {
    var pass = Pass()
    var visited: Set<WebAddress> = [start]
    var origins: Set<Origin> = [start.origin]
    let offset = self.offset(of: start)
    var address = start
    while true {
      pass.count += 1
      let number = pass.count
      guard number <= rule.limit else {
        throw fail("there are more than \(rule.limit) pages", start, advice: "raise max-pages if the list is that long")
      }
      let response: HTTPResponse
      do throws(FetchFailure) {
        response = try await fetch(address)
      } catch {
        // A list with a hole would be read as fields that are gone.
        var failure = error
        if number > 1 { failure.message = "page \(number) did not come: \(failure.message)" }
        throw failure
      }
      if number == 1 { origins.insert(response.url.origin) }
      guard origins.contains(response.url.origin) else {
        throw fail(
          "page \(number) came from another system, \(response.url.origin), to which it was redirected", start,
          advice: "name that address as a source of its own if it is meant")
      }
      pass.size += response.body.count
      guard pass.size <= maxBytes else {
        throw fail("the pages are larger than \(maxBytes) bytes together", start, advice: "raise max-bytes")
      }
      let page = try Page(response, rule)
      try take(page, number, start, &pass)
      guard let next = try self.next(page, after: response.url, from: start, offset, pass) else { return pass }
      guard origins.contains(next.origin) else {
        throw fail(
          "page \(number) says that the list goes on at another system, \(next.origin)", start,
          advice: "name that address as a source of its own if it is meant")
      }
      guard visited.insert(next).inserted else {
        throw fail("page \(number) leads back to one that was read: the list has no end", start, advice: Advice.answer)
      }
      address = next
    }
  }

  private func take(_ page: Page, _ number: Int, _ start: WebAddress, _ pass: inout Pass) throws(FetchFailure) {
    if pass.first == nil { pass.first = page }
    pass.total = page.total.map { max($0, pass.total ?? 0) } ?? pass.total
    // A page that is empty says nothing twice.
    if !page.items.isEmpty, let earlier = pass.lists.updateValue(number, forKey: page.identity) {
      throw fail(
        "page \(number) is page \(earlier) again", start,
        advice: "see paging: the parameter of the cursor is not the one that the system reads")
    }
    // What comes twice in one page is the system's own way to list it; what comes again in another has moved there.
    for (item, identity) in zip(page.items, page.identities) {
      if pass.seen.contains(identity) { pass.repeated += 1 } else { pass.items.append(item) }
    }
    pass.seen.formUnion(page.identities)
  }

  /// The address of the next page; nil where the list ends.
  private func next(
    _ page: Page, after here: WebAddress, from start: WebAddress, _ offset: Int, _ pass: Pass
  ) throws(FetchFailure) -> WebAddress? {
    switch (rule.next, page.next) {
    case (.offset(let parameter), _):
      let read = offset + pass.items.count + pass.repeated
      guard let total = pass.total else {
        if page.items.isEmpty { return nil }
        return start.setting(parameter, to: String(read))
      }
      if let told = page.total, told < read - offset {
        throw fail(
          "page \(pass.count) says that the list has \(told) items, and \(read - offset) came", start,
          advice: "see paging: total names the count of all items")
      }
      if read >= total { return nil }
      guard !page.items.isEmpty else {
        throw fail("the list ends at \(read) of \(total) items", start, advice: "see paging, and try again")
      }
      return start.setting(parameter, to: String(read))
    case (_, .none): return nil
    case (.pointer(_, .some(let parameter)), .cursor(let value)): return start.setting(parameter, to: value)
    case (_, .cursor(let text)), (_, .address(let text)):
      do throws(HTTPFailure) {
        return try rules.resolve(text, here)
      } catch {
        throw fail("page \(pass.count) leads to what is no address: \(error.message)", start, advice: error.advice)
      }
    }
  }

  private func offset(of start: WebAddress) -> Int {
    guard case .offset(let parameter) = rule.next else { return 0 }
    return start.parameter(parameter).flatMap { Int($0) } ?? 0
  }

  private func fail(_ message: String, _ start: WebAddress, advice: String) -> FetchFailure {
    FetchFailure(.answer, "\(start): \(message)", advice: advice)
  }
}
