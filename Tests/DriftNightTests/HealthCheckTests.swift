import DriftImpact
import DriftModel
import DriftNight
import DriftProject
import DriftStore
import Testing

@testable import DriftFetch

/// What nights say of access, a row a night. Each row says what the system granted, and the rules of what is told.
@Suite("Health of a system's access") struct HealthCheckTests {
  /// One system over several nights, with what is remembered from one to the next.
  private struct Nights {
    var system = Project.System(name: "crm", place: SourcePlace(file: "drift.yaml", line: 3, column: 3))
    var record = HealthRecord([])
    var day = 1
    /// The ids of the last night's findings.
    var ids: [String] = []
    /// Whose they are to act.
    var parties: [Party] = []

    init(_ auth: Credentials? = nil) {
      var source = HTTPSource(urls: [], place: system.place)
      source.credentials = auth
      system.source = .http(source)
      system.owner = "crm@example.com"
    }

    /// One night: the findings, as rule and text.
    mutating func night(
      _ failure: FetchFailure? = nil, _ change: (inout AccessFacts) -> Void = { _ in }
    ) throws -> [String] {
      var facts = AccessFacts()
      change(&facts)
      let now = try #require(Timestamp("2026-11-\(day < 10 ? "0" : "")\(day)T02:15:00Z"))
      day += 1
      let sight = HealthSight(system, facts, failure: failure, record: record, at: now)
      let findings = HealthChecks.findings(sight)
      _ = record.add(HealthChecks.facts(sight), at: now)
      #expect(findings.allSatisfy { $0.owner == "crm@example.com" && $0.fix?.text.isEmpty == false })
      #expect(findings.allSatisfy { RuleBook.page($0.rule) != nil })
      (ids, parties) = (findings.map(\.id), findings.map(\.party))
      return findings.map { "\($0.severity.rawValue) \($0.rule): \($0.message)" }
    }
  }

  private static let place = SourcePlace(file: "drift.yaml", line: 5, column: 7)
  private static let bearer = Credentials.bearer(.init(.environment("TOKEN"), place: place))

