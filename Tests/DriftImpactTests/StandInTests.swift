import DriftDiff
import DriftImpact
import DriftModel
import Testing

@Suite("What stands in another's place, or one level further down") struct StandInTests {
  private static let properties = #""email": {"type": "string"}, "phone": {"type": "string"}"#
  private static let contact =
    #"{"type": "object", "properties": {"id": {"type": "string", "readOnly": true}, \#(properties)}}"#
  private static let own = #"{"type": "object", "properties": {\#(properties)}}"#

  /// A system that answers with contacts and takes them.
  private static func document(
    answer: String = "Contact", request: String = "Contact", _ more: [String: String] = [:]
  ) -> String {
    func refer(_ name: String) -> String { Judged.json(##"{"$ref": "#/components/schemas/\##(name)"}"##) }
    let schemas = ["Contact": contact].merging(more) { $1 }.sorted { $0.key < $1.key }
      .map { #""\#($0.key)": \#($0.value)"# }.joined(separator: ", ")
    return Judged.openAPI(
      #"{"/contacts": {"get": {"responses": {"200": {"description": "", \#(refer(answer))}}}, "post": {"requestBody": {\#(refer(request))}, "responses": {"204": {"description": ""}}}}}"#,
      "{\(schemas)}")
  }

  private static func told(_ judged: Judged) -> [String] {
    judged.findings.flatMap { finding in
      finding.affects.filter { $0.severity > .info }.map { "\($0.severity.rawValue) \($0.field): \($0.consequence)" }
    }.sorted()
  }

  @Test("a request that got a definition of its own breaks nothing, and its writers are told where they write now")
  func ownRequest() throws {
    let new = Self.document(request: "ContactInput", ["ContactInput": Self.own])
    let judged = try Judged(
      Self.document(), new,
      [.init("Contact.email", "read, write"), .init("Contact.phone", "write"), .init("Contact.phone", "read")])
    #expect(
      Self.told(judged) == [
        "warning Contact.email: is taken as ContactInput.email now",
        "warning Contact.phone: is taken as ContactInput.phone now",
      ])
    let fix = try #require(judged.findings.compactMap(\.fix).first)
    #expect(fix.text.contains("say access: [read], and map ContactInput.email for what it writes"))
    #expect(fix.edits.map(\.address.description) == ["ContactInput.phone"] && fix.edits.allSatisfy(\.isSure))
  }

  @Test("an answer that got a definition of its own, too") func ownAnswer() throws {
    let new = Self.document(answer: "ContactView", ["ContactView": Self.own])
    let judged = try Judged(Self.document(), new, [.init("Contact.email", "read"), .init("Contact.phone", "write")])
    #expect(Self.told(judged) == ["warning Contact.email: is answered as ContactView.email now"])
  }

  @Test("what the new definition has not is told once, as that") func ownRequestWithLess() throws {
    let less = #"{"type": "object", "properties": {"email": {"type": "string"}}}"#
    let new = Self.document(request: "ContactInput", ["ContactInput": less])
    let judged = try Judged(Self.document(), new, [.init("Contact.phone", "read, write")])
    #expect(Self.told(judged) == ["breaking Contact.phone: nothing takes it any more"])
    // Another thing altogether takes nothing of it.
    let other = Self.document(
      request: "Ticket", ["Ticket": #"{"type": "object", "properties": {"subject": {"type": "string"}}}"#])
    let ticket = try Judged(Self.document(), other, [.init("Contact.phone", "write")])
    #expect(Self.told(ticket).count == 1)
  }

  @Test(
    "an answer that is an envelope now has its members one level further down",
    arguments: [
      (##"{"$ref": "#/components/schemas/Contact"}"##, "data.email"),
      (##"{"type": "array", "items": {"$ref": "#/components/schemas/Contact"}}"##, "data[].email"),
    ]
  ) func wrapped(_ data: String, _ place: String) throws {
    let envelope = #"{"type": "object", "properties": {"data": \#(data), "next": {"type": "string"}}}"#
    let new = Self.document(answer: "Page", ["Page": envelope])
    let all = try Judged(Self.document(), new)
    let moved = all.changes.filter { $0.kind == .fieldMoved }
    let places = moved.compactMap { $0.new?.address.description }
    #expect(places.contains(#""GET /contacts".response.200.\#(place)"#), "\(places)")
    #expect(moved.count == 3 && !all.changes.contains { $0.kind == .fieldRemoved })
    #expect(all.findings.filter { $0.severity == .breaking }.count == 3)
    // The definition has them as before: whoever maps by it has nothing to write anew, and code to mend.
    let judged = try Judged(Self.document(), new, [.init("Contact.email", "read")])
    #expect(Self.told(judged).count == 1 && judged.findings.compactMap(\.fix).flatMap(\.edits).isEmpty)
    let byPlace = try Judged(Self.document(), new, [.init(#""GET /contacts".response.200.email"#, "read")])
    #expect(
      byPlace.findings.compactMap(\.fix).flatMap(\.edits).map(\.address.description) == [
        #""GET /contacts".response.200.\#(place)"#
      ])
  }

  @Test("a member that the definition lost as well is gone") func wrappedAndLost() throws {
    let envelope = ##"{"type": "object", "properties": {"data": {"$ref": "#/components/schemas/Contact"}}}"##
    let less = #"{"type": "object", "properties": {"email": {"type": "string"}}}"#
    let all = try Judged(Self.document(), Self.document(answer: "Page", ["Page": envelope, "Contact": less]))
    #expect(all.changes.contains { $0.kind == .fieldRemoved && $0.address.description == "Contact.phone" })
    #expect(all.changes.contains { $0.kind == .fieldMoved && $0.address.steps.last?.text == "email" })
  }

  @Test("a list that is an object now has its members where the list is") func wrappedList() throws {
    func document(_ body: String, _ more: String) -> String {
      Judged.openAPI(
        #"{"/contacts": {"get": {"responses": {"200": {"description": "", \#(Judged.json(body))}}}}}"#,
        #"{"Contact": \#(Self.contact)\#(more)}"#)
    }
    let list = ##"{"type": "array", "items": {"$ref": "#/components/schemas/Contact"}}"##
    let old = document(list, "")
    let new = document(
      ##"{"$ref": "#/components/schemas/Page"}"##,
      #", "Page": {"type": "object", "properties": {"items": \#(list), "next": {"type": "string"}}}"#)
    // Whoever uses all of it is told once.
    let all = try Judged(old, new).findings.filter { $0.severity > .info }.map(\.rule)
    #expect(all == ["type-changed"])
    let judged = try Judged(
      old, new, [.init("Contact.email", "read"), .init(#""GET /contacts".response.200[].email"#, "read")])
    #expect(
      Self.told(judged) == [
        #"breaking "GET /contacts".response.200[].email: will read null: it stands elsewhere"#,
        "breaking Contact.email: will read null: it stands elsewhere",
      ])
    let edits = judged.findings.compactMap(\.fix).flatMap(\.edits)
    #expect(edits.map(\.address.description) == [#""GET /contacts".response.200.items[].email"#])
    #expect(edits.count(where: \.isSure) == 1)
  }

  @Test("what one operation takes no more is nothing to the entry of another one") func otherOperation() throws {
    func document(_ created: String, _ more: String = "") -> String {
      func refer(_ name: String) -> String { Judged.json(##"{"$ref": "#/components/schemas/\##(name)"}"##) }
      return Judged.openAPI(
        #"{"/c": {"post": {"requestBody": {\#(refer(created))}, "responses": {"204": {"description": ""}}}, "patch": {"requestBody": {\#(refer("Contact"))}, "responses": {"200": {"description": "", \#(refer("Contact"))}}}}}"#,
        #"{"Contact": \#(Self.contact)\#(more)}"#)
    }
    let less = #", "New": {"type": "object", "properties": {"email": {"type": "string"}}}"#
    let entries = [
      Judged.Entry(#""PATCH /c".request.phone"#, "write"), .init(#""PATCH /c".response.phone"#, "read"),
      .init(#""POST /c".request.phone"#, "write"),
    ]
    let judged = try Judged(document("Contact"), document("New", less), entries)
    #expect(Self.told(judged) == [#"breaking "POST /c".request.phone: what it writes is refused or lost"#])
    let demanding =
      #", "New": {"type": "object", "required": ["phone"], "properties": {\#(Self.properties)}}"#
    let required = try Judged(document("Contact"), document("New", demanding), entries)
    #expect(!Self.told(required).contains { $0.contains("PATCH") }, "\(Self.told(required))")
  }

  @Test("what an agent sends already is not demanded of it") func demanded() throws {
    func document(_ required: String) -> String {
      Judged.openAPI(
        #"{"/c": {"post": {"requestBody": {\#(Judged.json(#"{"type": "object", \#(required)"email": {"type": "string"}}}"#))}, "responses": {"204": {"description": ""}}}}}"#,
        "{}")
    }
    let (old, new) = (
      document(#""properties": {"#),
      document(
        #""required": ["owner"], "properties": {"owner": {"type": "object", "properties": {"id": {"type": "string"}}}, "#
      )
    )
    let email = Judged.Entry(#""POST /c".request.email"#, "write")
    #expect(Self.told(try Judged(old, new, [email])).count == 1)
    let both = try Judged(old, new, [email, .init(#""POST /c".request.owner.id"#, "write")])
    #expect(!Self.told(both).contains { $0.contains("email") }, "\(Self.told(both))")
  }
}
