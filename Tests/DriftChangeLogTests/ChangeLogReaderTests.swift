import DriftChangeLog
import DriftModel
import Testing

/// Reads texts as a night does, from one address.
enum Reading {
  static let rules = LinkRules(address: "https://a.example/feeds/log.xml") { reference, base in
    if reference.hasPrefix("https://") || reference.hasPrefix("http://") { return reference }
    if reference.contains(":") { return nil }
    if reference.hasPrefix("#") { return base + reference }
    if reference.hasPrefix("/") { return "https://a.example" + reference }
    return String(base[...(base.lastIndex(of: "/") ?? base.startIndex)]) + reference
  }

  static func read(
    _ text: String, as expected: ChangeLogReader.Expected = .feed, charset: String = ""
  ) throws -> ChangeLogContent {
    try read(Array(text.utf8), as: expected, charset: charset)
  }

  static func read(
    _ bytes: [UInt8], as expected: ChangeLogReader.Expected = .feed, charset: String = ""
  ) throws -> ChangeLogContent {
    try ChangeLogReader(rules).read(bytes, as: expected, charset: charset)
  }

  /// An entry in a line: day, title, link, paragraphs.
  static func line(_ entry: ChangeLogEntry) -> String {
    ([entry.date?.description ?? "-", entry.title, entry.link] + entry.paragraphs).joined(separator: " | ")
  }
}

