import Testing

@testable import DriftFetch

@Suite("Base64 and forms")
struct Base64Tests {
  @Test(
    "the test vectors of RFC 4648",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ])
  func vectors(_ text: String, _ expected: String) {
    #expect(Base64.text(text.utf8) == expected)
    #expect(Base64.urlBytes(Base64.urlText(text.utf8)) == Array(text.utf8))
  }

  @Test("the alphabet of addresses")
  func url() {
    #expect(Base64.urlText([0xFB, 0xFF, 0xFE]) == "-__-")
    #expect(Base64.urlBytes("-__-") == [0xFB, 0xFF, 0xFE])
    #expect(Base64.urlBytes("a+b/") == nil)
  }

  @Test("a form")
  func form() { #expect(FormText.text([("a b", "c&=é"), ("d", "")]) == "a+b=c%26%3D%C3%A9&d=") }
}
