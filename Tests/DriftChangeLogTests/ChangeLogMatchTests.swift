import DriftChangeLog
import Testing

@Suite("What in a change log concerns a mapping") struct ChangeLogMatchTests {
  private static let names: [ChangeLogName] = [
    ChangeLogName(steps: ["Contact", "email"]), ChangeLogName(steps: ["Contact", "phone_number"]),
    ChangeLogName(steps: ["Contact", "status"]), ChangeLogName(steps: ["Contact", "name"]),
    ChangeLogName(steps: ["Contact", "id"]), ChangeLogName(steps: ["Contact", "type"]),
    ChangeLogName(steps: ["Contact", "address", "street"]),
    ChangeLogName(steps: ["Contact", "lifecycleStage"], label: "Lifecycle Stage"),
    ChangeLogName(steps: ["GET /v1/customers/{id}", "response", "200", "balance"]),
    ChangeLogName(steps: ["Contact", "emails", "[]", "value"]),
    ChangeLogName(steps: ["GET /v1/search", "request", "query:page_size"]),
  ]

  /// What a text names, as addresses, and what it announces; nil where it concerns nobody.
  private static func match(_ text: String) throws -> ChangeLogMatch? {
    let memory = ChangeLogMemory(log: "a", since: "")
    let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "\\\"")
    let feed = #"{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_text":"\#(escaped)"}]}"#
    let content = try Reading.read(feed.replacing("&amp;", with: "&").replacing("&lt;", with: "<"))
    return ChangeLogMatcher(names).matches(memory.news(in: content), now: 0).first
  }

  private static func named(_ match: ChangeLogMatch?) -> [String] {
    guard let match else { return [] }
    return match.fields.map { names[$0].steps.joined(separator: ".") }
      + Set(match.definitions.map { names[$0].steps[0] }).sorted()
  }

  static let naming: [(String, [String])] = [
    ("The `email` field changes its format.", ["Contact.email"]),
    ("phone_number now takes E.164.", ["Contact.phone_number"]),
    ("PHONE_NUMBER is upper case in exports.", ["Contact.phone_number"]),
    ("We changed Contact.status.", ["Contact.status"]), ("We changed contacts.status, too.", ["Contact.status"]),
    ("See Contact#name for more.", ["Contact.name"]), ("Use contact->id.", ["Contact.id"]),
    ("contact.properties.email is lower case.", ["Contact.email"]), ("\"status\" may be null.", ["Contact.status"]),
    ("“type” may be null.", ["Contact.type"]), ("lifecycleStage gains a value.", ["Contact.lifecycleStage"]),
    ("The \"Lifecycle Stage\" gains a value.", ["Contact.lifecycleStage"]),
    ("Now the Lifecycle Stage gains a value.", ["Contact.lifecycleStage"]),
    ("We are removing the email property from contacts.", ["Contact.email"]),
    ("address.street is split.", ["Contact.address.street"]), ("`street` is split.", ["Contact.address.street"]),
    ("Contact.address is split.", ["Contact.address.street"]),
    ("The Contact object gains a field.", ["Contact"]), ("The Contacts API is slower.", ["Contact"]),
    ("`Contact` gains a field.", ["Contact"]), ("GET /v1/customers/{id} is slower.", ["GET /v1/customers/{id}"]),
    ("Calls of /v1/customers/:id?x=1 are slower.", ["GET /v1/customers/{id}"]),
    ("See https://api.x.example/v1/customers/{customer}.", ["GET /v1/customers/{id}"]),
    ("emails[].value is trimmed.", ["Contact.emails.value"]), ("data[\"email\"] is trimmed.", ["Contact.email"]),
    ("`email` on resource `crm.Contact` is new.", ["Contact.email"]),
    ("The parameter page_size is smaller.", ["GET /v1/search.page_size"]),
    ("`status: null` is new.", ["Contact.status"]), ("`status=open` filters.", ["Contact.status"]),
    ("The Contact's `email` is trimmed.", ["Contact.email"]),
  ]

  @Test("what a sentence names", arguments: naming) func names(_ text: String, _ expected: [String]) throws {
    #expect(Self.named(try Self.match(text)) == expected)
  }

  /// Sentences that name nothing mapped and announce nothing: whoever is told of these stops reading.
  static let silent: [String] = [
    "We improved the name and the status of your dashboards.", "Send an email to our team.", "Contact us for more.",
    "A new type of report shows the id of each row.", "The status page has a new address.",
    "Your email address is safe.",
    "An email-based login is here.", "New field type: date.", "Property names may be longer.",
    "Contact support by phone.",
    "Invoice.email is trimmed.", "`Invoice.status` is trimmed.", "invoice.phone_number is trimmed.",
    "The `email` of the `Invoice` object is trimmed.", "`status` on the Order resource is new.",
    "The Invoice's `status` is new.", "Contact.fax is new.", "Contact.address.zip is new.",
    "`Contact.address.zip` is new.",
    "We wrote \"please send an email with your name and the status of it\" to all.", "Look at lifecyclestages.",
    "phone_numbers is something else.", "phone-number is something else.", "lifecyclestage is something else.",
    "https://a.example/blog/email-and-status", "See /docs/contact/name for more.", "POST /v1/customers/{id} is slower.",
    "GET /v2/customers/{id} is slower.", "GET /v1/customers is slower.", "the emailing of names",
    "Enjoy the sunset from our new office.", "Jane retired after 20 years.", "We removed a flicker from the charts.",
    "No breaking changes in this release.", "This is not a breaking change.", "This is a non-breaking change.",
    "`sort` is not deprecated.", "`sort` is no longer deprecated.", "You can now rename API keys.",
    "Webhooks can be removed in the settings.", "Fixed a bug where removed fields were shown.",
    "Fields that you drop are kept.", "Our dropdown has new colors.", "The endpoint of the journey.",
    "We moved our status page; name, type, id, value.", "Der Status der Kontakte ist neu.",
    "Le champ est en version bêta.",
    "Run `drift status` for more.", "Pass `--status` to see it.",
    "Type `a email`.", "Add support for `email` on resource `identity.Report`.", "`status` on field `terminal.Reader`",
    "`contacts` on `Settings` is new.", "Reports uses of the deprecated `save`.",
    "Use `name@type` in specs.", "Set `CRM_<name>_<id>`.", "Write `a = \"status\"`.", "The `new status page` is here.",
    "Added a command for removing an API token.", "We don't remove fields.",
    "A required field is marked with a star.", "The required fields of the API are listed.",
    "No action is now required.",
    "An API key may be required.", "The schema of obsolete formats can be obsoleted by you.",
    "Go away from the keyboard after an API call.", "Our support team ends its day with a party.",
    "We are breaking records.", "Removed the limit of 100 items per request.",
    "The API no longer returns an error for empty lists.", "The endpoint is now a bit faster.",
    "The endpoint changed from blue to green.", "We no longer require the header.", "The endpoint no longer times out.",
    "New: rename fields from the settings page.", "We added a field to the API.",
    "An end user of the API asked for support.",
    "Breaking news: we have a new office.", "The field is no longer required.", "Requests will no longer be throttled.",
    "Your progress no longer goes away when a field is saved.", "We removed an obsolete banner.",
    "Fixed: the endpoint stopped working.", "If the API stops working, write to us.", "The field is optional now.",
    "Webhooks stopped working for ten minutes.", "You can shut down the API client.", "No new header is required.",
    "A required field is marked.", "The end of the field shows its length.", "Our support team ends its day at six.",
    "The v2 API is here, and v1 is not going away.", "Support for v3 of the API begins in May.",
    "Die Schnittstelle kann im Profil eingestellt werden.", "Das Feld wird auf 5 eingestellt.",
    "Das Feld ist nicht veraltet.", "Ein Fehler wurde behoben: das Feld wurde entfernt.",
    "Die API ist mehr als schnell.",
    "Le champ n'est pas obsol\u{E8}te.", "Le champ est plus rapide et accept\u{E9} partout.",
    "Un champ peut \u{EA}tre supprim\u{E9}.", "El campo no es obligatorio.", "Un campo puede ser eliminado.",
    "サーバーを更新しました。", "Endpunkte sind jetzt schneller.", "", "….", "`", "\"", "''",
  ]

  @Test("sentences that concern nobody", arguments: silent) func silence(_ text: String) throws {
    let match = try Self.match(text)
    #expect(match == nil, "\(Self.named(match)) \(match?.announcement?.rawValue ?? "")")
  }

  static let announced: [(String, Announcement)] = [
    ("The v1 API is deprecated.", .deprecation), ("Deprecation of basic login", .deprecation),
    ("We are deprecating imports.", .deprecation), ("API version 2021-04 reaches its end of life.", .end),
    ("We will sunset the v2 endpoints.", .end), ("Version 3 of the API will be retired on May 1.", .end),
    ("The legacy endpoints will be shut down.", .end), ("The API will stop working on May 1.", .end),
    ("Removed the fax field.", .removal), ("- Remove the fax parameter", .removal),
    ("The scope will be removed.", .removal),
    ("The field fax is no longer returned.", .removal), ("TLS 1.0 is no longer supported.", .removal),
    ("Dropped support for SOAP.", .removal), ("The field fax was renamed to fax_number.", .rename),
    ("The parameter was replaced by another one.", .rename), ("Breaking change: dates are in UTC.", .breaking),
    ("We are removing the field fax.", .removal), ("We're renaming the fields.", .rename),
    ("We discontinue the old exports.", .end), ("The field fax is going away.", .removal),
    ("The v1 API goes away in May.", .removal), ("BREAKING: ids are texts.", .breaking),
    ("[BREAKING] Dates are in UTC.", .breaking), ("Breaking API change: dates are in UTC.", .breaking),
    ("A backwards incompatible format of dates.", .breaking), ("The field fax is obsolete.", .deprecation),
    ("The parameter locale is now required.", .breaking), ("The header will be mandatory.", .breaking),
    ("The API no longer returns the fax.", .removal), ("The response will no longer contain the fax.", .removal),
    ("The webhook will stop sending the fax.", .end),
    ("Support for version 1 of the API ends in May.", .end), ("TLS 1.1 is being phased out.", .end),
    ("The old methods are superseded by v2.", .rename),
    ("Basic authentication will no longer work after May 1.", .removal),
    ("You will no longer be able to use the fax field.", .removal),
    ("`customer_name` is now called `customer_full_name`.", .rename),
    ("⚠️ Breaking: the endpoint returns 404.", .breaking), ("The `amount` field is now a string.", .breaking),
    ("The type of `amount` changed.", .breaking), ("The field changed from integer to string.", .breaking),
    ("Action required: migrate to the new endpoint.", .breaking), ("Renamed `team` to `workspace`.", .rename),
    ("The endpoint was withdrawn.", .removal),
    ("The v1 endpoint is going away on May 1.", .removal), ("The field fax went away.", .removal),
    ("BREAKING: `sort` takes an array.", .breaking), ("Breaking: dates are in UTC.", .breaking),
    ("[BREAKING] dates are in UTC.", .breaking), ("This is a backwards-incompatible change.", .breaking),
    ("The parameter sort is obsolete.", .deprecation), ("The v1 API was made obsolete.", .deprecation),
    ("The header X-Version is now required.", .breaking), ("From May the field becomes mandatory.", .breaking),
    ("The parameter is required from May 1 on.", .breaking), ("The scope will be required.", .breaking),
    ("The field fax will no longer be part of the answer.", .removal),
    ("The API no longer supports XML.", .removal), ("The endpoint won't be available anymore.", .removal),
    ("SOAP is not supported any longer by the API.", .removal), ("The v1 API has stopped working.", .end),
    ("The endpoint stops returning drafts.", .end), ("The API will cease to exist.", .end),
    ("The service shuts down in May.", .end), ("We shut down the old service.", .end),
    ("Support for the v1 API ends in May.", .end), ("Version 2 reaches its end of support.", .end),
    ("End of service for old integrations", .end), ("The v1 API is being phased out.", .end),
    ("The method disappears in v3.", .removal), ("The parameter was superseded by another one.", .rename),
    ("The endpoint was withdrawn.", .removal), ("We are switching off the v1 API.", .end),
    ("Das Feld fax entf\u{E4}llt zum 1. Mai.", .removal), ("Die API v1 wird zum 1. Mai eingestellt.", .end),
    ("Der Parameter wurde entfernt.", .removal), ("Die Schnittstelle ist veraltet.", .deprecation),
    ("Das Feld wird nicht mehr unterst\u{FC}tzt.", .removal), ("Das Feld ist ab sofort Pflicht.", .breaking),
    ("Der Endpunkt wird abgeschaltet.", .end), ("Le champ fax sera supprim\u{E9} en mai.", .removal),
    ("L'API v1 n'est plus prise en charge.", .removal), ("Le param\u{E8}tre est obsol\u{E8}te.", .deprecation),
    ("La version 1 prend fin en mai.", .end), ("El campo fax ser\u{E1} eliminado en mayo.", .removal),
    ("La API v1 dejar\u{E1} de funcionar en mayo.", .end), ("El par\u{E1}metro est\u{E1} obsoleto.", .deprecation),
    ("El campo ya no est\u{E1} disponible.", .removal),
  ]

  @Test("what a sentence announces", arguments: announced) func announces(_ text: String, _ what: Announcement) throws {
    #expect(try Self.match(text)?.announcement == what)
  }

  @Test("of many entries those that name something and announce its end come first, then the newest") func order()
    throws
  {
    func item(_ id: Int, _ day: String, _ text: String) -> String {
      #"{"id":"\#(id)","date_published":"\#(day)","content_text":"\#(text)"}"#
    }
    let items = [
      item(1, "2026-11-01", "The v1 API is deprecated."), item(2, "2026-11-02", "The `email` is trimmed."),
      item(3, "2026-11-03", "Nothing here. The `email` field is deprecated and goes on March 1, 2027. More."),
      item(4, "2026-11-04", "The `email` is longer."), item(5, "2099-01-01", "The v2 API is deprecated."),
      item(6, "2026-11-05", "The v3 API is deprecated."),
    ].joined(separator: ",")
    let feed = #"{"version":"https://jsonfeed.org/version/1","items":[\#(items)]}"#
    let news = ChangeLogMemory(log: "a", since: "").news(in: try Reading.read(feed))
    let now = try #require(EntryDate("2026-11-04"))
    let matches = ChangeLogMatcher(Self.names).matches(news, now: now.seconds)
    #expect(
      matches.map { $0.entry.date?.description ?? "" } == [
        "2026-11-03", "2026-11-04", "2026-11-02", "2099-01-01", "2026-11-05", "2026-11-01",
      ])
    #expect(matches[0].sentence == "The `email` field is deprecated and goes on March 1, 2027.")
    #expect(matches[0].day?.description == "2027-03-01")
  }

  @Test("of sentences that say as much the one that names a day is told") func dated() throws {
    let match = try #require(
      try Self.match("The `email` field is deprecated. The `email` field will be removed on 2027-03-01. Bye, `email`."))
    #expect(match.sentence == "The `email` field will be removed on 2027-03-01.")
    #expect(match.day?.description == "2027-03-01" && match.announcement == .deprecation)
  }

  @Test("an entry that is longer than what is read of one is told, whatever its end says") func long() throws {
    func match(_ count: Int) throws -> ChangeLogMatch? {
      try Self.match(
        String(repeating: "We made it faster, again.\\n", count: count) + "The `email` field will be removed.")
    }
    #expect(try Self.named(match(10_000)) == ["Contact.email"])
    #expect(try match(40_000)?.sentence.contains("longer than what is read") == true)
    // Words without an end are read in pieces.
    let words = String(repeating: "z ", count: 100_000) + ". The `email` field will be removed."
    #expect(try Self.named(Self.match(words)) == ["Contact.email"])
  }

  @Test("a sentence is told in one line of bounded length") func bounded() throws {
    let match = try #require(try Self.match("The `email` field " + String(repeating: "is long ", count: 500)))
    #expect(match.sentence.count == 300 && match.sentence.hasSuffix("…"))
  }
}
