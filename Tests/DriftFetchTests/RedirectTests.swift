import DriftFetch
import DriftTestSupport
import Testing

@Suite("Redirects")
struct RedirectTests {
  static let key = "k3y-that-must-not-travel"

  /// A server that redirects everything to what a closure says, but `/end`.
  static func server(
    _ status: String = "302 Found", _ location: @escaping @Sendable (String) -> String
  ) throws -> RawServer {
    try RawServer { connection in
      while let request = connection.next() {
        if request.target.hasPrefix("/end") {
          connection.reply("200 OK", "{}")
        } else {
          connection.reply(status, "", ["Location: \(location(request.target))"])
        }
      }
    }
  }

  static func get(_ url: String, credential: Credential.Form? = nil) async -> Result<HTTPResponse, HTTPFailure> {
    do throws(HTTPFailure) {
      let address = try WebAddress(parsing: url)
      let credential = credential.map { Credential($0, for: address.origin) }
      let request = HTTPRequest(.document, address, credential: credential)
      return .success(try await Redirects(Client.transport).send(request, .init(timeout: 1.5)))
    } catch {
      return .failure(error)
    }
  }

  @Test("are followed", arguments: ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
  func followed(status: String) async throws {
    let server = try Self.server(status) { _ in "../end#part" }
    let result = await Self.get(server.url("/a/b"), credential: .header(name: "X-Api-Key", value: Self.key))
    #expect(result.summary == "200 {}")
    #expect(try result.get().url.text == server.url("/end"))
    #expect(server.log.map(\.target) == ["/a/b", "/end"])
    #expect(server.log.map { $0["X-Api-Key"] } == [Self.key, Self.key])
  }

  @Test("take no credential to another origin, and none back", arguments: [true, false])
  func credential(isInQuery: Bool) async throws {
    let home = try Self.server { _ in "" }
    let back = home.url("/end")
    let other = try Self.server { _ in back }
    let away = other.url("/away")
    let start = try Self.server { _ in away }
    let form: Credential.Form =
      isInQuery ? .query(name: "api key", value: Self.key) : .header(name: "X-Api-Key", value: Self.key)
    let result = await Self.get(start.url("/start?a=1"), credential: form)
    #expect(result.summary == "200 {}")
    let expected = isInQuery ? "/start?a=1&api%20key=\(Self.key)" : "/start?a=1"
    #expect(start.log.map(\.target) == [expected])
    if !isInQuery { #expect(start.log.first?["X-Api-Key"] == Self.key) }
    for request in other.log + home.log {
      #expect(!request.target.contains(Self.key))
      #expect(!request.headers.contains { $0.value.contains(Self.key) })
    }
    #expect(other.log.count == 1 && home.log.count == 1)
  }

  @Test("that come home bring no credential")
  func home() async throws {
    let place = Locations()
    let start = try Self.server { $0 == "/start" ? place.away : "/end" }
    let other = try Self.server { _ in place.home }
    place.away = other.url("/away")
    place.home = start.url("/end")
    let result = await Self.get(start.url("/start"), credential: .header(name: "Authorization", value: Self.key))
    #expect(result.summary == "200 {}")
    #expect(start.log.map { $0["Authorization"] } == [Self.key, nil])
  }

  @Test(
    "are not followed to",
    arguments: [
      "file:///etc/hostname", "gopher://127.0.0.1/1", "ftp://127.0.0.1/x", "data:application/json,{}",
      "javascript:alert(1)", "http:/end", "http:end", "///end", "http://user:secret@127.0.0.1/end", "/a b",
      "http://127.0.0.1\\@example.com/", "http://[::1%25lo]/", "http://127.0.0.1:0/", "http://127.0.0.1:99999/",
      "/" + String(repeating: "a", count: 9000),
    ])
  func refused(location: String) async throws {
    let server = try Self.server { _ in location }
    let result = await Self.get(server.url("/start"))
    #expect(result.failure?.kind == .redirectRefused, "\(result)")
    #expect(result.failure?.message.contains("secret") == false)
    #expect(server.log.count == 1)
  }

  @Test("that lead nowhere, to two places, or round are told")
  func broken() async throws {
    let circle = try Self.server { $0 == "/a" ? "/b" : "/a" }
    #expect(await Self.get(circle.url("/a")).failure?.message.contains("circle") == true)
    #expect(circle.log.count == 2)
    let endless = try Self.server { $0 + "a" }
    #expect(await Self.get(endless.url("/a")).failure?.message.contains("more than 10 times") == true)
    #expect(endless.log.count == 11)
    for lines in [[], ["Location:"], ["Location: /a", "Location: /b"]] {
      let server = try RawServer { connection in
        while connection.next() != nil { connection.reply("302 Found", "", lines) }
      }
      #expect(await Self.get(server.url("/start")).failure?.kind == .malformed, "\(lines)")
    }
  }

  @Test("lead up to https and never down from it")
  func downgrade() async throws {
    let sent = Script([
      "http://a.example/": "https://a.example/", "https://a.example/": "https://b.example/c",
      "https://b.example/c": "http://b.example/c",
    ])
    let start = HTTPRequest(.document, try WebAddress(parsing: "http://a.example/"))
    await #expect {
      try await Redirects(sent).send(start, .init())
    } throws: {
      let failure = $0 as? HTTPFailure
      return failure?.kind == .redirectRefused && failure?.message.contains("from https to http") == true
    }
    #expect(sent.asked == ["http://a.example/", "https://a.example/", "https://b.example/c"])
  }

  @Test("that put the secret in the address of another are not followed")
  func repeated() async throws {
    let address = try WebAddress(parsing: "https://a.example/")
    for form in [
      Credential.Form.query(name: "key", value: "a+secret"), .header(name: "Authorization", value: "Bearer a+secret"),
    ] {
      for next in [
        "https://b.example/?next=a%2Bsecret", "https://b.example/a+secret", "https://a.example:8443/?a%2bsecret",
      ] {
        let sent = Script(["https://a.example/": next])
        let request = HTTPRequest(.document, address, credential: .init(form, for: address.origin))
        await #expect {
          try await Redirects(sent).send(request, .init())
        } throws: {
          let failure = $0 as? HTTPFailure
          return failure?.kind == .redirectRefused && failure?.message.contains("secret that it was shown") == true
            && failure?.message.contains("a+secret") == false
        }
      }
    }
  }

