import DriftModel
import DriftProject
import Foundation
import Testing

@testable import DriftFetch

/// Tools of servers, over HTTP and over pipes.
@Suite("Tools of MCP servers") struct ToolFetchTests {
  private static let address = "https://crm.example.com/mcp"

  private static func system(_ server: ToolServer) -> StubSystem {
    StubSystem(["KEY": "k3y-in-use"]) { request, _ in
      let answer = server.answer(request.body) { request.headers[$0] }
      var headers: HeaderList = []
      for header in answer.headers {
        let parts = header.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        headers.append(parts[0], parts[1])
      }
      return StubSystem.response(request, answer.body, status: Int(answer.status.prefix(3)) ?? 0, headers)
    }
  }

  private static func text(_ fetched: Fetched) -> String? {
    fetched.documents?.first.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  private static func failure(_ server: ToolServer) async -> FetchFailure? {
    await SystemFetcherTests.failure { () async throws(FetchFailure) in
      _ = try await system(server).fetcher(StubSystem.source(address)).fetchTools(client: "1")
    }
  }

  private static let paged: [(cursor: String, tools: String, next: String?)] = [
    ("", #"{"name":"a","inputSchema":{}}"#, "p2"), ("p2", "", "p3"), ("p3", #"{"name":"b","inputSchema":{}}"#, nil),
  ]

  @Test(
    "every page is taken, in JSON and in events, with and without a handshake",
    arguments: [(ToolServer.Form.json, true), (.events, true), (.json, false), (.events, false)])
  func pages(_ form: ToolServer.Form, _ shakesHands: Bool) async throws {
    var server = ToolServer(pages: Self.paged, form: form, shakesHands: shakesHands)
    if shakesHands { server.session = "abc" }
    let system = Self.system(server)
    let source = StubSystem.source(Self.address, credentials: SystemFetcherTests.bearer)
    let fetched = try await system.fetcher(source).fetchTools(client: "1.2.3")
    #expect(Self.text(fetched) == #"{"tools":[{"name":"a","inputSchema":{}},{"name":"b","inputSchema":{}}]}"#)
    #expect(fetched.documents?.map(\.path) == ["tools/list"])
    #expect(
      system.requests.all.allSatisfy {
        $0.method == "POST" && $0.purpose == .question && $0.shown == "Bearer k3y-in-use"
      })
    let methods = system.requests.all.map { request in
      (try? JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any])?["method"] as? String ?? "?"
    }
    let list = ["tools/list", "tools/list", "tools/list"]
    #expect(methods == ["initialize"] + (shakesHands ? ["notifications/initialized"] : []) + list)
  }

