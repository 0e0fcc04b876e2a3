import DriftDiff
import Foundation
import Testing

/// Writes the features of the corpus for Tests/Training/fit.py. Runs only where DRIFT_FEATURES_OUT names a
/// file.
@Suite(
  .enabled(if: ProcessInfo.processInfo.environment["DRIFT_FEATURES_OUT"] != nil && CorpusCase.folder != nil))
struct RenameTrainingExport {
  /// What is hidden from the matcher, so that one model serves documents with and without it.
  private enum Mask: String, CaseIterable { case none, order, texts, both }

  @Test("the features of every case, with and without order and descriptions")
  func export() throws {
    let folder = try #require(CorpusCase.folder)
    let target = try #require(ProcessInfo.processInfo.environment["DRIFT_FEATURES_OUT"])
    var text = "{\"features\":" + Self.json(RenameMatcher.featureNames) + "}\n"
    for family in ["auto", "read"] {
      for test in try CorpusCase.all(in: family, of: folder) {
        let (problem, known) = test.problemWithNames()
        for mask in Mask.allCases {
          let rows = RenameMatcher.features(of: Self.masked(problem, mask))
          text += Self.line(test, family, mask.rawValue, problem, known, rows)
        }
      }
    }
    try text.write(toFile: target, atomically: true, encoding: .utf8)
  }

  @Test("the features of definitions and operations")
  func exportDefinitions() throws {
    let folder = try #require(CorpusCase.folder)
    let target = try #require(ProcessInfo.processInfo.environment["DRIFT_FEATURES_OUT"]) + ".definitions"
    var text = "{\"features\":" + Self.json(DefinitionMatcher.featureNames) + "}\n"
    for family in ["auto", "read"] {
      // Of the cases made by a program, those from migrations name every renamed table.
      for test in try CorpusCase.all(in: family, of: folder)
      where test.complete.contains("definitions") || test.name.hasPrefix("rails")
        || test.name.hasPrefix("django")
      {
        var (removed, added, known) = test.definitions()
        // What is certain is not scored.
        for claim in DefinitionMatcher.solve(removed: removed, added: added).claims
        where claim.probability == 1 {
          known.truth.removeAll { $0.removed == claim.removed && $0.added == claim.added }
        }
        let rows = DefinitionMatcher.features(removed: removed, added: added).map { row in
          RenameMatcher.PairFeatures(
            removed: RenamePlace(block: 0, index: row.pair.removed),
            added: RenamePlace(block: 0, index: row.pair.added),
            probability: row.pair.probability, values: row.values)
        }
        let problem = RenameProblem(blocks: [
          RenameBlock(
            removed: removed.map { RenameCandidate(name: $0.name) },
            added: added.map { RenameCandidate(name: $0.name) })
        ])
        text += Self.line(test, family, "none", problem, [known], rows)
      }
    }
    try text.write(toFile: target, atomically: true, encoding: .utf8)
  }

  @Test("the features of enumeration values")
  func exportValues() throws {
    let folder = try #require(CorpusCase.folder)
    let target = try #require(ProcessInfo.processInfo.environment["DRIFT_FEATURES_OUT"]) + ".values"
    var text = "{\"features\":" + Self.json(RenameMatcher.featureNames) + "}\n"
    for test in try CorpusCase.all(in: "read", of: folder) {
      var (_, problem, known) = test.enumerations()
      if !test.complete.contains("enums") {
        let labelled = known.indices.filter { !known[$0].truth.isEmpty }
        (problem.blocks, known) = (labelled.map { problem.blocks[$0] }, labelled.map { known[$0] })
      }
      for mask in [Mask.none, .order] {
        let rows = RenameMatcher.features(of: Self.masked(problem, mask), asValues: true)
        text += Self.line(test, "read", mask.rawValue, problem, known, rows)
      }
    }
    try text.write(toFile: target, atomically: true, encoding: .utf8)
  }

  private static func masked(_ problem: RenameProblem, _ mask: Mask) -> RenameProblem {
    var problem = problem
    for at in problem.blocks.indices {
      if mask == .order || mask == .both { problem.blocks[at].isOrdered = false }
      guard mask == .texts || mask == .both else { continue }
      for index in problem.blocks[at].removed.indices { hide(&problem.blocks[at].removed[index]) }
      for index in problem.blocks[at].added.indices { hide(&problem.blocks[at].added[index]) }
    }
    return problem
  }

  private static func hide(_ candidate: inout RenameCandidate) {
    (candidate.description, candidate.label, candidate.enumValues) = ("", "", [])
  }

  private static func line(
    _ test: CorpusCase, _ family: String, _ mask: String, _ problem: RenameProblem, _ known: [CorpusBlock],
    _ rows: [RenameMatcher.PairFeatures]
  ) -> String {
    let blocks = zip(problem.blocks, known).map { block, known in
      "{\"removed\":\(json(block.removed.map(\.name))),\"added\":\(json(block.added.map(\.name))),"
        + "\"parent\":\(json([block.removed.first?.parentName ?? block.added.first?.parentName ?? ""])),"
        + "\"truth\":\(json(known.truth)),\"unsure\":\(json(known.unsure))}"
    }
    let pairs = rows.map { row in
      let values = row.values.map { $0 == $0.rounded() ? String(Int($0)) : String($0) }
      return "[\(row.removed.block),\(row.removed.index),\(row.added.index),\(row.probability),"
        + values.joined(separator: ",") + "]"
    }
    return "{\"case\":\"\(test.name)\",\"family\":\"\(family)\",\"format\":\"\(test.format)\","
      + "\"repository\":\"\(test.repository)\",\"mask\":\"\(mask)\",\"blocks\":[\(blocks.joined(separator: ","))],"
      + "\"pairs\":[\(pairs.joined(separator: ","))]}\n"
  }

  private static func json(_ texts: [String]) -> String {
    let data = try? JSONSerialization.data(withJSONObject: texts)
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "[]"
  }

  private static func json(_ pairs: [(removed: Int, added: Int)]) -> String {
    "[" + pairs.map { "[\($0.removed),\($0.added)]" }.joined(separator: ",") + "]"
  }
}
