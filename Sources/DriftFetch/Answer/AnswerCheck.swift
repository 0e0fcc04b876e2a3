/// Whether an answer to a request for a document can be taken, and if not, what it is.
public enum AnswerCheck {
  /// Why an answer is not taken; nil where it may hold a document.
  ///
  /// - Parameter isPage: Whether it is a page of a list, which may be empty.
  public static func failure(of response: HTTPResponse, isPage: Bool = false) -> FetchFailure? {
    let from = "\(response.url)"
    switch response.status {
    case 204, 205: return BodyCheck.failure(of: [], from: from)
    case 206:
      return FetchFailure(.answer, "\(from) sent a part of a document that was asked for whole", advice: Advice.answer)
    case 200...299: return BodyCheck.failure(of: response.body, from: from, isPage: isPage)
    case 304:
      return FetchFailure(
        .answer, "\(from) says that nothing changed, and nobody asked whether",
        advice: "see what stands between: a cache?")
    case 300...399: return refusal(response, .answer, "leads elsewhere, and does not say where", Advice.answer)
    case 100...199: return refusal(response, .answer, "gave no answer", Advice.answer)
    default: return error(response)
    }
  }

  /// An answer whose status is that of an error.
  private static func error(_ response: HTTPResponse) -> FetchFailure {
    let tree = response.body.count <= 1 << 20 ? AnswerTree.read(response.body) : nil
    // A schema that comes with such a status says nothing of why.
    let isSchema = tree.map(ErrorShape.isSchema) ?? false
    let vendor = isSchema ? nil : tree.flatMap { VendorError($0) }
    let challenges = Challenge.all(in: response.headers)
    let challenge = challenges.first { $0.parameters["error"] != nil }
    let coded = vendor?.means ?? challenge?.parameters["error"].flatMap(VendorCode.meaning)
    // `invalid_token` stands for a token that expired, was revoked, or never was one (RFC 6750, 3.1): the sentence says which.
    let saysExpired = VendorError.saysExpired(challenge?.parameters["error_description"] ?? "")
    let means = saysExpired && (coded == nil || coded == .refused) ? .expired : coded
    let scopes =
      [vendor?.scopes ?? [], Self.scopes(of: challenge), accepted(response.headers)].first { !$0.isEmpty } ?? []
    let (kind, what, usual) = classed(response, means, told: vendor?.told ?? (tree == nil ? text(response.body) : nil))
    let isSame = means?.kind == kind
    var advice = isSame && vendor?.means != nil ? Advice.text(vendor) : usual
    if kind == .right { advice = Advice.right(scopes) }
    var failure = refusal(response, kind, what, advice)
    let reasons = [
      scopes.sorted().joined(separator: " "), vendor?.reason ?? "", challenge?.parameters["error"]?.lowercased() ?? "",
    ]
    failure.reason = reasons.first { !$0.isEmpty } ?? ""
    failure.said = vendor?.words ?? words(of: challenge) ?? (isSchema ? "" : pageWords(response.body))
    if kind == .throttled, let again = again(response.headers) { failure.message += ", \(again)" }
    return failure
  }

  /// What a body that is a sentence and nothing else refuses, or one of JSON that was cut off.
  private static func text(_ body: [UInt8]) -> FetchFailure.Kind? {
    BodyStart(body).text.hasPrefix("<") ? nil : TextError(body).failure(from: "")?.kind
  }

  /// When the system may be asked again, in its own terms; nil where it does not say.
  private static func again(_ headers: HeaderList) -> String? {
    guard let value = headers["Retry-After"] else { return nil }
    if let seconds = Double(value), (0...31_536_000).contains(seconds) {
      return "and may be asked again in \(Int(seconds.rounded(.up))) s"
    }
    return HTTPDate.seconds(value, now: 0) == nil ? nil : "and may be asked again on \(Words.clean(value, atMost: 40))"
  }

