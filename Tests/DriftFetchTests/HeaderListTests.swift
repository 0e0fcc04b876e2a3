import DriftFetch
import Testing

@Suite("Headers")
struct HeaderListTests {
  @Test("names compare without regard to case, and keep their order")
  func names() {
    var headers: HeaderList = [("Content-Type", "a"), ("X-One", "1")]
    headers.append("content-type", "b")
    #expect(headers["CONTENT-TYPE"] == "a")
    #expect(headers.all("content-Type") == ["a", "b"])
    #expect(headers["content-typ"] == nil)
  }
}
