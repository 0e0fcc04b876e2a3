import ArgumentParser
import DriftModel
import DriftReport
import DriftStore

/// `drift log [SYSTEM]`.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Lists the versions of a system, or of all, the newest first.",
    discussion: """
      A line a version: its number, its time, its digest, how many of its definitions and operations changed, its source. \
      Numbers count in the order of time; files and locks name digests.

      Exit codes: 0 listed; 2 there is no such system, or none of its versions can be read; 3 some cannot be read.
      """)

  @Argument(help: "The system; all of them where none is named.", completion: Completions.systems) var system: String?
  @OptionGroup var stored: StoreOptions

  func run() throws {
    let store = stored.store
    let systems = try system.map { [$0] } ?? store.systems()
    if systems.isEmpty { throw store.empty() }
    var usable = 0
    var unusable: [DriftError] = []
    var out = ""
    for name in systems {
      let history = try store.known(name)
      let all = try history.versions()
      usable += all.usable.count
      unusable += all.unusable.map {
        DriftError("v\($0.number) is \($0.text)", file: "\(store.path)/\(name)/versions/\($0.stem).jsonl")
      }
      for version in all.usable.reversed() {
        out += line(version, history, isQualified: system == nil)
        guard let parent = try history.lostParent(of: version) else { continue }
        unusable.append(
          DriftError(
            "missing; \(name)@\(version.name) was compared with it", file: parent,
            help: ["drift store verify \(name) says what to do."]))
      }
    }
    Output.standard(Array(out.utf8))
    for error in unusable { Output.error(error) }
    if !unusable.isEmpty { throw CommandEnd(code: usable == 0 ? .failed : .incomplete) }
  }

  private func line(_ version: Version, _ history: SystemHistory, isQualified: Bool) -> String {
    let name = isQualified ? "\(version.system)@\(version.name)" : version.name
    let changed =
      version.header.parent == nil ? "first" : history.changeCount(version).map { "\($0) changed" } ?? "parent lost"
    let columns = [
      name.padded(to: isQualified ? 12 : 5), version.header.time.description, version.shortDigest,
      changed.padded(to: 12),
    ]
    return columns.joined(separator: "  ") + "  " + Neutral.text(version.header.source.name) + "\n"
  }
}

extension String {
  /// The text with blanks behind it.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
