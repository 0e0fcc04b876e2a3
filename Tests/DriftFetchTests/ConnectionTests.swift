import DriftFetch
import DriftTestSupport
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

@Suite("Connections")
struct ConnectionTests {
  @Test("what drips ends at its time", arguments: ["headers", "body", "nothing"])
  func slow(part: String) async throws {
    let server = try RawServer { connection in
      guard connection.next() != nil else { return }
      if part != "nothing" { connection.send("HTTP/1.1 200 OK\r\n") }
      if part == "body" { connection.send("Content-Length: 1000\r\n\r\n") }
      while connection.wait(0.02) {
        if part == "nothing" { continue }
        if !connection.send(part == "body" ? " " : "X: a\r\n") { return }
      }
    }
    let failure = await Client.get(server.url(), options: .init(timeout: 0.5)).failure
    #expect(failure?.kind == .timedOut)
    #expect(failure?.message.contains(part == "body" ? "did not end its answer" : "does not answer") == true)
    #expect(failure?.message.contains("0.5 s") == true)
  }

  @Test("a connection that is kept and gives no answer any more is no connection that nobody took")
  func hangs() async throws {
    let server = try RawServer { connection in
      guard connection.next() != nil else { return }
      connection.reply("200 OK", "{}")
      guard connection.next() != nil else { return }
      connection.waitForEnd()
    }
    // Which connections are kept is for the library to say: one of many requests goes out on one.
    var failure: HTTPFailure?
    for _ in 0..<100 where failure == nil {
      failure = await Client.get(server.url(), options: .init(timeout: 2)).failure
    }
    #expect(failure?.kind == .timedOut)
    #expect(
      failure?.message == "127.0.0.1:\(server.port) took the connection, and does not answer within 2 s",
      "\(String(describing: failure))")
  }

  @Test("a reset is told, before an answer and midway", arguments: [false, true])
  func reset(isMidway: Bool) async throws {
    let server = try RawServer { connection in
      guard connection.next() != nil else { return }
      connection.resets()
      if isMidway { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{") }
      _ = connection.wait(0.05)
    }
    let failure = await Client.get(server.url()).failure
    #expect(failure?.kind == .cutShort)
    #expect(failure?.message.contains(isMidway ? "broke off" : "without an answer") == true)
  }

  @Test("nobody listens, nobody has the name")
  func nobody() async throws {
    let server = try RawServer { _ in }
    let url = server.url("/?key=s3cret")
    server.stop()
    let closed = await Client.get(url).failure
    #expect(closed?.kind == .notConnected)
    #expect(closed?.message.hasPrefix("127.0.0.1:\(server.port) takes no connection") == true)
    let unknown = await Client.get("http://nobody.invalid/?key=s3cret", options: .init(timeout: 2)).failure
    #expect(unknown?.kind == .noSuchHost || unknown?.kind == .timedOut)
    #expect(unknown?.message.contains("s3cret") == false)
  }

  @Test("a machine that does not react ends at the time for connecting")
  func silence() async throws {
    // The queue of a listener that takes nobody is soon full, and then it does not even refuse.
    let queue = try FullQueue()
    let failure = await Client.get(queue.url, options: .init(connectTimeout: 0.4, timeout: 5)).failure
    #expect(failure?.kind == .timedOut)
    #expect(failure?.message.contains("takes no connection within 0.4 s") == true, "\(String(describing: failure))")
  }

  @Test("a task that is cancelled ends at once")
  func cancelled() async throws {
    let server = try RawServer { connection in
      _ = connection.next()
      connection.waitForEnd()
    }
    let task = Task { await Client.get(server.url(), options: .init(timeout: 30)) }
    while server.log.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    #expect(await task.value.failure?.kind == .cancelled)
    let before = Task { () -> HTTPFailure? in
      withUnsafeCurrentTask { $0?.cancel() }
      return await Client.get(server.url(), options: .init(timeout: 30)).failure
    }
    #expect(await before.value?.kind == .cancelled)
  }

  @Test("are used again by what reads, and by nothing that is sent")
  func reuse() async throws {
    let server = try RawServer { connection in while connection.next() != nil { connection.reply() } }
    let transport = CurlTransport(userAgent: "drift/test", variable: { _ in nil })
    for _ in 0..<6 { #expect(await Client.get(server.url(), on: transport).summary == "200 {}") }
    // One that has not settled when the next request comes is left alone, which a machine under load makes of some.
    let read = server.connectionCount
    #expect(read < 6)
    for _ in 0..<2 {
      let request = HTTPRequest(.token, try WebAddress(parsing: server.url()), body: Array("a".utf8))
      #expect(try await transport.send(request, .init()).status == 200)
    }
    #expect(server.connectionCount == read + 2)
    #expect(server.log.last?["Expect"] == nil)
    #expect(server.log.last?["User-Agent"] == "drift/test")
  }

  @Test("that ended or were poisoned are not used again")
  func poisoned() async throws {
    let server = try RawServer { connection in
      guard let request = connection.next() else { return }
      connection.reply("200 OK", request.target)
      // Time enough for the first answer to be taken alone.
      if request.target == "/poison", connection.wait(0.05) { connection.reply("200 OK", "poison") }
      if request.target == "/poison" { connection.waitForEnd() }
    }
    #expect(await Client.get(server.url("/close")).summary == "200 /close")
    // Where the poison came quickly the first answer is refused with it.
    let first = await Client.get(server.url("/poison"))
    #expect(first.summary == "200 /poison" || first.failure?.kind == .malformed)
    try await Task.sleep(for: .milliseconds(150))
    #expect(await Client.get(server.url("/next")).summary == "200 /next")
    #expect(server.connectionCount == 3)
  }

  @Test("what comes on the heels of an answer is seen, and never taken for the next")
  func heels() async throws {
    let server = try RawServer { connection in
      while connection.next() != nil {
        connection.reply()
        usleep(500)
        connection.reply("200 OK", "poison")
      }
    }
    var seen = 0
    for _ in 0..<20 {
      let result = await Client.get(server.url())
      if result.failure?.kind == .malformed { seen += 1 } else { #expect(result.summary == "200 {}") }
    }
    // A server that is slow between the two is not waited for.
    #expect(seen > 2)
  }

  @Test("many at once come each with its own answer")
  func many() async throws {
    let server = try RawServer { connection in
      while let request = connection.next() {
        // Ends come while others begin, and connections are closed that make room for others.
        usleep(UInt32(request.target.utf8.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFF))
        connection.reply("200 OK", request.target)
      }
    }
    await withTaskGroup(of: (Int, String).self) { group in
      for index in 0..<1000 {
        group.addTask {
          let result = await Client.get(server.url("/\(index)"), options: .init())
          return (index, result.failure?.message ?? result.summary)
        }
      }
      for await (index, summary) in group { #expect(summary == "200 /\(index)") }
    }
  }

  @Test("a time-out names the source's key for what a source is asked, in tenths of a second")
  func timeOut() async throws {
    let server = try RawServer { connection in _ = connection.next().map { _ in connection.wait(2) } }
    for (purpose, isOfSource) in [
      (HTTPRequest.Purpose.document, true), (.token, true), (.notice, false), (.ping, false),
    ] {
      let request = HTTPRequest(purpose, try WebAddress(parsing: server.url("/")))
      await #expect("\(purpose)") {
        try await Client.transport.send(request, .init(timeout: 0.2345678))
      } throws: {
        guard let failure = $0 as? HTTPFailure else { return false }
        return failure.kind == .timedOut && failure.message.hasSuffix("within 0.2 s")
          && failure.advice.contains("timeout of the source") == isOfSource
      }
    }
  }

  @Test("a proxy of the environment is used, and speaks for nobody inside")
  func proxy() async throws {
    let server = try RawServer { connection in
      while let request = connection.next() { connection.reply("200 OK", request.target) }
    }
    let named = ["http_proxy": server.url(), "no_proxy": "inside.example, 127.0.0.0/8"]
    let transport = CurlTransport(userAgent: "drift/test", variable: { named[$0] })
    let url = "http://crm.example.com:81/a?b=1"
    let response = try await Client.get(url, on: transport).get()
    #expect(String(decoding: response.body, as: UTF8.self) == url)
    #expect(response.peer == "")
    let direct = try await Client.get(server.url("/x"), on: transport).get()
    #expect(String(decoding: direct.body, as: UTF8.self) == "/x")
    for host in ["localhost", "10.0.0.1", "intranet", "[fe80::1]"] {
      let failure = await Client.get("http://\(host)/", options: .init(reach: .publicOnly), on: transport).failure
      #expect(failure?.kind == .addressRefused, "\(host)")
    }
    let upper = CurlTransport(userAgent: "drift/test", variable: { $0 == "HTTP_PROXY" ? server.url() : nil })
    #expect(await Client.get("http://nobody.invalid/", on: upper).failure != nil)
  }

  @Test("what a secret holds does not become a header of its own")
  func injection() async throws {
    let server = try RawServer { connection in while connection.next() != nil { connection.reply() } }
    let address = try WebAddress(parsing: server.url())
    for value in ["a\r\nX-Evil: 1", "a\nb", "a\0b"] {
      let request = HTTPRequest(
        .document, address, credential: .init(.header(name: "X-Key", value: value), for: address.origin))
      await #expect {
        try await Client.transport.send(request, .init())
      } throws: {
        !(($0 as? HTTPFailure)?.message.contains("Evil") ?? true)
      }
    }
    let empty = HTTPRequest(.document, address, headers: [("X-Empty", ""), ("X-Full", "a: b")])
    _ = try await Client.transport.send(empty, .init())
    #expect(server.log.count == 1)
    #expect(server.log.first?["X-Empty"] == "")
    #expect(server.log.first?["X-Full"] == "a: b")
  }

  @Test("an address that was put together names the host that it seems to")
  func disguised() async throws {
    let server = try RawServer { connection in while connection.next() != nil { connection.reply() } }
    for host in ["crm.example.com@127.0.0.1", "127.0.0.1/?", "127.0.0.1#"] {
      let origin = Origin(scheme: "http", host: host, port: server.port)
      let request = HTTPRequest(
        .document, .init(origin: origin, path: "/"), credential: .init(.header(name: "X-Key", value: "a"), for: origin))
      await #expect {
        try await Client.transport.send(request, .init(timeout: 1))
      } throws: {
        ($0 as? HTTPFailure)?.kind == .malformed
      }
    }
    #expect(server.connectionCount == 0)
  }
}

/// A port whose queue of connections is full.
final class FullQueue {
  private var sockets: [Int32] = []
  private var port = 0
  var url: String { "http://127.0.0.1:\(port)/" }

  struct NoSocket: Error {}

  init() throws {
    #if canImport(Darwin)
      let stream = SOCK_STREAM
    #else
      let stream = Int32(SOCK_STREAM.rawValue)
    #endif
    let listener = socket(AF_INET, stream, 0)
    sockets.append(listener)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 0) == 0 && getsockname(listener, $0, &size) == 0
      }
    }
    guard isBound else { throw NoSocket() }
    port = Int(UInt16(bigEndian: address.sin_port))
    for _ in 0..<4 {
      let client = socket(AF_INET, stream, 0)
      sockets.append(client)
      _ = fcntl(client, F_SETFL, O_NONBLOCK)
      _ = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(client, $0, size) }
      }
    }
  }

  deinit { for socket in sockets { close(socket) } }
}
