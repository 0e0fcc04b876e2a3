/// What a system granted and said of access, as far as it said so.
public struct AccessFacts: Sendable, Equatable {
  /// The scopes that were granted, sorted; nil where nobody said.
  public var scopes: [String]?
  /// Who asks in the eyes of the system; nil where nobody said.
  public var principal: String?
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

  /// The same with its texts rewritten: secrets taken out. An endpoint may say back anything that it was shown.
  func mapped(_ rewrite: (String) -> String) -> AccessFacts {
    var other = self
    other.scopes = scopes.map { Set($0.map(rewrite)).sorted() }
    other.principal = principal.map(rewrite)
    if case .unknown(let why)? = introspection { other.introspection = .unknown(rewrite(why)) }
    other.notes.rewrite(rewrite)
    other.probes = probes.map { .init(name: $0.name, failure: $0.failure?.mapped(rewrite)) }
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

  /// Makes an outcome.
  public init(name: String, failure: FetchFailure?) {
    self.name = name
    self.failure = failure
  }
}
