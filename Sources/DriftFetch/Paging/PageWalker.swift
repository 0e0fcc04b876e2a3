import DriftModel
import DriftProject
import DriftSyntax

/// Puts a list of several pages together to one document: the first page, with all items in the place of its own.
struct PageWalker: Sendable {
  private let paging: HTTPSource.Paging
  private let maxBytes: Int
  private let send: @Sendable (WebAddress) async throws(FetchFailure) -> HTTPResponse

  init(
    _ paging: HTTPSource.Paging, maxBytes: Int,
    send: @escaping @Sendable (WebAddress) async throws(FetchFailure) -> HTTPResponse
  ) {
    self.paging = paging
    self.maxBytes = maxBytes
    self.send = send
  }

  /// The whole list, page by page. It is all there or it fails: a list that lacks a page looks like one that lost what
  /// stood on it.
  func document(from first: WebAddress) async throws(FetchFailure) -> [UInt8] {
    var pages: [ListPage] = []
    var seen: Set<String> = [first.text]
    var bodies: Set<[UInt8]> = []
    var next: WebAddress? = first
    var (bytes, items) = (0, 0)
    while let url = next {
      guard pages.count < paging.limit else {
        throw failure("\(first) goes on beyond \(paging.limit) pages", "raise paging.max-pages, if there are so many")
      }
      let response = try await send(url)
      bytes += response.body.count
      guard bytes <= maxBytes else {
        throw failure("\(first) has more than \(maxBytes) bytes in all", "raise max-bytes")
      }
      let page = try ListPage(response, items: paging.items, of: url)
      // The same items once more, under whatever address, are a ring.
      guard page.count == 0 || bodies.insert(page.digest).inserted else {
        throw failure("\(url) sent the same page once more: its pages go round in a ring", "look at paging")
      }
      pages.append(page)
      items += page.count
      next = try following(page, after: url, first: first, items: items)
      guard let following = next else { break }
      guard following.origin == first.origin else {
        throw failure("\(url) leads to its next page on another host, \(following.origin)", "ask its owner")
      }
      guard seen.insert(following.text).inserted else {
        throw failure("\(url) leads back to a page that was there already", "look at paging")
      }
    }
    let names = pages.flatMap(\.digests)
    guard Set(names).count == names.count else {
      throw failure(
        "\(first) has an item twice: the list changed while it was read", "the next night reads it again")
    }
    return ListPage.joined(pages)
  }

  private func failure(_ message: String, _ advice: String) -> FetchFailure {
    FetchFailure(.answer, message, advice: advice)
  }

  private func following(
    _ page: ListPage, after url: WebAddress, first: WebAddress, items: Int
  ) throws(FetchFailure) -> WebAddress? {
    do throws(HTTPFailure) {
      switch paging.next {
      case .link: return try page.link.map { text throws(HTTPFailure) in try url.resolved(text) }
      case .pointer(let pointer, let parameter):
        guard let text = page.text(at: pointer) else { return nil }
        guard let parameter else { return try url.resolved(text) }
        return first.setting(parameter, to: text)
      case .offset(let parameter, let total):
        if let total {
          guard let text = page.text(at: total), let count = Int(text) else {
            throw HTTPFailure(.malformed, "\(url) has no number at \(total)", advice: "look at paging.total")
          }
          return items < count && page.count > 0 ? first.setting(parameter, to: String(items)) : nil
        }
        return page.count == 0 ? nil : first.setting(parameter, to: String(items))
      }
    } catch {
      throw FetchFailure(.answer, "\(url): the next page cannot be asked for: \(error.message)", advice: error.advice)
    }
  }
}

extension WebAddress {
  /// The address with one parameter of the query set.
  func setting(_ name: String, to value: String) -> WebAddress {
    let key = FormText.query(name) + "="
    var parts = (query ?? "").split(separator: "&").map(String.init).filter { !$0.hasPrefix(key) }
    parts.append(key + FormText.query(value))
    var out = self
    out.query = parts.joined(separator: "&")
    return out
  }
}
