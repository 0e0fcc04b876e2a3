internal import DriftModel
public import DriftProject

/// Fetches the documents of one system.
public struct SystemFetcher: Sendable {
  /// Sends a request politely: with redirects, tries and limits, none of which is a matter here.
  public typealias Send = @Sendable (HTTPRequest) async throws(HTTPFailure) -> HTTPResponse

  /// What the fetcher needs of the run.
  public struct Surroundings: Sendable {
    /// Sends a request.
    public var send: Send
    /// Reads addresses.
    public var rules: AddressRules
    /// Reads secrets.
    public var secrets: SecretReader
    /// The clock, seconds since 1970.
    public var now: @Sendable () -> Double
    /// What is known of an address whose bytes are still at hand; nil where they are not.
    public var known: @Sendable (String) -> Validator?
    /// Whether bytes hold a secret that is in use.
    public var holdsSecret: @Sendable ([UInt8]) -> Bool
    /// A text without the secrets that are in use.
    public var clean: @Sendable (String) -> String

    /// Makes surroundings.
    public init(
      send: @escaping Send, rules: AddressRules, secrets: SecretReader, now: @escaping @Sendable () -> Double,
      known: @escaping @Sendable (String) -> Validator? = { _ in nil },
      holdsSecret: @escaping @Sendable ([UInt8]) -> Bool = { _ in false },
      clean: @escaping @Sendable (String) -> String = { $0 }
    ) {
      self.send = send
      self.rules = rules
      self.secrets = secrets
      self.now = now
      self.known = known
      self.holdsSecret = holdsSecret
      self.clean = clean
    }
  }

  /// Shows who asks, and knows what was granted.
  public let authenticator: Authenticator

  let source: HTTPSource
  let around: Surroundings
  private let addresses: [WebAddress]
  let first: WebAddress
  private let paths: DocumentPaths

  /// Makes a fetcher.
  ///
  /// - Throws: ``FetchFailure`` where an address of the source is none.
  public init(_ source: HTTPSource, _ around: Surroundings) throws(FetchFailure) {
    var addresses: [WebAddress] = []
    for url in source.urls { addresses.append(try around.rules.address(url, "the address")) }
    guard let first = addresses.first else { throw FetchFailure(.setup, "the source has no address") }
    let endpoint: WebAddress? =
      switch source.credentials {
      case .oauth2(let grant): try around.rules.address(grant.tokenURL, "the token endpoint")
      case .jwt(let grant): try around.rules.address(grant.tokenURL, "the token endpoint")
      default: nil
      }
    self.source = source
    self.around = around
    self.addresses = addresses
    self.first = first
    paths = DocumentPaths(addresses)
    authenticator = Authenticator(
      source.credentials, for: first.origin, tokenEndpoint: endpoint, secrets: around.secrets, send: around.send,
      now: around.now)
  }

  /// All documents of the system, or the word that none of them changed.
  public func fetch() async throws(FetchFailure) -> Fetched {
    do throws(FetchFailure) {
      return try await fetchAll()
    } catch {
      throw cleaned(error)
    }
  }

  /// A document that another one refers to; of the same origin as the first, and of no other.
  public func fetch(reference: String, from document: WebAddress? = nil) async throws(FetchFailure) -> FetchedDocument {
    do throws(FetchFailure) {
      let address: WebAddress
      do throws(HTTPFailure) {
        address = try around.rules.resolve(reference, document ?? first)
      } catch {
        throw FetchFailure(
          .answer, "a document refers to what is no address: \(error.message)", advice: "see the document's references")
      }
      guard address.origin == first.origin else {
        throw FetchFailure(
          .answer, "a document refers to \(address.origin), which is another system than \(first.origin)",
          advice: "name that address as one of urls if it is meant")
      }
      return self.document(address, try await taken(address).body)
    } catch {
      throw cleaned(error)
    }
  }

  /// A document by the path under which others refer to it (``FetchedDocument/path``).
  public func fetch(path: String) async throws(FetchFailure) -> FetchedDocument {
    var document = try await fetch(reference: path, from: paths.base)
    document.path = path
    return document
  }

  /// What the system granted, with what it said since.
  public var facts: AccessFacts { get async { await authenticator.facts.mapped(around.clean) } }

