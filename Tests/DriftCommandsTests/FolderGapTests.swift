import Foundation
import Testing

/// Nothing in a folder that is a schema, or was meant as one, is left out in silence.
@Suite struct FolderGapTests {
  private let wsdl = Self.description(of: "a.xsd")

  private static func description(of location: String) -> String {
    """
    <wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:t="urn:t" targetNamespace="urn:t">
    <wsdl:types><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:w">
    <xs:import namespace="urn:t" schemaLocation="\(location)"/></xs:schema></wsdl:types>
    <wsdl:message name="In"><wsdl:part name="p" element="t:Order"/></wsdl:message>
    <wsdl:portType name="P"><wsdl:operation name="Get"><wsdl:input message="t:In"/></wsdl:operation></wsdl:portType>
    </wsdl:definitions>
    """
  }

  private func schema(_ element: String, _ namespace: String = "urn:t", field: String = "a") -> String {
    """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="\(namespace)"><xs:element name="\(element)">
    <xs:complexType><xs:sequence><xs:element name="\(field)" type="xs:string"/></xs:sequence></xs:complexType>
    </xs:element></xs:schema>
    """
  }

  private func run(_ scratch: Scratch, _ arguments: String...) throws -> DriftProgram.Outcome {
    try DriftProgram(folder: scratch.url).run(arguments)
  }

  @Test(
    "a broken document beside others is a gap, whatever it is called",
    arguments: [
      "b.xsd", "b.wsdl", "b.xml", "b.json", "b.yaml", "deep/b.XSD", "b.schema",
    ])
  func broken(_ name: String) throws {
    let scratch = try Scratch()
    try scratch.write("in/a.xsd", schema("Order"))
    let text = name.hasSuffix("json") ? "{\"a\": " : name.hasSuffix("yaml") ? "a: [" : schema("B").dropLast(20) + ""
    try scratch.write("in/\(name)", text)
    let shown = try run(scratch, "show", "in")
    #expect(shown.code == 3 && shown.output.contains("Order"), "\(shown)")
    #expect(shown.errors.contains("in/\(name):"), "\(shown.errors)")
    let stored = try run(scratch, "snapshot", "s", "in", "--now", "2026-10-01T00:00:00Z")
    #expect(stored.code == 3 && stored.errors.contains(name), "\(stored)")
  }

  @Test("what is no document, or only looks like one, is a note and no gap")
  func strangers() throws {
    let scratch = try Scratch()
    try scratch.write("in/a.xsd", schema("Order"))
    try scratch.write("in/README.md", "<h1>Orders</h1>\n\n[a](b\n")
    try scratch.write("in/pom.xml", "<project><name>x</name></project>")
    try scratch.write("in/example.json", #"{"id": "1", "properties": {"email": "x"}}"#)
    try scratch.write("in/notes.txt", "a: b: c: [\n")
    let shown = try run(scratch, "show", "in")
    #expect(shown.code == 0, "\(shown)")
  }

  @Test("a definition of a document that one side cannot read is neither gone nor new")
  func neitherGone() throws {
    let scratch = try Scratch()
    for side in ["old", "new"] {
      try scratch.write("\(side)/a.xsd", schema("Order"))
      try scratch.write("\(side)/b.xsd", schema("Bill", "urn:b"))
    }
    try scratch.write("new/b.xsd", String(schema("Bill", "urn:b").dropLast(20)))
    let outcome = try run(scratch, "diff", "old", "new")
    #expect(outcome.code == 3 && !outcome.output.contains("removed"), "\(outcome)")
    #expect(outcome.output.contains("on the new side alone") && outcome.output.contains("new/b.xsd:"), "\(outcome)")
  }

  @Test("a schema that no description names is an entry beside it, before and behind it in the alphabet")
  func family() throws {
    for name in ["0.xsd", "z.xsd"] {
      let scratch = try Scratch()
      for side in ["old", "new"] {
        try scratch.write("\(side)/m.wsdl", wsdl)
        try scratch.write("\(side)/a.xsd", schema("Order", field: side == "old" ? "a" : "b"))
        try scratch.write("\(side)/\(name)", schema("Other", "urn:o", field: side == "old" ? "c" : "d"))
      }
      let shown = try run(scratch, "show", "old")
      #expect(shown.code == 0 && shown.output.contains("Get") && shown.output.contains("Other"), "\(shown)")
      let outcome = try run(scratch, "diff", "old", "new", "--format", "json")
      #expect(outcome.output.contains("Order.a") && outcome.output.contains("Other.c"), "\(outcome)")
    }
  }

  @Test("a description whose import is missing stays, beside a schema") func missingImport() throws {
    let scratch = try Scratch()
    try scratch.write("in/m.wsdl", Self.description(of: "nowhere.xsd"))
    try scratch.write("in/a.xsd", schema("Other", "urn:o"))
    let shown = try run(scratch, "show", "in")
    #expect(shown.code == 3 && shown.output.contains("Get") && shown.output.contains("Other"), "\(shown)")
    #expect(shown.errors.contains("nowhere.xsd"))
  }

  @Test("a schema of another format is named as a gap; as several arguments it is refused") func formats() throws {
    let scratch = try Scratch()
    try scratch.write("in/m.wsdl", wsdl)
    try scratch.write("in/a.xsd", schema("Order"))
    try scratch.write(
      "in/0.json", #"{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "T", "type": "object"}"#)
    let shown = try run(scratch, "show", "in")
    #expect(shown.code == 3 && shown.output.contains("Get") && shown.errors.contains("in/0.json"), "\(shown)")
    let several = try run(scratch, "snapshot", "s", "in/m.wsdl", "in/a.xsd", "in/0.json")
    #expect(several.code == 2 && several.errors.contains("in/0.json"), "\(several)")
  }

  @Test("a malformed import names the line of the malformed file, once") func malformedImport() throws {
    let scratch = try Scratch()
    try scratch.write("in/m.wsdl", wsdl)
    try scratch.write("in/a.xsd", String(schema("Order").dropLast(20)))
    for source in ["in", "in/m.wsdl"] {
      let shown = try run(scratch, "show", source)
      #expect(shown.code == 3 && shown.errors.contains("(a.xsd:3:"), "\(shown)")
      #expect(shown.errors.contains("in/m.wsdl:3:"), "\(shown)")
      #expect(shown.errors.components(separatedBy: "a.xsd:3:").count == 2, "\(shown)")
    }
  }

  @Test("a gap in a schema that did not change is told by the snapshot all the same") func unchanged() throws {
    let scratch = try Scratch()
    try scratch.write("in/a.xsd", schema("Order"))
    #expect(try run(scratch, "snapshot", "s", "in", "--now", "2026-10-01T00:00:00Z").code == 0)
    try scratch.write("in/b.xsd", "<xs:schema")
    let again = try run(scratch, "snapshot", "s", "in", "--now", "2026-10-02T00:00:00Z")
    #expect(again.code == 3 && again.errors.contains("b.xsd"), "\(again)")
  }
}
