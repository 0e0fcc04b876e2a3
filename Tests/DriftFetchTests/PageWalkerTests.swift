import DriftModel
import DriftProject
import DriftSyntax
import Testing

@testable import DriftFetch

@Suite("Lists over several pages")
struct PageWalkerTests {
  static let names = (0..<50).map { "field\($0)" }
  static let start = "https://crm.example.com/pages?size=10"

  static func items(_ at: Int, _ size: Int = 10) -> String {
    "[" + names.dropFirst(at).prefix(size).map { #"{"name":"\#($0)"}"# }.joined(separator: ",") + "]"
  }

  static let whole = items(0, 50)

  /// Where a request is, by the parameter `at`.
  static func at(_ request: HTTPRequest, _ name: String = "at") -> Int {
    request.url.parameter(name).flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }

  static func paging(
    _ next: HTTPSource.Paging.Next, items: String = "/records", limit: Int = 1000
  ) -> HTTPSource.Paging {
    var paging = HTTPSource.Paging(next: next, items: items)
    paging.limit = limit
    return paging
  }

  static let pointer = paging(.pointer("/next", parameter: nil))

  /// Pages that name the next by an address.
  static func pages(
    items: @escaping @Sendable (Int) -> String = { items($0) },
    next: @escaping @Sendable (Int) -> String? = { $0 < 40 ? "/pages?size=10&at=\($0 + 10)" : nil }
  ) -> StubSystem {
    StubSystem { request, _ in
      let at = at(request)
      let next = next(at).map { #""\#($0)""# } ?? "null"
      return StubSystem.response(request, #"{"done":false,"records":\#(items(at)),"next":\#(next),"meta":{"a":[1,2]}}"#)
    }
  }

  static func take(
    _ system: StubSystem, _ paging: HTTPSource.Paging = pointer, maxBytes: Int = 1 << 20
  ) async throws(FetchFailure) -> Fetched {
    var source = StubSystem.source(start, paging: paging)
    source.maxBytes = maxBytes
    return try await system.fetcher(source).fetch()
  }

  static func failure(
    _ system: StubSystem, _ paging: HTTPSource.Paging = pointer, maxBytes: Int = 1 << 20
  ) async -> FetchFailure? {
    do throws(FetchFailure) {
      _ = try await take(system, paging, maxBytes: maxBytes)
      return nil
    } catch {
      return error
    }
  }

  static func text(_ fetched: Fetched) -> String {
    fetched.documents?.first.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  @Test("the next is an address in the body; the document around the list stays, without the pointer")
  func address() async throws {
    let system = Self.pages()
    let fetched = try await Self.take(system)
    #expect(Self.text(fetched) == #"{"done":false,"records":\#(Self.whole),"meta":{"a":[1,2]}}"#)
    #expect(fetched.documents?.map(\.path) == ["pages?size=10"])
    #expect(fetched.validators.isEmpty)
    #expect(fetched.doubts.isEmpty)
    #expect(system.requests.all.count == 5)
  }

  @Test("the next is in a Link header; the body is the list")
  func link() async throws {
    let system = StubSystem { request, _ in
      let at = Self.at(request)
      let link =
        #"<https://crm.example.com/pages?size=10&at=\#(at + 10)>; title="a, b; rel=x"; REL="prev Next", "#
        + #"</pages?at=40>; rel="last""#
      return StubSystem.response(
        request, Self.items(at), at < 40 ? [("link", link)] : [("Link", #"</pages>; rel="first""#)])
    }
    #expect(Self.text(try await Self.take(system, Self.paging(.link, items: ""))) == Self.whole)
  }

  @Test("the next is a cursor for a parameter, which takes the place of the one before")
  func cursor() async throws {
    let system = StubSystem { request, _ in
      let at = request.url.parameter("page token").flatMap { Int($0.suffix(2)) } ?? 0
      let more = at < 40 ? #","paging":{"next":{"after":"c+/\#(at + 10)","link":"/p?after=\#(at)"}}"# : ""
      return StubSystem.response(request, #"{"results":\#(Self.items(at))\#(more)}"#)
    }
    let paging = Self.paging(.pointer("/paging/next/after", parameter: "page token"), items: "/results")
    #expect(Self.text(try await Self.take(system, paging)) == #"{"results":\#(Self.whole),"paging":{}}"#)
    #expect(system.requests.all.last?.url.query == "size=10&page%20token=c%2B%2F40")
  }

  @Test("by counting, with a total or without", arguments: [true, false])
  func offset(_ hasTotal: Bool) async throws {
    let system = StubSystem { request, _ in
      let total = hasTotal ? #""total":"50","# : ""
      return StubSystem.response(request, #"{\#(total)"items":\#(Self.items(Self.at(request, "offset")))}"#)
    }
    let paging = Self.paging(.offset(parameter: "offset", total: hasTotal ? "/total" : nil), items: "/items")
    #expect(Self.text(try await Self.take(system, paging)).hasSuffix(#""items":\#(Self.whole)}"#))
    #expect(system.requests.all.count == (hasTotal ? 5 : 6))
  }

  @Test("fewer than the total is a list with a hole")
  func short() async throws {
    let system = StubSystem { request, _ in
      StubSystem.response(request, #"{"total":60,"items":\#(Self.items(Self.at(request, "offset")))}"#)
    }
    let failure = await Self.failure(
      system, Self.paging(.offset(parameter: "offset", total: "/total"), items: "/items"))
    #expect(failure?.kind == .answer)
    #expect(failure?.message.contains("50 of 60") == true)
  }

  @Test("an empty page in the middle is no end; an empty list is none of the system's schema")
  func empty() async throws {
    let system = Self.pages(items: { $0 == 20 ? "[]" : Self.items($0) })
    #expect(Self.text(try await Self.take(system)).contains("field49"))
    let failure = await Self.failure(Self.pages(items: { _ in "[]" }))
    #expect(failure?.kind == .noSchema)
  }

  @Test(
    "a ring, a page that is its own next, another system, what is no address",
    arguments: [
      ("/pages?size=10&at=10", "has no end"), ("https://crm.example.com/pages?size=10", "has no end"),
      ("https://other.example.com/pages?at=10", "another system, https://other.example.com"),
      ("http://crm.example.com/pages?at=10", "another system"), ("file:///etc/hostname", "no address"),
    ])
  func rings(_ next: String, _ words: String) async throws {
    let system = Self.pages(items: { _ in #"[{"name":"\#(next.hashValue)"}]"# }, next: { _ in next })
    // Each page has items of its own, so that nothing but its address tells that it was read.
    let other = StubSystem { request, number in
      StubSystem.response(request, #"{"records":[{"name":"f\#(number)"}],"next":"\#(next)"}"#)
    }
    for system in [system, other] {
      let failure = try #require(await Self.failure(system))
      #expect(failure.kind == .answer)
      #expect(failure.message.contains(words) || failure.message.contains("again"), "\(failure)")
      #expect(system.requests.all.count <= 2)
      #expect(system.requests.all.allSatisfy { $0.url.origin == StubSystem.origin })
    }
    #expect(try #require(await Self.failure(other)).message.contains(words))
  }

  @Test("no end: the limit; more bytes than allowed; the same page under new cursors")
  func endless() async throws {
    let endless = StubSystem { request, _ in
      let at = Self.at(request)
      return StubSystem.response(request, #"{"records":[{"name":"f\#(at)"}],"next":"/pages?at=\#(at + 1)"}"#)
    }
    let many = try #require(await Self.failure(endless, Self.paging(.pointer("/next", parameter: nil), limit: 7)))
    #expect(many.message.contains("more than 7 pages"))
    #expect(endless.requests.all.count == 7)
    let large = try #require(await Self.failure(endless, maxBytes: 2000))
    #expect(large.message.contains("larger than 2000 bytes together"))
    let same = Self.pages(items: { _ in Self.items(0) }, next: { "/pages?at=\($0 + 10)" })
    let repeated = try #require(await Self.failure(same))
    #expect(repeated.message.contains("page 2 is page 1 again"))
    #expect(same.requests.all.count == 2)
  }

  @Test("a page that is lost loses the list", arguments: [500, 404, 200])
  func lost(_ status: Int) async throws {
    let system = StubSystem { request, _ in
      let at = Self.at(request)
      if at == 20 { return StubSystem.response(request, #"{"error":"page lost"}"#, status: status) }
      return StubSystem.response(request, #"{"records":\#(Self.items(at)),"next":"/pages?at=\#(at + 10)"}"#)
    }
    let failure = try #require(await Self.failure(system))
    #expect(failure.message.hasPrefix("page 3 did not come"))
    #expect(failure.said == "page lost")
    #expect(failure.kind == (status == 500 ? .down : status == 404 ? .moved : .noSchema))
  }

  @Test("a list that changed while it was read is read again, and is whole then")
  func shrinkingOnce() async throws {
    let system = StubSystem { request, number in
      let at = Self.at(request)
      let items = number <= 5 && at >= 20 ? Self.items(at - 1) : Self.items(at)
      let next = at < 40 ? #","next":"/pages?size=10&at=\#(at + 10)""# : ""
      return StubSystem.response(request, #"{"records":\#(items)\#(next)}"#)
    }
    let fetched = try await Self.take(system)
    #expect(fetched.doubts.isEmpty)
    #expect(Self.text(fetched).contains(Self.whole))
    #expect(system.requests.all.count == 10)
  }

  @Test("one that changes again is doubtful, and says so")
  func shrinking() async throws {
    let system = Self.pages(items: { Self.items($0 >= 20 ? $0 - 1 : $0) })
    let fetched = try await Self.take(system)
    #expect(fetched.doubts.count == 1)
    #expect(fetched.doubts[0].contains("something may be missing"))
    #expect(Self.text(fetched).split(separator: "field19").count == 2)
  }

  @Test("what stands twice in one page is the system's own way")
  func twice() async throws {
    let system = StubSystem { request, _ in StubSystem.response(request, #"{"records":[{"a":1},{"a":1}]}"#) }
    let fetched = try await Self.take(system)
    #expect(fetched.doubts.isEmpty)
    #expect(Self.text(fetched) == #"{"records":[{"a":1},{"a":1}]}"#)
  }

  @Test("no list where it should be, no JSON, no pointer")
  func noList() async throws {
    let other = StubSystem { request, _ in StubSystem.response(request, #"{"records":{"a":1}}"#) }
    #expect(await Self.failure(other)?.message.contains("has no list at /records") == true)
    let yaml = StubSystem { request, _ in StubSystem.response(request, "records:\n- a\n") }
    #expect(await Self.failure(yaml)?.message.contains("no JSON") == true)
    #expect(await Self.failure(other, Self.paging(.link, items: "records"))?.kind == .setup)
  }

  @Test(
    "pointers",
    arguments: [("/a~1b/m~0n", 1), ("/list/1", 2), ("", 0), ("/list/9", nil), ("/no", nil)] as [(String, Int?)])
  func pointers(_ text: String, _ value: Int?) throws {
    let tree = try #require(AnswerTree.read(Array(#"{"a/b":{"m~n":1},"list":[0,2]}"#.utf8)))
    let node = JSONPointer(text)?.find(in: tree)
    #expect((node == nil) == (value == nil))
    if let node, let value, value > 0 { #expect(String(decoding: tree.textBytes(node), as: UTF8.self) == "\(value)") }
    #expect(JSONPointer("a") == nil)
  }
}
