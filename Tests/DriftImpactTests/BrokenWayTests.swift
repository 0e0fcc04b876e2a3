import DriftDiff
import DriftImpact
import Testing

/// Entries that name a definition and nothing of the way to it, where that way is another.
@Suite("The way to a definition") struct BrokenWayTests {
  private static let item = ##"{"$ref": "#/components/schemas/Item"}"##
  private static let items = ##"{"type": "array", "items": {"$ref": "#/components/schemas/Item"}}"##

  private static func page(_ name: String) -> String {
    #"{"type": "object", "properties": {"\#(name)": \#(items), "next": {"type": "string"}}}"#
  }

  private static func document(
    _ answer: String, media: String = "application/json", second: String? = nil, body: String? = nil,
    definitions: String = ""
  ) -> String {
    let content = #""content": {"\#(media)": {"schema": \#(answer)}}"#
    let also = second.map {
      #", "/b": {"get": {"responses": {"200": {"description": "", \#(Judged.json($0))}}}}"#
    }
    let sent = body.map {
      #", "post": {"requestBody": {\#(Judged.json($0))}, "responses": {"204": {"description": ""}}}"#
    }
    return Judged.openAPI(
      #"{"/a": {"get": {"responses": {"200": {"description": "", \#(content)}}}\#(sent ?? "")}\#(also ?? "")}"#,
      #"{"Item": {"type": "object", "properties": {"name": {"type": "string"}, "n": {"type": "integer"}}}\#(definitions)}"#
    )
  }

  private static func told(_ old: String, _ new: String, _ access: String = "read") throws -> [String] {
    try Judged(old, new, [.init("Item.name", access)]).findings.flatMap { finding in
      finding.affects.filter { $0.severity > .info }.map { "\(finding.rule): \($0.consequence)" }
    }
  }

  @Test("whoever reads it is hit where all that led to it is broken") func reads() throws {
    #expect(
      try Self.told(Self.document(Self.item), Self.document(Self.item, media: "application/xml")) == [
        "media-type-removed: will no longer be answered as application/json"
      ])
    #expect(
      try Self.told(Self.document(Self.item), Self.document(Self.items)) == ["type-changed: will read another type"])
    #expect(
      try Self.told(Self.document(Self.page("items")), Self.document(Self.page("records"))) == [
        "field-renamed: will read null: the name is another"
      ])
    func paged(_ name: String) -> String {
      Self.document(##"{"$ref": "#/components/schemas/Page"}"##, definitions: #", "Page": \#(Self.page(name))"#)
    }
    #expect(
      try Self.told(paged("items"), paged("records")) == ["field-renamed: will read null: the name is another"])
    #expect(try Self.told(paged("items"), paged("records"), "write").isEmpty)
  }

  @Test("and is not, as long as one way stays") func stays() throws {
    let old = Self.document(Self.page("items"), second: Self.item)
    #expect(try Self.told(old, Self.document(Self.page("records"), second: Self.item)).isEmpty)
    // Two that break for two reasons are all.
    let both = try Self.told(old, Self.document(Self.page("records"), second: Self.items))
    #expect(both.map { $0.prefix { $0 != ":" } }.sorted() == ["field-renamed", "type-changed"], "\(both)")
  }

  @Test("a definition that stands one level further down is told of each member, and not while another way stays")
  func wrapped() throws {
    let envelope = #"{"type": "object", "properties": {"data": \#(Self.item)}}"#
    func hits(_ new: String, second: String?, _ address: String) throws -> [String] {
      try Judged(
        Self.document(Self.item, second: second.map { _ in Self.item }), Self.document(new, second: second),
        [.init(address, "read")]
      ).findings.flatMap { finding in
        finding.affects.filter { $0.severity == .breaking }.map { _ in
          finding.address.split(separator: ".").last.map(String.init) ?? ""
        }
      }
    }
    #expect(try hits(envelope, second: nil, "Item.name") == ["name"])
    #expect(try hits(envelope, second: nil, "Item").sorted() == ["n", "name"])
    #expect(try hits(envelope, second: envelope, "Item").sorted() == ["n", "name"])
    #expect(try hits(envelope, second: Self.item, "Item.name").isEmpty)
    #expect(try hits(envelope, second: Self.item, "Item").isEmpty)
    // What has to be there in the envelope too is sent at the old place still.
    let input = #"{"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}"#
    func sent(_ schema: String) -> String {
      Self.document(Self.item, body: schema, definitions: #", "New": \#(input)"#)
    }
    let reference = ##"{"$ref": "#/components/schemas/New"}"##
    let told = try Judged(
      sent(reference), sent(#"{"type": "object", "properties": {"item": \#(reference)}}"#), [.init("New.name", "write")]
    )
    #expect(told.findings.flatMap(\.affects).map(\.severity) == [.breaking])
  }

  @Test("whoever writes it is asked for what every call that takes it has to have beside it") func demanded() throws {
    func body(_ required: String) -> String {
      #"{"allOf": [\#(Self.item), {"type": "object", "required": [\#(required)], "properties": {"tenant": {"type": "string"}}}]}"#
    }
    let (old, new) = (
      Self.document(Self.item, body: body("")), Self.document(Self.item, body: body(#""tenant""#))
    )
    #expect(
      try Self.told(old, new, "write") == ["required-changed: its call will be refused: tenant is required now"])
    #expect(try Self.told(old, new).isEmpty)
    // Whoever maps that member sends it: only the entry of the member may leave it out.
    let both = try Judged(
      old, new, [.init("Item.name", "write"), .init(#""POST /a".request.tenant"#, "write")]
    ).findings.flatMap(\.affects).filter { $0.severity > .info }
    #expect(both.map(\.address) == [#""POST /a".request.tenant"#])
    // What may be left out as a whole asks nothing of anybody.
    func nested(_ required: String) -> String {
      #"{"type": "object", "properties": {"item": \#(Self.item), "options": {"type": "object", "required": [\#(required)], "properties": {"tenant": {"type": "string"}}}}}"#
    }
    #expect(
      try Self.told(
        Self.document(Self.item, body: nested("")), Self.document(Self.item, body: nested(#""tenant""#)), "write"
      ).isEmpty)
  }
}
