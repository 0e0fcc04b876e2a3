import DriftDiff
import DriftFormats
import DriftImpact
import DriftModel
import DriftSyntax
import Foundation

@testable import DriftReport

/// Reports of real documents: read, compared and judged as `drift diff` does it.
enum Reports {
  /// The package's folder.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A schema of a document that is given as text.
  static func schema(_ text: String, file: String, _ symbols: SymbolTable = SymbolTable()) throws -> Schema {
    let source = SourceText(file: file, copying: text.utf8)
    let tree: SyntaxTree
    do throws(SyntaxError) {
      tree = try DocumentReader.read(source, symbols: symbols)
    } catch {
      throw error.located(in: source)
    }
    let format = try FormatRegistry.recognise(tree)
    return try format.read(
      FormatInput(entries: [.init(path: file, tree: tree)], symbols: symbols) {
        path throws(FormatInput.LoadFailure) in
        throw .unreadable("no document \(path)")
      })
  }

  /// The text of a file of `Fixtures`.
  static func fixture(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: "Fixtures/\(path)"), encoding: .utf8)
  }

  /// A report of two documents, judged by a mapping where one is given.
  static func compare(
    _ old: String, _ new: String, system: String = "-", files: (String, String) = ("old.json", "new.json"),
    mapping: String? = nil, versions: (String, String) = ("", "")
  ) throws -> Report {
    let symbols = SymbolTable()
    let before = try schema(old, file: files.0, symbols)
    let after = try schema(new, file: files.1, symbols)
    let diff = SchemaDiff.compare(before, after)
    let judge: Judge
    if let mapping {
      let tree = try DocumentReader.read(
        SourceText(file: "mapping.yaml", copying: mapping.utf8), symbols: symbols)
      judge = try Judge(system: system, mapping: MappingReader.read(tree), old: before, new: after)
    } else {
      judge = Judge(system: system)
    }
    let gaps = after.gaps.enumerated().map { index, gap in
      SystemReport.ReportedGap(
        id: "g_000000000\(index)", gap: gap, place: after.place(gap.origin), isAccepted: false)
    }
    // As the command line tells it: an open gap is a finding.
    let open = gaps.map { gap in
      Finding(
        id: "f_" + gap.id.dropFirst(2), rule: "gap", severity: .info, owner: "", change: nil,
        message: "\(gap.gap.subject) could not be read", affects: [])
    }
    return Report(systems: [
      SystemReport(
        name: system, old: .init(schema: before, version: versions.0, digest: "0a1b2c3d", source: files.0),
        new: .init(schema: after, version: versions.1, digest: "4e5f6a7b", source: files.1),
        changes: diff.changes,
        findings: judge.judge(diff.changes) + open,
        notes: before.notes.map { .init($0, place: before.place($0.origin)) }
          + after.notes.map { .init($0, place: after.place($0.origin)) }, gaps: gaps,
        hasMapping: mapping != nil)
    ])
  }

  /// The report of the embedded CRM, with the mapping of its agent or without.
  static func crm(isMapped: Bool) throws -> Report {
    try compare(
      fixture("crm/v1.json"), fixture("crm/v2.json"), system: "crm", files: ("crm/v1.json", "crm/v2.json"),
      mapping: isMapped ? fixture("mapping.yaml") : nil)
  }

  /// The report of the embedded inbox.
  static func inbox(isMapped: Bool) throws -> Report {
    try compare(
      fixture("inbox/v1.yaml"), fixture("inbox/v2.yaml"), system: "inbox",
      files: ("inbox/v1.yaml", "inbox/v2.yaml"),
      mapping: isMapped ? fixture("mapping.yaml") : nil)
  }

  /// A report as text.
  static func text(_ report: Report, _ change: (inout ReportOptions) -> Void = { _ in }) -> String {
    write(TextReport(), report, change)
  }

  /// A report in some form.
  static func write(
    _ format: any ReportFormat, _ report: Report, _ change: (inout ReportOptions) -> Void = { _ in }
  ) -> String {
    var options = ReportOptions()
    change(&options)
    var bytes: [UInt8] = []
    format.write(report.only(options.onlyRules), options, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
