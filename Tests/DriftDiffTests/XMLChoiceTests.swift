import DriftDiff
import DriftModel
import DriftTestSupport
import Testing

/// Choices, and sequences that may be left out: what members are to each other is one change.
@Suite struct XMLChoiceTests {
  private static func texts(_ content: String) -> XMLTexts {
    var out = content
    for name in ["a", "b", "c", "d"] {
      out = out.replacing("[\(name)]", with: "<xs:element name='\(name)' type='xs:string'/>")
      out = out.replacing("[\(name)?]", with: "<xs:element name='\(name)' type='xs:string' minOccurs='0'/>")
    }
    for (mark, element) in [("seq", "sequence"), ("one", "choice")] {
      out = out.replacing("\(mark)?(", with: "<xs:\(element) minOccurs='0'>")
      out = out.replacing("\(mark)(", with: "<xs:\(element)>").replacing(")\(mark)", with: "</xs:\(element)>")
    }
    return XMLTexts(schema: "<xs:complexType name='P'>\(out)</xs:complexType>")
  }

  /// The changes, each as its kind, its address, what it does to the values, and what it says.
  private func told(_ old: String, _ new: String) throws -> [String] {
    let symbols = SymbolTable()
    return SchemaDiff.compare(try Self.texts(old).read(symbols), try Self.texts(new).read(symbols)).changes.map {
      change in
      func words(_ side: Change.Side?, _ key: String) -> String {
        guard case .list(let all)? = side?.value[key] else { return "" }
        return all.map { if case .text(let text) = $0 { text } else { "" } }.joined(separator: "; ")
      }
      let more = ["optional", "required"].map { words(change.new, $0) }.joined(separator: "/")
      return
        "\(change.kind.rawValue) \(change.addressText) \(change.compatibility?.rawValue ?? "") \(words(change.old, "exclusive")) -> \(words(change.new, "exclusive")) \(more)"
    }
  }

  private static let cases: [(old: String, new: String, told: String)] = [
    ("seq([a][b])seq", "one([a][b])one", "incompatible  -> one of a, b a; b/"),
    ("one([a][b])one", "seq([a][b])seq", "incompatible one of a, b ->  /a; b"),
    ("seq([a?][b?])seq", "one?([a][b])one", "narrowed  -> at most one of a, b /"),
    ("one([a][b])one", "one?([a][b])one", "widened one of a, b -> at most one of a, b /"),
    ("one?([a][b])one", "one([a][b])one", "narrowed at most one of a, b -> one of a, b /"),
    (
      "one([a] seq([b][c])seq )one", "one( seq([a][b])seq [c])one",
      "incompatible one of a, b with c -> one of a with b, c /"
    ),
    (
      "seq( one([a][b])one one([c][d])one )seq", "one([a][b][c][d])one",
      "incompatible one of a, b; one of c, d -> one of a, b, c, d /"
    ),
    (
      "one([a] seq([b][c])seq )one", "one([a] seq([b][c?])seq )one",
      "widened one of a, b with c -> one of a, b with perhaps c /"
    ),
    ("seq?([a][b])seq", "seq?([a][b?])seq", "widened a with b together -> a with perhaps b together /"),
  ]

  @Test("a choice that came, went or was put together otherwise is one change", arguments: cases.indices)
  func choices(_ index: Int) throws {
    let one = Self.cases[index]
    #expect(try told(one.old, one.new) == ["constraint-changed P \(one.told)"])
  }

  @Test("ways to write one choice") func spellings() throws {
    #expect(try told("one([a] one([b][c])one )one", "one([c][a][b])one") == [])
    #expect(try told("one([a?][b])one", "one?([a][b])one") == [])
    #expect(try told("one([a] seq([b])seq )one", "one([a][b])one") == [])
    #expect(try told("seq?([a?][b?])seq", "seq([a?][b?])seq") == [])
    #expect(try told("one([a] seq([b] seq([c])seq )seq )one", "one([a] seq([b][c])seq )one") == [])
  }

  @Test("a branch that came or went is told as the member that it is") func branches() throws {
    #expect(try told("one([a][b])one", "one([a][b][c])one").map { $0.prefix(14) } == ["field-added P."])
    #expect(try told("one([a][b][c])one", "one([a][b])one").map { $0.prefix(16) } == ["field-removed P."])
    #expect(
      try told("seq([a][b])seq", "seq?([a][b])seq").map { $0.prefix(20) } == [
        "required-changed P.a", "required-changed P.b",
      ])
  }

  @Test(
    "what is written of a group is read again", arguments: ["| a b", "|? a ( b c? )", "& a b?", "| ( a < b c >? ) d"])
  func texts(_ text: String) { #expect(MemberGroup(text)?.text == text) }
}