  private static func time(_ day: String) throws -> Double {
    Double(try #require(Timestamp(endOf: day)).seconds)
  }

  private static func response(_ headers: HeaderList, refusals: Int = 0) throws -> HTTPResponse {
    var response = HTTPResponse(
      status: 200, headers: headers, body: [],
      url: WebAddress(origin: Origin(scheme: "https", host: "crm.example.com", port: 443), path: "/"))
    response.refusals = refusals
    return response
  }

  @Test("a scope that goes on the third night and comes back on the fifth") func scopes() throws {
    var nights = Nights()
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
    var nights = Nights()
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
      grant: .clientCredentials, tokenURL: .init(text: "https://a.example/t", place: Self.place),
      clientID: .init(.literal("drift"), place: Self.place))
    grant.scopes = ["a"]
    // What the project asks for by itself, and no more, is no loss.
    var asking = Nights(.oauth2(grant))
    #expect(try asking.night(nil) { $0.scopes = ["a", "b"] } == [])
    #expect(try asking.night(nil) { $0.scopes = ["a"] } == [])
    #expect(
      try asking.night(nil) { $0.scopes = [] } == [
        "warning scope-missing: crm: the scope a is asked for, and is not granted"
      ])
  }

  @Test("many scopes that go at once are one finding") func manyScopes() throws {
    var nights = Nights()
    #expect(try nights.night(nil) { $0.scopes = (0..<9).map { "s\($0)" } } == [])
    #expect(
      try nights.night(nil) { $0.scopes = [] } == [
        "warning scope-lost: crm: 9 scopes are not granted any more: s0, s1, s2 and 6 more"
      ])
  }

  @Test("a lifetime that is cut is told until it is documented; one drawn by lot is not") func lifetime() throws {
    var nights = Nights()
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
    var lot = Nights()
    for seconds in [3_700, 5_300, 4_000, 5_399, 3_601] { #expect(try lot.night(nil) { $0.lifetime = seconds } == []) }
    #expect(lot.record.lines.count == 1)
    // One that is drawn from further apart is told once.
    var wide = Nights()
    let told = try [3_600, 900, 5_000, 1_200, 4_000, 800, 7_000].map { seconds in
      try wide.night(nil) { $0.lifetime = seconds }.count
    }
    #expect(told == [0, 1, 0, 0, 0, 0, 0])
  }

  @Test("an end that is near is told, one that nobody knows once, and what was refused is not told twice") func ends()
    throws
  {
    var nights = Nights(Self.bearer)
    let end = try Self.time("2026-11-20")
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
    var silent = Nights(Self.bearer)
    #expect(try silent.night().map { $0.prefix(28) } == ["info lifetime-undocumented: "])
    #expect(try silent.night() == [])
    var documented = Nights(Self.bearer)
    documented.system.health.lifetime = .endless
    #expect(try documented.night() == [])
  }

  @Test("credentials of a person, seen or declared, and another one who asks") func principal() throws {
    var nights = Nights()
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
    var nights = Nights()
    func notes(_ headers: HeaderList..., refusals: Int = 0) throws -> AnswerNotes {
      var notes = AnswerNotes()
      for one in headers { notes.take(try Self.response(one, refusals: refusals), now: 1_793_613_600) }
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
    var nights = Nights()
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

  @Test("a probe that is asked too often is told by the limit, and is not known to work") func throttled() throws {
    var nights = Nights()
    let busy = FetchFailure(.throttled, "takes no more requests (status 429)", advice: "back off")
    let told = try nights.night(nil) { $0.probes = [.init(name: "a", failure: busy), .init(name: "b", form: .json)] }
    #expect(
      told == [
        "warning limit-reached: crm: it answered once that it was asked too often, and to \"a\" nothing else: whether "
          + "that works is not known",
        "info probe-unknown: crm: whether \"a\" works is not known: takes no more requests (status 429)",
      ])
    let facts = AccessFacts()
    var seen = facts
    seen.probes = [.init(name: "a", failure: busy)]
    let sight = HealthSight(
      nights.system, seen, failure: nil, record: HealthRecord([]), at: try #require(Timestamp("2026-11-09T02:15:00Z")))
    let findings = HealthChecks.findings(sight)
    #expect(findings.map(\.foldedUnder) == ["", findings.first?.id ?? "none"])
    // Where the documents are refused for the same reason, that says it.
    #expect(try nights.night(busy) { $0.probes = [.init(name: "a", failure: busy)] } == [])
  }

  @Test("a probe that was never given is ours to mend; one that was, theirs") func neverGiven() throws {
    var nights = Nights()
    let gone = FetchFailure(.moved, "https://crm.example.com/contcts has nothing there (status 404)", advice: "map it")
    let mistyped = try nights.night(nil) { $0.probes = [.init(name: "a", failure: gone)] }
    #expect(mistyped.first?.hasSuffix("(status 404); it never was given so far") == true, "\(mistyped)")
    #expect(nights.parties == [.ours])
    #expect(try nights.night(nil) { $0.probes = [.init(name: "a", form: .json)] } == [])
    let lost = try nights.night(nil) { $0.probes = [.init(name: "a", failure: gone)] }
    #expect(lost.first?.hasSuffix("(status 404)") == true && nights.parties == [.theirs], "\(lost)")
    // A right that was never given is theirs to give.
    let refused = FetchFailure(.right, "refused access", advice: "ask")
    #expect(try nights.night(nil) { $0.probes = [.init(name: "b", failure: refused)] }.count == 1)
    #expect(nights.parties == [.theirs])
  }

  @Test("a probe that gave data and gives a page, or nothing, is not known to work") func forms() throws {
    var nights = Nights()
    func night(_ form: ProbeOutcome.Form) throws -> [String] {
      try nights.night(nil) { $0.probes = [.init(name: "a", form: form)] }
    }
    #expect(try night(.empty) == [] && night(.html) == [] && night(.json) == [] && night(.xml) == [])
    for (form, words) in [(ProbeOutcome.Form.html, "a web page"), (.empty, "nothing"), (.text, "text")] {
      let told = "info probe-unknown: crm: whether \"a\" works is not known: it sends \(words), where it sent XML"
      #expect(try night(form) == [told] && night(form) == [told])
    }
    #expect(try night(.json) == [])
    let unclear = FetchFailure(.answer, "sent JSON that cannot be read", advice: "ask")
    #expect(
      try nights.night(nil) { $0.probes = [.init(name: "a", failure: unclear, isUnclear: true)] } == [
        "info probe-unknown: crm: whether \"a\" works is not known: sent JSON that cannot be read"
      ])
  }

  @Test("limits whose names nobody heard before are one matter, where there are many") func manyNames() throws {
    var nights = Nights()
    for day in 1...25 {
      nights.day = day
      let letters = String(UnicodeScalar(UInt8(96 + day)))
      let notes = try Self.notes([
        ("RateLimit", "\"\(letters)\";r=1"), ("RateLimit-Policy", "\"\(letters)\";q=100"),
      ])
      #expect(try nights.night(nil) { $0.notes = notes }.count == 1)
    }
    #expect(nights.record.lines.count == 20)
    #expect(nights.ids.count == 1)
    let last = nights.ids
    let notes = try Self.notes([("RateLimit", "\"zz\";r=1"), ("RateLimit-Policy", "\"zz\";q=100")])
    _ = try nights.night(nil) { $0.notes = notes }
    #expect(nights.ids == last)
  }

  @Test("another name of the same one is nobody else; a stable id that is another one is") func stableID() throws {
    var nights = Nights()
    func night(_ name: String, id: String?, _ all: String...) throws -> [String] {
      try nights.night(nil) { ($0.principal, $0.principalID, $0.principalNames) = (name, id, Set(all + [name])) }
    }
    #expect(try night("0058", id: "0058") == [])
    // A name is added, changes, and goes.
    #expect(try night("svc-drift", id: "0058", "0058") == [])
    #expect(try night("svc-agent", id: "0058", "0058") == [])
    #expect(try night("0058", id: "0058") == [])
    #expect(
      try night("svc-agent", id: "0099", "0099") == [
        "info principal-changed: crm: who asks is svc-agent now; it was 0058"
      ])
    var named = Nights()
    func plain(_ name: String, id: String? = nil, _ all: String...) throws -> [String] {
      try named.night(nil) { ($0.principal, $0.principalID, $0.principalNames) = (name, id, Set(all + [name])) }
    }
    #expect(try plain("client-1") == [])
    #expect(try plain("svc", id: "7", "7", "client-1") == [])
    #expect(try plain("other", id: "8", "8", "client-1").count == 1)
  }

  @Test("a scope in other letters is one finding, which says so") func scopeLetters() throws {
    var nights = Nights()
    #expect(try nights.night(nil) { $0.scopes = ["contacts.read", "deals"] } == [])
    #expect(
      try nights.night(nil) { $0.scopes = ["Contacts.Read", "deals"] } == [
        "warning scope-lost: crm: the scope contacts.read is not granted any more; Contacts.Read is, and capitals count "
          + "in scopes (RFC 6749, 3.3)"
      ])
    // Back as it was is a loss that ended, and no other one.
    #expect(try nights.night(nil) { $0.scopes = ["contacts.read", "deals"] } == [])
    nights.system.health.scopes = ["Deals"]
    #expect(
      try nights.night(nil) { $0.scopes = ["contacts.read", "deals"] } == [
        "breaking scope-missing: crm: the scope Deals is needed by the mapping, and is not granted; deals is, and "
          + "capitals count in scopes (RFC 6749, 3.3)"
      ])
  }

  @Test("what the token may do is unknown where whoever should tell is down, or lies") func introspection() throws {
    var nights = Nights()
    nights.system.health.scopes = ["a"]
    #expect(try nights.night(nil) { ($0.introspection, $0.scopes) = (.active, ["a"]) } == [])
    #expect(
      try nights.night(nil) { ($0.introspection, $0.scopes) = (.unknown("it is down"), ["a"]) } == [
        "info rights-unknown: crm: what the token may do is not known: it is down"
      ])
    #expect(try nights.night(nil) { $0.introspection = .inactive }.first?.contains("the system took it") == true)
    #expect(RuleBook.incompleteness.contains(RuleBook.rightsUnknown))
  }

  private static func notes(_ headers: HeaderList) throws -> AnswerNotes {
    var notes = AnswerNotes()
    notes.take(try Self.response(headers), now: try Self.time("2026-11-01"))
    return notes
  }

  @Test("an end that moves on by a day each day is one matter, and another where it comes nearer") func moving() throws
  {
    var nights = Nights()
    func night(_ sunset: String) throws -> (text: [String], ids: [String]) {
      let notes = try Self.notes([("Sunset", sunset)])
      return (try nights.night(nil) { $0.notes = notes }, nights.ids)
    }
    let first = try night("2027-02-01")
    #expect(first.text == ["warning version-ending: crm: the version that is asked ends on 2027-02-01, in 91 days"])
    for (sunset, day) in [("2027-02-02", 2), ("2027-02-03", 3), ("2027-01-31", 4), ("2028-01-01", 5)] {
      let later = try night(sunset)
      #expect(later.ids == first.ids && nights.day == day + 1, "\(sunset)")
      #expect(later.text.first?.contains("ends on \(sunset)") == true)
    }
    let near = try night("2026-12-20")
    #expect(near.ids != first.ids)
    #expect(near.text == ["warning version-ending: crm: the version that is asked ends on 2026-12-20, in 43 days"])
    #expect(try night("2026-12-21").ids == near.ids)
    // One line when it began, and one when it came nearer.
    #expect(nights.record.lines.count == 2)
    // Of one that is over another, much later, is another matter.
    nights.system.health.versionEnds = "2025-01-01"
    _ = try nights.night()
    let over = nights.ids
    nights.system.health.versionEnds = ""
    #expect(try night("2028-06-01").ids != over)
    // A token that lives on with each use is told once as well.
    var sliding = Nights(Self.bearer)
    var told: Set<String> = []
    for day in 10..<15 {
      let end = try Self.time("2026-11-\(day)")
      #expect(try sliding.night(nil) { $0.ends = end }.count == 1)
      told.formUnion(sliding.ids)
    }
    #expect(told.count == 1)
  }

  @Test("an end that means never is told by its day, and what is no time is not known") func farEnds() throws {
    var nights = Nights()
    for sunset in ["Fri, 31 Dec 9999 23:59:59 GMT", "@253402300799"] {
      let notes = try Self.notes([(sunset.hasPrefix("@") ? "Deprecation" : "Sunset", sunset)])
      let told = try nights.night(nil) { $0.notes = notes }
      #expect(told.count == 1 && told[0].contains(" 9999-12-31") && !told[0].contains("days"), "\(told)")
    }
    let nonsense = try Self.notes([("Deprecation", "@1e30")])
    #expect(try nights.night(nil) { $0.notes = nonsense } == [])
  }

  @Test("that a version is deprecated is told beside an end that is known, unless both are of one day")
  func deprecated() throws {
    var nights = Nights()
    (nights.system.health.version, nights.system.health.versionEnds) = ("v1", "2026-12-01")
    let known = ["warning version-ending: crm: the version v1 ends on 2026-12-01, in 30 days"]
    #expect(try nights.night() == known)
    let id = nights.ids
    let warned = try Self.notes([("Warning", "299 - \"v1 is deprecated, use v2\"")])
    #expect(
      try nights.night(nil) { $0.notes = warned } == [
        "warning version-ending: crm: the version v1 ends on 2026-12-01, in 29 days",
        "warning version-ending: crm: the version v1 is deprecated; it said: v1 is deprecated, use v2",
      ])
    #expect(nights.ids.first == id.first && Set(nights.ids).count == 2)
    let same = try Self.notes([("Deprecation", "2026-12-01")])
    #expect(try nights.night(nil) { $0.notes = same }.count == 1)
  }

  @Test("versions that end, by header and by the project file") func versions() throws {
    var nights = Nights()
    func notes(_ headers: HeaderList) throws -> AnswerNotes {
      var notes = AnswerNotes()
      notes.take(try Self.response(headers), now: try Self.time("2026-11-01"))
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
    var nights = Nights()
    nights.system.source = .vendor(
      VendorSource(
        .salesforce, at: HTTPSource.URL(text: "https://crm.example.com", place: nights.system.place), version: "v66.0",
        objects: ["Contact"], isWhole: false, settings: HTTPSource(urls: [], place: nights.system.place)))
    #expect(try nights.night() == [])
    var notes = AnswerNotes()
    notes.take(try Self.response([("Stripe-Version", "v67.0")]), now: try Self.time("2026-11-01"))
    #expect(
      try nights.night(nil) { $0.notes = notes } == [
        "warning version-other: crm: version v66.0 is asked for, and v67.0 answers"
      ])
    var same = AnswerNotes()
    same.take(try Self.response([("Stripe-Version", "66.0")]), now: try Self.time("2026-11-01"))
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
}
