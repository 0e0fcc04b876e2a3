import Foundation
import Testing

/// Compares an output with the file `Tests/Golden/NAME`; `DRIFT_RECORD=1` writes the file instead.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let file = Reports.root.appending(path: "Tests/Golden/\(name)")
  if ProcessInfo.processInfo.environment["DRIFT_RECORD"] == "1" {
    try Data(text.utf8).write(to: file)
    return
  }
  let expected = try String(contentsOf: file, encoding: .utf8)
  guard text != expected else { return }
  let lines = (
    text.split(separator: "\n", omittingEmptySubsequences: false),
    expected.split(separator: "\n", omittingEmptySubsequences: false)
  )
  let first = zip(lines.0, lines.1).prefix { $0 == $1 }.count
  Issue.record(
    """
    \(name), line \(first + 1):
    expected: \(first < lines.1.count ? lines.1[first] : "the end")
    found:    \(first < lines.0.count ? lines.0[first] : "the end")
    """, sourceLocation: sourceLocation)
}
