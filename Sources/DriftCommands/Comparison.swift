import DriftDiff
import DriftFormats
import DriftImpact
import DriftModel
import DriftReport
import DriftStore
import DriftSyntax

/// Two sides, read, compared and judged: the pipeline of `drift diff`.
///
/// documents or versions -> schemas -> changes -> findings -> a system's report
struct Comparison {
  var old: ComparedSide
  var new: ComparedSide
  /// The system's name, where the sides or the caller know it.
  var system: String?
  /// Whether the caller asked for this system by its name, so that a mapping has to know it.
  var isSystemNamed = true
  /// The mapping file; nil judges for an agent that uses everything.
  var mapping: String?
  var acceptsGaps: Bool
  var limits: SyntaxLimits

  /// Both schemas and what is different.
  private struct Compared {
    var old: Schema
    var new: Schema
    /// Nil where nothing was to be compared.
    var diff: SchemaDiff?
  }

  /// Carries the comparison out.
  ///
  /// - Throws: ``DriftError`` where a side or the mapping cannot be read.
  func run() throws -> SystemReport {
    let symbols = SymbolTable()
    let rules = try readMapping(symbols)
    let name = try systemName(rules)
    let both = try compare(symbols, isWhole: rules != nil)
    let (judge, lost) = try judge(rules, name, both)
    let format = FormatRegistry.formats.first { $0.id == both.new.format }
    let reread = Rereadings.apply(format?.rereadings ?? [], to: both.diff?.changes ?? [], both.old, both.new)
    let gaps = ReportedGaps.of(both.old, both.new, areAccepted: acceptsGaps)
    return SystemReport(
      name: name, old: old.described(both.old), new: new.described(both.new), changes: reread.changes,
      findings: judge.judge(reread.changes) + lost
        + judge.judge(gaps) { _ in "accept what is missing with --allow-gaps" },
      notes: notes(both.old, both.new, both.diff, reread.notes), gaps: gaps, hasMapping: rules != nil)
  }

  private func judge(_ rules: Mapping?, _ name: String, _ both: Compared) throws -> (Judge, lost: [Finding]) {
    guard let rules else { return (Judge(system: name), []) }
    if case (.version, .version) = (old, new) {
      return Judge.ofHistory(system: name, mapping: rules, old: both.old, new: both.new)
    }
    return (try Judge(system: name, mapping: rules, old: both.old, new: both.new), [])
  }

  private func readMapping(_ symbols: SymbolTable) throws -> Mapping? {
    guard let mapping else { return nil }
    try FileTree.checkNoPipe(mapping)
    return try MappingReader.read(DocumentReader.read(path: mapping, symbols: symbols, limits: limits))
  }

  private func compare(_ symbols: SymbolTable, isWhole: Bool) throws -> Compared {
    let loader = SystemLoader(symbols: symbols, limits: limits)
    switch (old, new) {
    case (.document(let before), .document(let after)): return try compare(before, after, loader)
    case (.version(let history, let version), .version(let later, let other)):
      return try compare(VersionPair((history, version), (later, other), symbols, isWhole: isWhole))
    default:
      let before = try load(old, loader)
      let after = try load(new, loader)
      return Compared(old: before, new: after, diff: SchemaDiff.compare(before, after))
    }
  }

  private func load(_ side: ComparedSide, _ loader: SystemLoader) throws -> Schema {
    switch side {
    case .document(let argument): try loader.load(argument).schema
    case .version(let history, let version): try history.schema(version, loader.symbols)
    case .revision(let document): try document.load(loader)
    }
  }

  /// Compares two versions, reading what both have alike only where the comparison looks into it.
  private func compare(_ versions: VersionPair) throws -> Compared {
    var pair = versions
    while true {
      let schemas = try pair.read()
      if pair.isSame { return Compared(old: schemas.old, new: schemas.new, diff: nil) }
      let diff = SchemaDiff.compare(schemas.old, schemas.new)
      guard pair.widen(schemas) else { return Compared(old: schemas.old, new: schemas.new, diff: diff) }
    }
  }

  /// Compares two documents; two files of the same bytes are read once.
  private func compare(_ old: String, _ new: String, _ loader: SystemLoader) throws -> Compared {
    guard old != "-" || new != "-" else {
      throw DriftError("standard input can be one side only", help: ["Name a file for the other."])
    }
    guard old == "-" || !FileTree.isFolder(old), new == "-" || !FileTree.isFolder(new) else {
      let (before, after) = (try loader.load(old).schema, try loader.load(new).schema)
      return Compared(old: before, new: after, diff: SchemaDiff.compare(before, after))
    }
    for side in [old, new] { try FileTree.checkNoPipe(side) }
    LargePages.expect(documentsOf: [old, new].reduce(0) { $0 + (FileTree.size($1) ?? 0) })
    let left = try SourceText.load(old, limits: limits)
    let right = try SourceText.load(new, limits: limits)
    let before = try loader.load(left, from: old).schema
    // References to other files may still lead to different ones.
    if left.hasSameBytes(as: right), before.parts.count == 1 { return Compared(old: before, new: before, diff: nil) }
    let after = try loader.load(right, from: new).schema
    return Compared(old: before, new: after, diff: SchemaDiff.compare(before, after))
  }

  /// The notes of both sides, one a kind, and one where the matcher had to leave something out.
  private func notes(
    _ old: Schema, _ new: Schema, _ diff: SchemaDiff?, _ more: [Note]
  ) -> [SystemReport.ReportedNote] {
    let newer = Set(new.notes.map(\.kind))
    var notes = new.notes.map { SystemReport.ReportedNote($0, place: new.place($0.origin)) }
    notes += old.notes.filter { !newer.contains($0.kind) }.map { .init($0, place: old.place($0.origin)) }
    if let limited = diff?.limited, limited > 0 {
      let note = Note(
        kind: "matching-limited", origin: .none,
        text: "removed places that were not held against everything that was added", count: limited)
      notes.append(.init(note, place: nil))
    }
    notes += more.map { .init($0, place: new.place($0.origin)) }
    return notes.sorted { ($0.note.kind, $0.note.text) < ($1.note.kind, $1.note.text) }
  }

  private func systemName(_ mapping: Mapping?) throws -> String {
    guard let mapping else { return system ?? "-" }
    let systems = mapping.systems
    let known = systems.joined(separator: ", ")
    if let system {
      guard systems.contains(system) || !isSystemNamed else {
        throw DriftError(
          "the mapping names no system \"\(system)\"", file: self.mapping, help: ["It names \(known)."])
      }
      return system
    }
    guard systems.count == 1, let only = systems.first else {
      throw DriftError(
        systems.isEmpty ? "the mapping has no entries" : "the mapping names several systems: \(known)",
        file: self.mapping, help: ["--system says which of them the two documents are."])
    }
    return only
  }
}
