import DriftFetch
import Foundation
import Testing

/// The forms in which a system may give back what it was shown.
@Suite("Secrets in disguise")
struct SecretFormTests {
  static let secret = "p4ss/w0rd+of=s0me&length"

  private static func percent(_ text: String, but kept: String = "") -> String {
    text.utf8.map { byte in
      kept.utf8.contains(byte) ? String(UnicodeScalar(byte)) : "%" + String(format: "%02X", byte)
    }.joined()
  }

  static var forms: [(name: String, text: String)] {
    let data = Data(secret.utf8)
    let pair = Data("drift:\(secret)".utf8)
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    func lines(_ text: String, _ end: String, _ length: Int) -> String {
      stride(from: 0, to: text.count, by: length).map { String(text.dropFirst($0).prefix(length)) }.joined(
        separator: end)
    }
    func url(_ data: Data) -> String {
      data.base64EncodedString().replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
    }
    let once = percent(secret, but: letters)
    return [
      ("as it is", secret), ("percent", once), ("percent, lower", once.lowercased()),
      ("percent, all", percent(secret)), ("percent, slash left", percent(secret, but: letters + "/")),
      ("percent twice", percent(once, but: letters)),
      ("percent thrice", percent(percent(once, but: letters), but: letters)),
      ("base64", data.base64EncodedString()), ("base64 bare", data.base64EncodedString().filter { $0 != "=" }),
      ("base64url", url(data)), ("base64 in percent", percent(data.base64EncodedString(), but: letters)),
      ("pair", pair.base64EncodedString()), ("pair url", url(pair).filter { $0 != "=" }),
      ("hex", data.map { String(format: "%02x", $0) }.joined()),
      ("HEX", data.map { String(format: "%02X", $0) }.joined()),
      ("html", secret.replacingOccurrences(of: "&", with: "&amp;")),
      ("html numbers", secret.utf8.map { "&#\($0);" }.joined()),
      ("html hex", secret.utf8.map { "&#x" + String($0, radix: 16) + ";" }.joined()),
      ("json", secret.replacingOccurrences(of: "/", with: "\\/")),
      ("json, all", secret.utf8.map { String(format: "\\u%04x", $0) }.joined()),
      ("lines", lines(secret, "\n", 7)), ("lines of base64", lines(pair.base64EncodedString(), "\r\n", 16)),
      ("lines in json", lines(data.base64EncodedString(), "\\n", 12)), ("blanks", lines(secret, " ", 5)),
      ("no width", lines(secret, "\u{200B}", 3)), ("soft hyphens", lines(secret, "\u{AD}", 9)),
    ]
  }

  @Test("are kept out of texts, and found in documents", arguments: forms.indices)
  func all(_ index: Int) {
    let (name, text) = Self.forms[index]
    let redactor = Redactor([Self.secret])
    let shown = redactor.redact("said: \(text), and more")
    #expect(shown.contains("***") && shown.hasPrefix("said: ") && shown.hasSuffix(", and more"), "\(name): \(shown)")
    #expect(!shown.contains(text.dropFirst(4)), "\(name): \(shown)")
    #expect(redactor.contains(Array("{\"a\": \"\(text)\"}".utf8)), "\(name)")
  }

