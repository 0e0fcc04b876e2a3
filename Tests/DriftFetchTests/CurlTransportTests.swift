import DriftFetch
import DriftTestSupport
import Testing

@Suite("One exchange")
struct CurlTransportTests {
  /// An answer, and what becomes of it: `200 {}` or the kind of the failure.
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var answer: String
    var expected: String
    var testDescription: String { name }

    init(_ name: String, _ answer: String, _ expected: String) {
      self.name = name
      self.answer = answer
      self.expected = expected
    }
  }

  static let head = "HTTP/1.1 200 OK\r\n"
  static let rows: [Row] = [
    Row("plain", head + "Content-Length: 2\r\n\r\n{}", "200 {}"),
    Row("until the end of the connection", head + "\r\n{}", "200 {}"),
    Row("chunks", head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "200 {}"),
    Row("trailers", head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nContent-Length: 9\r\n\r\n", "200 {}"),
    Row("401", "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", "401 "),
    Row("404", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "404 "),
    Row("503", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", "503 "),
    Row("early hints", "HTTP/1.1 103 Early Hints\r\nX: 1\r\n\r\n" + head + "Content-Length: 2\r\n\r\n{}", "200 {}"),
    Row("one length twice", head + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", "200 {}"),
    Row("two lengths", head + "Content-Length: 2\r\nContent-Length: 1\r\n\r\n{}", "malformed"),
    Row("two lengths, the last of them right", head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}", "malformed"),
    Row("two lengths, each of them right", head + "Content-Length: 2\r\nContent-Length: 02\r\n\r\n{}", "malformed"),
    Row("list of lengths", head + "Content-Length: 2, 2\r\n\r\n{}", "malformed"),
    Row("signed length", head + "Content-Length: +2\r\n\r\n{}", "malformed"),
    Row("negative length", head + "Content-Length: -2\r\n\r\n{}", "malformed"),
    Row("hexadecimal length", head + "Content-Length: 0x2\r\n\r\n{}", "malformed"),
    Row("huge length", head + "Content-Length: 9223372036854775808\r\n\r\n{}", "tooLarge"),
    Row(
      "length and chunks", head + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
      "malformed"),
    Row("short of its length", head + "Content-Length: 9\r\n\r\n{}", "cutShort"),
    Row("longer than its length", head + "Content-Length: 2\r\n\r\n{},{}", "malformed"),
    Row("no last chunk", head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", "cutShort"),
    Row("chunk size that is none", head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", "malformed"),
    Row("another transfer coding", head + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "malformed"),
    Row("no status line", "{}", "malformed"),
    Row("status of two digits", "HTTP/1.1 99 No\r\n\r\n", "malformed"),
    Row("status of 000", "HTTP/1.1 000 No\r\n\r\n", "malformed"),
    Row("status of 600", "HTTP/1.1 600 No\r\n\r\n", "malformed"),
    Row("another protocol", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", "malformed"),
    Row("another version", "HTTP/3.0 200 OK\r\n\r\n", "malformed"),
    Row("header without colon", head + "Content-Length 2\r\n\r\n{}", "malformed"),
    Row("header with a space before the colon", head + "X : 2\r\nContent-Length: 2\r\n\r\n{}", "malformed"),
    Row("header without name", head + ": 2\r\nContent-Length: 2\r\n\r\n{}", "malformed"),
    Row("escape in a header", head + "X: \u{1B}[2J\r\nContent-Length: 2\r\n\r\n{}", "malformed"),
    Row("NUL in a header", head + "X: a\0b\r\nContent-Length: 2\r\n\r\n{}", "malformed"),
    Row("carriage return in a header", head + "X: a\rb\r\nContent-Length: 2\r\n\r\n{}", "malformed"),
    Row("folded header", head + "X: a\r\n b\r\nContent-Length: 2\r\n\r\n{}", "200 {}"),
    Row("folded length", head + "Content-Length:\r\n 2\r\n\r\n{}", "malformed"),
    Row("many headers", head + String(repeating: "X: a\r\n", count: 201) + "\r\n", "tooLarge"),
    Row(
      "much of headers", head + String(repeating: "X: " + .init(repeating: "a", count: 9000) + "\r\n", count: 40),
      "tooLarge"),
    Row("interim answers without end", String(repeating: "HTTP/1.1 103 Early\r\n\r\n", count: 100), "malformed"),
    Row("no content with a length", "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}", "malformed"),
    Row("no content with a body", "HTTP/1.1 204 No Content\r\n\r\n{}", "malformed"),
    Row("not modified", "HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\n", "304 "),
    Row("not modified with a body", "HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\n{}", "malformed"),
    Row("two codings", head + "Content-Encoding: gzip, gzip\r\nContent-Length: 2\r\n\r\n{}", "malformed"),
    Row("unknown coding", head + "Content-Encoding: rot13\r\nContent-Length: 2\r\n\r\n{}", "malformed"),
    Row("no coding", head + "Content-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}", "200 {}"),
    Row("says gzip and is plain", head + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", "malformed"),
    Row("nothing", "", "cutShort"),
    Row("half a head", head + "Content-Le", "cutShort"),
  ]

  @Test("an answer is taken whole, or refused", arguments: rows)
  func answer(row: Row) async throws {
    let server = try RawServer { connection in
      guard connection.next() != nil else { return }
      connection.send(row.answer)
    }
    let result = await Client.get(server.url("/x?key=s3cret"), options: .init(timeout: 4))
    #expect(result.summary == row.expected, "\(String(describing: result.failure))")
    if let failure = result.failure {
      #expect(failure.message.contains("127.0.0.1:\(server.port)"))
      #expect(!failure.message.contains("s3cret"))
    }
  }
}
