import DriftDiff
import DriftTestSupport
import Testing

/// One entity in every format, with the same ten changes (FORMATS 14).
@Suite struct ContactSampleTests {
  /// The changes that all of these formats can express; `phone` is required and not nullable any more.
  private static let expected = [
    "constraint-changed Contact.amount [multipleOf] (narrowed)",
    "field-renamed Contact.email -> Contact.email_address",
    "type-changed Contact.employees (incompatible)",
    "field-removed Contact.fax -> -",
    "nullability-changed Contact.phone (narrowed)",
    "required-changed Contact.phone (narrowed)",
    "field-added - -> Contact.rating",
    "deprecated Contact.score",
    "documentation-changed Contact.score",
    "enum-value-added - -> Contact.status [partner] (widened)",
    "enum-value-removed Contact.status -> - [churned] (narrowed)",
  ]

  @Test(
    "the ten changes of the contact are found, and nothing else",
    arguments: ["openapi-3.0", "openapi-3.1", "swagger-2.0", "json-schema-2020-12", "json-schema-draft-07"])
  func contact(_ format: String) throws {
    guard let shared = SharedData.folder(for: "the contact in \(format)") else { return }
    let old = try DocumentSet(file: shared + "/formats-samples/contact/\(format).old.json")
    let new = try DocumentSet(file: shared + "/formats-samples/contact/\(format).new.json")
    #expect(try old.changes(to: new).map(\.line) == Self.expected)
  }
}
