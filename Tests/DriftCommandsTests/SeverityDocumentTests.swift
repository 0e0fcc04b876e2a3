import Foundation
import Testing

/// The severity table, row by row, where a change is of a whole document and not of one field: operations, answers,
/// media types, definitions, order.
@Suite struct SeverityDocumentTests {
  struct Row: CustomTestStringConvertible {
    var kind: String
    var what: String
    /// The place that four agents use.
    var address: String
    var old: String
    var new: String
    /// read, write, read and write, lookup (which reads), and where no mapping names it.
    var severities: [String]
    /// What is said to those that are hit, one of several behind bars; empty where nobody is hit.
    var says: String

    var testDescription: String { "\(kind): \(what)" }
  }

  // MARK: Documents

  private static func openAPI(_ paths: String, _ schemas: String = "", more: String = "") -> String {
    let kept = #""Kept":{"type":"object","properties":{"k":{"type":"string"}}}"#
    let definitions = schemas.isEmpty ? kept : kept + "," + schemas
    return
      ##"{"openapi":"3.1.0","info":{"title":"t","version":"1"},\##(more)"paths":{"/kept":{"get":{"responses":{"200":{"description":"d","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Kept"}}}}}}}"##
      + (paths.isEmpty ? "" : "," + paths) + #"},"components":{"schemas":{\#(definitions)}}}"#
  }

  private static func json(_ schema: String, _ media: String = "application/json") -> String {
    #""\#(media)":{"schema":\#(schema)}"#
  }

