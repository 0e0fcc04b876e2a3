import Crypto
import DriftModel
public import DriftProject

/// Fetches the documents of one system over HTTP.
public struct SystemFetcher: Sendable {
  /// Sends a request as manners ask for it: redirects, waiting, another try.
  public typealias Send = @Sendable (HTTPRequest) async throws(HTTPFailure) -> HTTPResponse

  private let system: String
  private let source: HTTPSource
  private let authenticator: Authenticator
  private let addresses: [WebAddress]
  private let send: Send
  /// Whether bytes hold a secret that is in use.
  private let leaks: @Sendable ([UInt8]) -> Bool

  /// Makes a fetcher.
  ///
  /// - Throws: ``FetchFailure`` of the setup at the first address that is none.
  public init(
    system: String, _ source: HTTPSource, _ authenticator: (Origin) -> Authenticator,
    leaks: @escaping @Sendable ([UInt8]) -> Bool, send: @escaping Send
  ) throws(FetchFailure) {
    self.system = system
    self.source = source
    self.send = send
    self.leaks = leaks
    var addresses: [WebAddress] = []
    for url in source.urls { addresses.append(try Self.address(url)) }
    guard let first = addresses.first else { throw FetchFailure(.setup, "\(system) has no address") }
    self.addresses = addresses
    self.authenticator = authenticator(first.origin)
  }

  /// The address that the project file names.
  static func address(_ url: HTTPSource.URL) throws(FetchFailure) -> WebAddress {
    do throws(HTTPFailure) {
      return try WebAddress(parsing: url.text)
    } catch {
      throw FetchFailure(.setup, "\(url.place.file):\(url.place.line): \(error.message)", advice: error.advice)
    }
  }

  /// What was told on the way.
  public func warnings() async -> [String] { await authenticator.warnings }

  /// Fetches the documents. Those of which the system says that they are what `known` stands for do not come again,
  /// unless another one changed: then all are there.
  ///
  /// - Throws: ``FetchFailure`` at the first document that does not come.
  public func fetch(known: [Validator]) async throws(FetchFailure) -> Fetched {
    if source.paging != nil { return try await fetchPages() }
    var responses = try await all(Array(addresses.indices), known)
    if responses.isEmpty { return Fetched(documents: nil, validators: known, facts: await authenticator.facts) }
    let unchanged = addresses.indices.filter { responses[$0] == nil }
    for (index, response) in try await all(unchanged, []) { responses[index] = response }
    var documents: [FetchedDocument] = []
    var validators: [Validator] = []
    for index in addresses.indices {
      guard let response = responses[index] else {
        throw FetchFailure(.answer, "\(addresses[index]) answered 304 unasked")
      }
      documents.append(document(addresses[index], response.body))
      if let validator = Self.validator(addresses[index], response) { validators.append(validator) }
    }
    return Fetched(documents: documents, validators: validators, facts: await authenticator.facts)
  }

  /// Fetches a document that another one refers to, from the origin of the first.
  public func fetch(reference path: String) async throws(FetchFailure) -> FetchedDocument {
    let url: WebAddress
    do throws(HTTPFailure) {
      url = try addresses[0].resolved("/\(path)")
    } catch {
      throw FetchFailure(error)
    }
    guard url.origin == addresses[0].origin else {
      throw FetchFailure(.answer, "the document stands on another host", advice: "name it under urls")
    }
    var document = document(url, try await whole(url).body)
    document.path = path
    return document
  }

  private func document(_ url: WebAddress, _ bytes: [UInt8]) -> FetchedDocument {
    var path = String(url.path.drop { $0 == "/" })
    if url.origin != addresses[0].origin { path = "\(url.origin.host)/\(path)" }
    if let query = url.query { path += "?\(query)" }
    return FetchedDocument(path: path.isEmpty ? "document" : path, source: url.description, bytes: bytes)
  }

  /// An answer to a request that may have been conditional.
  private enum Answer: Sendable {
    /// Nothing changed since the validator that was shown.
    case unchanged
    /// All of it came.
    case whole(HTTPResponse)
  }

