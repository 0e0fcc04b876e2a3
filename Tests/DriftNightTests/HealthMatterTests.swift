import DriftImpact
import DriftModel
import DriftNight
import DriftProject
import DriftStore
import Testing

@testable import DriftFetch

/// What is one matter and what is another: ends that move, names that change, several that have one cause.
@Suite("What is one matter of a system's access") struct HealthMatterTests {
  @Test("a probe that is asked too often is told by the limit, and is not known to work") func throttled() throws {
    var nights = AccessNights()
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
    var nights = AccessNights()
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

  @Test("a probe that is refused for another reason is another matter, in place of the one before") func otherReason()
    throws
  {
    var nights = AccessNights()
    func refused(_ kind: FetchFailure.Kind) throws -> String? {
      _ = try nights.night(nil) {
        $0.probes = [.init(name: "a", failure: FetchFailure(kind, "refused", advice: "ask"))]
      }
      return nights.ids.first
    }
    let (right, again, expired) = (try refused(.right), try refused(.right), try refused(.expired))
    #expect(right == again && right != expired)
    // What is known of it tonight stands in place of what was open.
    var facts = AccessFacts()
    facts.probes = [.init(name: "a", failure: FetchFailure(.expired, "refused", advice: "ask"))]
    let now = try #require(Timestamp("2026-11-20T02:15:00Z"))
    let sight = HealthSight(nights.system, facts, failure: nil, record: nights.record, at: now)
    var ledger = SeenLedger([])
    ledger.add([
      .init(
        finding: try #require(right), at: try #require(Timestamp("2026-11-19T02:15:00Z")), state: .open,
        rule: RuleBook.probeRefused, address: "a")
    ])
    #expect(RememberedFindings.unheard(sight, besides: HealthChecks.findings(sight), ledger).isEmpty)
  }

  @Test("a person in place of a declared service account is a warning") func personInstead() throws {
    var nights = AccessNights()
    nights.system.health.principal = .service
    #expect(try nights.night(nil) { ($0.principal, $0.isPerson) = ("svc-drift", false) } == [])
    let told = try nights.night(nil) { ($0.principal, $0.isPerson) = ("anna.meier@example.com", true) }
    #expect(told.count == 1 && told[0].hasPrefix("warning principal-changed") && told[0].hasSuffix("like a person"))
  }

  @Test("a probe that gave data and gives a page, or nothing, is not known to work") func forms() throws {
    var nights = AccessNights()
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
    var nights = AccessNights()
    for day in 1...25 {
      nights.day = day
      let letters = String(UnicodeScalar(UInt8(96 + day)))
      let notes = try AccessNights.notes([
        ("RateLimit", "\"\(letters)\";r=1"), ("RateLimit-Policy", "\"\(letters)\";q=100"),
      ])
      #expect(try nights.night(nil) { $0.notes = notes }.count == 1)
    }
    #expect(nights.record.lines.count == 20)
    #expect(nights.ids.count == 1)
    let last = nights.ids
    let notes = try AccessNights.notes([("RateLimit", "\"zz\";r=1"), ("RateLimit-Policy", "\"zz\";q=100")])
    _ = try nights.night(nil) { $0.notes = notes }
    #expect(nights.ids == last)
  }

  @Test("another name of the same one is nobody else; a stable id that is another one is") func stableID() throws {
    var nights = AccessNights()
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
    var named = AccessNights()
    func plain(_ name: String, id: String? = nil, _ all: String...) throws -> [String] {
      try named.night(nil) { ($0.principal, $0.principalID, $0.principalNames) = (name, id, Set(all + [name])) }
    }
    #expect(try plain("client-1") == [])
    #expect(try plain("svc", id: "7", "7", "client-1") == [])
    #expect(try plain("other", id: "8", "8", "client-1").count == 1)
  }

  @Test("a scope in other letters is one finding, which says so") func scopeLetters() throws {
    var nights = AccessNights()
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

  @Test("an end that was put off, and comes nearer than that, is told anew; so is one that was taken back")
  func putOff() throws {
    var nights = AccessNights()
    func night(_ sunset: String) throws -> [String] {
      let notes = try AccessNights.notes(sunset.isEmpty ? [] : [("Sunset", sunset)])
      _ = try nights.night(nil) { $0.notes = notes }
      return nights.ids
    }
    let first = try night("2026-12-20")
    #expect(try night("2027-09-30") == first)
    // Later than the first day, and half a year before the one that people plan by now.
    let nearer = try night("2027-03-31")
    #expect(nearer != first && nearer.count == 1)
    #expect(try night("2027-03-30") == nearer)
    #expect(try night("") == [])
    // What was taken back is no measure of what comes then.
    #expect(try night("2027-05-31") != nearer)
  }

  @Test("an end that moves on by a day each day is one matter, and another where it comes nearer") func moving() throws
  {
    var nights = AccessNights()
    func night(_ sunset: String) throws -> (text: [String], ids: [String]) {
      let notes = try AccessNights.notes([("Sunset", sunset)])
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
    #expect(
      near.text == [
        "warning version-ending: crm: the version that is asked ends on 2026-12-20, in 43 days; so far that was 2027-02-01"
      ])
    #expect(try night("2026-12-21").ids == near.ids)
    // One line when it began, one when it was put off by far, and one when it came nearer.
    #expect(nights.record.lines.count == 3)
    // Of one that is over another, much later, is another matter.
    nights.system.health.versionEnds = "2025-01-01"
    _ = try nights.night()
    let over = nights.ids
    nights.system.health.versionEnds = ""
    #expect(try night("2028-06-01").ids != over)
    // A token that lives on with each use is told once as well.
    var sliding = AccessNights(AccessNights.bearer)
    var told: Set<String> = []
    for day in 10..<15 {
      let end = try AccessNights.time("2026-11-\(day)")
      #expect(try sliding.night(nil) { $0.ends = end }.count == 1)
      told.formUnion(sliding.ids)
    }
    #expect(told.count == 1)
  }

  @Test("an end that means never is told by its day, and what is no time is not known") func farEnds() throws {
    var nights = AccessNights()
    for sunset in ["Fri, 31 Dec 9999 23:59:59 GMT", "@253402300799"] {
      let notes = try AccessNights.notes([(sunset.hasPrefix("@") ? "Deprecation" : "Sunset", sunset)])
      let told = try nights.night(nil) { $0.notes = notes }
      #expect(told.count == 1 && told[0].contains(" 9999-12-31") && !told[0].contains("days"), "\(told)")
    }
    let nonsense = try AccessNights.notes([("Deprecation", "@1e30")])
    #expect(try nights.night(nil) { $0.notes = nonsense } == [])
  }

  @Test("that a version is deprecated is told beside an end that is known, unless both are of one day")
  func deprecated() throws {
    var nights = AccessNights()
    (nights.system.health.version, nights.system.health.versionEnds) = ("v1", "2026-12-01")
    let known = ["warning version-ending: crm: the version v1 ends on 2026-12-01, in 30 days"]
    #expect(try nights.night() == known)
    let id = nights.ids
    let warned = try AccessNights.notes([("Warning", "299 - \"v1 is deprecated, use v2\"")])
    #expect(
      try nights.night(nil) { $0.notes = warned } == [
        "warning version-ending: crm: the version v1 ends on 2026-12-01, in 29 days",
        "warning version-ending: crm: the version v1 is deprecated; it said: v1 is deprecated, use v2",
      ])
    #expect(nights.ids.first == id.first && Set(nights.ids).count == 2)
    let same = try AccessNights.notes([("Deprecation", "2026-12-01")])
    #expect(try nights.night(nil) { $0.notes = same }.count == 1)
  }

  @Test("what one probe's answer says of its end is of that operation, and no end of the version") func probeEnds()
    throws
  {
    var nights = AccessNights()
    func night(_ headers: [HeaderList], _ document: HeaderList = []) throws -> [String] {
      let notes = try AccessNights.notes(document)
      let probes = try headers.enumerated().map { index, list in
        var probe = ProbeOutcome(name: "p\(index)", form: .json)
        probe.retirement.take(list, now: try AccessNights.time("2026-11-01"))
        return probe
      }
      return try nights.night(nil) { ($0.notes, $0.probes) = (notes, probes) }
    }
    let sunset: HeaderList = [("Sunset", "2027-05-02"), ("Link", "</v2/lists>; rel=\"successor-version\"")]
    #expect(
      try night([sunset, []]) == ["warning probe-ending: crm: what \"p0\" asks for ends on 2027-05-02, in 181 days"])
    let first = nights.ids
    #expect(try night([[("Sunset", "2027-05-03")], []]).count == 1)
    #expect(nights.ids == first)
    #expect(try night([[("Sunset", "2026-11-10")], []]).first?.hasPrefix("breaking probe-ending") == true)
    // What the documents' answer says too is of the version.
    #expect(
      try night([sunset, []], sunset) == [
        "warning version-ending: crm: the version that is asked ends on 2027-05-02, in 178 days"
      ])
    #expect(
      try night([[("Deprecation", "true")]]) == [
        "warning probe-ending: crm: what \"p0\" asks for is deprecated, and nobody says until when it lives"
      ])
    #expect(try night([[]]) == [])
  }

  @Test("a token breaks in the nights after which nobody hears of it, unless somebody gives a new one each night")
  func lastNights() throws {
    var nights = AccessNights(AccessNights.bearer)
    nights.system.health.expires = "2026-11-05"
    var severities: [String] = []
    for _ in 1...5 { severities += try nights.night().map { String($0.prefix { $0 != " " }) } }
    #expect(severities == ["warning", "warning", "warning", "breaking", "breaking"])
    nights = AccessNights(AccessNights.bearer)
    for day in 1...5 {
      let end = try #require(Timestamp("2026-11-0\(day)T03:15:00Z"))
      let told = try nights.night(nil) { $0.ends = Double(end.seconds) }
      #expect(told.allSatisfy { $0.hasPrefix("warning") }, "\(told)")
    }
  }

  @Test("that a token ended is another matter than that it would") func ended() throws {
    var nights = AccessNights(AccessNights.bearer)
    nights.system.health.expires = "2026-11-02"
    #expect(try nights.night().first?.contains("expires on 2026-11-02") == true)
    let before = nights.ids
    nights.day = 4
    #expect(try nights.night().first?.contains("is said to have ended on 2026-11-02") == true)
    #expect(!nights.ids.isEmpty && Set(nights.ids).isDisjoint(with: before))
    let once = nights.ids
    _ = try nights.night()
    #expect(nights.ids == once)
  }

  @Test("an answer that nothing changed and tells its limits says that one is well again") func limitOf304() throws {
    let nights = AccessNights()
    let headers: HeaderList = [("X-RateLimit-Limit", "100"), ("X-RateLimit-Remaining", "90")]
    var response = try AccessNights.response(headers)
    response.status = 304
    var facts = AccessFacts()
    facts.notes.take(response, now: 0)
    let name = try #require(facts.notes.limits.first?.name)
    let sight = HealthSight(
      nights.system, facts, failure: nil, record: HealthRecord([]), at: try #require(Timestamp("2026-11-09T02:15:00Z")))
    #expect(HealthKnowledge.isGone(RuleBook.limitHeadroom, name, sight))
    #expect(!HealthKnowledge.isGone(RuleBook.limitHeadroom, "another", sight))
    #expect(!HealthKnowledge.isGone(RuleBook.versionEnding, "", sight))
  }

  @Test(
    "a limit of which nothing is left is told, whether or not anybody says of how many; one that was passed left none")
  func nothingLeft() throws {
    func told(_ headers: HeaderList) throws -> [String] {
      var nights = AccessNights()
      let notes = try AccessNights.notes(headers)
      return try nights.night(nil) { $0.notes = notes }
    }
    #expect(
      try told([("X-RateLimit-Remaining", "0")]) == [
        "warning limit-headroom: crm: of the limit requests nothing is left"
      ])
    #expect(try told([("X-RateLimit-Remaining", "1")]).isEmpty)
    #expect(
      try told([("Sforce-Limit-Info", "api-usage=5100/5000")]).first?.contains("there was nothing left") == true)
    #expect(try told([("Sforce-Limit-Info", "api-usage=10/5000")]).isEmpty)
  }
}
