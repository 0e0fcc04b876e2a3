import DriftDiff
import Testing

@Suite struct RenameMatcherTests {
  /// A block whose fields are given in the order of the old and of the new document.
  private func block(old: [String], new: [String], isOrdered: Bool = true) -> RenameBlock {
    func candidates(_ names: [String], without other: [String]) -> [RenameCandidate] {
      names.enumerated().filter { !other.contains($0.element) }
        .map { RenameCandidate(name: $0.element, parentName: "Contact", typeKey: 1, typeFamily: .string, position: $0.offset) }
    }
    func stayed(_ names: [String], in other: [String]) -> [RenameSibling] {
      names.enumerated().filter { other.contains($0.element) }
        .map { RenameSibling(name: $0.element, position: $0.offset) }
    }
    return RenameBlock(
      removed: candidates(old, without: new), added: candidates(new, without: old), stayedOld: stayed(old, in: new),
      stayedNew: stayed(new, in: old), isOrdered: isOrdered)
  }

  @Test("a field in the place and with the words of one that vanished is that field")
  func simple() throws {
    let block = block(old: ["id", "email", "phone", "city"], new: ["id", "email", "phone_number", "city"])
    let solution = RenameMatcher.solve(RenameProblem(blocks: [block]))
    let claim = try #require(solution.claims.first)
    #expect(claim.probability > 0.9)
    #expect(claim.evidence.contains { $0.text == "same place, between email and city" })
    #expect(claim.evidence.contains { $0.text == "same type, the only one" })
  }

  @Test("an unlike field at the end is no successor")
  func unlike() {
    let block = block(old: ["id", "fax", "email", "city"], new: ["id", "email", "city", "loyalty_tier"])
    #expect(RenameMatcher.solve(RenameProblem(blocks: [block])).claims.isEmpty)
  }
}