  @Test("are not followed by what is sent")
  func post() async throws {
    let server = try Self.server("307 Temporary") { _ in "/end" }
    let request = HTTPRequest(.token, try WebAddress(parsing: server.url("/token")), body: Array("a=b".utf8))
    await #expect {
      try await Redirects(Client.transport).send(request, .init(timeout: 1.5))
    } throws: {
      ($0 as? HTTPFailure)?.kind == .redirectRefused
    }
    #expect(server.log.map(\.method) == ["POST"])
    #expect(server.log.first.map { String(decoding: $0.body, as: UTF8.self) } == "a=b")
  }

  @Test("together take no longer than one answer may")
  func slow() async throws {
    let server = try RawServer { connection in
      while let request = connection.next(), connection.wait(0.5) {
        connection.reply("302 Found", "", ["Location: \(request.target)a"])
      }
    }
    let request = HTTPRequest(.document, try WebAddress(parsing: server.url("/a")))
    await #expect {
      try await Redirects(Client.transport).send(request, .init(timeout: 0.7))
    } throws: {
      ($0 as? HTTPFailure)?.kind == .timedOut
    }
  }

  @Test(
    "do not lead from a public machine into the own network",
    arguments: ["127.0.0.1", "localhost", "127.1", "[::ffff:127.0.0.1]"])
  func reach(host: String) async throws {
    let inside = try Self.server { _ in "" }
    let location = "http://\(host):\(inside.port)/end"
    let start = try RawServer(host: "127.0.0.2") { connection in
      while connection.next() != nil { connection.reply("302 Found", "", ["Location: \(location)"]) }
    }
    let isPublic: @Sendable (IPAddress) -> Bool = { $0.description == "127.0.0.2" }
    let transport = CurlTransport(
      userAgent: "drift/test", variable: { _ in nil },
      network: .init(resolved: ["crm.example.com:\(start.port):127.0.0.2"], isPublic: isPublic))
    let request = HTTPRequest(
      .document, try WebAddress(parsing: "http://crm.example.com:\(start.port)/"))
    await #expect {
      try await Redirects(transport).send(request, .init(timeout: 1.5))
    } throws: {
      ($0 as? HTTPFailure)?.kind == .addressRefused
    }
    #expect(start.log.count == 1)
    #expect(inside.connectionCount == 0)
    // The same machine is spoken to where nobody public led there.
    let direct = HTTPRequest(.document, try WebAddress(parsing: inside.url("/end")))
    #expect(try await Redirects(transport).send(direct, .init(timeout: 1.5)).status == 200)
  }
}

/// Addresses that are known only when both servers listen.
final class Locations: @unchecked Sendable {
  var away = ""
  var home = ""
}

/// Answers with a redirect where it knows of one, else with nothing.
final class Script: HTTPTransport, @unchecked Sendable {
  private let locations: [String: String]
  private(set) var asked: [String] = []

  init(_ locations: [String: String]) { self.locations = locations }

  func send(_ request: HTTPRequest, _ options: HTTPOptions) async throws(HTTPFailure) -> HTTPResponse {
    asked.append(request.url.text)
    var headers: HeaderList = []
    if let location = locations[request.url.text] { headers.append("Location", location) }
    return .init(status: headers.fields.isEmpty ? 200 : 302, headers: headers, body: [], url: request.url)
  }
}
