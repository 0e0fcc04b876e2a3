import DriftDiff
import DriftImpact
import Testing

@Suite("What a change means for the way that an entry takes")
struct EntryWayTests {
  private static func api(_ order: String, more: String = "", answer: String = "200") -> String {
    let body = Judged.json(##"{"$ref": "#/components/schemas/Order"}"##)
    return Judged.openAPI(
      ##"{"/o": {"post": {"requestBody": {\##(body)}, "responses": {"\##(answer)": {"description": "", \##(body)}}}}}"##,
      "{\"Order\": \(order)\(more)}")
  }

  private static func order(_ properties: String, _ more: String = "") -> String {
    #"{"type": "object", \#(more) "properties": {\#(properties)}}"#
  }

  @Test("What moved into an object where it may be left out is one break, and none once the entry follows")
  func moved() throws {
    let total = #""total": {"type": "number", "description": "What the customer pays"}"#
    let old = Self.api(Self.order(total, #""required": ["total"],"#))
    let new = Self.api(
      Self.order(#""amounts": {"type": "object", "properties": {\#(total), "tax": {"type": "number"}}}"#))
    let judged = try Judged(old, new, [.init("Order.total", "read")])
    let open = judged.findings.filter { $0.severity > .info }
    #expect(open.map(\.rule) == ["field-moved"])
    #expect(open.first?.consequence.contains("may be left out") == true)
    let followed = try Judged(old, new, [.init("Order.amounts.total", "read")])
    #expect(followed.findings.flatMap(\.affects).isEmpty)
  }

  @Test("A closed object refuses what it does not name: an entry of a member goes on, one of the whole is hit")
  func closed() throws {
    let note = #""note": {"type": "string"}"#
    let judged = try Judged(
      Self.api(Self.order(note)), Self.api(Self.order(note, #""additionalProperties": false,"#)),
      [.init("Order.note", "write"), .init("Order", "write")])
    #expect(judged.hits(.objectClosed) == ["breaking Order", "info Order.note"])
  }

  @Test("A member that several pieces say something of is one: what each of them says hits its entry")
  func pieces() throws {
    func api(_ base: String, _ other: String = "", own: String = "{}") -> String {
      let bases = ["Base", "Other"].map { ##"{"$ref": "#/components/schemas/\##($0)"}"## }.joined(separator: ",")
      let text = #""a": {"type": "string", "description": "Of orders"\#(own == "{}" ? "" : own)}"#
      return Self.api(
        #"{"allOf": [\#(bases), {"type": "object", "properties": {"a": {"description": "Of orders"}, "o": {"description": "All of it"}}}]}"#,
        more: #"""
          , "Base": {"type": "object", "properties": {"a": {"type": "\#(base)"}, "o": {"type": "object", "properties": {"x": {"type": "\#(base)"}}}}},
          "Other": {"type": "object", "properties": {"a": {\#(other)}, "b": {\#(text)}}}
          """#)
    }
    let entries: [Judged.Entry] = [.init("Order.a", "read"), .init("Order.o.x", "read")]
    #expect(
      try Judged(api("string"), api("integer"), entries).hits(.typeChanged) == [
        "breaking Order.a", "breaking Order.o.x",
      ])
    let writer: [Judged.Entry] = [.init("Order.a", "write")]
    #expect(
      try Judged(api("string"), api("string", #""maxLength": 2"#), writer).hits(.constraintChanged) == [
        "breaking Order.a"
      ])
  }

  @Test("What stood beside a reference and stands in the definition now is another thing for who had it not")
  func besideReference() throws {
    func api(_ state: String, _ beside: String) -> String {
      let reference = ##""$ref": "#/components/schemas/State""##
      return Self.api(
        Self.order(#""kept": {"allOf": [{\#(reference)}]\#(beside)}, "bare": {\#(reference)}"#),
        more: #", "State": {"type": "string"\#(state)}"#)
    }
    let entries: [Judged.Entry] = [.init("Order.kept", "write"), .init("Order.bare", "write")]
    let judged = try Judged(api("", #", "default": "new""#), api(#", "default": "new""#, ""), entries)
    #expect(judged.hits(.defaultChanged) == ["info Order.kept", "warning Order.bare"])
    // The stricter of two limits held before.
    let limits = try Judged(api("", #", "maxLength": 5"#), api(#", "maxLength": 9"#, #", "maxLength": 5"#), entries)
    #expect(limits.hits(.constraintChanged) == ["breaking Order.bare", "info Order.kept"])
    // In a list of them each is hit.
    let list = ##"{"type": "array", "default": ["new"], "items": {"$ref": "#/components/schemas/State"}}"##
    func lists(_ state: String) -> String {
      Self.api(Self.order(#""all": \#(list)"#), more: #", "State": {"type": "string"\#(state)}"#)
    }
    let listed = try Judged(lists(""), lists(#", "maxLength": 9"#), [.init("Order.all", "write")])
    #expect(listed.hits(.constraintChanged) == ["breaking Order.all"])
  }

  @Test("The loss of the only alternative that has a member breaks who reads it, and no other")
  func alternative() throws {
    func api(_ branches: String) -> String {
      Self.api(
        Self.order(##""actor": {"oneOf": [\##(branches)]}"##),
        more:
          ##", "User": {"type": "object", "properties": {"user_id": {"type": "string"}, "at": {"type": "string"}}}, "Robot": {"type": "object", "properties": {"name": {"type": "string"}, "at": {"type": "string"}}}"##
      )
    }
    let both = ##"{"$ref": "#/components/schemas/User"}, {"$ref": "#/components/schemas/Robot"}"##
    let judged = try Judged(
      api(both), api(##"{"$ref": "#/components/schemas/Robot"}"##),
      [.init("Order.actor.user_id", "read"), .init("Order.actor.at", "read")])
    let hits = judged.findings.flatMap(\.affects).filter { $0.severity > .info }.map(\.field)
    #expect(hits == ["Order.actor.user_id"])
  }

  @Test("Who only writes is told that the answer that it waits for comes no more")
  func answered() throws {
    let order = Self.order(#""note": {"type": "string"}"#)
    let judged = try Judged(
      Self.api(order), Self.api(order, answer: "202"), [.init(#""POST /o".request.note"#, "write")])
    #expect(judged.hits(.responseRemoved) == [#"warning "POST /o".request.note"#])
  }

  @Test("A format that is named no more is a warning; a number with a fraction is what is refused")
  func milder() throws {
    func field(_ type: String) -> String { Self.api(Self.order(#""f": {\#(type)}"#)) }
    let format = try Judged(
      field(#""type": "string", "format": "email""#), field(#""type": "string""#), [.init("Order.f", "read")])
    #expect(format.hits(.formatChanged) == ["warning Order.f"])
    let cents = try Judged(
      field(#""type": "number", "minimum": 0.01"#), field(#""type": "integer", "minimum": 1"#),
      [.init("Order.f", "write")])
    #expect(
      cents.findings.filter { $0.severity > .info }.map(\.consequence) == ["a value with a fraction will be refused"])
    let wider = try Judged(field(#""type": "integer""#), field(#""type": "number""#), [.init("Order.f", "read")])
    #expect(wider.findings.map(\.consequence) == ["may read a value with a fraction"])
  }

  @Test("A name whose words went to a new field beside it means another thing")
  func repurposed() throws {
    func text(_ words: String) -> String { #"{"type": "string", "description": "\#(words)"}"# }
    let old = Self.api(Self.order(#""text": \#(text("The first message of all"))"#))
    let new = Self.api(
      Self.order(#""text": \#(text("A summary by a model")), "body": \#(text("The first message of all"))"#))
    #expect(try Judged(old, new, [.init("Order.text", "read")]).hits(.fieldRepurposed) == ["breaking Order.text"])
    let words = Self.api(Self.order(#""text": \#(text("A summary by a model"))"#))
    #expect(try Judged(old, words, [.init("Order.text", "read")]).hits(.fieldRepurposed).isEmpty)
  }

  @Test("Two fields, or two values of one, that exchanged what they are called mean another thing")
  func exchanged() throws {
    func pair(_ key: String, _ a: String, _ b: String, type: String = "string") -> String {
      Self.api(
        Self.order(#""a": {"type": "string", "\#(key)": "\#(a)"}, "b": {"type": "\#(type)", "\#(key)": "\#(b)"}"#))
    }
    func hits(_ old: String, _ new: String) throws -> [String] {
      try Judged(old, new, [.init("Order.a", "read")]).hits(.fieldRepurposed)
    }
    for (key, a, b) in [("title", "Billing", "Technical"), ("description", "Mail of the buyer", "Mail of the seller")] {
      #expect(try hits(pair(key, a, b), pair(key, b, a)) == ["breaking Order.a"], "\(key)")
      #expect(try hits(pair(key, a, b), pair(key, b, "Another one of all")) == [], "\(key)")
      #expect(try hits(pair(key, a, b), pair(key, b, a, type: "integer")) == [], "\(key)")
    }
    func values(_ one: String, _ two: String) -> String {
      Self.api(
        Self.order(
          #""a": {"oneOf": [{"const": "1", "title": "\#(one)"}, {"const": "2", "title": "\#(two)"}]}"#))
    }
    #expect(try hits(values("Won", "Lost"), values("Lost", "Won")) == ["breaking Order.a"])
    #expect(try hits(values("Won", "Lost"), values("Lost", "Open")) == [])
  }

  @Test("What goes along with a member is asked of who sends that member alone")
  func companions() throws {
    let fields = #""name": {"type": "string"}, "card": {"type": "string"}, "cvc": {"type": "string"}"#
    let old = Self.api(Self.order(fields))
    for more in [
      #""dependentRequired": {"card": ["cvc"]},"#, #""dependentSchemas": {"card": {"required": ["cvc"]}},"#,
    ] {
      let new = Self.api(Self.order(fields, more))
      func hits(_ entries: Judged.Entry...) throws -> [String] {
        try Judged(old, new, entries).hits(.conditionChanged).sorted()
      }
      #expect(try hits(.init("Order.name", "write")) == [])
      #expect(
        try hits(.init("Order.name", "read"), .init("Order.card", "read")).allSatisfy { !$0.hasPrefix("breaking") })
      #expect(try hits(.init("Order.card", "write")) == ["breaking Order.card"])
      #expect(try hits(.init("Order", "write")) == ["breaking Order"])
    }
  }

  @Test("What every write asks for stops who also reads")
  func demandedOfWrites() throws {
    func api(_ parameters: String) -> String {
      let body = Judged.json(##"{"$ref": "#/components/schemas/Order"}"##)
      return Judged.openAPI(
        ##"{"/o": {"get": {"responses": {"200": {"description": "", \##(body)}}}, "post": {\##(parameters)"requestBody": {\##(body)}, "responses": {"204": {"description": ""}}}}}"##,
        #"{"Order": \#(Self.order(#""note": {"type": "string"}"#))}"#)
    }
    let new = api(
      #""parameters": [{"name": "Key", "in": "header", "required": true, "schema": {"type": "string"}}], "#)
    for (access, hit) in [("write", true), ("read, write", true), ("read", false)] {
      let judged = try Judged(api(""), new, [.init("Order.note", access)])
      #expect(judged.hits(.fieldAdded) == (hit ? ["breaking Order.note"] : []), "\(access)")
    }
  }

  @Test("Words that give another unit are a warning, with what to ask")
  func unit() throws {
    func amount(_ words: String) -> String {
      Self.api(Self.order(#""amount": {"type": "integer", "description": "\#(words)"}"#))
    }
    let judged = try Judged(amount("In cents"), amount("In dollars"), [.init("Order.amount", "read")])
    #expect(judged.hits(.fieldRepurposed) == ["warning Order.amount"])
    #expect(judged.findings.first?.consequence == "may read values in another unit")
    #expect(judged.findings.first?.fix?.text.contains("a transform between cents and dollars") == true)
    #expect(
      try Judged(amount("In cents"), amount("In the smallest unit"), [.init("Order.amount", "read")])
        .hits(.fieldRepurposed).isEmpty)
  }

  @Test("The scope that is asked for besides is named")
  func scope() throws {
    func api(_ ways: String) -> String {
      Judged.openAPI(#"{"/a": {"get": {"security": [\#(ways)], "responses": {"204": {"description": ""}}}}}"#)
    }
    let more = try Judged(api(#"{"o": ["read"]}"#), api(#"{"o": ["read", "admin"]}"#))
    #expect(more.findings.map(\.consequence) == ["needs the scope admin too"])
    let other = try Judged(api(#"{"k": []}"#), api(#"{"o": []}"#))
    #expect(other.findings.map(\.consequence) == ["its credentials or scopes may not do any more"])
  }

  @Test(
    "Security schemes of both generations are one",
    arguments: [
      ("application", "clientCredentials"), ("accessCode", "authorizationCode"), ("implicit", "implicit"),
      ("password", "password"),
    ])
  func schemes(old: String, new: String) throws {
    let urls = #""authorizationUrl": "https://a.example/a", "tokenUrl": "https://a.example/t""#
    let flow = #"\#(urls), "scopes": {"read": "to read"}"#
    let swagger = """
      {"swagger": "2.0", "info": {"title": "t", "version": "1"}, "paths": {}, "securityDefinitions": {
       "o": {"type": "oauth2", "flow": "\(old)", \(flow)}, "b": {"type": "basic"}}}
      """
    let openAPI = """
      {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"securitySchemes": {
       "o": {"type": "oauth2", "flows": {"\(new)": {\(flow)}}}, "b": {"type": "http", "scheme": "Basic"}}}}
      """
    #expect(try Judged(swagger, openAPI).changes.isEmpty)
    let other = openAPI.replacing("a.example/t", with: "b.example/t")
    #expect(try Judged(swagger, other).changes.map(\.kind) == [.securityChanged])
  }
}
