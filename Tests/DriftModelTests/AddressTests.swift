import DriftModel
import DriftTestSupport
import Testing

/// Addresses as people write them (docs/addresses.md).
@Suite struct AddressTests {
  @Test("an address that is written is read back, whatever its names hold")
  func hostileNames() throws {
    var names = [
      "", " ", ".", "..", "a.b", "[]", "{}", "a[]", "\"", "\\", "\\\"", "a\"b\\c", "/v1/{id}", "GET /v1",
      "path:id", "#", ",",
      "\n", "\t", "\r", "\u{0}", "\u{7f}", "\u{85}", "\u{a0}", "\u{2028}", "\u{202e}evil", "\u{feff}", "é",
      "e\u{301}", "🇦🇶",
      "\\u0041", "\\n", "$root", "@id", "<Order>", "{uri}", "*", "日本語", "a b", "'", "`", "request",
      "response", "true",
    ]
    if let shared = SharedData.folder(for: "addresses of naughty strings") {
      for file in SharedData.files(below: shared + "/suites/vectors/strings")
      where file.hasSuffix(".ndjson") || file.hasSuffix(".json") {
        let bytes = try SharedData.bytes(shared + "/suites/vectors/strings/" + file)
        for line in file.hasSuffix(".json") ? [bytes[...]] : bytes.split(separator: 0x0a) {
          guard let value = try? JSONValue(parsing: line) else { continue }
          value.walk { inner, _ in if let text = inner.string { names.append(text) } }
        }
      }
    }
    for name in names {
      for steps: [Address.Step] in [
        [.name(name)], [.name("A"), .name(name)], [.name(name), .items, .values, .name(name)],
        [.name(name), .values, .items],
      ] {
        let address = Address(steps)
        let read = try Address(parsing: address.description)
        #expect(read == address)
        #expect(read.description.utf8.elementsEqual(address.description.utf8))
        // Equal to Swift are texts that differ in their scalars; names on the wire are not.
        let scalars = { (address: Address) in address.path.map { Array($0.unicodeScalars) } }
        #expect(scalars(read) == scalars(address))
      }
    }
    print("addresses: \(names.count) names")
  }

  @Test("random addresses are read back")
  func random() throws {
    var random = SeededGenerator(6)
    let alphabet = Array(#"ab.[]{}"\/:#, nu0"#.unicodeScalars) + ["\n", "\u{1b}", "\u{a0}", "é"]
    for _ in 0..<3_000 {
      let steps: [Address.Step] = (0..<Int.random(in: 1...5, using: &random)).map { index in
        let kind = index == 0 ? 0 : Int.random(in: 0..<4, using: &random)
        if kind == 1 { return .items }
        if kind == 2 { return .values }
        var name = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...6, using: &random) {
          name.append(alphabet.randomElement(using: &random) ?? "a")
        }
        return .name(String(name))
      }
      let text = Address(steps).description
      #expect(try Address(parsing: text) == Address(steps))
    }
  }

  @Test(
    "the examples of the documentation are written as drift writes them",
    arguments: [
      "Contact", "Contact.email", "Contact.address.street", "Contact.tags[]", "Thread.crm_links{}.record_id",
      #""GET /contacts/{contact_id}""#, #""POST /contacts".request.email"#,
      #""GET /contacts".request."query:limit""#,
      #""POST /contacts".response.201.id"#, #""GET /contacts/{contact_id}".response.email"#,
      #""GET /contacts".response."header:X-Total""#, #""webhook:paid POST".request.amount"#,
      #""POST /orders callback:onPaid POST".request.amount"#, #"Contact."a.b"."c\"d""#, #"Contact."\\""#,
    ])
  func documentation(text: String) throws {
    #expect(try Address(parsing: text).description == text)
  }

  @Test("a plain name may be quoted, and means the same; spaces and slashes may do without quotes")
  func quoted() throws {
    #expect(
      try Address(parsing: "GET /v1/x.request.query:limit").description
        == #""GET /v1/x".request."query:limit""#)
    #expect(try Address(parsing: #""Contact"."email""#) == Address([.name("Contact"), .name("email")]))
  }

  @Test(
    "what is no address is refused at its column",
    arguments: [
      ("", 1), (".", 1), ("A.", 3), ("A..b", 3), ("[]", 1), ("A[", 2), ("A[0]", 2), ("A{x}", 2), ("A[]b", 4),
      ("\"A", 3),
      ("\"A\"b", 4), ("A.\"b", 5), ("A\"b", 2), ("A]", 2), ("A}", 2), ("A\\", 2), (#"A."\u12""#, 5),
      (#"A."\ud800""#, 5),
    ])
  func malformed(text: String, column: Int) {
    let error = #expect(throws: Address.Malformed.self) { try Address(parsing: text) }
    #expect(error?.column == column, "\(text): \(error?.message ?? "")")
  }
}
