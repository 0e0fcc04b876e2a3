import DriftModel
import Foundation
import Testing

@testable import DriftReport

@Suite struct NeutralTests {
  @Test(
    "what acts is shown as an escape",
    arguments: [
      ("\u{1b}[31mred", #"\u001b[31mred"#), ("a\nb", #"a\u000ab"#), ("a\u{9b}1m", #"a\u009b1m"#),
      ("del\u{7f}", #"del\u007f"#), ("\u{feff}x", #"\ufeffx"#), ("a\u{202e}b", #"a\u202eb"#),
      ("e\u{200b}m", #"e\u200bm"#), ("a\u{2028}b", #"a\u2028b"#), ("cafe\u{301}", #"cafe\u0301"#),
      ("\u{e0061}", #"\udb40\udc61"#), ("::error::x", #"\u003a:error::x"#),
      ("  ::error::x", #"  \u003a:error::x"#),
      ("##vso[task]", #"#\u0023vso[task]"#), ("a::b", "a::b"), (#"C:\dir"#, #"C:\dir"#),
      ("Straße 名前", "Straße 名前"),
    ])
  func escapes(text: String, expected: String) {
    #expect(Neutral.text(text) == expected)
  }

  @Test("a text that looks like an escaped one stays apart from it")
  func lookalikes() {
    let texts = ["\u{1b}", #"\u001b"#, #"\\u001b"#, "\\\u{1b}", "\\\\\u{1b}", #"\\\u001b"#, #"\"#, #"\\"#]
    #expect(Set(texts.map { Neutral.text($0) }).count == texts.count)
    #expect(Set(texts.map { Neutral.name($0) }).count == texts.count)
  }

  @Test("a long text keeps both of its ends and no half of an escape")
  func long() {
    let text = String(repeating: "a", count: 100) + "\u{1b}" + String(repeating: "z", count: 5)
    #expect(Neutral.text(text, limit: 20) == #"aaaaaaa…a\u001bzzzzz"#)
    #expect(Neutral.text(String(repeating: "名", count: 50), limit: 11) == "名名名…名名")
    #expect(Neutral.text("short", limit: 5) == "short")
  }

  @Test("an address on the screen is the address itself where it can be, and reads back where it is escaped")
  func addresses() throws {
    for steps: [Address.Step] in [
      [.name("Contact"), .name("emails"), .items, .name("x y")],
      [.name("GET /a/{id}"), .name("request"), .name("query:limit")],
      [.name("a\u{1b}b"), .name("c\"d\\e"), .values],
      [.name("e\u{200b}"), .name("\u{301}")],
    ] {
      let address = Address(steps)
      let shown = Neutral.address(address)
      #expect(try Address(parsing: shown) == address)
      if !shown.contains("\\u") { #expect(shown == address.description) }
    }
  }

  /// The hostile names that others collected; nothing where the folder is not at hand.
  private func hostileNames() -> [(id: String, name: String)] {
    var folder = ProcessInfo.processInfo.environment["DRIFT_SHARED"].map { URL(filePath: $0) }
    var above = Reports.root
    while folder == nil, above.path.count > 1 {
      above = above.deletingLastPathComponent()
      let candidate = above.appending(path: "shared")
      if FileManager.default.fileExists(atPath: candidate.path) { folder = candidate }
    }
    guard let file = folder?.appending(path: "suites/hostile/names.ndjson"),
      let text = try? String(contentsOf: file, encoding: .utf8)
    else {
      print("SKIPPED: hostile names: no folder `shared` with suites/hostile here")
      return []
    }
    struct Line: Decodable {
      var id: String
      var name: String
    }
    return text.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }.map { ($0.id, $0.name) }
  }

  @Test("hostile names are inert in every report and in the tree, and each stays apart from all others")
  func hostile() throws {
    let names = hostileNames()
    guard !names.isEmpty else { return }
    #expect(names.count > 100)
    var seen: [String: String] = [:]
    for (id, name) in names {
      let shown = Neutral.name(name)
      #expect(seen[shown] == nil, "\(id) looks like \(seen[shown] ?? "")")
      seen[shown] = id
      let key = String(decoding: try JSONEncoder().encode(name), as: UTF8.self)
      func document(_ type: String) -> String {
        """
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": \(key), "type": "object", "$defs": {\
        \(key): {"type": "object", "title": \(key), "properties": {\(key): {"type": "\(type)"}, "e": {"enum": \
        [\(key)\(type == "string" ? "" : ", \"new\"")]}}}}}
        """
      }
      let report = try Reports.compare(document("string"), document("integer"), system: name)
      #expect(!report.systems[0].changes.isEmpty, "\(id)")
      // Those for GitHub are made of what acts there: GateReportTests has them.
      for format in ReportRegistry.formats where !["markdown", "github"].contains(format.id) {
        expectInert(Reports.write(format, report) { $0.width = 60 }, id, name)
      }
      var tree: [UInt8] = []
      TreeText.write(try #require(report.systems[0].new).schema, .all, TreeText.Options(), to: &tree)
      expectInert(String(decoding: tree, as: UTF8.self), id, name)
      let error = DriftError(name, file: name, help: [name])
      expectInert(ErrorText.lines(error), id, name)
      #expect(ErrorText.lines(error).split(separator: "\n").count <= 4)
    }
    print("hostile names: \(names.count) read, \(seen.count) told apart")
  }

  private func expectInert(_ text: String, _ id: String, _ name: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let start = line.drop { $0 == " " }
      #expect(!start.hasPrefix("::"), "\(id): \(line)")
      #expect(!line.contains("##"), "\(id): \(line)")
    }
    let acting = text.unicodeScalars.first { $0 != "\n" && Neutral.acts($0) }
    #expect(acting == nil, "\(id): \(String(describing: acting))")
  }
}
