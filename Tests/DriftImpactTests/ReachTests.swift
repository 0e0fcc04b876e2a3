import DriftDiff
import DriftImpact
import Testing

@Suite("Whom a change reaches")
struct ReachTests {
  private static let a = #"{"A": {"type": "object", "properties": {"x": {"type": "string"}}}}"#
  private static let reference = ##"{"$ref": "#/components/schemas/A"}"##

  private static func operation(_ answers: String) -> String {
    Judged.openAPI(
      #"{"/a": {"get": {"responses": {\#(answers)}}}, "/ping": {"get": {"responses": {"204": {"description": ""}}}}}"#,
      a)
  }

  private static let full = #""200": {"description": "", \#(Judged.json(reference))}"#

  @Test("A definition that nothing answers with any more is missed by who reads it")
  func lost() throws {
    let entries = [Judged.Entry("A.x", "read"), .init("A", "write")]
    let old = Self.operation(Self.full)
    let dropped = try Judged(old, Self.operation(#""200": {"description": ""}"#), entries)
    #expect(dropped.hits(.mediaTypeRemoved) == ["breaking A.x"])
    let removed = try Judged(old, Self.operation(#""404": {"description": ""}"#), entries)
    #expect(removed.hits(.responseRemoved) == ["breaking A.x"])
    let gone = Judged.openAPI(#"{"/ping": {"get": {"responses": {"204": {"description": ""}}}}}"#, Self.a)
    #expect(try Judged(old, gone, entries).hits(.operationRemoved) == ["breaking A.x"])
    #expect(
      try Judged(old, Judged.openAPI(#"{"/ping": {"get": {"responses": {"204": {"description": ""}}}}}"#), entries)
        .hits(.operationRemoved) == ["breaking A.x"])
  }

  @Test("A definition that another operation answers with is not")
  func stillReached() throws {
    func paths(_ more: String) -> String { #"{"/b": {"get": {"responses": {\#(Self.full)}}}\#(more)}"# }
    let old = Judged.openAPI(paths(#", "/a": {"get": {"responses": {\#(Self.full)}}}"#), Self.a)
    let judged = try Judged(old, Judged.openAPI(paths(""), Self.a), [.init("A.x", "read")])
    #expect(judged.changes.map(\.kind) == [.operationRemoved])
    #expect(judged.hits(.operationRemoved).isEmpty)
  }

  @Test("Servers and security of the system concern every entry")
  func system() throws {
    func document(_ url: String) -> String {
      Judged.openAPI(
        #"{"/a": {"get": {"responses": {\#(Self.full)}}}}"#, Self.a, more: #""servers": [{"url": "\#(url)"}],"#)
    }
    let judged = try Judged(
      document("https://a.example"), document("https://b.example"),
      [.init("A.x", "read"), .init(#""GET /a".response.x"#, "read")])
    #expect(judged.hits(.serverChanged) == [#"warning "GET /a".response.x"#, "warning A.x"])
  }

  @Test("An entry on a whole operation is hit by what is below it, in its direction")
  func wholeOperation() throws {
    func document(_ read: String, _ written: String) -> String {
      let body = Judged.json(
        #"{"type": "object", "properties": {"\#(written)": {"type": "boolean"}, "k": {"type": "string"}}}"#)
      let answer = Judged.json(
        #"{"type": "object", "properties": {"\#(read)": {"type": "array", "items": {"type": "string"}}}}"#)
      return Judged.openAPI(
        #"{"/a": {"post": {"requestBody": {\#(body)}, "responses": {"200": {"description": "", \#(answer)}}}}}"#)
    }
    let old = document("rows", "urgent")
    func hits(_ access: String, _ new: String) throws -> Int {
      try Judged(old, new, [.init(#""POST /a""#, access)]).findings.count { $0.severity == .breaking }
    }
    #expect(try hits("read", document("zebra", "urgent")) == 1)
    #expect(try hits("write", document("zebra", "urgent")) == 0)
    #expect(try hits("write", document("rows", "zebra")) == 1)
    #expect(try hits("read", document("rows", "zebra")) == 0)
  }

  @Test("A definition that came touches nobody; one that is addressed by its name and went is missed")
  func definitions() throws {
    let old =
      #"{"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {"A": {"type": "object", "properties": {"x": {"type": "string"}}}, "Z": {"type": "integer"}}}"#
    let more =
      #"{"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {"A": {"type": "object", "properties": {"x": {"type": "string"}}}, "Z": {"type": "integer"}, "N": {"type": "boolean"}}}"#
    let less = #"{"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {"Z": {"type": "integer"}}}"#
    let added = try Judged(old, more, [.init("A.x", "read, write")])
    #expect(added.findings.map(\.affects.count) == [0])
    let alone = try Judged(old, more)
    #expect(alone.findings.map(\.consequence) == ["nothing on the wire"])
    #expect(try Judged(old, less, [.init("A.x", "read, write")]).hits(.definitionRemoved) == ["breaking A.x"])
    #expect(try Judged(old, less).findings.map(\.severity) == [.breaking])
  }

  @Test("A component's name is on the wire where a discriminator sends it, else not")
  func discriminatedName() throws {
    func document(_ name: String, _ discriminator: String) -> String {
      Judged.openAPI(
        #"{"/a": {"get": {"responses": {"200": {"description": "", \#(Judged.json(##"{"oneOf": [{"$ref": "#/components/schemas/Dog"}, {"$ref": "#/components/schemas/\##(name)"}]\##(discriminator)}"##))}}}}}"#,
        #"{"Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "bark": {"type": "boolean"}}}, "\#(name)": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "purr": {"type": "integer"}, "lives": {"type": "integer"}}}}"#
      )
    }
    let sent = #", "discriminator": {"propertyName": "kind"}"#
    let onWire = try Judged(document("Cat", sent), document("Feline", sent))
    #expect(onWire.finding("definition-renamed")?.severity == .breaking)
    #expect(try Judged(document("Cat", ""), document("Feline", "")).finding("definition-renamed")?.severity == .info)
  }

  @Test("A discriminator's value that goes with its member of the union is one decision")
  func discriminatorMapping() throws {
    func schemas(_ branches: String, _ values: String) -> String {
      let pet = #"{"oneOf": [\#(branches)], "discriminator": {"propertyName": "k", "mapping": {\#(values)}}}"#
      func animal(_ name: String) -> String {
        #""\#(name)": {"type": "object", "properties": {"k": {"type": "string"}, "of\#(name)": {"type": "string"}}}"#
      }
      return Judged.openAPI(
        ##"{"/p": {"post": {"requestBody": {\##(Judged.json(##"{"$ref": "#/components/schemas/Pet"}"##))}, "responses": {"204": {"description": ""}}}}}"##,
        #"{"Pet": \#(pet), \#(animal("Cat")), \#(animal("Dog")), \#(animal("Bird"))}"#)
    }
    func all(_ names: [String]) -> String {
      schemas(
        names.map { ##"{"$ref": "#/components/schemas/\##($0)"}"## }.joined(separator: ","),
        names.map { ##""\##($0.lowercased())": "#/components/schemas/\##($0)""## }.joined(separator: ","))
    }
    let judged = try Judged(all(["Cat", "Dog", "Bird"]), all(["Cat", "Dog"]))
    #expect(judged.finding("union-member-removed")?.severity == .breaking)
    #expect(judged.finding("encoding-changed")?.severity == .info)
  }

  @Test("A deprecation is a warning for who uses the place, and good to know for everybody else")
  func deprecation() throws {
    let old = Judged.openAPI(#"{"/a": {"get": {"responses": {\#(Self.full)}}}}"#, Self.a)
    let new = old.replacing(#""x": {"type""#, with: #""x": {"deprecated": true, "type""#)
    #expect(try Judged(old, new).findings.map(\.severity) == [.info])
    #expect(try Judged(old, new, [.init("A.x", "read")]).findings.map(\.severity) == [.warning])
  }
}
