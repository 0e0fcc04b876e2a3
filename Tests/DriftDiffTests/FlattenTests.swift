import DriftTestSupport
import Testing

/// Fields that moved out of an object that is gone.
@Suite struct FlattenTests {
  private func changes(_ old: String, _ new: String) throws -> [String] {
    func api(_ properties: String) throws -> DocumentSet {
      try Documents.openAPI(
        "3.1.0", schemas: #"{"Order": {"type": "object", "properties": {"id": {"type": "string"}, \#(properties)}}}"#)
    }
    return try api(old).lines(to: api(new)).sorted()
  }

  private let nested =
    #""address": {"type": "object", "properties": {"city": {"type": "string"}, "street": {"type": "string"}}}"#

  @Test("they are told at their new place, beside the object")
  func flattened() throws {
    #expect(
      try changes(nested, #""address_city": {"type": "string"}, "address_street": {"type": "string"}"#) == [
        "field-moved Order.address.city -> Order.address_city",
        "field-moved Order.address.street -> Order.address_street", "field-removed Order.address -> -",
      ])
  }

  @Test("an object under another name takes its fields along, and what only looks alike did not move")
  func others() throws {
    let renamed = nested.replacing("address", with: "delivery_address")
    #expect(try changes(nested, renamed) == ["field-renamed Order.address -> Order.delivery_address"])
    #expect(
      try changes(nested, #""note": {"type": "string"}"#) == [
        "field-added - -> Order.note", "field-removed Order.address -> -",
      ])
  }
}
