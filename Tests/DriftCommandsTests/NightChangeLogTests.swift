import DriftTestSupport
import Foundation
import Synchronization
import Testing

/// Nights in which systems say of themselves what changes.
@Suite struct NightChangeLogTests {
  private static let schema =
    #"{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Contact","type":"object","properties":{"email":{"type":"string"},"phone":{"type":"string","title":"Phone Number"}}}"#
  private static let mapping = """
    agent: router
    owner: ops@example.com
    fields:
      - { agent: mail, system: crm, field: Contact.email, access: [read], on_missing: skip }
      - { agent: phone, system: crm, field: Contact.phone, access: [read], on_missing: skip }

    """

  private func repository(_ changeLog: String) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(
      "drift.yaml",
      "version: 1\nmappings: [mapping.yaml]\nsystems:\n  crm:\n    owner: crm-team@example.com\n    source: { command: [cat, s.json] }\n"
        + (changeLog.isEmpty ? "" : "    change-log: \(changeLog)\n"))
    try scratch.write("mapping.yaml", Self.mapping)
    try scratch.write("s.json", Self.schema)
    return scratch
  }

  private func night(_ scratch: Scratch, _ day: String, _ more: String...) throws -> DriftProgram.Outcome {
    let outcome = try DriftProgram(folder: scratch.url).run(["run", "--now", "\(day)T02:15:00Z"] + more)
    // The first night has no lock, and later ones check against it.
    _ = try DriftProgram(folder: scratch.url).run("lock")
    return outcome
  }

  /// What is stored, by path.
  private func stored(_ scratch: Scratch) throws -> [String: Data] {
    let folder = scratch.url.appendingPathComponent("Snapshots").path
    var out: [String: Data] = [:]
    for file in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      // The mark of a look is renewed by its own rule.
      guard !file.contains("checked"), let bytes = FileManager.default.contents(atPath: folder + "/" + file) else {
        continue
      }
      out[file] = bytes
    }
    return out
  }

  /// A feed that a test changes.
  private final class Feed: Sendable {
    private let state = Mutex<(status: String, body: [UInt8], type: String)>(("200 OK", [], "application/atom+xml"))

    func set(_ body: String, status: String = "200 OK", type: String = "application/atom+xml") {
      state.withLock { $0 = (status, Array(body.utf8), type) }
    }

    func set(_ entries: [(id: Int, title: String, text: String)]) {
      let items = entries.map { entry in
        "<entry><id>urn:\(entry.id)</id><title>\(entry.title)</title><link href=\"/changes/\(entry.id)\"/><updated>2026-11-0\(entry.id % 9 + 1)T00:00:00Z</updated><content type=\"html\"><![CDATA[\(entry.text)]]></content></entry>"
      }
      set("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Log</title>\(items.joined())</feed>")
    }

    func serve() throws -> RawServer {
      try RawServer { [self] connection in
        while let request = connection.next() {
          let (status, body, type) = state.withLock { $0 }
          let hash = body.reduce(5381 as UInt64) { ($0 &* 33) ^ UInt64($1) }
          let tag = "\"\(hash)\""
          if request.headers.contains(where: { $0.name.lowercased() == "if-none-match" && $0.value == tag }) {
            connection.reply("304 Not Modified", "", ["ETag: \(tag)"])
            continue
          }
          connection.send(
            Array(
              "HTTP/1.1 \(status)\r\nContent-Length: \(body.count)\r\nContent-Type: \(type)\r\nETag: \(tag)\r\n\r\n"
                .utf8)
              + body)
        }
      }
    }
  }

  @Test("an entry that names a mapped field is told in the night in which it is new, and in no other") func told()
    throws
  {
    let feed = Feed()
    feed.set([(1, "Faster", "We removed the fax field."), (2, "Old", "The <code>phone</code> field is deprecated.")])
    let server = try feed.serve()
    let scratch = try repository("{ feed: \"\(server.url("/log.xml"))\" }")
    let first = try night(scratch, "2026-11-01", "--verbose")
    #expect(first.code == 0 && !first.output.contains("change log"), "\(first.output)")
    #expect(first.errors.contains("first look at its change log; 2 entries remembered"), "\(first.errors)")
    let before = try stored(scratch)
    #expect(before.keys.contains("crm/change-log"))
    let quiet = try night(scratch, "2026-11-02")
    #expect(quiet.code == 0 && quiet.output.isEmpty && quiet.errors.isEmpty, "\(quiet.output)\(quiet.errors)")
    #expect(server.log.last?.headers.contains { $0.name.lowercased() == "if-none-match" } == true)
    #expect(try stored(scratch) == before)
    feed.set([
      (3, "Phones", "Hello. The <code>phone</code> field is deprecated and will be removed on March 1, 2027. Bye."),
      (4, "Nothing", "We like status pages."),
      (1, "Faster", "We removed the fax field."), (2, "Old", "The <code>phone</code> field is deprecated."),
    ])
    let text = try night(scratch, "2026-11-03")
    #expect(text.code == 0, "\(text.output)\(text.errors)")
    #expect(text.output.hasPrefix("night of 2026-11-03: 1 system, 1 checked; 1 new, 0 ended, 0 stay open\n"))
    #expect(
      text.output.contains(
        "crm: its change log of 2026-11-04 names Contact.phone and announces a deprecation: Phones: "
          + "The `phone` field is deprecated and will be removed on March 1, 2027."), "\(text.output)")
    #expect(text.output.contains("read \(server.url("/changes/3")); where it concerns"), "\(text.output)")
    #expect(text.output.contains("router reads phone (mapping.yaml:5)"), "\(text.output)")
    let silent = try night(scratch, "2026-11-04")
    #expect(silent.code == 0 && silent.output.isEmpty, "\(silent.output)")
    // A fresh clone knows what was told.
    try FileManager.default.removeItem(at: scratch.url.appendingPathComponent(".drift"))
    let clone = try night(scratch, "2026-11-05")
    #expect(clone.code == 0 && clone.output.isEmpty, "\(clone.output)")
  }

  @Test("the report of JSON has it as information with its rule, and a complete check") func json() throws {
    let feed = Feed()
    feed.set([(1, "a", "b")])
    let server = try feed.serve()
    let scratch = try repository("{ feed: \"\(server.url("/log.xml"))\" }")
    _ = try night(scratch, "2026-11-01")
    feed.set([(3, "x", "The \"Phone Number\" is trimmed."), (2, "The v1 API is deprecated", "b"), (1, "a", "b")])
    let report = try night(scratch, "2026-11-02", "--format", "json").json()
    // What people call the field, as the schema has it, names it too.
    let named = try #require(
      (report["findings"] as? [[String: Any]])?.first { ($0["message"] as? String)?.contains("Contact.phone") == true })
    #expect((named["affects"] as? [[String: Any]])?.map { $0["field"] as? String } == ["phone"])
    #expect(report["complete"] as? Bool == true)
    let finding = try #require(
      (report["findings"] as? [[String: Any]])?.last { $0["rule"] as? String == "change-log-entry" })
    #expect(finding["severity"] as? String == "info" && finding["standing"] as? String == "new")
    #expect(finding["owner"] as? String == "crm-team@example.com" && finding["change"] is NSNull)
    #expect((finding["message"] as? String)?.contains("announces a deprecation: The v1 API is deprecated") == true)
  }

  @Test("what a log says at first is old, but for what is still to end and is mapped") func upcoming() throws {
    let feed = Feed()
    feed.set([
      (1, "One", "The <code>phone</code> field will be removed on March 1, 2027."),
      (2, "Two", "The <code>email</code> field was removed on March 1, 2026."),
      (3, "Three", "The <code>fax</code> field will be removed on March 1, 2027."),
      (4, "Four", "The <code>email</code> field is deprecated."),
    ])
    let server = try feed.serve()
    let scratch = try repository("{ feed: \"\(server.url("/log.xml"))\" }")
    let first = try night(scratch, "2026-11-01")
    #expect(first.output.contains("names Contact.phone") && first.output.contains("1 new,"), "\(first.output)")
    #expect(!first.output.contains("Two") && !first.output.contains("Three") && !first.output.contains("Four"))
    #expect(try night(scratch, "2026-11-02").output.isEmpty)
  }

  @Test("a log that cannot be read is told when that begins and once a week, and makes no check incomplete")
  func unread()
    throws
  {
    let feed = Feed()
    feed.set([(1, "a", "b")])
    let server = try feed.serve()
    let scratch = try repository("{ feed: \"\(server.url("/log.xml"))\" }")
    _ = try night(scratch, "2026-11-01")
    feed.set("<!doctype html><title>Sign in</title><input type=password>", type: "text/html")
    let first = try night(scratch, "2026-11-02")
    #expect(first.code == 0 && first.output.contains("its change log was not read"), "\(first.output)")
    #expect(first.output.contains("login page") && !first.output.contains("INCOMPLETE"), "\(first.output)")
    for day in ["03", "08"] {
      let later = try night(scratch, "2026-11-\(day)")
      #expect(later.code == 0 && later.output.isEmpty, "\(later.output)")
    }
    let report = try night(scratch, "2026-11-08", "--format", "json").json()
    #expect((report["findings"] as? [[String: Any]])?.contains { $0["rule"] as? String == "change-log-unread" } == true)
    #expect(try night(scratch, "2026-11-09").output.contains("its change log was not read"))
    feed.set([(2, "The v1 API is deprecated", "b"), (1, "a", "b")])
    let back = try night(scratch, "2026-11-10")
    #expect(back.output.contains("solved    crm change-log-unread, there since 2026-11-02"), "\(back.output)")
    #expect(back.output.contains("announces a deprecation"), "\(back.output)")
  }

  @Test("a log that is known to be unreadable can be accepted") func accepted() throws {
    let scratch = try repository("{ file: none.md }")
    let first = try night(scratch, "2026-11-01", "--format", "json").json()
    let finding = try #require(
      (first["findings"] as? [[String: Any]])?.first { $0["rule"] as? String == "change-log-unread" })
    let id = try #require(finding["id"] as? String)
    let accept = try DriftProgram(folder: scratch.url).run(
      "accept", id, "--reason", "they moved", "--now", "2026-11-01T08:00:00Z")
    #expect(accept.code == 0, "\(accept.errors)")
    #expect(try night(scratch, "2026-11-02").output.contains("accepted  crm change-log-unread"))
    #expect(try night(scratch, "2026-11-09").output.isEmpty)
  }

  @Test("a system without a log is looked at by hand each month, and the time begins anew when somebody did") func due()
    throws
  {
    let scratch = try repository("")
    let program = DriftProgram(folder: scratch.url)
    _ = try night(scratch, "2026-11-01")
    let before = try stored(scratch)
    for day in ["2026-11-02", "2026-11-30"] { #expect(try night(scratch, day).output.isEmpty) }
    #expect(try stored(scratch) == before)
    let first = try night(scratch, "2026-12-01")
    #expect(first.code == 0, "\(first.output)")
    #expect(
      first.output.contains("crm: nobody has looked at its change log for 30 days, since 2026-11-01"), "\(first.output)"
    )
    let open = try night(scratch, "2026-12-02")
    #expect(
      open.output == "1 finding stays open, the oldest since 2026-12-01 (drift check lists it).\n", "\(open.output)")
    let check = try program.run("check", "--now", "2026-12-02T08:00:00Z")
    #expect(check.code == 0 && check.output.contains("nobody has looked at its change log"), "\(check.output)")
    let id = try #require(first.output.firstMatch(of: /drift accept (f_[0-9a-f]{10})/)).1
    let accept = try program.run("accept", String(id), "--reason", "read it", "--now", "2026-12-03T08:00:00Z")
    #expect(accept.code == 0, "\(accept.errors)")
    #expect(try night(scratch, "2026-12-04").output.contains("solved    crm change-log-check-due"))
    #expect(try night(scratch, "2027-01-01").output.isEmpty)
    #expect(try program.run("check", "--now", "2027-01-01T08:00:00Z").output.contains("acceptance") == false)
    #expect(try night(scratch, "2027-01-02").output.contains("for 30 days, since 2026-12-03"))
    // Who says until when nobody has to look is not asked before that is over.
    let later = try program.run(
      "accept", String(id), "--reason", "frozen", "--until", "2027-06-30", "--now", "2027-01-03T08:00:00Z")
    #expect(later.code == 0, "\(later.errors)")
    _ = try night(scratch, "2027-01-04")
    #expect(try night(scratch, "2027-06-30").output.isEmpty)
    let again = try night(scratch, "2027-07-01")
    #expect(again.output.contains("since 2027-01-03") && !again.output.contains("acceptance"), "\(again.output)")
    let told = try program.run("check", "--now", "2027-07-01T08:00:00Z").output
    #expect(told.contains("since 2027-01-03") && !told.contains("acceptance"), "\(told)")
    #expect(try stored(scratch).keys.filter { $0.hasSuffix("change-log") } == ["crm/change-log"])
  }

  @Test("a place to look at has its own time, and none needs no look") func manual() throws {
    let scratch = try repository("{ manual: \"https://a.example/changes\", every: 7d }")
    _ = try night(scratch, "2026-11-01")
    #expect(try night(scratch, "2026-11-07").output.isEmpty)
    let due = try night(scratch, "2026-11-08")
    #expect(
      due.output.contains("for 7 days") && due.output.contains("read https://a.example/changes, then drift accept"))
    let none = try repository("{ none: they mail us }")
    for day in ["2026-11-01", "2027-11-01"] { _ = try night(none, day) }
    #expect(try stored(none)["crm/change-log"] == nil)
    #expect(try !night(none, "2027-11-02").output.contains("change log"))
  }

  @Test("ten thousand entries that are new at once are a few, and a count") func many() throws {
    let feed = Feed()
    feed.set([(1, "a", "b")])
    let server = try feed.serve()
    let scratch = try repository("{ feed: \"\(server.url("/log.xml"))\" }")
    _ = try night(scratch, "2026-11-01")
    feed.set(
      (1...10_000).map {
        ($0, "The v\($0) API is deprecated", $0 % 1000 == 0 ? "The <code>phone</code> field goes." : "x")
      })
    let night = try night(scratch, "2026-11-02", "--format", "json").json()
    let told = try #require(night["findings"] as? [[String: Any]]).filter {
      $0["rule"] as? String == "change-log-entry"
    }
    #expect(told.count == 11)
    #expect(told.prefix(10).allSatisfy { ($0["message"] as? String)?.contains("names Contact.phone") == true })
    #expect(
      (told.last?["message"] as? String)?.contains("9989 more new entries") == true
        || (told.last?["message"] as? String)?.contains("9990 more new entries") == true)
    #expect(try self.night(scratch, "2026-11-03").output.isEmpty)
  }

  @Test("what is hostile in a feed is held back, or steers nothing") func hostile() throws {
    let feed = Feed()
    feed.set([(1, "a", "b")])
    let server = try feed.serve()
    let scratch = try repository("{ feed: \"\(server.url("/log.xml"))\" }")
    _ = try night(scratch, "2026-11-01")
    feed.set([
      (
        2, "\u{202E}The v1 API is deprecated &#27;[31m ::error::x ##vso[x]",
        "<script>x</script><code>phone</code>\u{2066}|[a](javascript:b)"
      ),
      (1, "a", "b"),
    ])
    for form in ["text", "markdown", "github", "json"] {
      let outcome = try DriftProgram(folder: scratch.url).run([
        "run", "--now", "2026-11-02T02:15:00Z", "--format", form, "--no-hooks", "--fail-on", "none",
      ])
      try? FileManager.default.removeItem(at: scratch.url.appendingPathComponent("Snapshots/crm/seen"))
      let isInert = outcome.output.unicodeScalars.allSatisfy {
        $0 == "\n" || $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
      }
      #expect(isInert && !outcome.output.contains("<script>"), "\(form): \(outcome.output)")
      #expect(!outcome.output.split(separator: "\n").contains { $0.hasPrefix("::error") || $0.contains("##vso[") })
    }
    feed.set(
      "<!DOCTYPE feed [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>x</id><title>&b;</title></entry></feed>"
    )
    #expect(try night(scratch, "2026-11-03").output.contains("its change log was not read"))
    feed.set("<feed>" + String(repeating: "x", count: 50_000_000))
    let large = try night(scratch, "2026-11-10", "--format", "json").json()
    let finding = try #require(
      (large["findings"] as? [[String: Any]])?.first { $0["rule"] as? String == "change-log-unread" })
    #expect((finding["message"] as? String)?.contains("sends more than 10 MB") == true, "\(finding)")
    #expect(large["complete"] as? Bool == true)
    // A feed that lost all of its entries is none that has nothing new.
    feed.set("<feed xmlns=\"http://www.w3.org/2005/Atom\"/>")
    let empty = try night(scratch, "2026-11-17").output
    #expect(empty.contains("it has no entry, where it had"), "\(empty)")
  }

  @Test("a page, a file and a program are read line by line") func pages() throws {
    let text = "# Changes\n\n## Unreleased\n- Faster exports\n"
    let scratch = try repository("{ file: CHANGES.md }")
    try scratch.write("CHANGES.md", text)
    _ = try night(scratch, "2026-11-01")
    #expect(try night(scratch, "2026-11-02").output.isEmpty)
    try scratch.write(
      "CHANGES.md",
      "# Changes\n\n## 2.0 - 2026-11-02\n- Removed the `phone` field\n- Faster exports\n\n## Unreleased\n- Nicer\n")
    let news = try night(scratch, "2026-11-03")
    #expect(
      news.output.contains(
        "its change log of 2026-11-02 names Contact.phone and announces a removal: 2.0 - 2026-11-02: Removed the `phone` field"
      ), "\(news.output)")
    let program = try repository("{ command: [cat, CHANGES.md] }")
    try program.write("CHANGES.md", text)
    _ = try night(program, "2026-11-01")
    try program.write("CHANGES.md", text + "- The v1 API is deprecated\n")
    #expect(try night(program, "2026-11-02").output.contains("announces a deprecation"))
    let feed = Feed()
    feed.set("<html><body><h2>November 1, 2026</h2><p>Faster.</p></body></html>", type: "text/html")
    let server = try feed.serve()
    let page = try repository("{ page: \"\(server.url("/changes"))\" }")
    _ = try night(page, "2026-11-01")
    feed.set(
      "<html><body><h2 id=n2>November 2, 2026</h2><p>Removed <code>Contact.phone</code>.</p><h2>November 1, 2026</h2><p>Faster.</p></body></html>",
      type: "text/html")
    let told = try night(page, "2026-11-02")
    #expect(told.output.contains("its change log of 2026-11-02 names Contact.phone"), "\(told.output)")
    #expect(told.output.contains("read \(server.url("/changes"))#n2"), "\(told.output)")
  }

  /// What comes in place of a page, and what is said of it.
  private static let noPages: [(body: String, words: String)] = [
    ("<!doctype html><div id=root></div><script src=a.js></script>", "programs fill it in a browser"),
    ("<html><body><noscript>You need JavaScript.</noscript></body></html>", "there is no text in what"),
    ("<html><title>404 Not Found</title><h1>Not Found</h1><p>nginx</p></html>", "sent the page of an error"),
    (
      "<html><title>Acme</title><h1>Sign in to continue</h1><p>With your work account</p></html>", "a page to log in on"
    ),
    ("Access denied", "sent the text of an error; it said: Access denied"),
    ("Internal Server Error", "sent the text of an error"), (#"{"error":"unauthorized"}"#, "found JSON"),
    ("...", "no text"),
  ]

  @Test(
    "a page without text, of an error or a login is not read, and hides nothing that comes later", arguments: noPages)
  func noPage(_ body: String, _ words: String) throws {
    let feed = Feed()
    feed.set(body, type: body.hasPrefix("<") ? "text/html" : "text/plain")
    let server = try feed.serve()
    let scratch = try repository("{ page: \"\(server.url("/changes"))\" }")
    let first = try night(scratch, "2026-11-01")
    #expect(first.code == 0 && first.output.contains("its change log was not read"), "\(first.output)")
    #expect(first.output.contains(words), "\(first.output)")
    #expect(try night(scratch, "2026-11-03").output.isEmpty)
    feed.set("<html><body><h2>November 1, 2026</h2><p>Faster.</p></body></html>", type: "text/html")
    let back = try night(scratch, "2026-11-04")
    #expect(back.output.contains("solved    crm change-log-unread"), "\(back.output)")
    // A page that was read before is no less one to log in on now.
    feed.set(body, type: body.hasPrefix("<") ? "text/html" : "text/plain")
    #expect(try night(scratch, "2026-11-05").output.contains("its change log was not read"))
  }

  @Test("a short log that speaks of refusals is a log") func shortLog() throws {
    let scratch = try repository("{ file: CHANGES.md }")
    for text in ["- Access denied is told as 403 now\n", "# Not found\n", "2.0: Too many requests wait\n"] {
      try scratch.write("CHANGES.md", text)
      #expect(try !night(scratch, "2026-11-01").output.contains("was not read"), "\(text)")
    }
  }

  @Test("a page that has nothing of what it had is another page; one that was written anew is not") func otherPage()
    throws
  {
    let feed = Feed()
    func page(_ lines: [String]) {
      feed.set("<html><body>" + lines.map { "<p>\($0)</p>" }.joined() + "</body></html>", type: "text/html")
    }
    let lines = (1...30).map { "Release \($0) is faster." }
    page(lines)
    let server = try feed.serve()
    let scratch = try repository("{ page: \"\(server.url("/changes"))\" }")
    _ = try night(scratch, "2026-11-01")
    page(["Wir sind gleich zurück."])
    let gone = try night(scratch, "2026-11-02")
    #expect(
      gone.output.contains("it has 1 line, none of which is known, where it had 30; it said: Wir sind"),
      "\(gone.output)")
    page(["Removed <code>Contact.phone</code>."] + lines)
    #expect(try night(scratch, "2026-11-03").output.contains("names Contact.phone"))
    page(["Only the last release is shown from now on.", lines[0]])
    #expect(try !night(scratch, "2026-11-04").output.contains("was not read"))
  }

  @Test("a page that is another one is read from the next run on where somebody says that it is the log now")
  func acceptedPage() throws {
    let feed = Feed()
    func page(_ lines: [String]) {
      feed.set("<html><body>" + lines.map { "<p>\($0)</p>" }.joined() + "</body></html>", type: "text/html")
    }
    page((1...30).map { "Release \($0) is faster." })
    let server = try feed.serve()
    let scratch = try repository("{ page: \"\(server.url("/changes"))\" }")
    _ = try night(scratch, "2026-11-01")
    page(["All that is new, on one page.", "Removed <code>Contact.email</code> long ago."])
    let other = try night(scratch, "2026-11-03")
    let id = try #require(other.output.firstMatch(of: /drift accept (f_[0-9a-f]{10})/)).1
    #expect(try night(scratch, "2026-11-04").output == "")
    #expect(try DriftProgram(folder: scratch.url).run("accept", String(id), "--reason", "redesigned").code == 0)
    let taken = try night(scratch, "2026-11-05")
    #expect(taken.code == 0 && !taken.output.contains("Contact.email"), "\(taken.output)\(taken.errors)")
    page(["All that is new, on one page.", "Removed <code>Contact.phone</code>."])
    let next = try night(scratch, "2026-11-06")
    #expect(next.output.contains("names Contact.phone") && !next.output.contains("stale"), "\(next.output)")
  }

  @Test("a log behind a login is shown the secret, and nobody else is") func secret() throws {
    let server = try RawServer { connection in
      while let request = connection.next() {
        let shown = request.headers.filter { $0.name.lowercased() == "authorization" }.map(\.value).joined()
        let isKnown = shown == "Bearer s3cr3t-of-some-length"
        connection.reply(
          isKnown ? "200 OK" : "401 Unauthorized",
          isKnown ? "<rss><channel><item><title>a</title></item></channel></rss>" : "no, not with \(shown)")
      }
    }
    let scratch = try repository("{ feed: \"\(server.url("/log.xml"))\", auth: { bearer: { env: LOG } } }")
    let program = DriftProgram(folder: scratch.url)
    var said = ""
    for secret in ["s3cr3t-of-some-length", "an0ther-of-some-length"] {
      for arguments in [["run", "--verbose"], ["doctor"]] {
        let outcome = try program.run(arguments, environment: ["LOG": secret])
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
        said += outcome.output + outcome.errors
      }
    }
    #expect(said.contains("refused the credentials") && said.contains("crm: its change log can be read"), "\(said)")
    #expect(!said.contains("of-some-length"))
    let doctor = try program.run("doctor")
    #expect(doctor.code == 3 && doctor.output.contains("of the change log of crm"), "\(doctor.output)")
  }

  @Test("what is kept outside of git decides nothing: who goes back is told again") func back() throws {
    let feed = Feed()
    feed.set([(1, "a", "b")])
    let server = try feed.serve()
    let scratch = try repository("{ feed: \"\(server.url("/log.xml"))\" }")
    _ = try night(scratch, "2026-11-01")
    let memory = scratch.url.appendingPathComponent("Snapshots/crm/change-log")
    let older = try Data(contentsOf: memory)
    feed.set([(2, "The v1 API is deprecated", "b"), (1, "a", "b")])
    #expect(try night(scratch, "2026-11-02").output.contains("announces a deprecation"))
    #expect(try night(scratch, "2026-11-02").output.isEmpty)
    try older.write(to: memory)
    #expect(try night(scratch, "2026-11-03").output.contains("announces a deprecation"))
  }

  @Test("a file of the project is one, and no link to another place") func link() throws {
    let elsewhere = try Scratch()
    try elsewhere.write("log.md", "- The v1 API is deprecated\n")
    let scratch = try repository("{ file: log.md }")
    try FileManager.default.createSymbolicLink(
      at: scratch.url.appendingPathComponent("log.md"),
      withDestinationURL: elsewhere.url.appendingPathComponent("log.md"))
    let outcome = try night(scratch, "2026-11-01")
    #expect(outcome.output.contains("log.md is a link"), "\(outcome.output)")
    try FileManager.default.createSymbolicLink(
      at: scratch.url.appendingPathComponent("logs"), withDestinationURL: elsewhere.url)
    let yaml = try String(contentsOf: scratch.url.appendingPathComponent("drift.yaml"), encoding: .utf8)
    try scratch.write("drift.yaml", yaml.replacingOccurrences(of: "log.md", with: "logs/log.md"))
    let folder = try night(scratch, "2026-11-08")
    #expect(folder.output.contains("logs/log.md is a link"), "\(folder.output)")
  }

  static let mistakes: [(String, String)] = [
    ("{ }", "expected one of feed, page"), ("{ feed: \"https://a\", page: \"https://b\" }", "expected one of feed"),
    ("{ feed: nowhere }", "expected an address"), ("{ feed: \"https://a\", every: 7d }", "does not stand beside"),
    ("{ manual: \"https://a\", every: often }", "days or months"), ("{ none: \"\" }", "found an empty one"),
    ("none", "under \"change-log\""), ("{ fed: \"https://a\" }", "Did you mean"), ("{ file: ../x }", "inside"),
    ("{ feed: \"https://a\", auth: { bearer: abc } }", "a secret does not stand in this file"),
  ]

  @Test("a mistake under change-log is told with its line", arguments: mistakes) func mistake(
    _ text: String, _ why: String
  )
    throws
  {
    let outcome = try night(try repository(text), "2026-11-01")
    #expect(
      outcome.code == 2 && outcome.errors.contains(why) && outcome.errors.contains("drift.yaml:7"), "\(outcome.errors)")
  }
}
