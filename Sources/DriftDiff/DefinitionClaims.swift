import DriftModel

/// Which definitions and operations without a namesake are one thing under another name.
enum DefinitionClaims {
  struct Claim {
    var old: Int
    var new: Int
    var probability: Double
    var evidence: [Change.Evidence]
    var alternatives: [Change.Alternative] = []
  }

  /// Pairs definitions of equal content that no other shares.
  static func match(_ gone: [Int], _ come: [Int], _ run: borrowing DiffRun) -> [Claim] {
    var byDigest: [Digest: [Int]] = [:]
    for index in come { byDigest[run.new[run.new.definitions[index].shape].digest, default: []].append(index) }
    var byDigestOld: [Digest: [Int]] = [:]
    for index in gone { byDigestOld[run.old[run.old.definitions[index].shape].digest, default: []].append(index) }
    return gone.compactMap { index in
      let digest = run.old[run.old.definitions[index].shape].digest
      guard byDigestOld[digest]?.count == 1, let same = byDigest[digest], same.count == 1 else { return nil }
      return Claim(
        old: index, new: same[0], probability: 0.99,
        evidence: [.init(reason: "same-content", weight: 8, text: "the same content, and no other has it")])
    }
  }

  static func matchOperations(_ gone: [Int], _ come: [Int], _ run: borrowing DiffRun) -> [Claim] { [] }
}

/// Values of an enumeration that only changed their spelling.
enum EnumRenames {
  struct Claim {
    var old: Int
    var new: Int
    var probability: Double
    var evidence: [Change.Evidence]
  }

  static func match(_ gone: [String], _ come: [String], stayed: [String]) -> [Claim] { [] }
}
