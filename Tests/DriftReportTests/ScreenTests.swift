import DriftModel
import Foundation
import Testing

@testable import DriftReport

@Suite struct ScreenTests {
  @Test(
    "colour goes by the flag, then by what the output is and what the environment says",
    arguments: [
      (.always, false, ["NO_COLOR": "1", "TERM": "dumb"], true), (.never, true, [:], false),
      (.auto, true, [:], true),
      (.auto, false, [:], false), (.auto, true, ["NO_COLOR": "1"], false),
      (.auto, true, ["NO_COLOR": ""], true),
      (.auto, true, ["TERM": "dumb"], false), (.auto, true, ["TERM": "xterm"], true),
    ] as [(Terminal.ColorChoice, Bool, [String: String], Bool)])
  func color(choice: Terminal.ColorChoice, isTerminal: Bool, environment: [String: String], expected: Bool) {
    #expect(Terminal(isTerminal: isTerminal).usesColor(choice) { environment[$0] } == expected)
  }

  @Test("a file is no terminal and has no width")
  func file() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "drift-\(UUID().uuidString)")
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let handle = try FileHandle(forReadingFrom: file)
    let terminal = Terminal.of(descriptor: handle.fileDescriptor)
    #expect(!terminal.isTerminal)
    #expect(terminal.width == nil)
  }

  @Test("an error is one to four lines: where, what, what to do")
  func errors() {
    let place = SourcePlace(file: "schemas/crm.json", line: 412, column: 17)
    let error = DriftError(
      #"expected ":" after "phone", found "}""#, at: place,
      help: ["Inside components.schemas.Contact. Was the document cut short?"])
    #expect(
      ErrorText.lines(error) == """
        drift: schemas/crm.json:412:17: expected ":" after "phone", found "}"
          Inside components.schemas.Contact. Was the document cut short?

        """)
    #expect(ErrorText.lines(DriftError("no such file", file: "a.json")) == "drift: a.json: no such file\n")
    #expect(ErrorText.lines(DriftError("x", help: ["1", "2", "3", "4"])) == "drift: x\n  1\n  2\n  3\n")
    #expect(ErrorText.lines(DriftError("found \"\u{1b}[2J\n\"")) == #"drift: found "\u001b[2J\u000a""# + "\n")
  }

  @Test("every report has a file, and every file of a report is registered")
  func registry() throws {
    let folder = Reports.root.appending(path: "Sources/DriftReport/Formats")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let types = ReportRegistry.formats.map { "\(type(of: $0)).swift" }.sorted()
    #expect(files == types)
    for format in ReportRegistry.formats { #expect(ReportRegistry.format(format.id)?.id == format.id) }
    #expect(ReportRegistry.format("nothing") == nil)
    #expect(Set(ReportRegistry.formats.map(\.id)).count == ReportRegistry.formats.count)
  }
}
