import DriftTestSupport
import Testing

/// Alternatives are paired by what they hold, never by their place.
@Suite struct UnionDiffTests {
  private func changes(_ old: String, _ new: String, _ version: String = "3.1.0") throws -> [String] {
    let more = #""A": {"type": "object", "properties": {"a": {"type": "string"}}}, "B": {"type": "object"}"#
    let before = try Documents.openAPI(version, schemas: #"{\#(more), "X": \#(old)}"#)
    let after = try Documents.openAPI(version, schemas: #"{\#(more), "X": \#(new)}"#)
    return try before.lines(to: after)
  }

  private let a = ##"{"$ref": "#/components/schemas/A"}"##
  private let b = ##"{"$ref": "#/components/schemas/B"}"##

  @Test("two unions that change places are no change, and an edit in one of them stays one")
  func twoUnions() throws {
    let first = #"{"oneOf": [{"type": "string"}, \#(a)]}"#
    let second = #"{"anyOf": [{"type": "array"}, \#(b)]}"#
    let edited = #"{"anyOf": [{"type": "array", "maxItems": 3}, \#(b)]}"#
    #expect(try changes(#"{"allOf": [\#(first), \#(second)]}"#, #"{"allOf": [\#(second), \#(first)]}"#) == [])
    let lines = try changes(#"{"allOf": [\#(first), \#(second)]}"#, #"{"allOf": [\#(edited), \#(first)]}"#)
    #expect(lines == ["constraint-changed X [maxItems array #1] (narrowed)"])
  }

  @Test("the only member of an unnamed branch under another name is renamed, not a branch for a branch")
  func loneMember() throws {
    let old = #"{"oneOf": [{"type": "object", "properties": {"count": {"type": "integer"}}}, \#(a)]}"#
    let new = #"{"oneOf": [\#(a), {"type": "object", "properties": {"count_total": {"type": "integer"}}}]}"#
    #expect(try changes(old, new).map { $0.prefix(33) } == ["field-renamed X.count -> X.count_"])
  }

  @Test("a type list and a union of the same types are one, whatever is said of each type")
  func typeList() throws {
    let list = #"{"type": ["string", "integer"]}"#
    let union = #"{"anyOf": [{"type": "string", "description": "A name."}, {"type": "integer"}]}"#
    #expect(try changes(list, union) == [])
    #expect(try changes(union, list) == [])
    #expect(try changes(#"{"type": ["string", "boolean"]}"#, union).count == 1)
  }

  @Test("among one alternative a discriminator tells nothing apart: it comes and goes with the others")
  func onlyOne() throws {
    let told = ##""discriminator": {"propertyName": "a", "mapping": {"x": "#/components/schemas/A"}}"##
    let one = #"{"oneOf": [\#(a)], \#(told)}"#
    let both = #"{"oneOf": [\#(a), \#(b)], \#(told)}"#
    #expect(try changes(both, one).map { $0.prefix(20) } == ["union-member-removed"])
    #expect(try changes(one, both).map { $0.prefix(18) } == ["union-member-added"])
    // Beside all of two it is on the wire.
    #expect(try changes(both, #"{"oneOf": [\#(a), \#(b)]}"#).contains { $0.contains("discriminator") })
  }

  @Test("a union inside a union is one union, also where it has a name")
  func nested() throws {
    func document(_ branches: String..., inner: String = "B,C") throws -> DocumentSet {
      func union(_ names: [String]) -> String {
        #"{"oneOf": [\#(names.map { ##"{"$ref": "#/components/schemas/\##($0)"}"## }.joined(separator: ","))]}"#
      }
      let all = ["A", "B", "C", "D"].map {
        #""\#($0)": {"type": "object", "properties": {"\#($0)": {"type": "string"}}}"#
      }
      let body = #""content": {"application/json": {"schema": \#(union(branches))}}"#
      return try Documents.openAPI(
        paths: #"{"/a": {"get": {"responses": {"200": {"description": "", \#(body)}}}}}"#,
        components:
          #"{"schemas": {\#(all.joined(separator: ",")), "N": \#(union(inner.split(separator: ",").map(String.init)))}}"#
      )
    }
    #expect(try document("A", "B", "C").lines(to: document("A", "N")) == [])
    #expect(try document("A", "N").lines(to: document("A", "B", "C")) == [])
    #expect(try document("A", "B", "C").lines(to: document("A", "N", inner: "B,D")).count >= 2)
    // Told once, where it is.
    #expect(try document("A", "N").lines(to: document("A", "N", inner: "B,C,D")).count == 1)
  }

  @Test("what a discriminator names is sent anyway where each alternative has to have it")
  func hint() throws {
    func document(_ more: String, required: String = #""k""#) throws -> DocumentSet {
      let branches = ["A", "B"].map { ##"{"$ref": "#/components/schemas/\##($0)"}"## }.joined(separator: ",")
      let branch = { (name: String) in
        #""\#(name)": {"type": "object", "required": [\#(required)], "properties": {"k": {"const": "\#(name)"}, "\#(name)": {"type": "string"}}}"#
      }
      return try Documents.openAPI(
        "3.1.0", schemas: #"{\#(branch("A")), \#(branch("B")), "X": {"oneOf": [\#(branches)]\#(more)}}"#)
    }
    let told = #", "discriminator": {"propertyName": "k"}"#
    #expect(try document("").lines(to: document(told)) == [])
    #expect(try document(told).lines(to: document("")) == [])
    let other = #", "discriminator": {"propertyName": "type"}"#
    #expect(try document(told).lines(to: document(other)) != [])
    #expect(try document("", required: "").lines(to: document(told, required: "")) != [])
  }

  @Test("members stay compared where alternatives come or go beside them")
  func besideMembers() throws {
    let members = #""type": "object", "properties": {"p": {"type": "string"}, "q": {"type": "string"}}"#
    let other = #""type": "object", "properties": {"p": {"type": "integer"}, "q": {"type": "string"}}"#
    let demands = #""anyOf": [{"required": ["p"]}, {"required": ["q"]}]"#
    #expect(
      try changes("{\(members)}", "{\(other), \(demands)}") == [
        "type-changed X [alternatives] (narrowed)", "type-changed X.p (incompatible)",
      ])
  }

  @Test("a type that becomes one of several is a branch more")
  func becomesUnion() throws {
    #expect(try changes(a, #"{"anyOf": [\#(a), \#(b)]}"#) == ["union-member-added - -> X [B] (widened)"])
    #expect(try changes(#"{"oneOf": [\#(a), \#(b)]}"#, b) == ["union-member-removed X -> - [A] (narrowed)"])
    // Any object is a B: what was an A is two of them now.
    #expect(
      try changes(a, #"{"oneOf": [\#(a), \#(b)]}"#) == [
        "constraint-changed X [oneOf] (narrowed)", "union-member-added - -> X [B] (widened)",
      ])
  }

  @Test("of more branches than can all be held against each other those with a rare member in common are one")
  func manyBranches() throws {
    func union(_ last: String) -> String {
      let branches = (0..<120).map { number in
        let members = ["a", "b", last].map { #""f\#(number)\#($0)": {"type": "string"}"# }.joined(separator: ", ")
        return #"{"type": "object", "properties": {\#(members)}}"#
      }
      return #"{"anyOf": [\#(branches.joined(separator: ", "))]}"#
    }
    let lines = try changes(union("c"), union("d"))
    #expect(lines.count == 120)
    #expect(lines.allSatisfy { $0.hasPrefix("field-renamed X.f") })
  }
}
