import ArgumentParser
import DriftModel
import DriftReport
import DriftStore

/// `drift store verify | repair`.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Checks or mends the folder with the versions.",
    subcommands: [VerifyCommand.self, RepairCommand.self])

  /// `drift store verify`.
  struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Re-hashes all versions and says what cannot be read.",
      discussion: """
        A file that nothing brings back is given up by renaming it (X.jsonl to X.lost): it is told, and counts no more.

        Exit codes: 0 every version can be read (a crooked schema/ and files left behind are told); 2 a version file is \
        missing, altered or cannot be read.
        """)

    @Argument(help: "The systems; all where none is named.", completion: Completions.systems) var systems: [String] = []
    @OptionGroup var stored: StoreOptions

    func run() throws {
      let checked = try StoreCommand.systems(systems, stored.store).map { try stored.store.verify($0) }
      try StoreCommand.tell(checked, mended: nil)
    }
  }

  /// `drift store repair`.
  struct RepairCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "repair", abstract: "Makes schema/ what the newest version says and removes files left behind.",
      discussion: """
        Nothing in versions/ is changed. A merge conflict in schema/ is settled by it: what two branches stored stands in \
        versions/, whole.

        Exit codes: 0 mended, or nothing to mend; 2 a version file is missing, altered or cannot be read.
        """)

    @Argument(help: "The systems; all where none is named.", completion: Completions.systems) var systems: [String] = []
    @OptionGroup var stored: StoreOptions

    func run() throws {
      var mended = 0
      var left: [Store.Checked] = []
      for system in try StoreCommand.systems(systems, stored.store) {
        let result = try stored.store.repair(system)
        mended += result.mended
        left.append(result.left)
      }
      try StoreCommand.tell(left, mended: mended)
    }
  }

  private static func systems(_ named: [String], _ store: Store) throws -> [String] {
    for system in named { _ = try store.known(system) }
    let all = named.isEmpty ? try store.systems() : named
    guard !all.isEmpty else { throw store.empty() }
    return all
  }

  private static func tell(_ checked: [Store.Checked], mended: Int?) throws {
    let problems = checked.flatMap(\.problems)
    for problem in problems { Output.error(DriftError(problem.text, file: problem.file, help: problem.help)) }
    let losses = problems.count(where: \.isLoss)
    let versions = checked.reduce(0) { $0 + $1.versions }
    var text = "\(checked.count) \(checked.count == 1 ? "system" : "systems"), \(versions) versions: "
    text += losses == 0 ? "all can be read" : "\(losses) \(losses == 1 ? "file" : "files") cannot be used"
    if let mended { text += mended == 0 ? ", nothing to mend" : ", \(mended) mended" }
    Output.standard(Array((text + "\n").utf8))
    if losses > 0 { throw CommandEnd(code: .failed) }
  }
}
