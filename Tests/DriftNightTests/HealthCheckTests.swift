import DriftImpact
import DriftModel
import DriftNight
import DriftProject
import DriftStore
import Testing

@testable import DriftFetch

/// What nights say of access, a row a night. Each row says what the system granted, and the rules of what is told.
@Suite("Health of a system's access") struct HealthCheckTests {
  @Test("a scope that goes on the third night and comes back on the fifth") func scopes() throws {
    var nights = AccessNights()
    let all: (inout AccessFacts) -> Void = { $0.scopes = ["read", "write"] }
    let less: (inout AccessFacts) -> Void = { $0.scopes = ["read"] }
    #expect(try nights.night(nil, all) == [])
    #expect(try nights.night(nil, all) == [])
    let lost = ["warning scope-lost: crm: the scope write is not granted any more"]
    #expect(try nights.night(nil, less) == lost)
    #expect(try nights.night(nil, less) == lost)
    #expect(try nights.night(nil, all) == [])
    #expect(
      try nights.night(nil) { $0.scopes = ["admin", "read", "write"] }
        == ["info scope-gained: crm: the scope admin is granted that was not before"])
    #expect(try nights.night(nil) { $0.scopes = ["admin", "read", "write"] } == [])
    // A night in which nobody says what is granted says nothing, and forgets nothing.
    #expect(try nights.night() == [])
    #expect(try nights.night(nil, all) == ["warning scope-lost: crm: the scope admin is not granted any more"])
    #expect(nights.record.lines.count == 5)
  }

  @Test("a scope that the mapping needs breaks, and one that is asked for no more is no loss") func needed() throws {
    var nights = AccessNights()
    nights.system.health.scopes = ["contacts.write"]
    #expect(
      try nights.night(nil) { $0.scopes = ["contacts.read"] } == [
        "breaking scope-missing: crm: the scope contacts.write is needed by the mapping, and is not granted"
      ])
    #expect(
      try nights.night(nil) { $0.scopes = ["contacts.read", "contacts.write"] }.allSatisfy { $0.contains("gained") })
    #expect(
      try nights.night(nil) { $0.scopes = ["contacts.read"] } == [
        "breaking scope-missing: crm: the scope contacts.write is needed by the mapping, and is not granted, "
          + "and was before"
      ])
    var grant = Credentials.OAuth2(
      grant: .clientCredentials, tokenURL: .init(text: "https://a.example/t", place: AccessNights.place),
      clientID: .init(.literal("drift"), place: AccessNights.place))
    grant.scopes = ["a"]
    // What the project asks for by itself, and no more, is no loss.
    var asking = AccessNights(.oauth2(grant))
    #expect(try asking.night(nil) { $0.scopes = ["a", "b"] } == [])
    #expect(try asking.night(nil) { $0.scopes = ["a"] } == [])
    #expect(
      try asking.night(nil) { $0.scopes = [] } == [
        "warning scope-missing: crm: the scope a is asked for, and is not granted, and was before"
      ])
    // What nobody asks for is for us to ask for.
    asking.system.health.scopes = ["c"]
    #expect(
      try asking.night(nil) { $0.scopes = ["a"] } == [
        "breaking scope-missing: crm: the scope c is needed by the mapping, and is not granted: the scopes of the "
          + "source's auth do not ask for it"
      ])
  }

  @Test("many scopes that go at once are one finding") func manyScopes() throws {
    var nights = AccessNights()
    #expect(try nights.night(nil) { $0.scopes = (0..<9).map { "s\($0)" } } == [])
    #expect(
      try nights.night(nil) { $0.scopes = [] } == [
        "warning scope-lost: crm: 9 scopes are not granted any more: s0, s1, s2 and 6 more"
      ])
  }

  @Test("a lifetime that is cut is told until it is documented; one drawn by lot is not") func lifetime() throws {
    var nights = AccessNights()
    #expect(try nights.night(nil) { $0.lifetime = 90 * 86_400 } == [])
    let cut = ["warning token-lifetime: crm: tokens live for 1 hour now; they lived for 90 days"]
    #expect(try nights.night(nil) { $0.lifetime = 3_600 } == cut)
    #expect(try nights.night(nil) { $0.lifetime = 3_590 } == cut)
    nights.system.health.lifetime = .seconds(3_600)
    #expect(try nights.night(nil) { $0.lifetime = 3_600 } == [])
    #expect(
      try nights.night(nil) { $0.lifetime = 600 } == [
        "warning token-lifetime: crm: tokens live for 10 minutes, and are documented to live for 1 hour"
      ])
    var lot = AccessNights()
    for seconds in [3_700, 5_300, 4_000, 5_399, 3_601] { #expect(try lot.night(nil) { $0.lifetime = seconds } == []) }
    #expect(lot.record.lines.count == 1)
    // One that is drawn from further apart is told once.
    var wide = AccessNights()
    let told = try [3_600, 900, 5_000, 1_200, 4_000, 800, 7_000].map { seconds in
      try wide.night(nil) { $0.lifetime = seconds }.count
    }
    #expect(told == [0, 1, 0, 0, 0, 0, 0])
  }

  @Test("an end that is near is told, one that nobody knows once, and what was refused is not told twice") func ends()
    throws
  {
    var nights = AccessNights(AccessNights.bearer)
    let end = try AccessNights.time("2026-11-20")
    #expect(try nights.night(nil) { $0.ends = end } == [])
    nights.day = 8
    #expect(
      try nights.night(nil) { $0.ends = end } == [
        "warning token-expiring: crm: the token expires on 2026-11-20, in 12 days"
      ])
    nights.day = 22
    #expect(
      try nights.night(nil) { $0.ends = end } == [
        "warning token-expiring: crm: the token is said to have ended on 2026-11-20, and was taken all the same"
      ])
    #expect(try nights.night(FetchFailure(.expired, "says that the token expired")) { $0.ends = end } == [])
    var silent = AccessNights(AccessNights.bearer)
    #expect(try silent.night().map { $0.prefix(28) } == ["info lifetime-undocumented: "])
    #expect(try silent.night() == [])
    var documented = AccessNights(AccessNights.bearer)
    documented.system.health.lifetime = .endless
    #expect(try documented.night() == [])
  }

  @Test("credentials of a person, seen or declared, and another one who asks") func principal() throws {
    var nights = AccessNights()
    let anna: (inout AccessFacts) -> Void = { ($0.principal, $0.isPerson) = ("anna.meier@example.com", true) }
    #expect(try nights.night(nil, anna).map { $0.prefix(25) } == ["warning principal-person:"])
    nights.system.health.principal = .service
    #expect(try nights.night(nil, anna) == [])
    #expect(
      try nights.night(nil) { $0.principal = "svc-drift" } == [
        "info principal-changed: crm: who asks is svc-drift now; it was anna.meier@example.com"
      ])
    #expect(try nights.night(nil) { $0.principal = "svc-drift" } == [])
  }

  @Test("limits: hit, nearly used up, tightened; the look's own requests count for nothing") func limits() throws {
    var nights = AccessNights()
    func notes(_ headers: HeaderList..., refusals: Int = 0) throws -> AnswerNotes {
      var notes = AnswerNotes()
      for one in headers { notes.take(try AccessNights.response(one, refusals: refusals), now: 1_793_613_600) }
      return notes
    }
    let plenty = try notes(
      [("X-RateLimit-Limit", "100"), ("X-RateLimit-Remaining", "99")],
      [("X-RateLimit-Limit", "100"), ("X-RateLimit-Remaining", "3")])
    #expect(try nights.night(nil) { $0.notes = plenty } == [])
    let few = try notes([("X-RateLimit-Limit", "100"), ("X-RateLimit-Remaining", "12")], refusals: 2)
    #expect(
      try nights.night(nil) { $0.notes = few } == [
        "warning limit-reached: crm: it answered 2 times that it was asked too often, before it answered",
        "warning limit-headroom: crm: of the limit requests of 100 there were 13 left when the night began; less "
          + "than 20 %",
      ])
    let tight = try notes([("X-RateLimit-Limit", "20"), ("X-RateLimit-Remaining", "19")])
    #expect(
      try nights.night(nil) { $0.notes = tight } == [
        "warning quota-changed: crm: the limit requests is 20 now; it was 100"
      ])
    #expect(try nights.night(nil) { $0.notes = tight } == [])
    for nonsense in ["1e400", "NaN", "many", "", "0", "99999999999999999999"] {
      let odd = try notes([("X-RateLimit-Limit", "\(nonsense)"), ("X-RateLimit-Remaining", "7")])
      #expect(try nights.night(nil) { $0.notes = odd } == [], "\(nonsense)")
    }
  }

  @Test("one probe of three that is refused breaks; one that cannot be told is no pass") func probes() throws {
    var nights = AccessNights()
    func outcomes(_ failure: FetchFailure?) -> [ProbeOutcome] {
      [.init(name: "a", failure: nil), .init(name: "b", failure: failure), .init(name: "c", failure: nil)]
    }
    #expect(try nights.night(nil) { $0.probes = outcomes(nil) } == [])
    #expect(
      try nights.night(nil) { $0.probes = outcomes(FetchFailure(.right, "refused access", said: "no", advice: "ask")) }
        == ["breaking probe-refused: crm: \"b\" is refused while the schema is given: refused access; it said: no"])
    let down = try nights.night(nil) { $0.probes = outcomes(FetchFailure(.down, "is down", advice: "wait")) }
    #expect(down == ["info probe-unknown: crm: whether \"b\" works is not known: is down"])
    #expect(RuleBook.incompleteness.contains(RuleBook.probeUnknown))
    // Where nobody gets in at all, that is told once and not for each probe.
    let shut = FetchFailure(.expired, "expired", advice: "renew")
    #expect(try nights.night(shut) { $0.probes = outcomes(shut) } == [])
  }

  @Test("what the token may do is unknown where whoever should tell is down, or lies") func introspection() throws {
    var nights = AccessNights()
    nights.system.health.scopes = ["a"]
    #expect(try nights.night(nil) { ($0.introspection, $0.scopes) = (.active, ["a"]) } == [])
    #expect(
      try nights.night(nil) { ($0.introspection, $0.scopes) = (.unknown("it is down"), ["a"]) } == [
        "info rights-unknown: crm: what the token may do is not known: it is down"
      ])
    #expect(try nights.night(nil) { $0.introspection = .inactive }.first?.contains("the system took it") == true)
    #expect(RuleBook.incompleteness.contains(RuleBook.rightsUnknown))
    // Two endpoints that contradict each other in what is needed; in what nobody needs they may.
    let contested = try nights.night(nil) {
      ($0.introspection, $0.scopes, $0.tokenScopes) = (.active, ["a", "b"], ["b"])
    }
    #expect(contested.first?.hasSuffix("contradict each other in a") == true, "\(contested)")
    let benign = try nights.night(nil) {
      ($0.introspection, $0.scopes, $0.tokenScopes) = (.active, ["a", "openid"], ["a"])
    }
    #expect(!benign.contains { $0.contains("rights-unknown") }, "\(benign)")
  }

  @Test("versions that end, by header and by the project file") func versions() throws {
    var nights = AccessNights()
    func notes(_ headers: HeaderList) throws -> AnswerNotes {
      var notes = AnswerNotes()
      notes.take(try AccessNights.response(headers), now: try AccessNights.time("2026-11-01"))
      return notes
    }
    let ending = try notes([
      ("Deprecation", "@1793577600"), ("Sunset", "Sun, 02 May 2027 00:00:00 GMT"),
      (
        "Link",
        "<https://crm.example.com/v1-end>; rel=\"deprecation\", <https://crm.example.com/v2>; "
          + "rel=\"successor-version\""
      ),
    ])
    let told = try nights.night(nil) { $0.notes = ending }
    #expect(
      told == [
        "warning version-ending: crm: the version that is asked ends on 2027-05-02, in 181 days",
        "warning version-ending: crm: the version that is asked is deprecated from 2026-11-02 on",
      ])
    let bare = try notes([("Deprecation", "true")])
    #expect(
      try nights.night(nil) { $0.notes = bare } == [
        "warning version-ending: crm: the version that is asked is deprecated, and nobody says until when it lives"
      ])
    for none: HeaderList in [
      [("Deprecation", "false")], [("Deprecation", "@0")], [("Deprecation", "soon")], [("Sunset", " ")],
      [("Link", "<https://a.example/v2>; rel=\"successor-version\"")], [("Warning", "199 - \"stale\"")],
      [("X-Deprecated-Fields", "none")], [("X-API-Deprecated", "false")], [("Sunset", "never")], [("Sunset", "0")],
      [("Sunset", "\"none\"")],
      [("Warning", "110 proxy \"a deprecated cache\"")],
    ] {
      let notes = try notes(none)
      #expect(try nights.night(nil) { $0.notes = notes } == [], "\(none)")
    }
    let someday = try notes([("Sunset", "someday"), ("Link", "<javascript:alert(1)>; rel=\"successor-version\"")])
    #expect(
      try nights.night(nil) { $0.notes = someday } == [
        "warning version-ending: crm: the version that is asked is deprecated, and nobody says until when it lives; "
          + "it said: Sunset: someday"
      ])
    let own = try notes([("X-API-Deprecated", "true"), ("X-API-Sunset-Date", "2027-06-30")])
    let named = try nights.night(nil) { $0.notes = own }
    #expect(
      named.count == 2 && named[0].contains("ends on 2027-06-30") && named[1].hasSuffix("is deprecated"), "\(named)")
    let leaving = try notes([("Warning", "299 - \"v1 is going away on 1 March 2027\"")])
    #expect(
      try nights.night(nil) { $0.notes = leaving } == [
        "warning version-ending: crm: the version that is asked is deprecated; "
          + "it said: v1 is going away on 1 March 2027"
      ])
    (nights.system.health.version, nights.system.health.versionEnds) = ("v66.0", "2027-06-01")
    #expect(try nights.night() == [])
    nights.system.health.versionEnds = "2026-10-01"
    #expect(
      try nights.night() == ["breaking version-ending: crm: the version v66.0 ended on 2026-10-01"])
    nights.system.health.versionEnds = ""
    let forward = try notes([("X-Shopify-API-Version", "2026-01")])
    #expect(
      try nights.night(nil) { $0.notes = forward } == [
        "warning version-other: crm: version v66.0 is asked for, and 2026-01 answers"
      ])
    nights.system.health.version = ""
    #expect(try nights.night(nil) { $0.notes = forward } == [])
  }

  @Test("the version that the source pins is the one that is asked for") func pinnedVersion() throws {
    var nights = AccessNights()
    nights.system.source = .vendor(
      VendorSource(
        .salesforce, at: HTTPSource.URL(text: "https://crm.example.com", place: nights.system.place), version: "v66.0",
        objects: ["Contact"], isWhole: false, settings: HTTPSource(urls: [], place: nights.system.place)))
    #expect(try nights.night() == [])
    var notes = AnswerNotes()
    notes.take(try AccessNights.response([("Stripe-Version", "v67.0")]), now: try AccessNights.time("2026-11-01"))
    #expect(
      try nights.night(nil) { $0.notes = notes } == [
        "warning version-other: crm: version v66.0 is asked for, and v67.0 answers"
      ])
    var same = AnswerNotes()
    same.take(try AccessNights.response([("Stripe-Version", "66.0")]), now: try AccessNights.time("2026-11-01"))
    #expect(try nights.night(nil) { $0.notes = same } == [])
    // The end of another version is none of the one that is asked for.
    (nights.system.health.version, nights.system.health.versionEnds) = ("v67.0", "2026-10-01")
    #expect(
      try nights.night() == [
        "warning version-other: crm: the source asks for v66.0, and api-version names v67.0: when v66.0 ends is not known"
      ])
    nights.system.health.version = "66.0"
    #expect(try nights.night() == ["breaking version-ending: crm: the version v66.0 ended on 2026-10-01"])
  }

  @Test("what keeps all of a system from being asked is told with its look, and not once more for each part")
  func oneCause() throws {
    var nights = AccessNights(AccessNights.bearer)
    let unset = FetchFailure(.setup, "the environment variable TOKEN is not set", advice: "set it")
    let told = try nights.night(unset) {
      $0.probes = [ProbeOutcome(name: "a", failure: unset), ProbeOutcome(name: "b", failure: unset)]
      $0.introspection = .unknown(unset.message)
    }
    #expect(told == [])
    let other = FetchFailure(.setup, "the probe is of another host", advice: "see it")
    #expect(try nights.night(unset) { $0.probes = [ProbeOutcome(name: "a", failure: other)] }.count == 1)
  }

  @Test("advice names the system that it is for") func namedAdvice() throws {
    let nights = AccessNights()
    let failure = FetchFailure(.credentials, "refused", advice: "renew them: drift auth SYSTEM tries them alone")
    let finding = try #require(SystemLook(system: "crm", result: .failed(failure)).finding(nights.system))
    #expect(finding.fix?.text == "renew them: drift auth crm tries them alone")
    // Where the failure says nothing the page of its rule does.
    let expired = SystemLook(system: "crm", result: .failed(.init(.expired, "expired"))).finding(nights.system)
    #expect(expired?.fix?.text.contains("drift auth crm tries it") == true)
  }
}
