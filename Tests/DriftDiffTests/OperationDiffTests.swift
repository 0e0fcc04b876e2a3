import DriftDiff
import DriftTestSupport
import Testing

/// What operations share, and how uses of it are counted.
@Suite struct OperationDiffTests {
  private static let limit = ##"{"$ref": "#/components/parameters/limit"}"##
  private static let components =
    #"{"parameters": {"limit": {"in": "query", "name": "limit", "schema": {"type": "integer"}}}}"#

  private func paths(_ parameters: String) -> String {
    let operation = #"{"parameters": [\#(parameters)], "responses": {"200": {"description": ""}}}"#
    return #"{"/a": {"get": \#(operation)}, "/b": {"get": \#(operation)}, "/c": {"get": \#(operation)}}"#
  }

  @Test("a shared parameter that operations begin to use is a change of each; its own change is one")
  func sharedParameter() throws {
    let without = try Documents.openAPI(paths: paths(""), components: Self.components)
    let with = try Documents.openAPI(paths: paths(Self.limit), components: Self.components)
    #expect(try without.changes(to: with).count == 3)
    #expect(try with.changes(to: without).count == 3)
    let text = Self.components.replacing("integer", with: "string")
    let changes = try with.changes(to: Documents.openAPI(paths: paths(Self.limit), components: text))
    #expect(changes.map(\.kind.rawValue) == ["type-changed"])
    #expect(changes.first?.reach == 3)
  }

  @Test("a parameter of a path item is one field, however many operations it has")
  func pathItemParameter() throws {
    func item(_ parameters: String) -> String {
      let operation = #"{"responses": {"200": {"description": ""}}}"#
      return #"{"/a": {"parameters": [\#(parameters)], "get": \#(operation), "delete": \#(operation)}}"#
    }
    let own = #"{"in": "query", "name": "term", "schema": {"type": "string"}}"#
    let changes = try Documents.openAPI(paths: item(own)).changes(to: Documents.openAPI(paths: item("")))
    #expect(changes.count == 1)
    #expect(changes.first?.reach == 2)
  }