  @Test("a page that is lost, a list without an end and a list that changes are no shorter lists")
  func broken() async throws {
    var lost = ToolServer(pages: Self.paged)
    lost.errors["p3"] = "500 Internal Server Error"
    let failure = try #require(await Self.failure(lost))
    #expect(failure.message.hasPrefix("page 3 did not come"), "\(failure.message)")
    #expect(failure.kind == .down)
    let circle = ToolServer(pages: [
      ("", #"{"name":"a","inputSchema":{}}"#, "p2"), ("p2", #"{"name":"b","inputSchema":{}}"#, "p2"),
    ])
    #expect(await Self.failure(circle)?.message.contains("the list has no end") == true)
    let same = ToolServer(pages: [
      ("", #"{"name":"a","inputSchema":{}}"#, "p2"), ("p2", #"{"name":"a","inputSchema":{}}"#, "p3"),
    ])
    #expect(await Self.failure(same)?.message.contains("an earlier page again") == true)
    let moved = ToolServer(pages: [
      ("", #"{"name":"a","inputSchema":{}}"#, "p2"),
      ("p2", #"{"name":"a","inputSchema":{}},{"name":"b","inputSchema":{}}"#, nil),
    ])
    let fetched = try await Self.system(moved).fetcher(StubSystem.source(Self.address)).fetchTools(client: "1")
    #expect(fetched.doubts.count == 1 && fetched.doubts[0].contains("comes twice"))
  }

  @Test("a revision that is no word goes into no header, and an id may come back as a text")
  func odd() async throws {
    let system = StubSystem { request, number in
      let result =
        number == 1
        ? #"{"protocolVersion":"2025\r\nX-Evil: 1","capabilities":{"tools":{}}}"#
        : #"{"tools":[{"name":"a","inputSchema":{}}]}"#
      let id = String(decoding: request.body, as: UTF8.self).firstMatch(of: #/"id":(\d+)/#)?.1 ?? "0"
      return StubSystem.response(request, #"{"jsonrpc":"2.0","id":"\#(id)","result":\#(result)}"#)
    }
    let fetched = try await system.fetcher(StubSystem.source(Self.address)).fetchTools(client: "1")
    #expect(Self.text(fetched) == #"{"tools":[{"name":"a","inputSchema":{}}]}"#)
    #expect(system.requests.all.allSatisfy { $0.headers["MCP-Protocol-Version"] == nil })
  }

  @Test("one cursor again and again has no end, whatever new tools come with it")
  func sameCursor() async throws {
    let system = StubSystem { request, number in
      let result =
        number == 1
        ? #"{"protocolVersion":"2025-06-18","capabilities":{"tools":{}}}"#
        : #"{"tools":[{"name":"t\#(number)","inputSchema":{}}],"nextCursor":"next"}"#
      let id = String(decoding: request.body, as: UTF8.self).firstMatch(of: #/"id":(\d+)/#)?.1 ?? "0"
      return StubSystem.response(request, #"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#)
    }
    let failure = await SystemFetcherTests.failure { () async throws(FetchFailure) in
      _ = try await system.fetcher(StubSystem.source(Self.address)).fetchTools(client: "1")
    }
    #expect(failure?.message.contains("leads back to one that was read") == true, "\(String(describing: failure))")
    #expect(system.requests.all.count < 10)
  }

  @Test("a cursor of nothing ends a list that begins anew with it, and goes on where it does not")
  func emptyCursor() async throws {
    let sloppy = ToolServer(pages: [("", #"{"name":"a","inputSchema":{}}"#, "")])
    let fetched = try await Self.system(sloppy).fetcher(StubSystem.source(Self.address)).fetchTools(client: "1")
    #expect(Self.text(fetched) == #"{"tools":[{"name":"a","inputSchema":{}}]}"#)
  }

  @Test("a cursor that is no text is no end", arguments: ["2", "true", "false", "{}", "[]"])
  func oddCursor(_ cursor: String) async throws {
    func failure(_ cursor: String) async -> FetchFailure? {
      let system = StubSystem { request, number in
        let result =
          number == 1
          ? #"{"protocolVersion":"2025-06-18","capabilities":{"tools":{}}}"#
          : #"{"tools":[{"name":"a","inputSchema":{}}],"nextCursor":\#(cursor)}"#
        let id = String(decoding: request.body, as: UTF8.self).firstMatch(of: #/"id":(\d+)/#)?.1 ?? "0"
        return StubSystem.response(request, #"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#)
      }
      return await SystemFetcherTests.failure { () async throws(FetchFailure) in
        _ = try await system.fetcher(StubSystem.source(Self.address)).fetchTools(client: "1")
      }
    }
    let found = await failure(cursor)
    #expect(found?.kind == .answer && found?.message.contains("nextCursor that is no text") == true)
    #expect(await failure("null") == nil)
  }

  @Test("what a server refuses is told for what it is")
  func refused() async throws {
    var server = ToolServer()
    server.capabilities = "{}"
    #expect(await Self.failure(server)?.kind == .noSchema)
    server = ToolServer()
    server.errors[""] = "401 Unauthorized"
    #expect(await Self.failure(server)?.kind == .credentials)
    server.errors[""] = "429 Too Many Requests"
    #expect(await Self.failure(server)?.kind == .throttled)
    let unknown = ToolServer(pages: [("other", "", nil)])
    let failure = try #require(await Self.failure(unknown))
    #expect(failure.kind == .answer && failure.said == "no such cursor", "\(failure)")
  }

  @Test(
    "what is no server of tools is no list of none",
    arguments: [
      ("<!doctype html><title>Sign in</title>", FetchFailure.Kind.noSchema), (#"{"openapi":"3.0.0"}"#, .noSchema),
      ("", .noSchema),
      (#"{"jsonrpc":"2.0","id":1,"result":7}"#, .noSchema),
      (#"{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"oops"}}"#, .down),
      (#"{"jsonrpc":"2.0","id":1,"error":"what"}"#, .answer),
      (#"{"jsonrpc":"2.0","id":1,"error":{"code":-32001,"message":"Unauthorized: api key expired"}}"#, .expired),
      (#"{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"Forbidden"}}"#, .right),
      (#"{"jsonrpc":"2.0","id":1,"error":{"code":-32029,"message":"Rate limit exceeded, retry later"}}"#, .throttled),
    ])
  func strange(_ body: String, _ kind: FetchFailure.Kind) async throws {
    let system = StubSystem { request, _ in StubSystem.response(request, body) }
    let failure = await SystemFetcherTests.failure { () async throws(FetchFailure) in
      _ = try await system.fetcher(StubSystem.source(Self.address)).fetchTools(client: "1")
    }
    #expect(failure?.kind == kind, "\(String(describing: failure))")
  }

  // MARK: Programs.

  private func run(_ script: String, timeout: Int = 20, maxBytes: Int = 1 << 20) async throws(FetchFailure) -> Fetched {
    var source = CommandSource(arguments: ["sh", "-c", script], place: CommandRunTests.here)
    source.timeout = timeout
    source.maxBytes = maxBytes
    return try await ToolProgram.fetch(source, folder: "/", client: "1")
  }

  private func failure(_ script: String, timeout: Int = 20, maxBytes: Int = 1 << 20) async -> FetchFailure? {
    await SystemFetcherTests.failure { () async throws(FetchFailure) in
      _ = try await run(script, timeout: timeout, maxBytes: maxBytes)
    }
  }

  private static let shaken =
    #"{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{}}}}"#

  @Test("a program lists its tools over its pipes, and may say other things meanwhile")
  func program() async throws {
    let script = """
      read -r hello; case "$hello" in *'"method":"initialize"'*) ;; *) exit 9;; esac
      echo 'not JSON at all'; echo '{"jsonrpc":"2.0","id":7,"method":"roots/list"}'
      echo '\(Self.shaken)'
      read -r note; case "$note" in *notifications/initialized*) ;; *) exit 9;; esac
      read -r ask; echo '{"jsonrpc":"2.0","id":2,"result":{"tools":[{"name":"a","inputSchema":{}}],"nextCursor":"x"}}'
      read -r ask; case "$ask" in *'"cursor":"x"'*) ;; *) exit 9;; esac
      echo '{"jsonrpc":"2.0","id":3,"result":{"tools":[{"name":"b","inputSchema":{}}]}}'
      cat > /dev/null
      """
    let fetched = try await run(script)
    #expect(Self.text(fetched) == #"{"tools":[{"name":"a","inputSchema":{}},{"name":"b","inputSchema":{}}]}"#)
    #expect(fetched.documents?.map(\.path) == ["tools/list"])
  }

  @Test("a program that knows no handshake is asked without one")
  func handless() async throws {
    let script = """
      read -r hello; echo '{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found"}}'
      read -r ask; case "$ask" in *'"io.modelcontextprotocol/protocolVersion":"2026-07-28"'*) ;; *) exit 9;; esac
      echo '{"jsonrpc":"2.0","id":2,"result":{"tools":[{"name":"a"}],"resultType":"complete"}}'
      """
    #expect(Self.text(try await run(script)) == #"{"tools":[{"name":"a"}]}"#)
  }

  @Test("a program that ends, waits, writes without an end or is not there is told as that")
  func brokenPrograms() async throws {
    let ended = try #require(await failure("echo 'no licence' >&2; exit 3"))
    #expect(ended.kind == .setup && ended.said == "no licence", "\(ended)")
    // Before anything was written to it, while it is, and after: never the end of this process.
    for _ in 0..<20 { #expect(await failure("exec 0<&-; exit 3")?.kind == .setup) }
    #expect(await failure("sleep 60", timeout: 1)?.kind == .unreachable)
    for script in ["echo 'Listening on port 3000'; sleep 60", "echo 'Listening on port 3000'"] {
      let other = try #require(await failure(script, timeout: 2))
      #expect(other.kind == .setup && other.said == "Listening on port 3000", "\(other)")
    }
    let none = try #require(
      await failure(
        "read -r hello; echo '\(Self.shaken)'; read -r note; read -r ask; "
          + #"echo '{"jsonrpc":"2.0","id":2,"result":{"tools":[]}}'"#))
    #expect(none.kind == .noSchema && none.message.hasSuffix("lists no tools") && none.advice.contains("rights"))
    #expect(
      await failure("while :; do echo '{}'; done", maxBytes: 4000)?.message.contains("wrote more than 4000 bytes")
        == true)
    var gone = CommandSource(arguments: ["no-such-tool-server"], place: CommandRunTests.here)
    gone.timeout = 5
    let missing = await SystemFetcherTests.failure { () async throws(FetchFailure) in
      _ = try await ToolProgram.fetch(gone, folder: "/", client: "1")
    }
    #expect(missing?.message == "\"no-such-tool-server\" is not there")
    // Between two pages.
    let script = """
      read -r hello; echo '\(Self.shaken)'; read -r note
      read -r ask; echo '{"jsonrpc":"2.0","id":2,"result":{"tools":[],"nextCursor":"x"}}'
      """
    #expect(await failure(script)?.message.hasPrefix("page 2 did not come") == true)
  }
}
