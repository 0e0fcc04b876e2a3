import DriftChangeLog
import Testing

@Suite("What is remembered of change logs") struct ChangeLogMemoryTests {
  private func feed(_ entries: [(id: String, text: String)]) throws -> ChangeLogContent {
    let items = entries.map { #"{"id":"\#($0.id)","content_text":"\#($0.text)"}"# }.joined(separator: ",")
    return try Reading.read(#"{"version":"https://jsonfeed.org/version/1","items":[\#(items)]}"#)
  }

  private func page(_ text: String) throws -> ChangeLogContent { try Reading.read(text, as: .page) }

  private func texts(_ news: [ChangeLogNews.Item]) -> [String] {
    news.map { $0.entry.paragraphs.joined(separator: "|") }
  }

  private let start = ChangeLogMemory(log: "a", since: "2026-11-01T02:15:00Z")

  @Test("what was there is no news, what is edited is told as such, and not for ever") func entries() throws {
    var memory = start.remembering(try feed([("1", "a"), ("2", "b")]), on: "2026-11-01")
    #expect(memory.news(in: try feed([("2", "b"), ("1", "a")])).isEmpty)
    let news = memory.news(in: try feed([("3", "c"), ("2", "B"), ("1", "a")]))
    #expect(texts(news) == ["c", "B"] && news.map(\.isEdited) == [false, true])
    var told = 0
    for night in 0..<10 {
      let content = try feed([("1", "night \(night)"), ("2", "b")])
      told += memory.news(in: content).count
      memory = memory.remembering(content, on: "2026-11-02")
    }
    #expect(told == 3)
  }

  @Test("the same words under a new id are the same entry") func newIDs() throws {
    let memory = start.remembering(try feed([("1", "a"), ("2", "b")]), on: "2026-11-01")
    #expect(memory.news(in: try feed([("x", "a"), ("y", "b")])).isEmpty)
  }

  @Test("what a feed does not show any more is known for a while, and not without bound") func gone() throws {
    var memory = start.remembering(try feed([("1", "a"), ("2", "b")]), on: "2026-11-01")
    memory = memory.remembering(try feed([("2", "b")]), on: "2026-11-02")
    #expect(memory.count == 1)
    #expect(try memory.news(in: feed([("1", "a"), ("2", "b")])).isEmpty)
    for night in 0..<30 {
      let day = "2026-12-\(night < 9 ? "0" : "")\(night + 1)"
      memory = memory.remembering(try feed((0..<100).map { ("\(night)-\($0)", "t\(night)-\($0)") }), on: day)
    }
    #expect(memory.bytes.split(separator: UInt8(ascii: "\n")).count == 1 + 100 + 500)
    #expect(
      memory.news(in: try feed([("29-1", "t29-1"), ("28-1", "t28-1"), ("1", "a")])).map(\.entry.paragraphs) == [["a"]])
  }

  @Test("nothing new writes the same bytes, and what was written is what is read") func bytes() throws {
    let content = try feed([("1", "a"), ("2", "b")])
    let memory = start.remembering(content, on: "2026-11-01")
    #expect(memory.remembering(content, on: "2026-11-02") == memory)
    #expect(ChangeLogMemory(memory.bytes) == memory)
    #expect(memory.log == "a" && memory.since == "2026-11-01T02:15:00Z")
  }

  @Test("lines of two branches merge in any order, and what is no line is passed over") func merge() throws {
    let both = try feed([("1", "a"), ("2", "b")])
    let left = start.remembering(try feed([("1", "a")]), on: "2026-11-01")
    let right = start.remembering(try feed([("2", "b")]), on: "2026-11-01")
    let merged = ChangeLogMemory(right.bytes + Array("<<<<<<< HEAD\n{\"entry\":3}\n[]\n\n".utf8) + left.bytes)
    #expect(merged.news(in: both).isEmpty)
  }

  @Test("of a page the lines that are new, a section each") func lines() throws {
    let first = "# Log\n\n## Unreleased\n- one thing\n- another thing\n\n## 1.0\n- another thing\n"
    var memory = start.remembering(try page(first), on: "2026-11-01")
    #expect(memory.news(in: try page(first)).isEmpty)
    // The heading of what was not released yet becomes a version, and a new one begins.
    let second =
      "# Log\n\n## 1.1 - 2026-11-02\n- a new thing\n- one thing\n- another thing\n\n## 1.0\n- another thing\n"
    let news = memory.news(in: try page(second))
    #expect(texts(news) == ["a new thing"] && news.first?.entry.title == "1.1 - 2026-11-02")
    #expect(news.first?.entry.date?.description == "2026-11-02")
    memory = memory.remembering(try page(second), on: "2026-11-02")
    // A line that is there once more is news where it is on top.
    let third =
      "# Log\n\n## 1.2\n- another thing\n\n## 1.1 - 2026-11-02\n- a new thing\n- one thing\n- another thing\n\n## 1.0\n- another thing\n"
    let again = memory.news(in: try page(third))
    #expect(again.map(\.entry.title) == ["1.2"] && texts(again) == ["another thing"])
    #expect(ChangeLogMemory(memory.bytes) == memory)
  }

  @Test("what a page says of the time at which it was made is no line of it") func clock() throws {
    let text = "# Log\n\nLast updated: November 1, 2026 02:15\n\n- one thing\n\n3 days ago\n\n© 2026 Us\n"
    let memory = start.remembering(try page(text), on: "2026-11-01")
    let later = text.replacing("1, 2026", with: "2, 2026").replacing("3 days", with: "4 days").replacing(
      "© 2026", with: "© 2027")
    #expect(memory.remembering(try page(later), on: "2026-11-02") == memory)
  }

  @Test("how often something was read, how long ago it was and who leads there is no news") func passing() throws {
    let text = "# Log\n\n1,204 views\n\nThe API is faster. 12 comments\n\nNew version (3 days ago), 5 likes\n"
    let memory = start.remembering(try page(text), on: "2026-11-01")
    let later = text.replacing("1,204", with: "1.3k").replacing("12 c", with: "13 c").replacing(
      "3 days", with: "1 week"
    )
    .replacing("5 l", with: "1,000 l")
    #expect(memory.remembering(try page(later), on: "2026-11-02") == memory)
    #expect(texts(memory.news(in: try page(later.replacing("faster", with: "slower")))).count == 1)
    func feed(_ query: String, _ text: String = "a") throws -> ChangeLogContent {
      try Reading.read(
        #"{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","url":"https://a.example/x?\#(query)","content_text":"\#(text)"}]}"#
      )
    }
    let linked = start.remembering(try feed("id=1&utm_source=feed", "Read by 12 visitors"), on: "2026-11-01")
    #expect(linked.news(in: try feed("utm_source=mail&id=1&ref=5", "Read by 14 visitors")).isEmpty)
    #expect(linked.news(in: try feed("id=2", "Read by 12 visitors")).map(\.isEdited) == [true])
  }

  @Test("a page without headings is compared by its lines") func plain() throws {
    let memory = start.remembering(try page("some words here\n\nmore words here\n"), on: "2026-11-01")
    #expect(texts(memory.news(in: try page("some words here\n\nmuch more words here\n"))) == ["much more words here"])
  }
}
