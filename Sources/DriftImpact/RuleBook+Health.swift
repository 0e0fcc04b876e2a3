extension RuleBook {
  /// A token that the system says expired.
  public static let tokenExpired = "token-expired"
  /// A token endpoint that took no refresh token.
  public static let refreshRefused = "refresh-refused"
  /// A token that ends soon.
  public static let tokenExpiring = "token-expiring"
  /// Tokens that live for another time than is documented, or than before.
  public static let tokenLifetime = "token-lifetime"
  /// A token of which nobody says when it ends.
  public static let lifetimeUndocumented = "lifetime-undocumented"
  /// A scope that the mapping needs and that is not granted.
  public static let scopeMissing = "scope-missing"
  /// A scope that was granted and is not any more.
  public static let scopeLost = "scope-lost"
  /// A scope that was not granted before.
  public static let scopeGained = "scope-gained"
  /// Whoever was to tell what a token may do did not.
  public static let rightsUnknown = "rights-unknown"
  /// Credentials of a person.
  public static let principalPerson = "principal-person"
  /// Another one asks than before.
  public static let principalChanged = "principal-changed"
  /// A limit that was reached on the way.
  public static let limitReached = "limit-reached"
  /// A limit of which little is left.
  public static let limitHeadroom = "limit-headroom"
  /// A limit that is another than before.
  public static let quotaChanged = "quota-changed"
  /// One operation that is refused while others are not.
  public static let probeRefused = "probe-refused"
  /// One operation of which nobody knows whether it works.
  public static let probeUnknown = "probe-unknown"
  /// One operation that is deprecated, or ends.
  public static let probeEnding = "probe-ending"
  /// A version of the API that ends.
  public static let versionEnding = "version-ending"
  /// Another version that answers than the one that was asked for.
  public static let versionOther = "version-other"

  /// The rules of what happens in one night and is told in that night alone.
  public static let events: Set<String> = [
    lifetimeUndocumented, scopeGained, principalChanged, quotaChanged, changeLogEntry,
  ]

  /// The rules of what moves: a finding of theirs in place of another is the same matter with another day or number.
  public static let moving: Set<String> = [
    tokenExpiring, tokenLifetime, versionEnding, versionOther, probeEnding,
  ]

  /// The rules of which one finding in place of another, of the same thing, is no end of the trouble.
  public static let ofPlace: Set<String> = [
    limitHeadroom, probeRefused, "access-changed", "type-changed", "format-changed",
  ]

  /// Whether a rule is about a system's access, and not about whether it could be looked at.
  public static func isOfHealth(_ rule: String) -> Bool { healthRules.contains(rule) }

  private static let healthRules = Set(health.map(\.name))

  /// Pages of what a night sees beside the schema.
  static let health: [Page] = [
    Page(
      tokenExpiring, "A token ends soon, and drift cannot renew it.",
      "From that day on the agent that uses it is refused.",
      "Automate the refresh: oauth2 and jwt ask for tokens by themselves. Else renew it before the day."),
    Page(
      tokenLifetime, "Tokens live for another time than drift.yaml documents, or for less than half of what they did.",
      "Whoever renews them by the old clock shows dead ones most of the time.",
      "Automate the refresh by what the token endpoint says, and write the new lifetime down: health.token.lifetime."),
    Page(
      lifetimeUndocumented, "Nobody says when a token or a key ends: neither the system nor drift.yaml.",
      "It will end some night, unannounced. Told once.",
      "Write it down: health.token.expires: DAY, or lifetime: endless."),
    Page(
      scopeMissing, "A scope that the mapping needs is not granted.",
      "What needs it is refused, or comes without its fields and nobody says so.",
      "Have it granted, best to a service account whose rights nobody resets."),
    Page(
      scopeLost, "A scope that was granted before is not any more.",
      "What needed it is refused, or comes without its fields and nobody says so.",
      "Have it granted again, best to a service account. If it is to be so: drift accept."),
    Page(
      scopeGained, "A scope is granted that was not before.", "More than is needed may be lost with the credentials.",
      "See who granted it."),
    Page(
      rightsUnknown, "Whoever was to tell what the token may do did not, or contradicts itself.",
      "Nothing is known of the rights, and nothing is taken for well.",
      "Say under health.introspection who tells, or see what that address answers; the next run asks again."),
    Page(
      principalPerson, "The credentials are a person's.",
      "They end with the job, the password or the second factor of that person, and rights change with the role.",
      "Move to a service account; health.principal: service says that they are one's already."),
    Page(
      principalChanged, "Another one asks than before, in the eyes of the system.",
      "Rights and hidden fields are those of whoever asks.", "See that it is meant."),
    Page(
      limitReached, "A system answered that it was asked too often, and answered later.",
      "The agent shares the limit: its calls fail at the same hour.",
      "Back off and batch: spread calls, ask for many records at once, or ask for a higher limit."),
    Page(
      limitHeadroom, "Less of a limit was left, when a night began, than min-headroom.",
      "The agent is about to be refused.", "Back off and batch, or ask for a higher limit."),
    Page(
      quotaChanged, "A limit is another than it was.", "What fitted into it may not any more.",
      "See whether the agent's pace still fits."),
    Page(
      probeRefused, "One operation is refused while others work.",
      "The agent's action fails and everything else looks well.",
      "Have the right given back; if the operation moved, map the new one."),
    Page(
      probeUnknown, "Whether one operation works could not be told.", "It was not checked.",
      "Wait for the next night, or see the address of the probe."),
    Page(
      probeEnding, "What one probe asks for is deprecated, or ends.",
      "The agent's action fails from its last day on, while everything else works.",
      "Move the agent to the operation that takes its place."),
    Page(
      versionEnding, "The version of the API that is asked is deprecated, or ends.",
      "From its last day on nothing answers, or another version does.", "Move to a version that stays."),
    Page(
      versionOther, "Another version of the API answers than the one that is asked for.",
      "Some vendors fall forward when a version ends: names and types are those of another one.",
      "Move to a version that is there, and see what changed."),
  ]
}

/// Who has to act on a finding.
public enum Party: String, Sendable, CaseIterable {
  /// The team that has the mappings and the credentials.
  case ours
  /// Whoever runs the system.
  case theirs
}

extension RuleBook {
  private static let rulesOfTheirs: Set<String> = [
    systemUnreachable, certificateRefused, systemDown, rightMissing, permissionLost, scopeMissing, scopeLost,
    probeRefused, "access-changed",
  ]

  /// Who has to act on what a rule tells.
  public static func party(_ rule: String) -> Party { rulesOfTheirs.contains(rule) ? .theirs : .ours }
}
