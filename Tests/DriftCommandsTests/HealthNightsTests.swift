import Foundation
import Testing

/// Nights in which access changes and the schema hardly does: what each says, and that those between are silent. The page
/// docs/health-nights.md holds it word by word.
///
/// `DRIFT_RECORD=1` writes it anew; read the difference before you commit it.
@Suite struct HealthNightsTests {
  private static let file = DriftProgram.package.appendingPathComponent("docs/health-nights.md")

  /// What happens before a night, in words and as the server's controls.
  private struct Night {
    var day: Int
    var words: String
    var controls: String
    var isQuiet = false
  }

  private static let chapters: [(title: String, nights: [Night])] = [
    (
      "A scope that goes and comes back",
      [
        Night(day: 2, words: "", controls: "{}", isQuiet: true),
        Night(
          day: 3, words: "The CRM grants `records.read` alone.", controls: #"{"scopes": ["records.read"]}"#),
        Night(day: 4, words: "", controls: "{}"),
        Night(
          day: 5, words: "The scope is granted again.", controls: #"{"scopes": ["records.read", "fields.read"]}"#),
        Night(day: 6, words: "", controls: "{}", isQuiet: true),
      ]
    ),
    (
      "Tokens that live for an hour, and not for 90 days",
      [
        Night(day: 7, words: "The CRM's tokens live for 1 hour.", controls: #"{"token-lifetime": 3600}"#),
        Night(day: 8, words: "Back to 90 days.", controls: #"{"token-lifetime": 7776000}"#),
        Night(day: 9, words: "", controls: "{}", isQuiet: true),
      ]
    ),
    (
      "Rights to fields that are withdrawn one by one",
      [
        Night(
          day: 10, words: "`Contact.Phone` may be written no more.",
          controls: #"{"read-only": {"sales": ["Contact.Phone"]}}"#),
        Night(
          day: 11, words: "Nor may `Contact.LeadScore__c`.",
          controls: #"{"read-only": {"sales": ["Contact.Phone", "Contact.LeadScore__c"]}}"#),
        Night(
          day: 12, words: "`Contact.Email` is hidden.", controls: #"{"hide": {"sales": ["Contact.Email"]}}"#),
        Night(day: 13, words: "All is given back.", controls: #"{"hide": {}, "read-only": {}}"#),
        Night(day: 14, words: "", controls: "{}", isQuiet: true),
      ]
    ),
    (
      "Many fields hidden at once",
      [
        Night(
          day: 15, words: "The CRM hides the fields of five objects from whoever lacks the scope `fields.read`.",
          controls:
            #"{"scopes": ["records.read"], "hide": {"crm": ["Contact.*", "Address.*", "DealInput.*", "CompanyInput.*", "LineItem.*"]}}"#
        ),
        Night(day: 16, words: "", controls: "{}"),
        Night(
          day: 17, words: "The scope is granted again.",
          controls: #"{"scopes": ["records.read", "fields.read"], "hide": {}}"#),
        Night(day: 18, words: "", controls: "{}", isQuiet: true),
      ]
    ),
    (
      "One action of three that is refused",
      [
        Night(
          day: 19, words: "Notes may not be listed any more.", controls: #"{"refuse": ["/crm/records/notes"]}"#),
        Night(day: 20, words: "", controls: "{}"),
        Night(day: 21, words: "They may again.", controls: #"{"refuse": []}"#),
        Night(day: 22, words: "", controls: "{}", isQuiet: true),
      ]
    ),
    (
      "Whoever tells what a token may do",
      [
        Night(day: 23, words: "The introspection endpoint is down.", controls: #"{"introspection": "down"}"#),
        Night(day: 24, words: "It says that a good token is none.", controls: #"{"introspection": "lies"}"#),
        Night(
          day: 25, words: "It works, and the token is a person's.",
          controls: #"{"introspection": "works", "principal": "anna.meier@example.com"}"#),
        Night(day: 26, words: "It is a service's again.", controls: #"{"principal": "svc-lead-router"}"#),
      ]
    ),
  ]

  private static func project(_ port: Int) -> String {
    """
    version: 1
    mappings: [mapping.yaml]
    systems:
      crm:
        owner: integrations@example.com
        max-shrink: 90%
        source:
          http:
            url: http://127.0.0.1:\(port)/crm/openapi.json
            auth:
              oauth2:
                token-url: http://127.0.0.1:\(port)/crm/token
                client-id: lead-router
                client-secret: { env: CRM_SECRET }
        health:
          introspection: http://127.0.0.1:\(port)/crm/introspect
          probes:
            - { name: list contacts, url: "http://127.0.0.1:\(port)/crm/records/contacts" }
            - { name: list deals, url: "http://127.0.0.1:\(port)/crm/records/deals" }
            - { name: list notes, url: "http://127.0.0.1:\(port)/crm/records/notes" }
      sales:
        owner: sales-systems@example.com
        source:
          http:
            url: http://127.0.0.1:\(port)/sales/services/data/v66.0/sobjects/Contact/describe
            auth: { bearer: { env: SALES_TOKEN } }
        health: { token: { lifetime: endless } }

    """
  }

  private static let mapping = """
    agent: lead-scorer
    owner: revenue-operations@example.com
    fields:
      - { agent: contact.phone, system: crm, field: Contact.phone, access: [read], on_missing: skip, required: true }
      - { agent: lead.phone, system: sales, field: Contact.Phone, access: [write] }
      - { agent: lead.score, system: sales, field: Contact.LeadScore__c, access: [write] }
      - { agent: lead.email, system: sales, field: Contact.Email, access: [read], on_missing: fail }

    """

  @Test("what nights say of access, and that quiet ones are silent") func nights() throws {
    let server = try ExampleServer()
    let port = server.port
    let scratch = try Scratch()
    try scratch.write("drift.yaml", Self.project(port))
    try scratch.write("mapping.yaml", Self.mapping)
    try server.set(#"{"token-lifetime": 7776000}"#)
    let first = try run(scratch, 1)
    #expect(first.code == 0, "\(first.output)\(first.errors)")
    #expect(try DriftProgram(folder: scratch.url).run("lock").code == 0)
    var page = """
      # Nights of access

      Two systems of the example, one agent, and nights in which access changes. A test runs them and holds this page against
      what came. [health.md](health.md) says what is looked at.


      """
    for (title, nights) in Self.chapters {
      page += "## \(title)\n\n"
      for night in nights {
        try server.set(night.controls)
        let outcome = try run(scratch, night.day)
        let day = "2026-11-\(night.day < 10 ? "0" : "")\(night.day)"
        if night.isQuiet {
          #expect(outcome.output.isEmpty && outcome.code == 0, "\(day): \(outcome.output)")
        }
        page += "**\(day).** \(night.words.isEmpty ? "" : night.words + " ")"
        page += "Exit code \(outcome.code)" + (outcome.output.isEmpty ? ", nothing on standard output.\n\n" : ":\n\n")
        if !outcome.output.isEmpty {
          let text = outcome.output.replacingOccurrences(of: ":\(port)", with: ":7357")
            .replacing(/Z-[0-9a-f]{8}\.jsonl/, with: "Z-….jsonl")
          page += "```text\n\(text)```\n\n"
        }
        #expect(!outcome.output.contains("example-sales-token") && outcome.errors.isEmpty, "\(outcome.errors)")
      }
    }
    page = page.trimmingCharacters(in: .newlines) + "\n"
    if ProcessInfo.processInfo.environment["DRIFT_RECORD"] == "1" {
      try page.write(to: Self.file, atomically: true, encoding: .utf8)
    } else {
      #expect(try String(contentsOf: Self.file, encoding: .utf8) == page)
    }
  }

  private func run(_ scratch: Scratch, _ day: Int) throws -> DriftProgram.Outcome {
    try DriftProgram(folder: scratch.url).run(
      ["run", "--now", "2026-11-\(day < 10 ? "0" : "")\(day)T02:15:00Z"],
      environment: ["CRM_SECRET": "example-crm-secret", "SALES_TOKEN": "example-sales-token"])
  }
}
