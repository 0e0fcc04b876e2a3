import DriftModel
import DriftTestSupport
import Testing

/// A component's name is on the wire only where a discriminator sends it (DESIGN, "The wire decides").
@Suite struct WireNameTests {
  private func names(_ schemas: String) throws -> Set<String> {
    let schema = try Documents.openAPI(schemas: schemas).read(SymbolTable())
    return Set(schema.definitions.filter(\.isNameOnWire).map { schema.symbols.text($0.name) })
  }

  private let members = #""type": "object", "properties": {"kind": {"type": "string"}}"#

  @Test("branches of a union with a discriminator send their names, unless a mapping gives them others")
  func union() throws {
    let union = ##""oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]"##
    let rest = #""Cat": {\#(members)}, "Dog": {\#(members)}"#
    #expect(try names(#"{"Pet": {\#(union)}, \#(rest)}"#) == [])
    #expect(try names(#"{"Pet": {\#(union), "discriminator": {"propertyName": "kind"}}, \#(rest)}"#) == ["Cat", "Dog"])
    let mapping = ##""discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat"}}"##
    #expect(try names(#"{"Pet": {\#(union), \#(mapping)}, \#(rest)}"#) == ["Dog"])
  }

  @Test("what extends a base with a discriminator sends its name")
  func base() throws {
    let cat = ##""Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {\##(members)}]}"##
    #expect(try names(#"{"Pet": {\#(members)}, \#(cat)}"#) == [])
    #expect(try names(#"{"Pet": {\#(members), "discriminator": {"propertyName": "kind"}}, \#(cat)}"#) == ["Cat"])
  }
}