  @Test("a shared variable is known by its place in each template")
  func sharedVariable() throws {
    let components =
      #"{"parameters": {"id": {"in": "path", "name": "id", "required": true, "schema": {"type": "string"}}}}"#
    func document(_ org: String) throws -> DocumentSet {
      let shared = ##"{"$ref": "#/components/parameters/id"}"##
      let own = #"{"in": "path", "name": "org", "required": true, "schema": {"type": "\#(org)"}}"#
      let answers = #""responses": {"200": {"description": ""}}"#
      return try Documents.openAPI(
        paths: """
          {"/x/{id}": {"get": {"parameters": [\(shared)], \(answers)}},
           "/y/{org}/{id}": {"get": {"parameters": [\(shared), \(own)], \(answers)}}}
          """, components: components)
    }
    #expect(
      try document("string").lines(to: document("integer")) == [
        #"type-changed "GET /y/{org}/{id}".request."path:org" (incompatible)"#
      ])
  }

  @Test("of a path that has another number of variables each is known by its name, else from the end")
  func moreVariables() throws {
    func document(_ path: String) throws -> DocumentSet {
      let names = path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
      let parameters = names.map {
        #"{"in": "path", "name": "\#($0)", "required": true, "schema": {"type": "string"}}"#
      }
      let answers = #""responses": {"200": {"description": ""}}"#
      return try Documents.openAPI(
        paths: """
          {"\(path)": {"get": {"operationId": "one", "parameters": [\(parameters.joined(separator: ","))], \(answers)}}}
          """)
    }
    let generic = try document("/contacts/{contactId}").lines(to: document("/objects/{objectType}/{objectId}"))
    #expect(
      generic.contains {
        $0.contains("path:contactId") && $0.contains("path:objectId") && $0.hasSuffix("[path variable]")
      }
        && !generic.contains { $0.contains("contactId") && $0.contains("objectType\"") }, "\(generic)")
    let longer = try document("/users/{id}").lines(to: document("/users/{id}/items/{item}"))
    #expect(!longer.contains { $0.hasPrefix("field-renamed") && $0.contains("path:id\"") }, "\(longer)")
    let shorter = try document("/orgs/{org}/users/{id}").lines(to: document("/users/{user}"))
    #expect(shorter.contains { $0.contains("path:id") && $0.contains("path:user") }, "\(shorter)")
  }

  @Test("an answer that operations of Swagger 2.0 share is sent in the media types of each")
  func sharedAnswer() throws {
    func document(_ media: String) throws -> DocumentSet {
      let answers = ##""responses": {"200": {"$ref": "#/responses/Ok"}}"##
      return try Documents.document(
        """
        {"swagger": "2.0", "info": {"title": "t", "version": "1"},
         "responses": {"Ok": {"description": "", "schema": {"type": "string"}}},
         "paths": {"/a": {"get": {"produces": ["application/json"], \(answers)}},
                   "/b": {"get": {"produces": ["\(media)"], \(answers)}}}}
        """)
    }
    #expect(
      try document("text/plain").changes(to: document("text/csv")).map(\.kind.rawValue).sorted() == [
        "media-type-added", "media-type-removed",
      ])
  }

  @Test("a renamed component leaves the values of a discriminator as they were")
  func discriminator() throws {
    func document(_ name: String) throws -> DocumentSet {
      try Documents.openAPI(
        schemas: """
          {"Pet": {"oneOf": [{"$ref": "#/components/schemas/\(name)"}, {"$ref": "#/components/schemas/Dog"}],
             "discriminator": {"propertyName": "kind",
               "mapping": {"cat": "#/components/schemas/\(name)", "dog": "#/components/schemas/Dog"}}},
           "\(name)": {"type": "object", "properties": {"kind": {"type": "string"}, "lives": {"type": "integer"}}},
           "Dog": {"type": "object", "properties": {"kind": {"type": "string"}}}}
          """)
    }
    #expect(try document("Cat").lines(to: document("HouseCat")) == ["definition-renamed Cat -> HouseCat"])
  }

  @Test("variables of a path that exchanged their places are others at each of them")
  func exchangedVariables() throws {
    func document(_ path: String, _ type: String = "integer") throws -> DocumentSet {
      let parameters = [("a", "string"), ("b", type)].map {
        #"{"name": "\#($0)", "in": "path", "required": true, "schema": {"type": "\#($1)"}}"#
      }
      return try Documents.openAPI(
        paths:
          #"{"\#(path)": {"get": {"parameters": [\#(parameters.joined(separator: ","))], "responses": {"204": {"description": ""}}}}}"#
      )
    }
    let changes = try document("/r/{a}/{b}").changes(to: document("/r/{b}/{a}"))
    #expect(changes.count { $0.kind == .typeChanged } == 2)
    let alike = try document("/r/{a}/{b}", "string").changes(to: document("/r/{b}/{a}", "string"))
    #expect(alike.map(\.kind) == [.fieldRenamed, .fieldRenamed])
    #expect(try document("/r/{a}/{b}").changes(to: document("/r/{a}/{b}")).isEmpty)
  }

  @Test("a success that `default` answered and that has a status of its own now is the same answer")
  func defaults() throws {
    func document(_ answers: [(status: String, member: String)]) throws -> DocumentSet {
      let all = answers.map {
        #""\#($0.status)": {"description": "", "content": {"application/json": {"schema": {"type": "object", "properties": {"\#($0.member)": {"type": "string"}}}}}}"#
      }
      return try Documents.openAPI(paths: #"{"/a": {"get": {"responses": {\#(all.joined(separator: ","))}}}}"#)
    }
    let one = try document([("default", "n")])
    #expect(try one.lines(to: document([("200", "n")])) == [])
    #expect(try one.lines(to: document([("200", "n"), ("default", "error")])) == [])
    #expect(try document([("200", "n"), ("default", "error")]).lines(to: one) == [])
    let gone = try one.changes(to: document([("200", "m"), ("default", "n")]))
    #expect(gone.contains { $0.kind == .fieldRenamed || $0.kind == .fieldRemoved })
    // Where a success has its own answer on both sides, each is compared with its own.
    let both = try document([("200", "n"), ("default", "error")])
    #expect(try both.changes(to: document([("200", "n"), ("default", "fault_text_2")])).count >= 1)
  }
}
