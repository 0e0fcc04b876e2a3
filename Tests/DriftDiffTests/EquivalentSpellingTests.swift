import DriftDiff
import DriftModel
import DriftTestSupport
import Testing

/// Ways to write one schema that compare equal.
@Suite struct EquivalentSpellingTests {
  private static let samples = 4 * SharedData.effort

  @Test("what is only written in another way is no change")
  func respellings() throws {
    guard let shared = SharedData.folder(for: "equivalent spellings") else { return }
    let real = RealDocuments.moderate(shared).map(DocumentMap.init)
    let made = SyntheticDocuments.all.map(DocumentMap.init)
    var lines: [String] = []
    var failed = 0
    var total = 0
    for respelling in Respelling.allCases {
      var random = SeededGenerator(3, respelling.rawValue)
      var counts = [0, 0]
      for (number, maps) in [real, made].enumerated() {
        guard number == 0 || counts[0] == 0 else { continue }
        for map in maps.shuffled(using: &random) {
          guard counts[number] < Self.samples else { break }
          guard let written = respelling.apply(to: map, using: &random) else { continue }
          counts[number] += 1
          if let failure = try failure(respelling, map.documents, written) {
            failed += 1
            Issue.record(Comment(rawValue: failure))
          }
        }
      }
      total += counts[0] + counts[1]
      if counts == [0, 0] { Issue.record("no document has a place for: \(respelling.rawValue)") }
      lines.append("\(respelling.rawValue): \(counts[0] > 0 ? "\(counts[0])" : "\(counts[1])s")")
    }
    print("equivalent spellings\n" + lines.joined(separator: "\n"))
    print("\(total - failed) passed, \(failed) failed, 0 skipped")
  }

  private func failure(
    _ respelling: Respelling, _ before: DocumentSet, _ after: DocumentSet
  ) throws -> String? {
    let symbols = SymbolTable()
    let old = try before.read(symbols)
    let new = try after.read(symbols)
    let changes = SchemaDiff.compare(old, new).changes
    if !changes.isEmpty {
      return "\(respelling) in \(before.name): \(changes.count) changes: \(changes.prefix(5).map(\.line))"
    }
    // A gap that is written at one place more is the same gap.
    if new.gaps.count != old.gaps.count, respelling != .referenceInPlace, respelling != .sharedInPlace {
      return "\(respelling) in \(before.name): gaps \(new.gaps.map(\.text).prefix(3))"
    }
    if respelling.isCanonical, old.contents != new.contents {
      let lost = old.contents.filter { new.contents[$0.key] != $0.value }.map(\.key).sorted().prefix(4)
      return "\(respelling) in \(before.name): no change, but digests differ: \(lost)"
    }
    return nil
  }
}

extension Schema {
  /// The digest of every definition and operation by its name.
  fileprivate var contents: [String: Digest] {
    var out: [String: Digest] = [:]
    for definition in definitions { out[symbols.text(definition.name)] = self[shape: definition.shape] }
    for operation in operations { out[symbols.text(operation.name)] = operation.digest }
    return out
  }

  private subscript(shape id: ShapeID) -> Digest { id == .none ? .zero : shapes[Int(id.index)].digest }
}
