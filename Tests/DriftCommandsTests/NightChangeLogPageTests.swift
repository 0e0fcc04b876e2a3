import DriftTestSupport
import Foundation
import Synchronization
import Testing

/// Change logs that are pages, files and what programs write.
@Suite struct NightChangeLogPageTests: ChangeLogSuite {
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
}
