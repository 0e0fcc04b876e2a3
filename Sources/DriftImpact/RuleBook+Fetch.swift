extension RuleBook {
  /// A look at a fetched system that is too old.
  public static let snapshotStale = "snapshot-stale"
  /// No connection, no name, no time.
  public static let systemUnreachable = "system-unreachable"
  /// A certificate that is not to be trusted.
  public static let certificateRefused = "certificate-refused"
  /// Credentials that were refused.
  public static let credentialsRefused = "credentials-refused"
  /// A right that is missing.
  public static let rightMissing = "right-missing"
  /// Too many requests.
  public static let rateLimited = "rate-limited"
  /// Nothing stands at the address any more.
  public static let schemaMoved = "schema-moved"
  /// A system that is down.
  public static let systemDown = "system-down"
  /// What came is no schema.
  public static let answerNoSchema = "answer-no-schema"
  /// What came breaks the rules or the limits.
  public static let answerRefused = "answer-refused"
  /// A document that lost more than it may in one night.
  public static let answerShrunk = "answer-shrunk"
  /// A secret, a program or a file of the project that is not there.
  public static let fetchSetup = "fetch-setup"
  /// A system that a run did not come to.
  public static let notReached = "not-reached"
  /// A clock that was wrong.
  public static let clockWrong = "clock-wrong"
  /// Fields that are hidden rather than gone.
  public static let permissionLost = "permission-lost"

  /// The rules of what only a run can see: a check has nothing to compare an acceptance of it with.
  public static let looks = Set((fetch + health).map(\.name)).subtracting([snapshotStale]).union(changeLogs)

  /// The rules of what was not looked at: accepted for ever, it would look like a pass for ever.
  public static let needsEnd = incompleteness.intersection(looks).subtracting([answerShrunk])

  /// Pages of what a night could not look at, and of what it makes of what it saw.
  static let fetch: [Page] = [
    Page(
      snapshotStale, "Nobody has looked at a fetched system for longer than its max-age.",
      "What changed since then is not known: silence is no pass.", "drift run looks; is the nightly job still running?"),
    Page(
      systemUnreachable, "A system could not be reached: no name, no connection, or no answer in time.",
      "It was not checked; the agent may not reach it either.",
      "Wait for the next night, or ask the system's owner. on_unavailable says what the agent does meanwhile."),
    Page(
      certificateRefused, "A system's certificate is not to be trusted.",
      "It expired, is another host's, or somebody is in between. Nothing was sent.",
      "Have it renewed; ca-file names an authority of your own."),
    Page(
      credentialsRefused, "A system refused the credentials: a token that was revoked, a wrong key.",
      "The agent that uses the same credentials is refused too, or will be.",
      "Renew it, and automate the refresh: oauth2 and jwt ask for tokens by themselves. drift auth SYSTEM tries it."),
    Page(
      tokenExpired, "A system said that the token expired.",
      "The agent that uses the same token is refused too; some get an empty answer and go on.",
      "Automate the refresh: oauth2 and jwt ask for tokens by themselves. Else renew it: drift auth SYSTEM tries it."),
    Page(
      refreshRefused, "The token endpoint took no refresh token: it was revoked, used up, or idle for too long.",
      "No token will be had until somebody logs in anew.",
      "Log in anew, or move to a grant that no person's login ends: client credentials, jwt."),
    Page(
      rightMissing, "The credentials hold, and the schema may not be read with them.",
      "A right was taken away, or never given.", "Grant the scope that is named, to a service account."),
    Page(
      rateLimited, "A system answered that it was asked too often, until the time for it was over.",
      "It was not checked, and the agent shares the limit.",
      "Back off and batch: lower run.per-host, run at another hour, ask for a higher limit."),
    Page(
      schemaMoved, "Nothing stands at the address of the schema any more.",
      "The version of the API ended, the document moved, or the right to see it is gone.",
      "Write the new address into drift.yaml."),
    Page(
      systemDown, "A system answered that it is down.", "It was not checked; the agent gets the same answer.",
      "Wait for the next night; on_unavailable says what the agent does meanwhile."),
    Page(
      answerNoSchema, "What a system sent is no schema: a login page, an error, nothing.",
      "It was held back: no version was made of it.",
      "Look at the address and the credentials; drift auth SYSTEM helps."
    ),
    Page(
      answerRefused, "An answer breaks the rules of HTTP, or a limit.",
      "It was held back: half a document looks like one whose fields are gone.",
      "Do what the finding says of it, or ask the system's owner."),
    Page(
      answerShrunk, "A document lost more of its fields in one night than max-shrink allows.",
      "Half an answer, or a right that was lost, looks like that. It was held back: no version was made of it.",
      "Look at it; drift accept takes it as it is, at the next run."),
    Page(
      fetchSetup, "A secret, a file or a program that a source needs is not there, or the program failed.",
      "What goes wrong is on this machine: nothing is known of the system.",
      "Set what is named; drift doctor says what else would go wrong tonight."),
    Page(
      notReached, "A run ended before it came to a system.", "It was not checked.",
      "Run again, or raise run.budget and run.concurrency."),
    Page(
      clockWrong, "The clock of this machine, or of the one that stored a version, was wrong.",
      "Versions are ordered by time: one of a wrong clock hides all that comes after it. Nothing was stored.",
      "Set the clock; a version of a time to come is removed with its file, and stored again by the next run."),
    Page(
      permissionLost, "Many fields went at once, or together with a change of what was granted.",
      "Most systems hide what the caller may not see: they may be gone, or hidden from you. The single findings are "
        + "folded under this one.",
      "Look whether another account sees them. If so, have the right given back; if not, mend the mappings."),
  ]
}
