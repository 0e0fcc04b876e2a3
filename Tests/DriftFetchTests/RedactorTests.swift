import DriftFetch
import Foundation
import Testing

@Suite("Secrets")
struct RedactorTests {
  static let secret = "s3cr/et+t0ken=\"x\" é"

  @Test("are kept out of texts in every form in which they travel")
  func redact() {
    let redactor = Redactor([Self.secret])
    let data = Data(Self.secret.utf8)
    let forms = [
      Self.secret, "s3cr%2Fet%2Bt0ken%3D%22x%22%20%C3%A9", "s3cr%2fet%2bt0ken%3d%22x%22%20%c3%a9",
      "s3cr%2Fet%2Bt0ken%3D%22x%22+%C3%A9",
      "s3cr\\/et+t0ken=\\\"x\\\" é",
    ]
    for form in forms { #expect(redactor.redact("a \(form) b \(form)") == "a *** b ***", "\(form)") }
    #expect(redactor.redact(data.base64EncodedString()).contains("***"))
    for user in ["", "a", "ab", "abc", "abcd"] {
      let basic = Data("\(user):\(Self.secret)".utf8).base64EncodedString()
      let shown = redactor.redact("Basic \(basic)")
      #expect(shown.contains("***") && shown.utf8.count < basic.utf8.count, "\(user): \(shown)")
    }
    #expect(redactor.redact("nothing of it") == "nothing of it")
  }

  @Test("that hold another are blotted out whole")
  func nested() {
    let redactor = Redactor(["abcd", "xabcdx"])
    #expect(redactor.redact("xabcdx abcd") == "*** ***")
    redactor.add("later-one")
    #expect(redactor.redact("later-one") == "***")
  }

  @Test("that are too short for it are words")
  func short() {
    #expect(Redactor(["abc", ""]).redact("abc") == "abc")
    #expect(!Redactor(["abcdefg"]).contains(Array("abcdefg".utf8)))
  }

  @Test("are found in documents")
  func documents() {
    let redactor = Redactor([Self.secret])
    #expect(redactor.contains(Array("{\"a\":\"\(Self.secret)\"}".utf8)))
    #expect(redactor.contains(Array(Data("user:\(Self.secret)".utf8).base64EncodedString().utf8)))
    // Who has three quarters of it has it; half of it may be a word of the schema.
    let bytes = Array(Self.secret.utf8)
    #expect(redactor.contains(bytes.dropLast()) && redactor.contains(bytes.dropFirst(3)))
    #expect(!redactor.contains(bytes.prefix(bytes.count / 2)))
    // Capitals of other letters are other bytes, and no character is shown in part.
    let umlaut = Redactor(["pässwört-2026"])
    #expect(umlaut.redact("user drift:PÄSSWÖRT-2026!") == "user drift:***!")
    #expect(!umlaut.redact("user drift:PäSSWÖRT-2026!").contains("\u{FFFD}"))
    #expect(!redactor.contains([UInt8]()))
  }

  @Test(
    "a secret in other letters, or in part, at either end, is one",
    arguments: [
      "page: sk-live-qz7rt2wm9kx4pv8nc1bh", "Bad token sk-Live-Qz7Rt2Wm9Kx4Pv8Nc1... given",
      "ends with Rt2Wm9Kx4Pv8Nc1Bh.", "in part: Live-Qz7Rt2Wm9Kx4, and so on", "SK-LIVE-QZ7RT2WM9KX4PV8NC1BH",
    ]) func inPart(_ text: String)
  {
    let redactor = Redactor(["sk-Live-Qz7Rt2Wm9Kx4Pv8Nc1Bh"])
    let told = redactor.redact(text)
    #expect(told.contains("***"), "\(told)")
    for part in ["Qz7Rt2", "qz7rt2", "Wm9Kx4", "wm9kx4", "Kx4Pv8", "QZ7RT2"] {
      #expect(!told.contains(part), "\(told)")
    }
    // A few letters in common are none of it.
    #expect(redactor.redact("sk-Live- begins keys that live") == "sk-Live- begins keys that live")
  }
}
