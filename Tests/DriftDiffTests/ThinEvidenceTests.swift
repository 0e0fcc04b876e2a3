import DriftDiff
import DriftTestSupport
import Testing

/// Renames for which nothing speaks but what would speak for any field of the sort.
@Suite struct ThinEvidenceTests {
  private static let rows: [(old: String, new: String, isThin: Bool)] = [
    ("vat_id", "parent_id", true), ("stripe_id", "external_id", true), ("start_date", "birth_date", true),
    ("customer_id", "client_id", true), ("phone", "phone_number", false), ("contact_email", "email_address", false),
    ("fullName", "full_name", false), ("from_client_id", "from_ledger_id", true),
    ("home_phone", "home_telephone", false),
  ]

  @Test("a word such as id in common makes no rename that is written by itself", arguments: rows)
  func rename(_ old: String, _ new: String, _ isThin: Bool) throws {
    func document(_ field: String, _ description: String = "") throws -> DocumentSet {
      let words = description.isEmpty ? "" : #","description":"\#(description)""#
      return try Documents.openAPI(
        schemas:
          #"{"Contact":{"type":"object","properties":{"\#(field)":{"type":"string"\#(words)},"name":{"type":"string"}}}}"#
      )
    }
    let change = try #require(document(old).changes(to: document(new)).first { $0.kind == .fieldRenamed })
    #expect(change.evidence.isThin == isThin, "\(change.evidence.map(\.reason))")
    // What the owner says of it is the same thing said twice.
    let said = "Where the money is accounted for"
    let told = try #require(
      document(old, said).changes(to: document(new, said)).first { $0.kind == .fieldRenamed })
    #expect(!told.evidence.isThin)
  }

  @Test(
    "a rename that says another unit, or another thing, is for a person to write, whatever else speaks for it",
    arguments: [
      ("timeout_seconds", "timeout_ms"), ("amount_usd", "amount_eur"), ("temperature_c", "temperature_f"),
      ("weight_kg", "weight_lb"), ("widthCm", "widthIn"), ("discount_percent", "discount_amount"),
      ("price", "previous_price"), ("password", "password_hash"), ("email", "secondary_email"),
      ("owner_id", "owner_name"),
      ("home_phone", "work_phone"), ("total_with_tax", "total_without_tax"), ("legacy_id", "uuid"),
    ]) func otherMeaning(_ old: String, _ new: String) throws
  {
    func document(_ field: String) throws -> DocumentSet {
      try Documents.openAPI(
        schemas:
          #"{"Contact":{"type":"object","properties":{"\#(field)":{"type":"string","description":"What the \#(field) of it is"},"name":{"type":"string"}}}}"#
      )
    }
    let claims = try document(old).changes(to: document(new)).filter { $0.kind == .fieldRenamed }
    let thin = claims.filter { $0.evidence.isThin }
    #expect(thin.count == claims.count, "\(claims.map { $0.evidence.map(\.text) })")
    // Under a name that says the same it is written.
    let same = try #require(
      document("phone").changes(to: document("phone_number")).first { $0.kind == .fieldRenamed })
    #expect(!same.evidence.isThin)
  }

  @Test(
    "an operation that does another thing by its name, too",
    arguments: [
      ("post", "/orders/{id}/cancel", "post", "/orders/{id}/refund", true),
      ("post", "/o/{id}", "delete", "/o/{id}", true),
      ("post", "/contacts/{id}/archive", "post", "/contacts/{id}/delete", true),
      ("post", "/contacts/{id}", "post", "/contacts/{id}/delete-all", true),
      ("get", "/contacts/{id}/find", "get", "/contacts/{id}/lookup", true),
      ("post", "/contacts/{id}", "post", "/sandbox/contacts/{id}", true),
      ("post", "/orders/{id}/cancel", "post", "/v2/orders/{id}/cancel", false),
      ("get", "/contact/{id}", "get", "/contacts/{id}", false),
    ]) func otherAction(_ method: String, _ path: String, _ next: String, _ place: String, _ isThin: Bool) throws
  {
    func document(_ method: String, _ path: String, _ id: String = "") throws -> DocumentSet {
      let body =
        #"{"content":{"application/json":{"schema":{"type":"object","properties":{"reason":{"type":"string"},"note":{"type":"string"},"at":{"type":"string"}}}}}}"#
      return try Documents.openAPI(
        paths:
          #"{"\#(path)":{"\#(method)":{\#(id)"parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}],"requestBody":\#(body),"responses":{"204":{"description":""}}}}}"#
      )
    }
    let claims = try document(method, path).changes(to: document(next, place)).filter { $0.kind == .operationRenamed }
    #expect(claims.allSatisfy { $0.evidence.isThin == isThin }, "\(claims.map { $0.evidence.map(\.text) })")
    if !isThin { #expect(claims.count == 1) }
    // That its maker calls it the same makes no other method one, nor what destroys.
    let id = #""operationId":"doIt","#
    let said = try document(method, path, id).changes(to: document(next, place, id)).filter {
      $0.kind == .operationRenamed
    }
    #expect(
      said.count == 1 && said[0].evidence.isThin == (isThin && !place.hasSuffix("lookup")),
      "\(said.map { $0.evidence.map(\.text) })")
  }
}