  @Test("lead to no other origin in an address", arguments: forms.indices)
  func redirects(_ index: Int) async throws {
    let (name, text) = Self.forms[index]
    // What an address cannot hold as it is is written as addresses have it.
    let inAddress = text.unicodeScalars.map { one in
      one == "\\" || one == "#" || one.value <= 0x20 || one.value > 0x7E ? Self.percent(String(one)) : String(one)
    }.joined()
    let pair = Data("drift:\(Self.secret)".utf8).base64EncodedString()
    let address = try WebAddress(parsing: "https://a.example/")
    for form: Credential.Form in [
      .header(name: "Authorization", value: "Basic \(pair)"),
      .header(name: "Authorization", value: "Bearer \(Self.secret)"), .query(name: "key", value: Self.secret),
    ] {
      let isPair = name.hasPrefix("pair")
      if isPair, case .query = form { continue }
      let next = "https://b.example/?next=\(inAddress)"
      let sent = Script(["https://a.example/": next])
      let request = HTTPRequest(.document, address, credential: .init(form, for: address.origin))
      await #expect("\(name) \(form)") {
        try await Redirects(sent).send(request, .init())
      } throws: {
        ($0 as? HTTPFailure)?.message.contains("secret that it was shown") == true
      }
    }
  }

  @Test("that were cut short are none the less secrets")
  func cut() {
    let token = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJkcmlmdCIsInN1YiI6ImFnZW50In0.c2lnbmF0dXJlLXRoYXQtaXMtbG9uZw"
    let redactor = Redactor([token])
    #expect(!redactor.redact("got \(token.prefix(50))…").contains("eyJhbGci"))
    #expect(!redactor.redact("got \(token.prefix(50))").contains("eyJhbGci"))
    // The parts of a JWT tell as much by themselves.
    for part in token.split(separator: ".").dropFirst() {
      #expect(redactor.redact("part \(part).") == "part ***.", "\(part)")
      #expect(redactor.redact("part \(part.prefix(20))…") == "part ***…", "\(part)")
    }
    // Another text that begins in the same way is none.
    #expect(redactor.redact("eyJhbGciOiJSUzI1NiJ9.another") == "eyJhbGciOiJSUzI1NiJ9.another")
  }

  @Test("in base64 leave nothing of themselves, wherever they begin and however long they are")
  func base64() {
    for length in 8...13 {
      let secret = String("Zq7#kW2!pX9~vB4?".prefix(length))
      let redactor = Redactor([secret])
      for name in ["", "a", "ab", "abc", "drift:"] {
        for rest in ["", ":x", ":xyz"] {
          let usual = Data("\(name)\(secret)\(rest)".utf8).base64EncodedString()
          let url = usual.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
          for text in [usual, url, usual.filter { $0 != "=" }, usual.replacingOccurrences(of: "=", with: "%3D")] {
            // What is left is of the name before it and of the rest after it alone.
            let shown = redactor.redact("<\(text)>").dropFirst().dropLast()
            let (before, bytes) = (name.utf8.count, name.utf8.count + length)
            let left = before * 8 / 6 + ((bytes + rest.utf8.count) * 8 + 5) / 6 - (bytes * 8 + 5) / 6
            let fill = rest.isEmpty ? "" : text.filter { $0 == "=" || $0 == "%" || $0 == "3" || $0 == "D" }
            #expect(shown.contains("***"), "\(text)")
            #expect(shown.count <= 3 + left + fill.count, "\(name)|\(secret)|\(rest): \(shown)")
            if rest.isEmpty { #expect(shown.hasSuffix("***"), "\(name)|\(secret): \(shown)") }
            if name.isEmpty { #expect(shown.hasPrefix("***"), "\(secret): \(shown)") }
          }
        }
      }
    }
    // A word beside it is none of it.
    #expect(Redactor(["12345678"]).redact("x=MTIzNDU2Nzg=; y=1") == "x=***; y=1")
    #expect(Redactor(["abcd"]).redact("x=YWJjZA==; y=1") == "x=***; y=1")
  }

  @Test("that are short are masked where they stand as a word")
  func short() {
    let redactor = Redactor(["abcd", "k3y!x"])
    #expect(redactor.redact("abcd, (abcd) abcde xabcd ab_cd k3y!x=1") == "***, (***) abcde xabcd ab_cd ***=1")
    #expect(redactor.redact("a=%61%62%63%64&b") == "a=***&b")
  }

  @Test("cost no more where the text is made for it")
  func linear() {
    let redactor = Redactor([String(repeating: String(repeating: "a", count: 20) + "b", count: 1_500)])
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 50_000)
    #expect(!redactor.contains(text))
  }
}