  private func fetchAll() async throws(FetchFailure) -> Fetched {
    if let paging = source.paging { return try await fetchPages(paging) }
    // Whether anything changed is asked of all first: where one did, the others are needed too.
    let known = addresses.map { around.known($0.text) }
    let asked = known.map { $0.map { !$0.conditions.isEmpty } ?? false }
    var answers: [HTTPResponse?] = try await each(addresses.indices) { index throws(FetchFailure) in
      try await answer(index, asked[index] ? known[index] : nil)
    }
    if answers.allSatisfy({ $0 == nil }) {
      return await outcome(documents: nil, validators: known.compactMap { $0 })
    }
    let missing = answers.indices.filter { answers[$0] == nil }
    let again = try await each(missing[...]) { index throws(FetchFailure) in try await answer(index, nil) }
    for (index, response) in zip(missing, again) { answers[index] = response }
    let all = zip(addresses, answers).compactMap { address, response in
      response.map { (address, $0, document(address, $0.body)) }
    }
    return await outcome(
      documents: all.map(\.2),
      validators: all.compactMap { Validator(of: $1, url: $0.text, digest: $2.digest) })
  }

  /// Lists over several pages. Nothing says of a whole list that it did not change, so all of it is taken.
  private func fetchPages(_ paging: HTTPSource.Paging) async throws(FetchFailure) -> Fetched {
    let walker = try PageWalker(paging, maxBytes: source.maxBytes, rules: around.rules) {
      address throws(FetchFailure) in try await taken(address, isPage: true)
    }
    let lists = try await each(addresses.indices) { index throws(FetchFailure) in
      try await walker.walk(from: addresses[index])
    }
    let documents = zip(addresses, lists).map { document($0, $1.bytes) }
    for (address, list) in zip(addresses, lists) {
      if let failure = BodyCheck.failure(of: list.bytes, from: "\(address)") { throw failure }
    }
    return await outcome(documents: documents, validators: [], doubts: lists.flatMap(\.doubts))
  }

  private func outcome(
    documents: [FetchedDocument]?, validators: [Validator], doubts: [String] = []
  ) async -> Fetched {
    Fetched(
      documents: documents, validators: validators.compactMap(kept), facts: await facts,
      doubts: doubts.map(around.clean), warnings: await authenticator.warnings.map(around.clean))
  }

  /// What of a validator may be kept: a tag may repeat what was shown. Nil where nothing is left to ask with.
  private func kept(_ validator: Validator) -> Validator? {
    var validator = validator
    if let tag = validator.tag, around.clean(tag) != tag { validator.tag = nil }
    if let date = validator.lastModified, around.clean(date) != date { validator.lastModified = nil }
    return validator.tag == nil && validator.lastModified == nil ? nil : validator
  }

  /// The answer of an address; nil where it says that nothing changed.
  private func answer(_ index: Int, _ known: Validator?) async throws(FetchFailure) -> HTTPResponse? {
    let (address, isPage) = (addresses[index], source.urls[index].mayBeEmpty)
    let response = try await exchange(address, conditions: known?.conditions ?? [])
    if response.status == 304, known != nil { return nil }
    if let object = source.urls[index].object, let failure = Self.unknown(object, response) {
      throw failure
    }
    return try checked(response, isPage: isPage)
  }

  /// Why an object did not come of which a system knows nothing: nobody moved its address, drift made it of a name.
  ///
  /// HubSpot answers with 400 to a name that it cannot make an object of, Salesforce with 404; so both do to who may not
  /// see it.
  private static func unknown(
    _ object: (name: String, known: [String]), _ response: HTTPResponse
  ) -> FetchFailure? {
    guard [400, 404].contains(response.status), var failure = AnswerCheck.failure(of: response),
      failure.kind == .moved || failure.kind == .answer
    else { return nil }
    let near = Suggestion.nearest(to: object.name, in: object.known.filter { $0 != object.name }, atMost: 2)
    // A name that is spelled as its maker's are is not misspelt: it went, or it is hidden.
    let isMisspelt = !near.isEmpty && !object.known.contains { $0.lowercased() == object.name.lowercased() }
    failure.kind = isMisspelt ? .setup : .right
    failure.message = "there is no object \"\(object.name)\" for who asks: \(failure.message)"
    failure.advice =
      isMisspelt
      ? "did you mean \(near.joined(separator: " or "))? Objects are named under objects in drift.yaml, and in mappings"
      : "see whether \(object.name) is its name (objects in drift.yaml, and mappings), and whether the account that drift "
        + "uses may see it"
    return failure
  }

  /// The answer of an address, where it may hold a document.
  private func taken(_ address: WebAddress, isPage: Bool = false) async throws(FetchFailure) -> HTTPResponse {
    try checked(try await exchange(address, conditions: []), isPage: isPage)
  }

