/// What a system granted and said of access, as far as it said so.
public struct AccessFacts: Sendable, Equatable {
  /// The scopes that were granted, sorted; nil where nobody said.
  public var scopes: [String]?
  /// The scopes that the token endpoint said it granted, whatever another endpoint says of the token; nil where it did not say.
  public var tokenScopes: [String]?
  /// Who asks in the eyes of the system; nil where nobody said.
  public var principal: String?
  /// What of it stays where a name changes, as `sub` does; nil where nobody said.
  public var principalID: String?
  /// All the names that the same answer has for it.
  public var principalNames: Set<String> = []
  /// Whether that is a person, as far as it shows; nil where it does not.
  public var isPerson: Bool?
  /// How long the token lives, seconds; nil where nobody said.
  public var lifetime: Int?
  /// When what drift cannot renew by itself ends, seconds since 1970; nil where nobody said.
  public var ends: Double?
  /// What the system's clock said, seconds since 1970; nil where it said nothing.
  public var date: Double?
  /// What stood beside the documents.
  public var notes = AnswerNotes()
  /// What the introspection endpoint said; nil where none was asked.
  public var introspection: Introspection?
  /// What came of the probes, in the order of the project file.
  public var probes: [ProbeOutcome] = []

  /// Makes facts of nothing.
  public init() {}

  /// Takes who asks, by all its names together.
  mutating func take(_ identity: Identity?) {
    guard let identity else { return }
    (principal, principalID, principalNames) = (identity.name, identity.id, identity.all)
  }

  /// The same with its texts rewritten: secrets taken out. An endpoint may say back anything that it was shown.
  func mapped(_ rewrite: (String) -> String) -> AccessFacts {
    var other = self
    other.scopes = scopes.map { Set($0.map(rewrite)).sorted() }
    other.tokenScopes = tokenScopes.map { Set($0.map(rewrite)).sorted() }
    other.principal = principal.map(rewrite)
    other.principalID = principalID.map(rewrite)
    other.principalNames = Set(principalNames.map(rewrite))
    if case .unknown(let why)? = introspection { other.introspection = .unknown(rewrite(why)) }
    other.notes.rewrite(rewrite)
    other.probes = probes.map { $0.mapped(rewrite) }
    return other
  }
}

/// What an introspection endpoint said of a token (RFC 7662, 2.2).
public enum Introspection: Sendable, Equatable {
  /// The token is one; what it may do is in ``AccessFacts``.
  case active
  /// The token is none, or is none any more.
  case inactive
  /// It did not say: nothing is known, and nothing is taken for well.
  case unknown(String)
}

/// What came of reading something to see whether it may be read.
public struct ProbeOutcome: Sendable, Equatable {
  /// The probe's name.
  public var name: String
  /// Why it was not given; nil where it was.
  public var failure: FetchFailure?
  /// Whether what came is neither what was asked for nor a refusal, so that nothing is known.
  public var isUnclear = false
  /// What it was written in; nil where nothing was given.
  public var form: Form?
  /// What the answer says of the end of the operation.
  public var retirement = Retirement()

  /// What data is written in.
  public enum Form: String, Sendable {
    case json, xml, html, text, empty
  }

  /// Makes an outcome.
  public init(name: String, failure: FetchFailure? = nil, isUnclear: Bool = false, form: Form? = nil) {
    self.name = name
    self.failure = failure
    self.isUnclear = isUnclear
    self.form = form
  }

  /// The same with its texts rewritten.
  func mapped(_ rewrite: (String) -> String) -> ProbeOutcome {
    var other = self
    other.failure = failure?.mapped(rewrite)
    other.retirement.rewrite(rewrite)
    return other
  }
}
