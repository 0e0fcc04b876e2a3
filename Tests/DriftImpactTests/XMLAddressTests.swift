import DriftImpact
import DriftModel
import DriftTestSupport
import Testing

/// Addresses of names that two XML namespaces have.
@Suite struct XMLAddressTests {
  private static func schema(_ uri: String, _ content: String) -> String {
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='\(uri)' targetNamespace='\(uri)'>\(content)</xs:schema>"
  }

  private static let address =
    "<xs:complexType name='Address'><xs:sequence><xs:element name='street' type='xs:string'/></xs:sequence></xs:complexType>"

  private static let texts = XMLTexts([
    (
      "main.xsd",
      schema(
        "http://example.com/orders/v1",
        "<xs:import namespace='http://example.com/common/v1' schemaLocation='c.xsd'/>\(address)<xs:complexType name='Order'/>"
      )
    ), ("c.xsd", schema("http://example.com/common/v1", address)),
  ])

  @Test("an address may spell the namespace out, and be qualified where it need not be") func addresses() throws {
    let both = try Self.texts.read()
    func end(_ text: String, _ schema: Schema) throws -> String? {
      let trail = try? AddressResolver(schema).resolve(Address(parsing: text))
      return trail?.root.map { schema.symbols.text(schema.definitions[$0].name) }
    }
    for text in ["\"common.Address\".street", "\"{http://example.com/common/v1}Address\".street"] {
      #expect(try end(text, both) == "common.Address")
    }
    #expect(try end("Address.street", both) == nil)
    #expect(try end("\"{http://example.com/orders/v1}Order\"", both) == "Order")
    let alone = try XMLTexts([("main.xsd", Self.schema("urn:x:common", Self.address))]).read()
    for text in ["Address", "\"common.Address\".street", "\"c.Address\"", "\"{urn:x:common}Address\""] {
      #expect(try end(text, alone) == "Address", "\(text)")
    }
    #expect(try end("\"{urn:y}Address\"", alone) == nil)
    // Where a name is not enough, both are offered.
    #expect {
      try AddressResolver(both).resolve(Address(parsing: "Address.street"))
    } throws: { error in
      (error as? UnresolvedAddress)?.suggestions.map(\.description) == [
        "\"common.Address\".street", "\"orders.Address\".street",
      ]
    }
  }
}