  /// The class of FORMATS' table, what happened, and what helps where the system says no more.
  ///
  /// - Parameter told: What its sentences say, where no code is known.
  private static func classed(
    _ response: HTTPResponse, _ means: VendorCase?, told: FetchFailure.Kind?
  ) -> (FetchFailure.Kind, String, String) {
    let isLimited = means == .limit || told == .throttled || hasNoRequestsLeft(response.headers)
    switch response.status {
    case 401, 440, 498:
      if means == .limit || told == .throttled { return (.throttled, "takes no more requests", Advice.throttled) }
      if means == .scope { return (.right, "refused access", Advice.right) }
      let isExpired = means == .expired || told == .expired
      return (
        isExpired ? .expired : .credentials, isExpired ? "says that the token expired" : "refused the credentials",
        isExpired ? Advice.expired : Advice.refused
      )
    case 402: return (.right, "wants to be paid first", Advice.right)
    case 403 where isLimited || response.headers["Retry-After"] != nil, 429, 509:
      return (.throttled, "takes no more requests", Advice.throttled)
    case 403 where means?.kind?.isOfCredentials == true:
      return (means?.kind ?? .credentials, "refused the credentials", Advice.refused)
    case 403: return (.right, "refused access", Advice.right)
    case 404 where means?.kind == .right: return (.right, "does not show it, or does not have it", Advice.right)
    case 404: return (.moved, "has nothing there", Advice.moved)
    case 410: return (.moved, "has nothing there any more", Advice.retired)
    case 407: return (.setup, "could not be asked: the proxy wants credentials", "see the proxy's settings")
    case 408, 425: return (.down, "gave up waiting", Advice.down)
    case 477: return (.down, "is being moved", Advice.down)
    case 511:
      return (.noSchema, "could not be asked: the network wants a login first", "see what network this machine is in")
    case 503 where isLimited || response.headers["Retry-After"] != nil:
      return (.throttled, "takes no requests for a while", Advice.throttled)
    // A fault of SOAP comes with 500 whatever it is (SOAP 1.1, 6.2).
    case 500 where means?.kind?.isOfCredentials == true:
      return (means?.kind ?? .credentials, "refused the credentials", Advice.refused)
    case 500 where means?.kind == .right: return (.right, "refused access", Advice.right)
    case 500...599 where isLimited: return (.throttled, "takes no more requests", Advice.throttled)
    case 500...599: return (.down, "is down", Advice.down)
    default:
      switch means {
      case .duplicate: return (.answer, "says that there is such a record already", Advice.duplicate)
      case .field: return (.right, "does not show a field, or does not let it be written", Advice.right)
      default: break
      }
      switch (means, told) {
      case (nil, .throttled?): return (.throttled, "takes no more requests", Advice.throttled)
      case (nil, .expired?): return (.expired, "says that the token expired", Advice.expired)
      case (nil, .credentials?): return (.credentials, "refused the credentials", Advice.refused)
      default: return (means?.kind ?? .answer, "refused the request", Advice.answer)
      }
    }
  }

  /// The class of a status alone.
  static func kind(ofStatus status: Int) -> FetchFailure.Kind {
    VendorCode.meaning(ofStatus: status)?.kind ?? .answer
  }

  private static func refusal(
    _ response: HTTPResponse, _ kind: FetchFailure.Kind, _ what: String, _ advice: String
  ) -> FetchFailure {
    FetchFailure(kind, "\(response.url) \(what) (status \(response.status))", advice: advice)
  }

  /// GitHub and others refuse with 403 what is over the limit.
  private static func hasNoRequestsLeft(_ headers: HeaderList) -> Bool {
    headers["X-RateLimit-Remaining"] == "0" || headers["RateLimit-Remaining"] == "0"
  }

  private static func scopes(of challenge: Challenge?) -> [String] {
    (challenge?.parameters["scope"] ?? "").split(separator: " ").map { Words.clean(String($0), atMost: 100) }
  }

  /// What GitHub and Slack say that an address takes, where it was not granted.
  private static func accepted(_ headers: HeaderList) -> [String] {
    let accepted = headers["X-Accepted-OAuth-Scopes"] ?? headers["X-Accepted-GitHub-Permissions"] ?? ""
    let granted = ScopeList.read(headers.all("X-OAuth-Scopes").joined(separator: ","))
    return ScopeList.read(accepted).filter { !granted.contains($0) }
  }

  private static func words(of challenge: Challenge?) -> String? {
    guard let challenge, let error = challenge.parameters["error"] else { return nil }
    let text = challenge.parameters["error_description"].map { "\(error): \($0)" } ?? error
    let needed = scopes(of: challenge).prefix(10).filter { !text.contains($0) }
    return Words.clean(needed.isEmpty ? text : "\(text) (needed: \(needed.joined(separator: ", ")))", atMost: 600)
  }

  /// The title of a page, or the text of an answer that is nothing else.
  private static func pageWords(_ body: [UInt8]) -> String {
    let start = BodyStart(body)
    if start.isHTML { return start.title ?? "" }
    guard !start.text.hasPrefix("<"), !start.text.hasPrefix("{"), !start.text.hasPrefix("[") else { return "" }
    return Words.clean(String(decoding: body.prefix(2000), as: UTF8.self), atMost: 200)
  }
}
