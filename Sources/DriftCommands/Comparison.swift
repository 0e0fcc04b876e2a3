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
  var mapping: String?
  var limits: SyntaxLimits

  func run() throws -> SystemReport {
    let symbols = SymbolTable()
    let loader = SystemLoader(symbols: symbols, limits: limits)
    let rules = try mapping.map { try MappingReader.read(DocumentReader.read(path: $0, symbols: symbols, limits: limits)) }
    let name = try systemName(rules)
    let before = try loader.load(old)
    let after = try loader.load(new)
    let diff = SchemaDiff.compare(before.schema, after.schema)
    let judge =
      try rules.map { try Judge(system: name, mapping: $0, old: before.schema, new: after.schema) }
      ?? Judge(system: name)
    return SystemReport(
      name: name, old: side(before), new: side(after), changes: diff.changes, findings: judge.judge(diff.changes),
      notes: [], gaps: [], hasMapping: rules != nil)
  }

  private func side(_ loaded: SystemLoader.Loaded) -> SystemReport.Side {
    .init(schema: loaded.schema, version: "", digest: "", source: loaded.source)
  }

  private func systemName(_ mapping: Mapping?) throws -> String {
    guard let mapping else { return system ?? "-" }
    let systems = mapping.systems
    if let system {
      guard systems.contains(system) else {
        throw DriftError(
          "the mapping names no system \"\(system)\"", file: self.mapping, help: ["It names \(systems.joined(separator: ", "))."])
      }
      return system
    }
    guard systems.count == 1, let only = systems.first else {
      throw DriftError(
        systems.isEmpty ? "the mapping has no entries" : "the mapping names several systems: \(systems.joined(separator: ", "))",
        file: self.mapping, help: ["--system says which of them the documents are."])
    }
    return only
  }
}
