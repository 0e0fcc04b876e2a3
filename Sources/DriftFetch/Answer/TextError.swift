/// Whether a text that is neither JSON nor XML says that something went wrong. What is longer than a few words is a text.
struct TextError {
  private let line: String
  private let isAlone: Bool
  private let isShort: Bool

  /// The longest sentence that is read.
  private static let longest = 300
  /// The longest text that its beginning alone may make an error: what stood where goes with it.
  private static let longestTrace = 4_000

  init(_ body: [UInt8]) {
    let text = String(decoding: body.prefix(16_384), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).filter { $0.contains { !$0.isWhitespace } }
    line = Words.clean(String(lines.first ?? ""), atMost: Self.longest)
    isShort = body.count <= Self.longestTrace
    isAlone = lines.count == 1 && body.count <= Self.longest
  }

  /// Sentences that refuse, whatever stands around them.
  private static let refusals: [(FetchFailure.Kind, [String])] = [
    (.throttled, ["too many requests", "rate limit", "quota exceeded", "limit exceeded", "request limit"]),
    (
      .expired,
      [
        "token expired", "token is expired", "token has expired", "expired token", "session expired",
        "session has expired", "key expired", "key is expired", "key has expired", "expired api key",
        "credentials expired", "credentials have expired",
      ]
    ),
    (
      .credentials,
      [
        "unauthorized", "unauthorised", "not authenticated", "authentication required", "missing authentication",
        "credentials were not provided", "authentication failed",
        "invalid token", "invalid access token", "token is invalid", "token invalid", "token is incorrect",
        "token has been revoked", "invalid session", "session is invalid", "invalid api key", "invalid credentials",
        "login required", "please log in", "please sign in",
      ]
    ),
    (
      .right,
      [
        "forbidden", "access denied", "access is denied", "permission denied", "not authorized", "not authorised",
        "not allowed", "no permission", "insufficient permission", "insufficient privilege", "insufficient scope",
      ]
    ),
    (.down, ["service unavailable", "temporarily unavailable", "under maintenance", "bad gateway", "gateway timeout"]),
  ]
  /// How the text of an error begins.
  private static let starts = [
    "error:", "fatal error", "fatal:", "exception:", "exception in", "unhandled exception", "traceback (most recent",
    "internal server error", "internal error", "not found", "bad request", "an error occurred", "404 ", "500 ", "401 ",
    "403 ", "panic:", "uncaught ", "page not found", "no route", "invalid request", "cannot get /",
  ]

  /// What a sentence in lower case refuses; nil where it refuses nothing.
  private static func kind(of words: String) -> FetchFailure.Kind? {
    refusals.first { kind, texts in
      texts.contains { words.contains($0) } && (kind != .expired || VendorError.saysExpired(words))
    }?.0
  }

  /// What one of the sentences of an error refuses, the most telling kind first; nil where none does.
  static func kind(ofAny messages: [String]) -> FetchFailure.Kind? {
    let kinds = messages.prefix(20).compactMap { message in
      message.utf8.count > longest ? nil : kind(of: message.lowercased())
    }
    return refusals.lazy.map(\.0).first { kinds.contains($0) }
  }

  /// Why it is an error; nil where it is not.
  func failure(from place: String, status: Int? = nil) -> FetchFailure? {
    let words = line.lowercased()
    // Columns of a table are no sentence.
    let isSentence = isAlone && !line.contains { "\t;|".contains($0) } && line.split(separator: ",").count <= 2
    let kind = isSentence ? Self.kind(of: words) : nil
    guard kind != nil || words == "error" || isBegun(words) else { return nil }
    return FetchFailure(
      kind ?? .answer, "\(place) sent the text of an error\(status.map { " (status \($0))" } ?? "")", said: line,
      advice: Advice.text(kind ?? .answer))
  }

  /// Whether it begins as errors do; the head of a table may, too.
  private func isBegun(_ words: String) -> Bool {
    isShort && Self.starts.contains(where: words.hasPrefix) && line.split(separator: ",").count <= 4
      && !line.contains("\t")
  }
}
