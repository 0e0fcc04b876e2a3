import DriftModel
import Testing

@testable import DriftReport

@Suite struct TreeTextTests {
  private func tree(
    _ schema: Schema, _ root: TreeText.Root = .all, _ change: (inout TreeText.Options) -> Void = { _ in }
  ) -> String {
    var options = TreeText.Options()
    change(&options)
    var bytes: [UInt8] = []
    TreeText.write(schema, root, options, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("the example as trees")
  func example() throws {
    try expectGolden(tree(Reports.schema(Reports.fixture("crm/v2.json"), file: "v2.json")), "show-crm.txt")
    try expectGolden(
      tree(Reports.schema(Reports.fixture("inbox/v2.yaml"), file: "v2.yaml")), "show-inbox.txt")
  }

  @Test("--depth cuts the tree and says how much is below")
  func depth() throws {
    let schema = try Reports.schema(Reports.fixture("inbox/v2.yaml"), file: "v2.yaml")
    try expectGolden(tree(schema) { $0.depth = 0 }, "show-depth-0.txt")
    try expectGolden(tree(schema) { $0.depth = 1 }, "show-depth-1.txt")
    #expect(tree(schema) { $0.depth = 9 } == tree(schema))
  }

  @Test("a part of a tree: a definition, an operation, what stands at an address")
  func part() throws {
    let schema = try Reports.schema(Reports.fixture("crm/v2.json"), file: "v2.json")
    let meeting = try #require(
      schema.definitions.firstIndex { schema.symbols.text($0.name) == "Meeting" })
    let field = try #require(
      schema.fields.firstIndex { schema.symbols.text($0.name) == "location" })
    let operation = try #require(
      schema.operations.firstIndex { schema.symbols.text($0.name) == "POST /contacts" })
    let address = Address([.name("Meeting"), .name("location")])
    try expectGolden(
      tree(schema, .definition(meeting)) + "\n" + tree(schema, .operation(operation)) + "\n"
        + tree(schema, .fields([field], address)), "show-part.txt")
  }

  @Test("what the field says stands at its address too; branches that have it stand in the order of the document")
  func branches() throws {
    let schema = try Reports.schema(
      """
      $schema: https://json-schema.org/draft/2020-12/schema
      $defs:
        Payment:
          oneOf: [{$ref: "#/$defs/Transfer"}, {$ref: "#/$defs/Card"}]
        Card: {type: object, required: [method], properties: {method: {type: string, const: card}}}
        Transfer: {type: object, properties: {method: {type: string, readOnly: true}}}
      """, file: "pay.yaml")
    let fields = schema.fields.indices.filter { schema.symbols.text(schema.fields[$0].name) == "method" }
    let address = Address([.name("Payment"), .name("method")])
    #expect(
      tree(schema, .fields(fields.reversed(), address)) == """
        Payment.method   in 2 branches
          | in Card      string, required, always card
          | in Transfer  string, read-only

        """)
    let one = schema.fields.firstIndex { $0.required.any } ?? 0
    #expect(tree(schema, .fields([one], address)) == "Payment.method  string, required, always card\n")
  }

  @Test("on a terminal the dialect stands above, rows end at the width, and colour changes no text")
  func terminal() throws {
    let schema = try Reports.schema(Reports.fixture("crm/v2.json"), file: "v2.json")
    let text = tree(schema) { $0.width = 50 }
    #expect(text.hasPrefix("OpenAPI 3.0"))
    let wide = text.split(separator: "\n").filter { Neutral.columns(String($0)) > 50 }
    #expect(wide.isEmpty, "\(wide)")
    let colored = tree(schema) {
      $0.width = 50
      $0.color = true
    }
    #expect(colored != text)
    #expect(colored.replacing(/\u{1b}\[[0-9;]*m/, with: "") == text)
  }

  @Test("every fact that a tree has words for")
  func facts() throws {
    let document = """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "All", "type": "object", "$defs": {
        "Card": {"type": "object", "required": ["no"], "properties": {"no": {"type": "string"}}}},
       "properties": {
        "both": {"type": ["string", "integer", "null"]},
        "range": {"type": "number", "exclusiveMinimum": 0, "maximum": 10, "multipleOf": 0.5},
        "list": {"type": "array", "items": {"type": "object", "properties": {"deep name": {"type": "string"}}},
          "minItems": 1, "maxItems": 1, "uniqueItems": true},
        "map": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "object",
          "properties": {"x": {"type": "boolean", "const": true}}}}},
        "choice": {"oneOf": [{"$ref": "#/$defs/Card"}, {"type": "object", "properties": {"iban": {"type":
          "string", "title": "Account"}}}]},
        "old": {"type": "string", "deprecated": true, "default": "x", "writeOnly": true},
        "sealed": {"type": "object", "additionalProperties": false, "patternProperties": {"^x-": {"type":
          "string"}}},
        "anything": {},
        "gone": {"$ref": "#/$defs/Nowhere"},
        "many": {"enum": ["a", "b", "c", "d", "e", "f"]}
      }}
      """
    try expectGolden(tree(Reports.schema(document, file: "all.json")), "show-facts.txt")
  }
}
