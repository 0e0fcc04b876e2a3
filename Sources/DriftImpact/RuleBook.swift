/// All rules that a finding may be of, and what each means: what `drift explain` prints and docs/rules.md holds.
public enum RuleBook {
  /// What there is to know of a rule.
  public struct Page: Sendable {
    /// The stable name.
    public var name: String
    /// What it means, in a sentence.
    public var meaning: String
    /// Why it breaks an agent, or does not.
    public var reason: String
    /// What to do.
    public var advice: String

    init(_ name: String, _ meaning: String, _ reason: String, _ advice: String) {
      self.name = name
      self.meaning = meaning
      self.reason = reason
      self.advice = advice
    }
  }

  /// All pages: first those of changes, in the order of ``ChangeKind``, then those of entries, of files, of the gate.
  public static let pages: [Page] = changes + entries + trust + fetch + health + changeLog

  /// The names of all rules.
  public static let names = pages.map(\.name)

  /// The page of a rule; nil where there is none.
  public static func page(_ name: String) -> Page? { pages.first { $0.name == name } }

  /// What a rule says to do, for a system: commands name it.
  public static func advice(_ rule: String, for system: String) -> String {
    commands(page(rule)?.advice ?? "", for: system)
  }

  /// A text with the system's name where a command has to name it.
  public static func commands(_ text: String, for system: String) -> String {
    text.replacing("drift auth SYSTEM", with: "drift auth \(system)")
      .replacing("drift snapshot SYSTEM", with: "drift snapshot \(system)")
  }

  /// Whether a system of which a finding of the rule is told was looked at all the same, but for a part.
  public static func leavesPart(_ rule: String) -> Bool { isOfHealth(rule) || rule == lockBroken }

  /// An entry names a place that the newest version does not have.
  public static let addressMissing = "address-missing"
  /// An entry names a definition that no operation meets any more.
  public static let addressUnreached = "address-unreached"
  /// A write to what is not writable, a read of what is not readable.
  public static let accessDenied = "access-denied"
  /// An example that the schema does not admit.
  public static let exampleRefused = "example-refused"
  /// An entry expects a type or a format that the schema denies.
  public static let expectationFailed = "expectation-failed"
  /// A lookup that does not say which of several records it takes.
  public static let lookupAmbiguous = "lookup-ambiguous"
  /// A read that does not say what happens where nothing is there.
  public static let missingUnhandled = "missing-unhandled"
  /// An entry uses what is deprecated.
  public static let deprecatedInUse = "deprecated-in-use"
  /// A mapping or a system that nobody looks after.
  public static let ownerMissing = "owner-missing"
  /// The rules of changes that leave an entry's place without anything at its old address.
  public static let losses: Set<String> = [
    "definition-removed", "definition-renamed", "operation-removed", "operation-renamed", "field-removed",
    "field-renamed", "field-moved", "response-removed", "media-type-removed", "type-changed", "reference-changed",
    "union-member-removed", addressMissing,
  ]
  /// Whether a finding is about what a version has, and not about how an entry is written.
  public static func isOfVersion(_ finding: Finding) -> Bool {
    finding.change != nil
      || [
        addressMissing, addressUnknown, addressUnreached, accessDenied, exampleRefused, deprecatedInUse,
        expectationFailed,
      ].contains(
        finding.rule)
  }
  /// An entry names a place behind a part that could not be read.
  public static let addressUnknown = "address-unknown"
  /// The rules of findings after which a check is not whole.
  public static let incompleteness: Set<String> = [
    gap, versionMissing, versionUnreadable, sourceChanged, lockBroken, snapshotStale, systemUnreachable,
    certificateRefused,
    credentialsRefused, rightMissing, rateLimited, schemaMoved, systemDown, answerNoSchema, answerRefused, answerShrunk,
    fetchSetup, notReached, clockWrong, tokenExpired, refreshRefused, rightsUnknown, probeUnknown,
  ]
  /// Entries that are said to be one thing, and cannot be.
  public static let identityMismatch = "identity-mismatch"
  /// The same entry twice in one mapping.
  public static let entryRepeated = "entry-repeated"
  /// A part that could not be read.
  public static let gap = "gap"
  /// A system without a version.
  public static let versionMissing = "version-missing"
  /// Versions that cannot be read.
  public static let versionUnreadable = "version-unreadable"
  /// A source file whose schema is another than that of the newest version.
  public static let sourceChanged = "source-changed"
  /// The lock names a version that cannot be read.
  public static let lockBroken = "lock-broken"
  /// A lock line that moved past an open finding.
  public static let lockMoved = "lock-moved"
  /// Entries without a lock line.
  public static let lockMissing = "lock-missing"
  /// A lock line that matches no entry.
  public static let lockStale = "lock-stale"
  /// An acceptance whose day is over.
  public static let acceptanceExpired = "acceptance-expired"
  /// An acceptance that matches nothing.
  public static let acceptanceStale = "acceptance-stale"
}

extension RuleBook.Page {
  /// The page for a terminal.
  public var text: String {
    """
    \(name)

      \(meaning)

      Why it matters: \(reason)
      What to do:     \(advice)

    """
  }
}