@Suite("Reading change logs") struct ChangeLogReaderTests {
  struct FeedCase: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var lines: [String]
    var testDescription: String { name }
  }

  static let feeds: [FeedCase] = [
    FeedCase(
      name: "RSS 0.91 with the DTD that it is declared by",
      text: """
        <?xml version="1.0"?>
        <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
        <rss version="0.91"><channel><title>Log</title>
        <item><title>Caf&eacute; &amp; more</title><link>http://b.example/1</link><description>It &lt;b&gt;is&lt;/b&gt; A&nbsp;&amp;amp;&nbsp;B</description></item>
        </channel></rss>
        """, lines: ["- | Café & more | http://b.example/1 | It is A & B"]),
    FeedCase(
      name: "RSS 0.92 without a title",
      text: "<rss version=\"0.92\"><channel><item><description>x</description></item></channel></rss>",
      lines: ["- |  |  | x"]),
    FeedCase(
      name: "RSS 1.0",
      text: """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="https://a.example/"><title>Log</title></channel>
        <item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link><dc:date>2026-11-24T02:15:00+01:00</dc:date><description>text</description></item>
        </rdf:RDF>
        """, lines: ["2026-11-24 | One | https://a.example/1 | text"]),
    FeedCase(
      name: "RSS 2.0 with modules that have titles of their own, content:encoded and CDATA",
      text: """
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
        <item><media:title>no</media:title><title>Two</title><guid isPermaLink="false">g1</guid><link>/changes/2</link>
        <pubDate>Tue, 24 Nov 2026 23:15:00 -0500</pubDate><description><![CDATA[short <a href="x">text</a>]]></description>
        <content:encoded><![CDATA[<h2>Long</h2><p>The <code>phone</code> field &amp; more</p><ul><li>a</li><li>b</li></ul><script>alert(1)</script>]]></content:encoded></item>
        </channel></rss>
        """,
      lines: ["2026-11-25 | Two | https://a.example/changes/2 | short text | Long | The `phone` field & more | a | b"]),
    FeedCase(
      name: "RSS 2.0 in a namespace, with a guid for its address",
      text:
        "<rss xmlns=\"http://backend.userland.com/rss2\"><channel><item><title>a &amp; b < c</title><guid>https://a.example/g</guid></item></channel></rss>"
        .replacingOccurrences(" < ", " &lt; "),
      lines: ["- | a & b < c | https://a.example/g"]),
    FeedCase(
      name: "Atom 1.0 with bases, types and links that are not the entry's",
      text: """
        <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/log/"><title>Log</title>
        <entry xml:base="2026/"><id>urn:1</id><link rel="edit" href="/no"/><link href="one"/>
        <title type="html">The &lt;code&gt;fax&lt;/code&gt;</title><published>2026-11-01T00:00:00Z</published><updated>2026-11-24T00:00:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Use <code>phone</code>, 1 &lt; 2</p><p>and more</p></div></content></entry>
        <entry><id>urn:2</id><title>Plain &lt;b&gt;</title><updated>2026-11-24</updated><summary>a
        b</summary></entry>
        </feed>
        """,
      lines: [
        "2026-11-01 | The `fax` | https://b.example/log/2026/one | Use `phone`, 1 < 2 | and more",
        "2026-11-24 | Plain <b> |  | a | b",
      ]),
    FeedCase(
      name: "Atom 0.3",
      text: """
        <feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><id>t:1</id><title>Old</title><issued>2003-12-13T08:29:29-04:00</issued>
        <link rel="alternate" type="text/html" href="http://c.example/1"/><content type="text/html" mode="escaped">&lt;p&gt;One&lt;/p&gt;</content></entry>
        <entry><id>t:2</id><title mode="xml">Two</title><content type="application/xhtml+xml" mode="xml"><p>Three</p></content></entry></feed>
        """, lines: ["2003-12-13 | Old | http://c.example/1 | One", "- | Two |  | Three"]),
    FeedCase(
      name: "JSON Feed 1.0 with a number for an id",
      text:
        #"{"version":"https://jsonfeed.org/version/1","items":[{"id":7,"url":"https://a.example/7","title":"Seven","content_html":"<p>The <code>phone</code></p>","date_published":"2026-11-24T02:15:00.5Z"},{"id":"8","external_url":"javascript:alert(1)","content_text":"a\nb"},3]}"#,
      lines: ["2026-11-24 | Seven | https://a.example/7 | The `phone`", "- |  |  | a | b"]),
    FeedCase(
      name: "JSON Feed 1.1",
      text:
        #"{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[{"id":"1","summary":"short","content_text":"long","date_modified":"2026-11-24"}]}"#,
      lines: ["2026-11-24 |  |  | short | long"]),
  ]

  @Test("each kind of feed, told apart by its content", arguments: feeds) func kinds(_ one: FeedCase) throws {
    let content = try Reading.read(one.text)
    #expect(content.entries.map(Reading.line) == one.lines)
    #expect(!content.isPage)
    // Where a page is expected a feed is taken as well.
    #expect(try Reading.read(one.text, as: .page).entries == content.entries)
  }

  @Test("a feed in another encoding is the same feed")
  func encodings() throws {
    let body = "<rss><channel><item><title>Caf\u{E9} \u{2013} x</title></item></channel></rss>"
    let latin = body.unicodeScalars.map { $0.value == 0x2013 ? 0x96 : UInt8(truncatingIfNeeded: $0.value) }
    let head = Array("<?xml version=\"1.0\" encoding=\"windows-1252\"?>".utf8)
    let wide: [UInt8] = body.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let little: [UInt8] = body.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [
      Array(body.utf8), [0xEF, 0xBB, 0xBF] + Array(body.utf8), head + latin, latin, [0xFE, 0xFF] + wide, wide,
      [0xFF, 0xFE] + little,
    ] {
      #expect(try Reading.read(bytes).entries.map(\.title) == ["Caf\u{E9} \u{2013} x"])
    }
    #expect(try Reading.read(latin, charset: "iso-8859-1").entries.map(\.title) == ["Caf\u{E9} \u{2013} x"])
  }

  static let refused: [(String, String)] = [
    ("<!DOCTYPE html><html><body><form><input type=password></form></body></html>", "a page for people"),
    ("", "empty"), ("  \n", "nothing"), ("just words", "found text"), ("{\"items\":[]}", "no JSON Feed"),
    ("<opml><body/></opml>", "<opml>"), ("<rss><channel><item>", "expected"),
    (
      "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss><channel><item><title>&b;</title></item></channel></rss>",
      "declaration of the entity"
    ),
    (
      "<!DOCTYPE rss [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&a;</title></item></channel></rss>",
      "entity"
    ),
  ]

  @Test("what is no feed is refused by what it is", arguments: refused) func refusal(_ text: String, _ why: String)
    throws
  {
    let error = try #require(throws: DriftError.self) { try Reading.read(text) }
    #expect(error.message.contains(why), "\(error.message)")
  }

  static let dates: [(String, String?)] = [
    ("Tue, 24 Nov 2026 02:15:00 GMT", "2026-11-24"), ("24 Nov 26 02:15 EST", "2026-11-24"),
    ("Tue, 24 Nov 2026 23:15:00 PST", "2026-11-25"), ("Tue,24 Nov 2026 02:15:00 +0000 (UTC)", "2026-11-24"),
    ("Tuesday, 24-Nov-26 02:15:00 GMT", "2026-11-24"), ("Tue Nov 24 02:15:00 2026", "2026-11-24"),
    ("Tue Nov  3 02:15:00 2026", "2026-11-03"), ("2026-11-24", "2026-11-24"), ("2026-11", "2026-11-01"),
    ("2026", "2026-01-01"), ("2026-11-24T23:30:00-02:00", "2026-11-25"), ("2026-11-24 02:15:00", "2026-11-24"),
    ("2026-11-24T02:15:00.123456Z", "2026-11-24"), ("2026-11-24T02:15+01", "2026-11-24"),
    ("November 3rd, 2026", "2026-11-03"), ("2026-02-29", nil), ("31 Apr 2026 00:00 GMT", nil), ("yesterday", nil),
    ("", nil), ("2026-11-24T25:00:00Z", nil), ("99999999999999999999", nil), ("Tue, 24 Foo 2026 02:15:00 GMT", nil),
    ("0000-00-00T00:00:00Z", nil), ("1969-01-01", nil), ("24 Nov 2026 99:99:99 GMT", nil),
  ]

  @Test("dates in the forms that feeds use, and none made up", arguments: dates)
  func date(_ text: String, _ day: String?) { #expect(EntryDate(text)?.description == day) }

  @Test("hostile text becomes one line that steers nothing, and a hostile address none") func inert() throws {
    let entry = try #require(
      try Reading.read(
        "<rss><channel><item><title>\u{202E}a&#x1b;[31m&#0;&lt;script&gt;alert(1)&lt;/script&gt; b\u{2066}\u{200B}</title><link>javascript:alert(1)</link><description>::error x&lt;/p&gt;&#10;&lt;img src=x onerror=alert(1)&gt;y &amp;#x202e;z</description></item><item><title>q</title><link>https://a.example/\"onmouseover=\"x</link></item></channel></rss>"
      ).entries.first)
    #expect(entry.title == "a\u{FFFD}[31m\u{FFFD} b" || entry.title == "a [31m b", "\(entry.title.debugDescription)")
    #expect(entry.link.isEmpty)
    let all = ([entry.title] + entry.paragraphs).joined()
    #expect(
      all.unicodeScalars.allSatisfy {
        $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
      })
    #expect(!all.contains("alert"))
  }

  @Test("ids that are missing or repeated make entries all the same, and one that is there twice is one") func ids()
    throws
  {
    let feed = """
      <rss><channel><item><guid>1</guid><title>a</title></item><item><guid>1</guid><title>b</title></item>
      <item><guid>1</guid><title>b</title></item><item><title>c</title></item><item><title>d</title></item><item><title>d</title></item></channel></rss>
      """
    let entries = try Reading.read(feed).entries
    #expect(entries.map(\.title) == ["a", "b", "c", "d"])
    #expect(Set(entries.map(\.key)).count == 4)
  }

  @Test("more entries than are read are counted") func many() throws {
    let items = (0..<10_050).map { "<item><guid>\($0)</guid><title>t\($0)</title></item>" }.joined()
    let content = try Reading.read("<rss><channel>\(items)</channel></rss>")
    #expect(content.entries.count == 10_000 && content.left == 50)
    // Where nobody says which end is the newer one, both are read.
    #expect(content.entries.first?.title == "t0" && content.entries.last?.title == "t10049")
    // One that begins with the oldest has the newest at its end.
    let dated = (0..<10_050).map { number in
      "<item><guid>\(number)</guid><title>t\(number)</title><pubDate>\(2000 + number / 1000)-01-01</pubDate></item>"
    }.joined()
    let newest = try Reading.read("<rss><channel>\(dated)</channel></rss>")
    #expect(newest.entries.count == 10_000 && newest.entries.last?.title == "t10049")
    #expect(newest.entries.first?.title == "t50")
    // One without a day of its own is from that of the one before it.
    let partly = (0..<10_050).map { number in
      "<item><guid>\(number)</guid><title>t\(number)</title>"
        + (number % 100 == 0 ? "<pubDate>\(1900 + number / 100)-01-01</pubDate>" : "") + "</item>"
    }.joined()
    let carried = try Reading.read("<rss><channel>\(partly)</channel></rss>")
    #expect(carried.entries.count == 10_000 && carried.entries.last?.title == "t10049")
    #expect(carried.entries.first?.title == "t50")
  }

  @Test("a page of HTML has a line for each block, under its heading and from its day") func html() throws {
    let page = """
      <!doctype html><html><head><title>Changes</title><style>p{}</style></head><body><nav><ul><li>Home</li></ul></nav>
      <h1>Changes</h1><h2 id="nov">November 24, 2026</h2><p>The <code>phone</code> field<br>is going.</p>
      <ul><li>One &lt;item&gt;</li></ul><h2>2026-10-01</h2><p>Old</p><form><p>Subscribe</p></form><footer>(c) us</footer>
      <script>var a = "<p>no</p>";</script></body></html>
      """
    let content = try Reading.read(page, as: .page)
    #expect(content.isPage)
    #expect(
      content.entries.map(Reading.line) == [
        "- | Changes | https://a.example/feeds/log.xml | Changes",
        "2026-11-24 | November 24, 2026 | https://a.example/feeds/log.xml#nov | November 24, 2026",
        "2026-11-24 | November 24, 2026 | https://a.example/feeds/log.xml#nov | The `phone` field",
        "2026-11-24 | November 24, 2026 | https://a.example/feeds/log.xml#nov | is going.",
        "2026-11-24 | November 24, 2026 | https://a.example/feeds/log.xml#nov | One <item>",
        "2026-10-01 | 2026-10-01 | https://a.example/feeds/log.xml | Old",
      ])
  }

  @Test("a text in Markdown has its headings, items and paragraphs") func markdown() throws {
    let text = """
      # Changelog

      ## [2.0.0] - 2026-11-24
      ### Removed
      - The `phone` field of **Contact**,
        see [the guide](https://a.example/x)
      1. second_field

      ```json
      { "ident": `1` }
      ```

      November 1, 2026
      ----------------
      Some _words_ here.
      """
    let content = try Reading.read(text, as: .page)
    #expect(
      content.entries.map(Reading.line) == [
        "- | Changelog | https://a.example/feeds/log.xml#changelog | Changelog",
        "2026-11-24 | Removed | https://a.example/feeds/log.xml#removed | Removed",
        "2026-11-24 | Removed | https://a.example/feeds/log.xml#removed | The `phone` field of Contact, see the guide",
        "2026-11-24 | Removed | https://a.example/feeds/log.xml#removed | second_field",
        "2026-11-24 | Removed | https://a.example/feeds/log.xml#removed | { \"ident\": 1 }",
        "2026-11-01 | November 1, 2026 | https://a.example/feeds/log.xml#november-1-2026 | November 1, 2026",
        "2026-11-01 | November 1, 2026 | https://a.example/feeds/log.xml#november-1-2026 | Some _words_ here.",
      ])
  }

  @Test(
    "markup that never ends is read in time that grows with it",
    arguments: ["<nav>", "<!--", "<a b=\"", "<p", "`", "&", "<![CDATA["])
  func endless(_ piece: String) throws {
    let text = "<html><body><p>word here" + String(repeating: piece, count: 100_000)
    let start = ContinuousClock.now
    #expect(try Reading.read(text, as: .page).entries.first?.paragraphs.first?.hasPrefix("word here") == true)
    #expect(ContinuousClock.now - start < .seconds(60))
  }
}

extension ChangeLogReaderTests {
  @Test(
    "text that never ends is read in time that grows with it",
    arguments: ["[", "![", "](", "<a", "`", "# ", "- ", "*", "\\"])
  func endlessText(_ piece: String) throws {
    let text = "word here\n\n" + String(repeating: piece, count: 100_000) + "\n\nmore words\n"
    let start = ContinuousClock.now
    let lines = try Reading.read(text, as: .page).entries.map(\.paragraphs)
    #expect(lines.first == ["word here"] && lines.last == ["more words"])
    #expect(ContinuousClock.now - start < .seconds(60))
  }
}

extension String {
  fileprivate func replacingOccurrences(_ old: String, _ new: String) -> String { replacing(old, with: new) }
}
