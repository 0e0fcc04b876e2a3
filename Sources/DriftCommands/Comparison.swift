import DriftDiff
import DriftImpact
import DriftModel
import DriftReport
import DriftSyntax

/// Two sources, read, compared and judged: the pipeline of `drift diff`.
///
/// documents -> schemas -> changes -> findings -> a system's report
struct Comparison {
  var old: String
  var new: String
  var system: String?
  /// The mapping file; nil judges for an agent that uses everything.
  var mapping: String?
  var acceptsGaps: Bool
  var limits: SyntaxLimits

  /// Carries the comparison out.
  ///
  /// - Throws: ``DriftError`` where a source or the mapping cannot be read.
  func run() throws -> SystemReport {
    let symbols = SymbolTable()
    let rules = try readMapping(symbols)
    let name = try systemName(rules)
    let (before, after) = try load(SystemLoader(symbols: symbols, limits: limits))
    let judge =
      try rules.map { try Judge(system: name, mapping: $0, old: before.schema, new: after.schema) }
      ?? Judge(system: name)
    let diff = after.isSameAsOld ? nil : SchemaDiff.compare(before.schema, after.schema)
    let changes = diff?.changes ?? []
    let gaps = ReportedGaps.of(before.schema, after.schema, areAccepted: acceptsGaps)
    return SystemReport(
      name: name, old: side(before), new: side(after), changes: changes,
      findings: judge.judge(changes) + judge.judge(gaps), notes: notes(before.schema, after.schema, diff),
      gaps: gaps, hasMapping: rules != nil)
  }

  private func readMapping(_ symbols: SymbolTable) throws -> Mapping? {
    guard let mapping else { return nil }
    return try MappingReader.read(DocumentReader.read(path: mapping, symbols: symbols, limits: limits))
  }

  /// Reads both sides; two files of the same bytes are read once.
  private func load(_ loader: SystemLoader) throws -> (SystemLoader.Loaded, SystemLoader.Loaded) {
    guard old != "-" || new != "-" else {
      throw DriftError("standard input can be one side only", help: ["Name a file for the other."])
    }
    guard old == "-" || !FileTree.isFolder(old), new == "-" || !FileTree.isFolder(new) else {
      return (try loader.load(old), try loader.load(new))
    }
    let left = try SourceText.load(old, limits: limits)
    let right = try SourceText.load(new, limits: limits)
    let before = try loader.load(left, from: old)
    // References to other files may still lead to different ones.
    if left.hasSameBytes(as: right), before.schema.parts.count == 1 {
      return (before, .init(schema: before.schema, source: new, isSameAsOld: true))
    }
    return (before, try loader.load(right, from: new))
  }

  private func side(_ loaded: SystemLoader.Loaded) -> SystemReport.Side {
    .init(schema: loaded.schema, version: "", digest: loaded.schema.rootDigest.hex, source: loaded.source)
  }

  /// The notes of both sides, one a kind, and one where the matcher had to leave something out.
  private func notes(_ old: Schema, _ new: Schema, _ diff: SchemaDiff?) -> [SystemReport.ReportedNote] {
    let newer = Set(new.notes.map(\.kind))
    var notes = new.notes.map { SystemReport.ReportedNote($0, place: new.place($0.origin)) }
    notes += old.notes.filter { !newer.contains($0.kind) }.map { .init($0, place: old.place($0.origin)) }
    if let limited = diff?.limited, limited > 0 {
      let note = Note(
        kind: "matching-limited", origin: .none,
        text: "removed places that were not held against everything that was added", count: limited)
      notes.append(.init(note, place: nil))
    }
    return notes.sorted { $0.note.kind < $1.note.kind }
  }

  private func systemName(_ mapping: Mapping?) throws -> String {
    guard let mapping else { return system ?? "-" }
    let systems = mapping.systems
    let known = systems.joined(separator: ", ")
    if let system {
      guard systems.contains(system) else {
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
