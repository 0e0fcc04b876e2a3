import DriftFormats
import DriftImpact
import DriftModel
import DriftTestSupport
import Testing

@Suite("Addresses that leave out a step") struct LeftOutStepTests {
  @Test("the step that was left out is suggested") func leftOut() throws {
    let schema = try Documents.openAPI(
      paths: """
        {"/mail": {"post": {
          "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"to": {"type": "string"}}}}}},
          "responses": {"200": {"description": ""}}}}}
        """,
      components:
        #"{"schemas": {"Contact": {"type": "object", "properties": {"address": {"type": "object", "properties": {"city": {"type": "string"}}}}}}}"#
    ).read(SymbolTable())
    func suggested(_ text: String) throws -> [String] {
      do {
        _ = try AddressResolver(schema).suggesting.resolve(Address(parsing: text))
        return ["it is there"]
      } catch let error as UnresolvedAddress {
        return error.suggestions.map(\.description)
      }
    }
    #expect(try suggested("\"POST /mail\".to") == ["\"POST /mail\".request.to"])
    #expect(try suggested("Contact.city") == ["Contact.address.city"])
    #expect(try suggested("Contact.adress") == ["Contact.address"])
  }
}
