/// What came of fetching the documents of one system.
public struct Fetched: Sendable {
  /// The documents; nil where the system said that none changed since the validators that were shown (RFC 9110, 13.1).
  public var documents: [FetchedDocument]?
  /// What to show at the next look so that nothing comes twice, by address.
  public var validators: [Validator]
  /// What the system granted and said on the way.
  public var facts: AccessFacts
  /// What makes the documents doubtful: a list that changed while it was read. With one of these the look is no whole one.
  public var doubts: [String]
  /// What is not as it should be and was done all the same: a secret that went over plain HTTP.
  public var warnings: [String]

  /// Makes an outcome.
  public init(
    documents: [FetchedDocument]?, validators: [Validator] = [], facts: AccessFacts = .init(), doubts: [String] = [],
    warnings: [String] = []
  ) {
    self.documents = documents
    self.validators = validators
    self.facts = facts
    self.doubts = doubts
    self.warnings = warnings
  }
}

/// A document as it came.
public struct FetchedDocument: Sendable {
  /// The path under which others of the system refer to it: the part of the address after what all have in common.
  public var path: String
  /// The address, for people; the program for a command.
  public var source: String
  /// The bytes.
  public let bytes: [UInt8]
  /// SHA-256 of the bytes, 64 digits: taken once, however many ask.
  public let digest: String
  /// Where it was fetched; nil for what a program wrote.
  public var address: WebAddress?
  /// Whether another document refers to it, and the project file does not name it.
  public var isReferred = false

  /// Makes a document.
  public init(path: String, source: String, bytes: [UInt8], address: WebAddress? = nil) {
    self.address = address
    self.path = path
    self.source = source
    self.bytes = bytes
    digest = Validator.digest(of: bytes)
  }
}

/// What makes a request conditional (RFC 9110, 8.8).
public struct Validator: Sendable, Equatable {
  /// The address, query included.
  public var url: String
  /// The entity tag as it came, quotes included; nil where there was none.
  public var tag: String?
  /// When it was last modified, as it came; nil where nobody said.
  public var lastModified: String?
  /// SHA-256 of the bytes that it stands for.
  public var digest: String

  /// Makes a validator.
  public init(url: String, tag: String?, lastModified: String?, digest: String) {
    self.url = url
    self.tag = tag
    self.lastModified = lastModified
    self.digest = digest
  }
}

/// Why the documents of a system did not come. The texts hold no secret and no control character.
public struct FetchFailure: Error, Sendable, Equatable {
  /// The class of FORMATS' table, which decides whom to call.
  public enum Kind: String, Sendable, CaseIterable {
    /// No connection, no name, no time.
    case unreachable
    /// The certificate is not to be trusted.
    case insecure
    /// The credentials were refused: revoked or wrong.
    case credentials
    /// The token expired, says the system.
    case expired
    /// The token endpoint gave no new token for the old one.
    case refresh
    /// A right is missing.
    case right
    /// Too many requests.
    case throttled
    /// Nothing stands at the address any more.
    case moved
    /// The system is down.
    case down
    /// What came is no schema: a login page, an error, nothing.
    case noSchema = "no-schema"
    /// What came breaks the rules of HTTP or its limits: too large, cut short, a redirect that is not followed.
    case answer
    /// A secret, a program or a certificate of the project is not there.
    case setup
    /// The run ended before it was looked at.
    case unreached = "not-reached"
    /// This machine's clock, or that of who stored a version, was wrong.
    case clock

    /// Whether what was shown was not taken.
    public var isOfCredentials: Bool { self == .credentials || self == .expired || self == .refresh }
  }

  /// The class.
  public var kind: Kind
  /// What happened, in a sentence without a full stop.
  public var message: String
  /// What the system itself said; empty where it said nothing.
  public var said: String
  /// What to do.
  public var advice: String
  /// What tells one refusal of a kind from another, the same night after night: the scopes that are asked for, or the
  /// system's own code; empty where it names none.
  public var reason = ""

  /// The same with its texts rewritten: secrets taken out.
  public func mapped(_ rewrite: (String) -> String) -> FetchFailure {
    FetchFailure(
      kind, rewrite(message), said: rewrite(said), advice: rewrite(advice), reason: rewrite(reason))
  }

  /// Makes a failure.
  public init(_ kind: Kind, _ message: String, said: String = "", advice: String = "", reason: String = "") {
    self.reason = reason
    self.kind = kind
    self.message = message
    self.said = said
    self.advice = advice
  }
}
