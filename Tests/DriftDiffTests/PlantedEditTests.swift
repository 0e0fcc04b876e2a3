import DriftDiff
import DriftModel
import DriftTestSupport
import Testing

/// One edit at every kind of place of real documents is exactly one change.
@Suite struct PlantedEditTests {
  /// How many edits a cell of the table gets.
  private static let samples = 3 * SharedData.effort

  @Test("an edit planted at any place of a real document is exactly one change, of its kind, at its address")
  func plantedEdits() throws {
    guard let shared = SharedData.folder(for: "planted edits") else { return }
    var table = EditTable()
    try plant(in: RealDocuments.moderate(shared), into: &table, seed: 1)
    try plant(in: SyntheticDocuments.all, into: &table, seed: 2, onlyMissing: true)
    print(table.text)
    for failure in table.failures { Issue.record(Comment(rawValue: failure)) }
    for cell in table.emptyCells { Issue.record("no document has a place for: \(cell)") }
  }

  private func plant(
    in documents: [DocumentSet], into table: inout EditTable, seed: UInt64, onlyMissing: Bool = false
  ) throws {
    var pools: [Position: [(Subject, Site)]] = [:]
    for documents in documents {
      let subject = try Subject(documents)
      for site in subject.map.sites {
        for position in site.positions { pools[position, default: []].append((subject, site)) }
      }
    }
    for position in Position.allCases {
      for edit in PlantedEdit.allCases where !EditTable.isImpossible(edit, position) {
        if onlyMissing, table.count(edit, position) > 0 { continue }
        var random = SeededGenerator(seed, "\(edit) \(position)")
        var done = 0
        for (subject, site) in (pools[position] ?? []).shuffled(using: &random) {
          guard done < Self.samples else { break }
          guard let (edited, expected) = edit.plant(at: site, in: subject.map, using: &random) else {
            continue
          }
          done += 1
          let changes = try subject.changes(to: edited)
          table.add(edit, position, isSynthetic: onlyMissing)
          if !expected.isMet(by: changes) {
            table.failures.append(
              """
              \(edit) at \(position) of \(edited.name) \(site.pointer): expected \(expected.kind.rawValue) \
              \(expected.old.union(expected.new).sorted().prefix(2)), found \(changes.prefix(6).map(\.line))
              """)
          }
        }
      }
    }
  }
}

/// A document that is edited many times: its places are found and its old side is read once.
private final class Subject {
  let map: DocumentMap
  private let symbols = SymbolTable()
  private let old: Schema

  init(_ documents: DocumentSet) throws {
    map = DocumentMap(documents)
    old = try documents.read(symbols)
  }

  func changes(to edited: DocumentSet) throws -> [Change] {
    SchemaDiff.compare(old, try edited.read(symbols)).changes
  }
}

/// How many edits were planted where.
private struct EditTable {
  private struct Cell: Hashable {
    var edit: PlantedEdit
    var position: Position
  }

  private var counts: [Cell: Int] = [:]
  private var synthetic: Set<Cell> = []
  var failures: [String] = []

  func count(_ edit: PlantedEdit, _ position: Position) -> Int {
    counts[Cell(edit: edit, position: position)] ?? 0
  }

  mutating func add(_ edit: PlantedEdit, _ position: Position, isSynthetic: Bool) {
    let cell = Cell(edit: edit, position: position)
    counts[cell, default: 0] += 1
    if isSynthetic { synthetic.insert(cell) }
  }

  /// What the formats have no way to say: a shared parameter is removed and renamed where it is used, not where it is
  /// defined, and an item has no name.
  static func isImpossible(_ edit: PlantedEdit, _ position: Position) -> Bool {
    position == .sharedParameter && (edit == .removed || edit == .renamed)
  }

  var emptyCells: [String] {
    Position.allCases.flatMap { position in
      PlantedEdit.allCases.filter { !Self.isImpossible($0, position) && count($0, position) == 0 }
        .map { "\($0.rawValue) at \(position.rawValue)" }
    }
  }

  /// The table; `s` marks counts of documents made for the test, `-` what cannot be.
  var text: String {
    func pad(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(1, width - text.count))
    }
    var lines = [pad("planted edits", 22) + PlantedEdit.allCases.map { pad($0.rawValue, 18) }.joined()]
    for position in Position.allCases {
      let cells = PlantedEdit.allCases.map { edit in
        let cell = Cell(edit: edit, position: position)
        if Self.isImpossible(edit, position) { return pad("-", 18) }
        return pad("\(counts[cell] ?? 0)\(synthetic.contains(cell) ? "s" : "")", 18)
      }
      lines.append(pad(position.rawValue, 22) + cells.joined())
    }
    let total = counts.values.reduce(0, +)
    lines.append("\(total - failures.count) passed, \(failures.count) failed, 0 skipped")
    return lines.joined(separator: "\n")
  }
}
