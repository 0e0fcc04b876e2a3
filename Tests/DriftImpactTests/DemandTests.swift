import DriftDiff
import DriftImpact
import Testing

@Suite("What a call is refused without")
struct DemandTests {
  private static let body = Judged.json(
    #"{"type": "object", "properties": {"sku": {"type": "string"}, "n": {"type": "integer"}}}"#)
  private static let answer = Judged.json(#"{"type": "object", "properties": {"id": {"type": "string"}}}"#)
  private static let entries: [Judged.Entry] = [
    .init(#""POST /orders".request.sku"#, "write"), .init(#""POST /orders".response.id"#, "read"),
    .init(#""POST /orders""#, "read, write"), .init(#""GET /orders".response.id"#, "read"),
  ]
  private static let inside = [
    #"breaking "POST /orders""#, #"breaking "POST /orders".request.sku"#, #"breaking "POST /orders".response.id"#,
  ]

  private static func document(parameters: String = "", body: String = body, isRequired: Bool = false) -> String {
    Judged.openAPI(
      """
      {"/orders": {
        "post": {"parameters": [\(parameters)], "requestBody": {"required": \(isRequired), \(body)},
                 "responses": {"200": {"description": "", \(answer)}}},
        "get": {"responses": {"200": {"description": "", \(answer)}}}}}
      """)
  }

  private static func parameter(_ place: String, _ isRequired: Bool) -> String {
    #"{"name": "X-Key", "in": "\#(place)", "required": \#(isRequired), "schema": {"type": "string"}}"#
  }

  @Test(
    "A new required parameter hits every entry inside the operation, and no other",
    arguments: ["query", "header", "cookie"])
  func added(place: String) throws {
    let judged = try Judged(Self.document(), Self.document(parameters: Self.parameter(place, true)), Self.entries)
    #expect(judged.hits(.fieldAdded) == Self.inside)
  }

  @Test("A parameter that became required hits them too, an optional one that came hits none of them")
  func becameRequired() throws {
    let optional = Self.document(parameters: Self.parameter("query", false))
    let required = Self.document(parameters: Self.parameter("query", true))
    #expect(try Judged(optional, required, Self.entries).hits(.requiredChanged) == Self.inside)
    #expect(try Judged(Self.document(), optional, Self.entries).hits(.fieldAdded) == [#"info "POST /orders""#])
    #expect(try Judged(required, optional, Self.entries).hits(.requiredChanged) == [#"info "POST /orders""#])
  }

  @Test("A member or a whole body that is required now refuses the call for who reads its answer as well")
  func body() throws {
    let strict = Judged.json(
      #"{"type": "object", "required": ["n"], "properties": {"sku": {"type": "string"}, "n": {"type": "integer"}}}"#)
    #expect(
      try Judged(Self.document(), Self.document(body: strict), Self.entries).hits(.requiredChanged) == Self.inside)
    #expect(
      try Judged(Self.document(), Self.document(isRequired: true), Self.entries).hits(.requiredChanged) == Self.inside)
  }

  @Test("What every call sends and is refused stops who reads the answer as well") func stopped() throws {
    let reads = [Judged.Entry(#""POST /orders".response.id"#, "read")]
    func told(_ old: String, _ new: String) throws -> [String] {
      try Judged(old, new, reads).findings.flatMap { $0.affects.map { "\($0.severity): \($0.consequence)" } }
    }
    let json = Self.document()
    #expect(
      try told(
        json,
        json.replacing(
          "\"requestBody\": {\"required\": false, \"content\": {\"application/json\"",
          with: "\"requestBody\": {\"required\": false, \"content\": {\"application/xml\""))
        == ["breaking: its call will be refused: application/json is taken no more"])
    #expect(
      try told(json, Self.document(body: Judged.json(#"{"type": "array", "items": {"type": "string"}}"#)))
        == ["breaking: its call will be refused: the body has another type"])
    func member(_ type: String, _ required: String) -> String {
      Self.document(
        body: Judged.json(
          #"{"type": "object", "required": [\#(required)], "properties": {"sku": {"type": "\#(type)"}}}"#))
    }
    #expect(
      try told(member("string", #""sku""#), member("integer", #""sku""#))
        == ["breaking: its call will be refused: sku has another type"])
    #expect(try told(member("string", ""), member("integer", "")).isEmpty)
    // A member of what has to be in the body has to be in it too.
    func nested(_ required: String, _ inner: String) -> String {
      Self.document(
        body: Judged.json(
          #"{"type": "object", "required": [\#(required)], "properties": {"to": {"type": "object", "required": [\#(inner)], "properties": {"country": {"type": "string"}}}}}"#
        ))
    }
    #expect(
      try told(nested(#""to""#, ""), nested(#""to""#, #""country""#))
        == ["breaking: its call will be refused: country is required now"])
    #expect(try told(nested("", ""), nested("", #""country""#)).isEmpty)
  }

  private static func hubSpot(_ required: String, _ names: [String] = ["a", "b", "c", "d"]) -> String {
    let properties = names.map {
      #"{"name": "\#($0)", "type": "string", "fieldType": "text", "groupName": "g", "modificationMetadata": {"readOnlyValue": false}}"#
    }
    return
      #"{"name": "contact", "objectTypeId": "0-1", "labels": {}, "requiredProperties": [\#(required)], "properties": [\#(properties.joined(separator: ","))]}"#
  }

  @Test("What a new record alone must have is told so: changes of others are taken as before")
  func creationAlone() throws {
    func said(_ judged: Judged, _ kind: ChangeKind) -> [String] {
      judged.findings.filter { $0.rule == kind.rawValue }.flatMap(\.affects).map { "\($0.field): \($0.consequence)" }
        .sorted()
    }
    let entries: [Judged.Entry] = [.init("contacts.a", "write"), .init("contacts.b", "write")]
    let judged = try Judged(Self.hubSpot(#""a""#), Self.hubSpot(#""a", "b""#), entries)
    // Whoever writes it too may leave it out; whoever does not has to begin to.
    #expect(said(judged, .requiredChanged) == ["contacts.b: a new record will be refused without it"])
    let alone = try Judged(Self.hubSpot(#""a""#), Self.hubSpot(#""a", "b""#), Array(entries.prefix(1)))
    #expect(said(alone, .requiredChanged) == ["contacts.a: a new record will be refused: b is required now"])
    #expect(judged.findings.contains { $0.message.hasPrefix("contacts.b is required of new records now") })
    let added = try Judged(Self.hubSpot(#""a""#), Self.hubSpot(#""a", "e""#, ["a", "b", "c", "d", "e"]), entries)
    #expect(
      said(added, .fieldAdded) == [
        "contacts.a: a new record will be refused: e is required now",
        "contacts.b: a new record will be refused: e is required now",
      ])
    // Of an operation nobody says so.
    let strict = Judged.json(
      #"{"type": "object", "required": ["sku"], "properties": {"sku": {"type": "string"}, "n": {"type": "integer"}}}"#)
    let call = try Judged(
      Self.document(), Self.document(body: strict), [.init(#""POST /orders".request.sku"#, "write")])
    #expect(said(call, .requiredChanged).allSatisfy { $0.hasSuffix("its write will be refused without it") })
    #expect(said(call, .requiredChanged).count == 1)
  }

  @Test("A parameter of the whole path hits the entries of each of its operations")
  func pathParameter() throws {
    func document(_ parameters: String) -> String {
      Judged.openAPI(
        """
        {"/orders": {"parameters": [\(parameters)],
          "post": {"responses": {"200": {"description": "", \(Self.answer)}}},
          "get": {"responses": {"200": {"description": "", \(Self.answer)}}}}}
        """)
    }
    let entries = [Self.entries[1], Self.entries[3]]
    let both = [#"breaking "GET /orders".response.id"#, #"breaking "POST /orders".response.id"#]
    let judged = try Judged(document(""), document(Self.parameter("header", true)), entries)
    #expect(Set(judged.hits(.fieldAdded)) == Set(both))
    let stricter = try Judged(
      document(Self.parameter("header", false)), document(Self.parameter("header", true)), entries)
    #expect(stricter.hits(.requiredChanged) == both)
  }

  @Test("What one alternative asks for is asked of who sends that one")
  func alternatives() throws {
    func document(_ required: String, nested: Bool = false) -> String {
      let reference = { (name: String) in ##"{"$ref": "#/components/schemas/\##(name)"}"## }
      let dogs = nested ? #"{"anyOf": [\#(reference("Dog")), \#(reference("Fox"))]}"# : reference("Dog")
      let body = Judged.json(#"{"oneOf": [\#(reference("Cat")), \#(dogs)]}"#)
      return Judged.openAPI(
        #"{"/x": {"post": {"requestBody": {\#(body)}, "responses": {"204": {"description": ""}}}}}"#,
        #"""
        {"Cat": {"type": "object", "properties": {"kind": {"type": "string"}, "lives": {"type": "integer"}}},
         "Fox": {"type": "object", "properties": {"kind": {"type": "string"}}},
         "Dog": {"type": "object", "required": [\#(required)],
           "properties": {"kind": {"type": "string"}, "bark": {"type": "string"}, "x": {"type": "string"}}}}
        """#)
    }
    let entries: [Judged.Entry] = ["lives", "bark", "kind"].map { .init(#""POST /x".request.\#($0)"#, "write") }
    for nested in [false, true] {
      let judged = try Judged(document("", nested: nested), document(#""x""#, nested: nested), entries)
      #expect(
        judged.hits(.requiredChanged) == [#"breaking "POST /x".request.bark"#, #"breaking "POST /x".request.kind"#])
    }
  }

  @Test("What can only be read is asked of nobody, though its definition says so and not the place")
  func readOnly() throws {
    func document(_ required: String, _ also: String) -> String {
      Judged.openAPI(
        ##"{"/x": {"post": {"requestBody": {\##(Judged.json(##"{"$ref": "#/components/schemas/C"}"##))}, "responses": {"204": {"description": ""}}}}}"##,
        ##"""
        {"C": {"type": "object", "required": [\##(required)], "properties": {"a": {"type": "string"}, "id": {"$ref": "#/components/schemas/Id"}}},
         "Id": {"type": "string"\##(also)}}
        """##)
    }
    let also = #", "readOnly": true"#
    #expect(try Judged(document("", also), document(#""id""#, also)).findings.allSatisfy { $0.severity == .info })
    #expect(try Judged(document("", ""), document(#""id""#, "")).findings.map(\.severity) == [.breaking])
  }
}