  /// The answers to some addresses, all at once; one that did not change has none.
  private func all(_ indices: [Int], _ known: [Validator]) async throws(FetchFailure) -> [Int: HTTPResponse] {
    typealias Result = (index: Int, answer: Swift.Result<Answer, FetchFailure>)
    let results = await withTaskGroup(of: Result.self) { group in
      for index in indices {
        let validator = known.first { $0.url == addresses[index].text }
        group.addTask { [self] in (index, await result(addresses[index], validator)) }
      }
      var out: [Result] = []
      for await one in group {
        out.append(one)
        // What fails for one fails for the system: the others need not be waited for.
        if case .failure = one.answer { group.cancelAll() }
      }
      return out
    }
    let failures = results.sorted { $0.index < $1.index }.compactMap { one in
      if case .failure(let failure) = one.answer { failure } else { nil }
    }
    // One that was called off because of another says nothing.
    if let failure = failures.first(where: { $0.kind != .unreached }) ?? failures.first { throw failure }
    var out: [Int: HTTPResponse] = [:]
    for one in results {
      if case .success(.whole(let response)) = one.answer { out[one.index] = response }
    }
    return out
  }

  private func result(_ url: WebAddress, _ known: Validator?) async -> Swift.Result<Answer, FetchFailure> {
    do throws(FetchFailure) {
      return .success(try await answer(url, known))
    } catch {
      return .failure(error)
    }
  }

  /// The whole answer to one address.
  private func whole(_ url: WebAddress) async throws(FetchFailure) -> HTTPResponse {
    switch try await answer(url, nil) {
    case .whole(let response): return response
    case .unchanged: throw FetchFailure(.answer, "\(url) answered 304 unasked")
    }
  }

  private func answer(_ url: WebAddress, _ known: Validator?) async throws(FetchFailure) -> Answer {
    var response = try await exchange(url, known)
    if response.status == 401, await authenticator.renew() { response = try await exchange(url, known) }
    await authenticator.note(response.headers)
    if response.status == 304 {
      guard known == nil else { return .unchanged }
      throw FetchFailure(
        .answer,
        "\(url) answered that nothing changed (304), though nothing was shown that it could have changed since",
        advice: "ask its owner; a cache in between may lie")
    }
    if let failure = AnswerCheck.failure(response, of: url.description) { throw failure }
    guard !leaks(response.body) else {
      throw FetchFailure(
        .answer, "\(url) sent a document that holds one of our secrets; it was not kept",
        advice: "ask its owner why it sends back who asks")
    }
    return .whole(response)
  }

  private func exchange(_ url: WebAddress, _ known: Validator?) async throws(FetchFailure) -> HTTPResponse {
    var headers: HeaderList = []
    for header in source.headers { headers.append(header.name, header.value) }
    if headers["Accept"] == nil {
      headers.append("Accept", "application/json, application/yaml, application/xml, text/xml, */*;q=0.5")
    }
    if let tag = known?.tag {
      headers.append("If-None-Match", tag)
    } else if let date = known?.lastModified {
      headers.append("If-Modified-Since", date)
    }
    let credential = try await authenticator.credential()
    let request = HTTPRequest(
      .document, url, headers: headers, credential: credential?.origin == url.origin ? credential : nil)
    do throws(HTTPFailure) {
      return try await send(request)
    } catch {
      throw FetchFailure(error)
    }
  }

  private func fetchPages() async throws(FetchFailure) -> Fetched {
    guard let paging = source.paging else { return Fetched(documents: nil) }
    var documents: [FetchedDocument] = []
    for url in addresses {
      let walker = PageWalker(paging, maxBytes: source.maxBytes) { [self] url async throws(FetchFailure) in
        try await whole(url)
      }
      documents.append(document(url, try await walker.document(from: url)))
    }
    return Fetched(documents: documents, facts: await authenticator.facts)
  }

  /// What an answer gives to show the next time; nil where it gives nothing that can be relied on.
  private static func validator(_ url: WebAddress, _ response: HTTPResponse) -> Validator? {
    let tags = response.headers.all("ETag")
    let tag = tags.count == 1 ? tags.first.flatMap { isTag($0) ? $0 : nil } : nil
    let dates = response.headers.all("Last-Modified")
    let date = dates.count == 1 ? dates.first.flatMap { $0.utf8.count == 29 ? $0 : nil } : nil
    guard tag != nil || date != nil else { return nil }
    let digest = SHA256.hash(data: response.body).reduce(into: "") { text, byte in
      text += byte < 16 ? "0" : ""
      text += String(byte, radix: 16)
    }
    return Validator(url: url.text, tag: tag, lastModified: date, digest: digest)
  }

  /// An entity tag (RFC 9110, 8.8.3): in quotes, with `W/` before them where it is weak.
  private static func isTag(_ text: String) -> Bool {
    let body = text.hasPrefix("W/") ? text.dropFirst(2) : text[...]
    guard body.utf8.count >= 2, body.utf8.count <= 1_024, body.hasPrefix("\""), body.hasSuffix("\"") else {
      return false
    }
    return body.dropFirst().dropLast().utf8.allSatisfy { $0 == 0x21 || $0 >= 0x23 && $0 != 0x7F }
  }
}
