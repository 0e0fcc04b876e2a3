import DriftDiff
import DriftModel
import DriftTestSupport
import Testing

/// What is only arranged differently breaks nobody.
@Suite struct RefactoringTests {
  private static let samples = 6 * SharedData.effort

  @Test("another arrangement of a real document shows as nothing but itself", arguments: Refactoring.allCases)
  func refactorings(_ refactoring: Refactoring) throws {
    guard let shared = SharedData.folder(for: "refactorings") else { return }
    var random = SeededGenerator(4, refactoring.rawValue)
    var count = 0
    for documents in RealDocuments.moderate(shared).shuffled(using: &random) where count < Self.samples {
      let map = DocumentMap(documents)
      guard let arranged = refactoring.apply(to: map, using: &random) else { continue }
      count += 1
      let changes = try documents.changes(to: arranged)
      let found = changes.map(\.kind.rawValue)
      #expect(found == refactoring.shown, "\(refactoring) in \(documents.name): \(changes.prefix(5).map(\.line))")
    }
    print("\(refactoring.rawValue): \(count)")
    #expect(count > 0)
  }

  @Test("a change behind three references is found once, where it is written")
  func deep() throws {
    func document(_ type: String) throws -> DocumentSet {
      func link(_ name: String) -> String {
        ##"{"type": "object", "properties": {"next": {"$ref": "#/components/schemas/\##(name)"}}}"##
      }
      return try Documents.openAPI(
        paths:
          ##"{"/a": {"get": {"responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}}}}}"##,
        components: """
          {"schemas": {"A": \(link("B")), "B": {"allOf": [\(link("C"))]}, "C": {"type": "array",
            "items": {"$ref": "#/components/schemas/D"}}, "D": {"type": "object", "properties": {"x": {"type": "\(type)"}}}}}
          """)
    }
    let changes = try document("string").changes(to: document("integer"))
    #expect(changes.map(\.line) == ["type-changed D.x (incompatible)"])
    #expect(changes.first?.reach == 1)
    #expect(changes.first?.usage == .read)
  }

  @Test("a variable of a path has one name, however many operations the path has")
  func variable() throws {
    func document(_ name: String) throws -> DocumentSet {
      let parameter = #"{"in": "path", "name": "\#(name)", "required": true, "schema": {"type": "string"}}"#
      let operation = #"{"parameters": [\#(parameter)], "responses": {"200": {"description": ""}}}"#
      return try Documents.openAPI(paths: #"{"/a/{\#(name)}": {"get": \#(operation), "put": \#(operation)}}"#)
    }
    let changes = try document("id").changes(to: document("key"))
    #expect(
      changes.map(\.line) == [
        #"field-renamed "GET /a/{id}".request."path:id" -> "GET /a/{key}".request."path:key" [path variable]"#
      ])
    #expect(changes.first?.reach == 2)
  }

  @Test("an enumeration under another name is renamed, though it has no members to be known by")
  func enumeration() throws {
    func document(_ name: String) throws -> DocumentSet {
      try Documents.openAPI(
        schemas: #"{"\#(name)": {"type": "string", "enum": ["MON", "TUE", "WED"]}, "X": {"type": "object"}}"#)
    }
    #expect(
      try document("Weekday").lines(to: document("WeekdayRecord")) == ["definition-renamed Weekday -> WeekdayRecord"])
  }
}
