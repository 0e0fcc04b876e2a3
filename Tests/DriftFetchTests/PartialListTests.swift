import DriftModel
import DriftProject
import Testing

@testable import DriftFetch

/// Lists that end where they should not. A list that is taken in part reads as fields that are gone.
@Suite("Lists that are no whole ones")
struct PartialListTests {
  private typealias Pages = PageWalkerTests

  /// Two pages: the second is what comes for any other address than the first.
  private static func system(
    _ first: String, _ headers: HeaderList = [], then second: String = #"{"records":[{"name":"b"}]}"#
  ) -> StubSystem {
    StubSystem { request, number in
      StubSystem.response(request, number == 1 ? first : second, number == 1 ? headers : [])
    }
  }

  @Test(
    "a next that is not understood is no end",
    arguments: [
      #"{"url":"/p2"}"#, #"["/p2"]"#, #"[{"href":"/p2"}]"#, "true", "{}", "[]", #"{"href":{"to":"/p2"}}"#,
    ])
  func unclear(_ next: String) async throws {
    let failure = await Pages.failure(Self.system(#"{"records":[{"name":"a"}],"next":\#(next)}"#))
    #expect(failure?.kind == .answer && failure?.message.contains("not known") == true, "\(next)")
  }

  @Test("a cursor that is an object is no end, nor is a way that a text bars")
  func unclearCursor() async throws {
    let object = Self.system(#"{"records":[{"name":"a"}],"next":{"href":"/p2"}}"#)
    #expect(await Pages.failure(object, Pages.paging(.pointer("/next", parameter: "at")))?.kind == .answer)
    let barred = Self.system(#"{"records":[{"name":"a"}],"paging":"/p2"}"#)
    #expect(await Pages.failure(barred, Pages.paging(.pointer("/paging/next", parameter: nil)))?.kind == .answer)
  }

  @Test("the link object of HAL leads on, and one without an address ends")
  func hal() async throws {
    let paging = Pages.paging(.pointer("/_links/next", parameter: nil))
    let system = Self.system(
      #"{"records":[{"name":"a"}],"_links":{"next":{"href":"/p2","templated":false}}}"#,
      then: #"{"records":[{"name":"b"}],"_links":{"next":{"href":null}}}"#)
    #expect(Pages.text(try await Pages.take(system, paging)).contains(#"[{"name":"a"},{"name":"b"}]"#))
    #expect(system.requests.all.last?.url.path == "/p2")
  }

  @Test("what says that there is no next ends the list", arguments: ["null", #""""#, "false", nil])
  func ends(_ next: String?) async throws {
    let system = Self.system(#"{"records":[{"name":"a"}]\#(next.map { ",\"next\":\($0)" } ?? "")}"#)
    _ = try await Pages.take(system)
    #expect(system.requests.all.count == 1)
  }

  @Test(
    "a Link header that names a next and cannot be read is no end",
    arguments: [
      #"</s?p=2; rel="next""#, #"/s?p=2; rel="next""#, #"</s?p=2> rel="next""#, #"</s?p=2>; rel="next"#,
      #"</a>; rel="first", </s?p=2; rel=next"#, #"</s?p=2>; rel=next""#, #"</s?p=2>; rel='next'"#,
      #"</s?p=2>; rel="next", </s?p=3>; rel="next""#,
    ])
  func links(_ link: String) async throws {
    let failure = await Pages.failure(
      Self.system(#"[{"name":"a"}]"#, [("Link", link)], then: #"[{"name":"b"}]"#), Pages.paging(.link, items: ""))
    #expect(failure?.kind == .answer && failure?.message.contains("Link") == true, "\(link)")
  }

  @Test(
    "other links end it, whatever they are about",
    arguments: [
      #"</s?p=1>; rel="prev"; title="what comes next""#, #"</next>; rel=last"#,
      #"<https://api.example.com/next>; rel="https://example.com/rel/next""#, #"</s"#,
    ])
  func otherLinks(_ link: String) async throws {
    _ = try await Pages.take(Self.system(#"[{"name":"a"}]"#, [("Link", link)]), Pages.paging(.link, items: ""))
  }

  private static let counting = PageWalkerTests.paging(.offset(parameter: "offset", total: "/total"), items: "/items")

  @Test(
    "a total that was told once holds to the end",
    arguments: [
      #"{"items":[]}"#, #"{"items":[],"total":2}"#, #"{"items":[],"total":1}"#, #"{"items":[],"total":null}"#,
    ])
  func totals(_ second: String) async throws {
    let system = Self.system(#"{"total":4,"items":[{"name":"a"},{"name":"b"}]}"#, then: second)
    let failure = await Pages.failure(system, Self.counting)
    let words = second.contains("1") ? "has 1 items, and 2 came" : "2 of 4"
    #expect(failure?.message.contains(words) == true, "\(second) \(failure as Any)")
  }

  @Test("more items than the total are no whole list")
  func more() async throws {
    let failure = await Pages.failure(Self.system(#"{"total":1,"items":[{"name":"a"},{"name":"b"}]}"#), Self.counting)
    #expect(failure?.message.contains("has 1 items, and 2 came") == true)
  }

  @Test("a total is a whole number", arguments: [#""ten""#, "4.5", "1e300", "-1", "true", "[1]", #""1 of 2""#])
  func numbers(_ total: String) async throws {
    let failure = await Pages.failure(Self.system(#"{"total":\#(total),"items":[{"name":"a"}]}"#), Self.counting)
    #expect(failure?.kind == .answer && failure?.message.contains("no whole number") == true, "\(total)")
  }

  @Test("a later page that was redirected to another system is none of the list")
  func redirected() async throws {
    let system = StubSystem { request, number in
      var response = StubSystem.response(
        request, number == 1 ? #"{"records":[{"name":"a"}],"next":"/p2"}"# : #"{"records":[{"name":"b"}]}"#)
      if number == 2 { response.url.origin = Origin(scheme: "https", host: "other.example.com", port: 443) }
      return response
    }
    let failure = await Pages.failure(system)
    #expect(failure?.kind == .answer && failure?.message.contains("https://other.example.com") == true)
  }
}
