import ArgumentParser
import DriftModel
import DriftReport
import DriftStore
import DriftSyntax

/// `drift snapshot SYSTEM FILE...`.
struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot", abstract: "Stores the schema of a system as a version, unless it is stored already.",
    discussion: """
      The store is a folder of text files that belongs into git: schema/ shows the newest version, one line a field, for \
      reviewers; versions/ holds each version, written once. An unchanged schema makes no version and touches no file.

      Exit codes: 0 stored, or unchanged; 2 the documents cannot be read or the store cannot be written; 3 stored, but a \
      part of it could not be read.
      """)

  @Argument(help: "The system's name: crm.") var system: String
  @Argument(help: "Its documents: a file, several files, a folder, or - for standard input.") var files: [String]
  @OptionGroup var stored: StoreOptions
  @Flag(help: "Accept parts that could not be read: they stay listed, the exit code is not 3.") var allowGaps = false
  @OptionGroup var input: InputOptions

  func run() throws {
    try Store.check(system: system)
    let loader = SystemLoader(symbols: SymbolTable(), limits: input.limits)
    let opened = try loader.open(files)
    let outcome = try stored.store.snapshot(system, from: opened.source, at: try input.time()) {
      let loaded = try loader.load(opened)
      return (loaded.schema, SourceDigest.of(loaded.schema, named: opened.source.name))
    }
    Output.standard(Array((SnapshotText.of(outcome) + "\n").utf8))
    if let unusable = outcome.unusable {
      Output.error(unusable)
      Output.error(DriftError("schema/ of \(system) was left as it is: that version is later, and the newest"))
    }
    try tell(outcome.gaps)
  }

  private func tell(_ gaps: [StoredGap]) throws {
    guard !gaps.isEmpty, !allowGaps else { return }
    for gap in gaps.prefix(3) {
      Output.error(
        DriftError(
          "\(gap.subject) could not be read: \(gap.text)", file: gap.place.isEmpty ? nil : gap.place))
    }
    let more =
      gaps.count > 3
      ? "and \(gaps.count - 3) more that could not be read"
      : "the version is stored; what stands there is unknown in it"
    let command = "drift snapshot \(system) \(files.joined(separator: " ")) --allow-gaps"
    Output.error(DriftError(more, help: ["\(command) accepts what is missing."]))
    throw CommandEnd(code: .incomplete)
  }
}
