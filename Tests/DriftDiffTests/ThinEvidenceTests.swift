import DriftDiff
import DriftTestSupport
import Testing

/// Renames for which nothing speaks but what would speak for any field of the sort.
@Suite struct ThinEvidenceTests {
  private static let rows: [(old: String, new: String, isThin: Bool)] = [
    ("vat_id", "parent_id", true), ("stripe_id", "external_id", true), ("start_date", "birth_date", true),
    ("customer_id", "client_id", true), ("phone", "phone_number", false), ("contact_email", "email_address", false),
    ("fullName", "full_name", false),
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
}
