import DriftModel
import DriftTestSupport
import Testing

/// Values of schemas that mean the same in several spellings, and some that mean nothing.
@Suite struct XSDValueTests {
  private static func code(_ patterns: String...) -> XMLTexts {
    let all = patterns.map { "<xs:pattern value='\($0)'/>" }.joined()
    return XMLTexts(
      schema: "<xs:simpleType name='P'><xs:restriction base='xs:string'>\(all)</xs:restriction></xs:simpleType>")
  }

  @Test("patterns of which one has to fit are the same however they are written") func patterns() throws {
    let plain = Self.code("a", "b")
    for other in [
      Self.code("a|b"), Self.code("b|a"), Self.code("(a)|(b)"), Self.code("((b)|a)"), Self.code("a|b", "a"),
    ] {
      #expect(try plain.lines(to: other).isEmpty)
    }
    for other in [Self.code("(a|b)c"), Self.code("(a)(b)"), Self.code("a\\|b"), Self.code("[a|b]"), Self.code("a")] {
      #expect(try plain.lines(to: other).count == 1)
    }
    // A bracket in a class, or behind a backslash, is a letter.
    #expect(try Self.code("[(]|a").lines(to: Self.code("a", "[(]")).isEmpty)
    #expect(try Self.code("\\(|a").lines(to: Self.code("a", "\\(")).isEmpty)
    #expect(try Self.code("[a-z-[(]]|a").lines(to: Self.code("a", "[a-z-[(]]")).isEmpty)
  }

  @Test("what becomes of white space refuses nobody's text") func whiteSpace() throws {
    func text(_ type: String) -> XMLTexts {
      XMLTexts(
        schema:
          "<xs:complexType name='P'><xs:sequence><xs:element name='a' type='\(type)'/></xs:sequence></xs:complexType>"
      )
    }
    #expect(try text("xs:string").lines(to: text("xs:token")).isEmpty)
    #expect(try text("xs:normalizedString").lines(to: text("xs:string")).isEmpty)
    #expect(try text("xs:token").lines(to: text("xs:language")).count == 1)
  }

  @Test(
    "numbers of times that are none are gaps",
    arguments: [
      ("maxOccurs='-1'", 1), ("maxOccurs='x'", 1), ("minOccurs='5' maxOccurs='2'", 1), ("minOccurs='2'", 1),
      ("minOccurs=' 1 ' maxOccurs='010'", 0), ("maxOccurs='0'", 0), ("minOccurs='9' maxOccurs='10'", 0),
      ("minOccurs='3' maxOccurs='unbounded'", 0),
    ]) func occurrences(_ text: String, _ gaps: Int) throws
  {
    let schema = try XMLTexts(
      schema: "<xs:complexType name='P'><xs:sequence><xs:element name='a' \(text)/></xs:sequence></xs:complexType>"
    ).read()
    #expect(schema.gaps.count == gaps)
  }

  @Test("a limit of numbers that is no number is a gap") func limits() throws {
    func gaps(_ type: String, _ value: String) throws -> Int {
      try XMLTexts(
        schema:
          "<xs:simpleType name='P'><xs:restriction base='\(type)'><xs:minInclusive value='\(value)'/></xs:restriction></xs:simpleType>"
      ).read().gaps.count
    }
    #expect(try gaps("xs:int", "abc") == 1)
    #expect(try gaps("xs:int", "+7") == 0)
    #expect(try gaps("xs:double", "-INF") == 0)
    #expect(try gaps("xs:date", "2020-01-01") == 0)
  }
}