  private static func ref(_ name: String) -> String { ##"{"$ref":"#/components/schemas/\##(name)"}"## }
  private static let toContact = ref("Contact")

  /// An operation that takes and gives contacts.
  private static func post(
    _ path: String = "/contacts", more: String = "", request: String = json(toContact), ok: String = json(toContact),
    responses: String = ""
  ) -> String {
    let answers = responses.isEmpty ? "" : "," + responses
    return
      #""\#(path)":{"post":{\#(more)"requestBody":{"content":{\#(request)}},"responses":{"200":{"description":"d","content":{\#(ok)}}\#(answers)}}}"#
  }

  private static func contact(_ properties: String, more: String = "", name: String = "Contact") -> String {
    #""\#(name)":{"type":"object",\#(more)"properties":{\#(properties)}}"#
  }

  private static let email = #""email":{"type":"string","description":"Where mail goes"}"#
  private static let withCity = email + #","city":{"type":"string"}"#
  private static let withPhone = email + #","phone":{"type":"string","description":"To call"}"#
  private static let plain = openAPI(post(), contact(email))

  private static func contactPair(_ old: String, _ new: String) -> (String, String) {
    (openAPI(post(), contact(old)), openAPI(post(), contact(new)))
  }

  private static func xsd(_ members: String, more: String = "", name: String = "Contact") -> String {
    #"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="kept" type="xs:string"/>"#
      + #"<xs:element name="\#(name)"><xs:complexType><xs:sequence>\#(members)</xs:sequence></xs:complexType></xs:element>"#
      + more + "</xs:schema>"
  }
  private static func element(_ name: String) -> String { #"<xs:element name="\#(name)" type="xs:string"/>"# }

  private static func row(
    _ kind: String, _ what: String, _ address: String, _ pair: (old: String, new: String), _ severities: String,
    _ says: String = ""
  ) -> Row {
    let words = ["B": "breaking", "w": "warning", "i": "info"]
    return Row(
      kind: kind, what: what, address: address, old: pair.old, new: pair.new,
      severities: severities.split(separator: " ").compactMap { words[String($0)] }, says: says)
  }

  private static let call = #""POST /contacts""#

  // MARK: Rows

  /// Letters: breaking, warning, info; for read, write, read+write, lookup, unmapped.
  static let rows: [Row] = operations + answers + members + definitions + behaviours

  private static let operations: [Row] = [
    row(
      "operation-added", "another operation", call,
      (plain, openAPI(post() + "," + post("/other"), contact(email))), "i i i i i"),
    row(
      "operation-removed", "the operation that is called", call, (plain, openAPI("", contact(email))), "B B B B i",
      "calls will be refused"),
    row(
      "operation-renamed", "the same operation under another path", call,
      (
        openAPI(post(more: #""operationId":"createContact","#), contact(email)),
        openAPI(post("/v2/contacts", more: #""operationId":"createContact","#), contact(email))
      ), "B B B B i", "calls to the old place will be refused"),
    row(
      "security-changed", "another scope is asked for", call,
      (
        openAPI(post(more: #""security":[{"oauth":["read"]}],"#), contact(email)),
        openAPI(post(more: #""security":[{"oauth":["read","admin"]}],"#), contact(email))
      ), "B B B B i", "needs the scope admin too"),
    row(
      "security-changed", "nothing is asked for any more", call,
      (
        openAPI(post(more: #""security":[{"key":[]}],"#), contact(email)),
        openAPI(post(more: #""security":[],"#), contact(email))
      ), "i i i i i", "needs no credentials any more"),
    row(
      "server-changed", "another host", call,
      (
        openAPI(post(), contact(email), more: #""servers":[{"url":"https://a.example.com"}],"#),
        openAPI(post(), contact(email), more: #""servers":[{"url":"https://b.example.com"}],"#)
      ), "w w w w i", "may find nobody at the old address"),
    row(
      "server-changed", "one more host", call,
      (
        openAPI(post(), contact(email), more: #""servers":[{"url":"https://a.example.com"}],"#),
        openAPI(
          post(), contact(email), more: #""servers":[{"url":"https://a.example.com"},{"url":"https://b.example.com"}],"#
        )
      ), "i i i i i", "finds the system as before"),
    row(
      "encoding-changed", "a parameter is written in another way", call,
      (
        openAPI(
          post(
            more: #""parameters":[{"name":"ids","in":"query","schema":{"type":"array","items":{"type":"string"}}}],"#),
          contact(email)),
        openAPI(
          post(
            more:
              #""parameters":[{"name":"ids","in":"query","explode":false,"schema":{"type":"array","items":{"type":"string"}}}],"#
          ), contact(email))
      ), "i B B i i", "its write will be misread or refused"),
  ]

  private static let answers: [Row] = [
    row(
      "response-added", "another success", call,
      (plain, openAPI(post(responses: #""202":{"description":"later"}"#), contact(email))), "w i w w i",
      "may get an answer that it does not know: 202"),
    row(
      "response-added", "a refusal", call,
      (plain, openAPI(post(responses: #""409":{"description":"twice"}"#), contact(email))), "i i i i i"),
    row(
      "response-removed", "a success", call,
      (openAPI(post(responses: #""202":{"description":"later"}"#), contact(email)), plain), "B w B B i",
      "will not get the answer 202 any more|is not answered 202 any more"),
    row(
      "response-removed", "a refusal", call,
      (openAPI(post(responses: #""409":{"description":"twice"}"#), contact(email)), plain), "i i i i i"),
    row(
      "media-type-added", "of an answer", call,
      (
        plain,
        openAPI(post(ok: json(toContact) + "," + json(toContact, "application/xml")), contact(email))
      ), "i i i i i"),
    row(
      "media-type-added", "of a request", call,
      (
        plain,
        openAPI(post(request: json(toContact) + "," + json(toContact, "application/xml")), contact(email))
      ), "i i i i i"),
    row(
      "media-type-removed", "of an answer", call,
      (openAPI(post(ok: json(toContact) + "," + json(toContact, "application/xml")), contact(email)), plain),
      "B i B B i", "will no longer be answered as application/xml"),
    row(
      "media-type-removed", "of a request", call,
      (openAPI(post(request: json(toContact) + "," + json(toContact, "application/xml")), contact(email)), plain),
      "i B B i i", "its write as application/xml will be refused"),
  ]

  private static let members: [Row] = [
    row(
      "field-added", "that may be there", "Contact", contactPair(email, withCity),
      "i i i i i"),
    row(
      "field-added", "that has to be there", "Contact.email",
      (
        openAPI(post(), contact(email)),
        openAPI(post(), contact(withCity, more: #""required":["city"],"#))
      ), "i B B i i", "city is required now"),
    row(
      "field-moved", "into another object", "Contact.email",
      contactPair(
        email + "," + reach(#""phone":{"type":"string"}"#), reach(#""phone":{"type":"string"},\#(email)"#)),
      "B B B B i",
      "stands elsewhere|at the old place"),
    row(
      "field-repurposed", "the same name with another id", "Contact.email",
      contactPair(
        #""email":{"type":"string","x-internal-id":"17"}"#, #""email":{"type":"string","x-internal-id":"42"}"#),
      "B B B B i", "read another thing under the same name|set another thing under the same name"),
    row(
      "field-repurposed", "the same name in another unit", "Contact.wait",
      contactPair(
        #""wait":{"type":"integer","description":"How long, in seconds"}"#,
        #""wait":{"type":"integer","description":"How long, in milliseconds"}"#),
      "w w w w i", "may read values in another unit|may be taken for another unit"),
    row(
      "enum-value-renamed", "one value for another", "Contact.state",
      contactPair(
        #""state":{"type":"string","enum":["open","in_progress","closed"]}"#,
        #""state":{"type":"string","enum":["open","inProgress","closed"]}"#), "B B B B i", "in_progress"),
    row(
      "link-changed", "a key of another record", "Contact.owner",
      contactPair(
        owner("Kept"),
        owner("Contact")),
      "w w w w i", "a key may lead to another record"),
    row(
      "condition-changed", "one member asks for another", "Contact",
      (
        openAPI(post(), contact(withCity)),
        openAPI(post(), contact(withCity, more: #""dependentRequired":{"email":["city"]},"#))
      ), "i B B i i", "what has to go together is another"),
    row(
      "condition-changed", "what was excluded is no more", "Contact",
      (
        openAPI(post(), contact(email, more: #""not":{"required":["secret"]},"#)),
        openAPI(post(), contact(email))
      ), "B i B B i", "may meet combinations that were excluded"),
    row(
      "encoding-changed", "another member tells the branches apart", "Contact.email",
      (union(by: "kind"), union(by: "sort")), "B B B B i", "will misread it|will be misread or refused"),
    row(
      "reference-changed", "another shape stands there", "Contact.home",
      (
        openAPI(post(), home("A")),
        openAPI(post(), home("B"))
      ), "i i i i i"),
    row(
      "order-changed", "where a writer has to keep it", "Contact.a",
      (xsd(element("a") + element("b")), xsd(element("b") + element("a"))), "i B B i i",
      "its write in the old order may be refused"),
  ]

  private static func reach(_ properties: String) -> String {
    #""reach":{"type":"object","properties":{\#(properties)}}"#
  }

  private static func owner(_ target: String) -> String {
    #""owner":{"type":"string","x-expansionResources":{"oneOf":[\#(ref(target))]}}"#
  }

  private static func home(_ target: String) -> String {
    contact(#""home":\#(ref(target))"#) + "," + both
  }

  private static func union(by name: String) -> String {
    openAPI(
      post(), #""Contact":{"oneOf":[\#(ref("A")),\#(ref("B"))],"discriminator":{"propertyName":"\#(name)"}},\#(both)"#)
  }

  private static let both =
    contact(email + #","kind":{"type":"string"},"sort":{"type":"string"},"street":{"type":"string"}"#, name: "A") + ","
    + contact(email + #","kind":{"type":"string"},"sort":{"type":"string"},"city":{"type":"integer"}"#, name: "B")

  private static let definitions: [Row] = [
    row(
      "definition-added", "whose name is on no wire", "Contact.email",
      (plain, openAPI(post(), contact(email) + "," + contact(email, name: "Other"))), "i i i i i"),
    row(
      "definition-added", "an element", "Contact.a",
      (xsd(element("a")), xsd(element("a"), more: element("Other"))), "i i i i i"),
    row(
      "definition-removed", "whose name is on no wire", "Other",
      (openAPI(post(), contact(email) + "," + contact(email, name: "Other")), plain), "i i i i i"),
    row(
      "definition-removed", "an element", "Other",
      (xsd(element("a"), more: element("Other")), xsd(element("a"))), "B B B B i", "will"),
    row(
      "definition-renamed", "whose name is on no wire", "Contact.email",
      (
        openAPI(post(), contact(withPhone)),
        openAPI(
          post(request: json(ref("Person")), ok: json(ref("Person"))),
          contact(withPhone, name: "Person"))
      ), "i i i i i"),
    row(
      "definition-renamed", "an element", "Contact.a",
      (
        xsd(element("a") + element("b") + element("c")),
        xsd(element("a") + element("b") + element("c"), name: "ContactRecord")
      ), "B B B B i", "the name is another"),
  ]

  private static func tools(_ words: String, _ parameter: String) -> String {
    #"{"tools":[{"name":"GET /kept","inputSchema":{},"outputSchema":{"type":"object","properties":{"k":{"type":"string"}}}},"#
      + #"{"name":"find","description":"\#(words)","inputSchema":{"type":"object","properties":{"q":{"type":"string","description":"\#(parameter)"}}}}]}"#
  }

  private static let behaviours: [Row] = [
    row(
      "behaviour-changed", "of a parameter", "find.request.q", (tools("Finds", "What"), tools("Finds", "Whom")),
      "i w w i w", "other words"),
    row(
      "behaviour-changed", "of the tool", "find.request.q", (tools("Finds", "What"), tools("Finds first", "What")),
      "w w w w w", "other words"),
    row(
      "behaviour-changed", "no name for a tool", call,
      (openAPI(post(more: #""operationId":"createContact","#), contact(email)), openAPI(post(), contact(email))),
      "w w w w i", "one needs an operationId"),
  ]

  // MARK: Tests

  private static let agents = [
    ("reader", "access: [read]"), ("writer", "access: [write]"), ("both", "access: [read, write]"),
    ("finder", "access: [read], lookup: true, on_duplicate: primary"),
  ]

  private static func mapping(_ agent: String, _ address: String, _ access: String) -> String {
    "agent: \(agent)\nowner: o@example.com\nfields:\n"
      + "  - { agent: f, system: crm, field: '\(address)', on_missing: skip, \(access) }\n"
  }

  /// The findings of the row's kind, after the old document was locked and the new one came.
  private func findings(_ row: Row, _ mappings: [(name: String, text: String)]) throws -> [[String: Any]] {
    let scratch = try Scratch()
    try scratch.write(
      "drift.yaml", "version: 1\nmappings: [mappings/*.yaml]\nsystems: { crm: { owner: o@example.com } }\n")
    for (name, text) in mappings { try scratch.write("mappings/\(name).yaml", text) }
    let program = DriftProgram(folder: scratch.url)
    for (day, text) in [("01", row.old), ("02", row.new)] {
      try scratch.write("document", text)
      let stored = try program.run("snapshot", "crm", "document", "--now", "2026-10-\(day)T02:15:00Z")
      #expect(stored.code == 0, "\(stored.errors)")
      if day == "01" { #expect(try program.run("lock").code == 0) }
    }
    let check = try program.run("check", "--format", "json", environment: ["DRIFT_NOW": "2026-11-01T08:00:00Z"])
    let report = try #require(try JSONSerialization.jsonObject(with: Data(check.output.utf8)) as? [String: Any])
    return (report["findings"] as? [[String: Any]] ?? []).filter { $0["rule"] as? String == row.kind }
  }

  @Test("every cell", arguments: rows) func cells(_ row: Row) throws {
    let found = try findings(row, Self.agents.map { ($0.0, Self.mapping($0.0, row.address, $0.1)) })
    #expect(!found.isEmpty, "no such change")
    let affected = found.flatMap { $0["affects"] as? [[String: Any]] ?? [] }
    let rank = ["info": 0, "warning": 1, "breaking": 2]
    for ((name, _), severity) in zip(Self.agents, row.severities) {
      let hits = affected.filter { $0["agent"] as? String == name }
      let worst = hits.compactMap { $0["severity"] as? String }.max { rank[$0] ?? 0 < rank[$1] ?? 0 }
      #expect((worst ?? "info") == severity, "\(name): \(hits)")
      guard severity != "info" else { continue }
      let says = row.says.split(separator: "|")
      #expect(
        hits.contains { hit in says.contains { (hit["consequence"] as? String)?.contains($0) ?? false } },
        "\(name): \(hits)")
    }
  }

  @Test("what no mapping names is information", arguments: rows) func unmapped(_ row: Row) throws {
    let isXML = row.old.hasPrefix("<")
    // A server is everybody's, and the words of tools are read by every model; everything else of a system is nothing to who
    // uses another part.
    let other = isXML ? "kept" : #""GET /kept".response.k"#
    let found = try findings(row, [("router", Self.mapping("router", other, "access: [read]"))])
    #expect(!found.isEmpty)
    guard row.kind != "server-changed" else { return }
    #expect(found.allSatisfy { $0["severity"] as? String == row.severities[4] }, "\(found)")
  }

  @Test("every kind of change has a row") func everyKind() throws {
    let help = try DriftProgram().run("diff", "--help").output
    let listed = try #require(help.components(separatedBy: "Rules:").dropFirst().first)
    let rules = listed.prefix { $0 != "." }.split { $0 == "," || $0.isWhitespace }.map(String.init)
    // The rules of changes come first; what entries get wrong as they stand begins with a place that is not there.
    let kinds = rules.prefix { $0 != "address-missing" }
    #expect(kinds.count == 41, "\(kinds)")
    let rows = Set(Self.rows.map(\.kind)).union(SeverityCellTests.rows.map(\.kind))
    #expect(Set(kinds).subtracting(rows).isEmpty, "without a row: \(Set(kinds).subtracting(rows).sorted())")
    #expect(rows.subtracting(kinds).isEmpty, "no kinds: \(rows.subtracting(kinds).sorted())")
  }
}
