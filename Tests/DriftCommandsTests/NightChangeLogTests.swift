import DriftTestSupport
import Foundation
import Synchronization
import Testing

/// Nights in which systems say of themselves what changes.
@Suite struct NightChangeLogTests: ChangeLogSuite {
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
