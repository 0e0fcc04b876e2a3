import DriftDiff
import Foundation
import Testing

/// How good the claims are on labelled versions. The weights were fitted on these cases, so the bounds only
/// guard against a step back; what
/// the model is worth on systems that it has not seen stands in the generated files, one repository left out
/// at a time.
@Suite(.enabled(if: CorpusCase.folder != nil)) struct RenameCorpusTests {
  private struct Count {
    var labels = 0
    var claims = 0
    var right = 0
    var sureClaims = 0
    var sureRight = 0
    /// By tenths of probability: claims, right ones, sum of probabilities.
    var bins = Array(repeating: (count: 0, right: 0, sum: 0.0), count: 10)

    mutating func add(_ probability: Double, isRight: Bool) {
      claims += 1
      right += isRight ? 1 : 0
      if probability >= 0.9 {
        sureClaims += 1
        sureRight += isRight ? 1 : 0
      }
      let bin = min(Int(probability * 10), 9)
      bins[bin].count += 1
      bins[bin].right += isRight ? 1 : 0
      bins[bin].sum += probability
    }

    var precision: Double { Double(right) / Double(max(claims, 1)) }
    var recall: Double { Double(right) / Double(max(labels, 1)) }
    var f1: Double { 2 * precision * recall / max(precision + recall, 1e-9) }
    var surePrecision: Double { Double(sureRight) / Double(max(sureClaims, 1)) }
    var calibrationError: Double {
      bins.reduce(0) { $0 + abs($1.sum - Double($1.right)) } / Double(max(claims, 1))
    }
  }

  /// Read once for all tests.
  private static let cases = Result {
    let folder = try #require(CorpusCase.folder)
    return [
      "auto": try CorpusCase.all(in: "auto", of: folder), "read": try CorpusCase.all(in: "read", of: folder),
    ]
  }

  private func cases(_ family: String) throws -> [CorpusCase] { try Self.cases.get()[family] ?? [] }

  private func measure(_ family: String, isOrdered: Bool) throws -> Count {
    var count = Count()
    for test in try cases(family) {
      var (problem, known) = test.problemWithNames()
      if !isOrdered { for at in problem.blocks.indices { problem.blocks[at].isOrdered = false } }
      count.labels += known.reduce(0) { $0 + $1.truth.count }
      for claim in RenameMatcher.solve(problem).claims where !claim.isMove {
        let pair = (claim.removed.index, claim.added.index)
        let isRight = known[claim.removed.block].truth.contains { $0 == pair }
        if !isRight && known[claim.removed.block].unsure.contains(where: { $0 == pair }) { continue }
        count.add(claim.probability, isRight: isRight)
      }
    }
    print(
      "renames, \(family), \(isOrdered ? "with" : "without") order: \(count.labels) labels, F1 \(count.f1), "
        + "at 0.9 \(count.surePrecision) of \(count.sureClaims), calibration error \(count.calibrationError)")
    return count
  }

  @Test("fields of the automatic corpus")
  func auto() throws {
    let count = try measure("auto", isOrdered: true)
    #expect(count.labels > 1000)
    #expect(count.f1 > 0.91)
    #expect(count.surePrecision > 0.97)
    #expect(count.calibrationError < 0.04)
  }

  @Test("fields of the automatic corpus, order hidden")
  func orderless() throws {
    let count = try measure("auto", isOrdered: false)
    #expect(count.f1 > 0.86)
    #expect(count.surePrecision > 0.97)
  }

  @Test("fields of the versions read by hand")
  func read() throws {
    let count = try measure("read", isOrdered: true)
    #expect(count.f1 > 0.92)
    #expect(count.surePrecision > 0.94)
  }

  @Test("both directions of time give mostly the same pairs")
  func reversal() throws {
    var same = 0
    var all = 0
    for test in try cases("auto").prefix(120) {
      let problem = test.problemWithNames().problem
      var back = problem
      for at in problem.blocks.indices {
        (back.blocks[at].removed, back.blocks[at].added) = (
          problem.blocks[at].added, problem.blocks[at].removed
        )
        (back.blocks[at].stayedOld, back.blocks[at].stayedNew) = (
          problem.blocks[at].stayedNew, problem.blocks[at].stayedOld
        )
      }
      back.definitionRenames = problem.definitionRenames.map { DefinitionRename(old: $0.new, new: $0.old) }
      let there = Set(RenameMatcher.solve(problem).claims.map { [$0.removed, $0.added] })
      let again = Set(RenameMatcher.solve(back).claims.map { [$0.added, $0.removed] })
      same += there.intersection(again).count
      all += there.union(again).count
    }
    print("renames, reversed: \(same) of \(all) the same")
    #expect(Double(same) > 0.85 * Double(all))
  }
}

extension CorpusCase {
  /// The blocks of the scope with the names of all fields and definitions of either version.
  func problemWithNames() -> (problem: RenameProblem, blocks: [CorpusBlock]) {
    func names(_ document: CorpusDocument) -> [String] {
      Set(document.definitions.flatMap { $0.fields.map(\.name) + $0.path.suffix(1) }).sorted()
    }
    var (problem, blocks) = problem()
    (problem.oldNames, problem.newNames) = (names(old), names(new))
    return (problem, blocks)
  }
}