  private func checked(_ response: HTTPResponse, isPage: Bool = false) throws(FetchFailure) -> HTTPResponse {
    if let failure = AnswerCheck.failure(of: response, isPage: isPage) { throw failure }
    try checkSecrets(response.body, from: response.url)
    return response
  }

  func checkSecrets(_ bytes: [UInt8], from address: WebAddress) throws(FetchFailure) {
    guard !around.holdsSecret(bytes) else {
      throw FetchFailure(
        .answer, "what \(address) sent holds one of the secrets in use, and is not kept",
        advice: "see why the system repeats it, and renew the secret")
    }
  }

  func exchange(
    _ address: WebAddress, conditions: [(String, String)], isProbe: Bool = false
  ) async throws(FetchFailure) -> HTTPResponse {
    var request = HTTPRequest(.document, address)
    for header in source.headers { request.headers.append(header.name, header.value) }
    if request.headers["Accept"] == nil {
      request.headers.append("Accept", "application/json, application/yaml;q=0.9, application/xml;q=0.9, */*;q=0.5")
    }
    for (name, value) in conditions { request.headers.append(name, value) }
    return try await exchange(request, isProbe: isProbe)
  }

  /// One request with what shows who asks; once more where that was refused and another is to be had.
  func exchange(_ request: HTTPRequest, isProbe: Bool = false) async throws(FetchFailure) -> HTTPResponse {
    let address = request.url
    var request = request
    var isSecond = false
    while true {
      let issued = try await authenticator.issued(for: address.origin)
      request.credential = issued.credential
      let response: HTTPResponse
      do throws(HTTPFailure) {
        response = try await around.send(request)
      } catch {
        throw FetchFailure(error)
      }
      await authenticator.note(response, isProbe: isProbe)
      guard Self.isRefusal(response) else {
        await authenticator.accept(issued)
        return response
      }
      // What was refused on another origin was not shown there.
      guard !isSecond, issued.credential != nil, response.url.origin == address.origin,
        await authenticator.refuse(issued)
      else { return response }
      isSecond = true
    }
  }

  /// Whether an answer refuses what was shown. Some vendors say so with another status than 401, or with none.
  private static func isRefusal(_ response: HTTPResponse) -> Bool {
    if response.status == 401 { return true }
    guard response.status != 304, response.status >= 400 || response.body.count < 4096 else { return false }
    return AnswerCheck.failure(of: response)?.kind.isOfCredentials == true
  }

  private func document(_ address: WebAddress, _ bytes: [UInt8]) -> FetchedDocument {
    FetchedDocument(path: paths.path(of: address), source: address.description, bytes: bytes, address: address)
  }

  func cleaned(_ failure: FetchFailure) -> FetchFailure {
    var failure = failure
    if failure.kind == .expired, source.credentials?.asksForTokens == true { failure.advice = Advice.expiredThoughNew }
    // Nobody's credentials are wrong where none are shown.
    if [.credentials, .expired].contains(failure.kind), source.credentials == nil, !showsOwnCredentials {
      failure.message = failure.message.replacing(
        "refused the credentials", with: "asks for credentials, and none are shown")
      failure.advice = Advice.noCredentials
    }
    return failure.mapped(around.clean)
  }

  /// Whether the project shows credentials in a header of its own, or in the address.
  private var showsOwnCredentials: Bool { !source.headers.isEmpty || first.text.contains("?") }

  /// All at once, in their order; the first failure ends the others.
  private func each<Indices: Collection<Int> & Sendable, Value: Sendable>(
    _ indices: Indices, _ body: @escaping @Sendable (Int) async throws(FetchFailure) -> Value
  ) async throws(FetchFailure) -> [Value] {
    let results = await withTaskGroup(of: (Int, Result<Value, FetchFailure>).self) { group in
      for (place, index) in indices.enumerated() {
        group.addTask {
          do throws(FetchFailure) {
            return (place, .success(try await body(index)))
          } catch {
            return (place, .failure(error))
          }
        }
      }
      var all: [Int: Value] = [:]
      var failure: FetchFailure?
      for await (place, result) in group {
        switch result {
        case .success(let value): all[place] = value
        case .failure(let error) where failure == nil:
          failure = error
          group.cancelAll()
        case .failure: break
        }
      }
      return (all, failure)
    }
    if let failure = results.1 { throw failure }
    return results.0.sorted { $0.key < $1.key }.map(\.value)
  }
}
