import DriftDiff
import DriftModel

extension CorpusCase {
  /// What only one version defines, and which of it is known to be one.
  func definitions() -> (removed: [DefinitionCandidate], added: [DefinitionCandidate], known: CorpusBlock) {
    let before = Self.candidates(old)
    let after = Self.candidates(new)
    let (oldNames, newNames) = (Set(before.map(\.name)), Set(after.map(\.name)))
    let removed = before.filter { !newNames.contains($0.name) && (scope?.contains($0.name) ?? true) }
    let added = after.filter { !oldNames.contains($0.name) }
    var known = CorpusBlock()
    for (r, left) in removed.enumerated() {
      for (a, right) in added.enumerated() {
        if definitionRenames.contains(where: { $0.old == [left.name] && $0.new == [right.name] }) {
          known.truth.append((r, a))
        } else if unsure.contains(where: { $0.old == [left.name] || $0.new == [right.name] }) {
          known.unsure.append((r, a))
        }
      }
    }
    return (removed, added, known)
  }

  private static func candidates(_ document: CorpusDocument) -> [DefinitionCandidate] {
    var found: [DefinitionCandidate] = []
    for definition in document.definitions {
      let name = definition.path[0]
      let isOperation = definition.path.count > 1 && ["request", "response"].contains(definition.path[1])
      guard definition.path.count == 1 || (isOperation && definition.path.count == 2) else { continue }
      let fields = definition.fields.map { DefinitionField(name: $0.name, typeKey: $0.typeKey) }
      if let at = found.firstIndex(where: { $0.name == name }) {
        found[at].fields += fields
        continue
      }
      var candidate = DefinitionCandidate(name: name, fields: fields)
      let words = name.split(separator: " ")
      if isOperation && words.count == 2 {
        candidate.method = String(words[0])
        candidate.path = words[1].split(separator: "/").map { $0.hasPrefix("{") ? "{}" : String($0) }
        candidate.operationID = document.operationIDs[name] ?? ""
      }
      candidate.kind = isOperation ? 1 : 0
      found.append(candidate)
    }
    for at in found.indices {
      var content = Digest.zero
      for field in found[at].fields { content.fold(typeKey(field.name) ^ field.typeKey) }
      found[at].content = content
    }
    return found
  }

  /// The enumerations that both versions have and that differ, and which values are known to be one.
  func enumerations() -> (blocks: [EnumValueBlock], problem: RenameProblem, known: [CorpusBlock]) {
    var blocks: [EnumValueBlock] = []
    var paths: [[String]] = []
    for (path, values) in old.enumerations {
      guard let other = new.enumerations.first(where: { $0.path == path }), Set(values) != Set(other.values)
      else { continue }
      blocks.append(
        EnumValueBlock(name: path.last ?? "", old: values, new: other.values, isOrdered: isOrdered))
      paths.append(path)
    }
    let problem = EnumValueMatcher.problem(blocks)
    let known = zip(problem.blocks, paths).map { block, path in
      var known = CorpusBlock()
      for (r, removed) in block.removed.enumerated() {
        for (a, added) in block.added.enumerated()
        where enumRenames.contains(where: { $0.at == path && $0.old == removed.name && $0.new == added.name }) {
          known.truth.append((r, a))
        }
      }
      return known
    }
    return (blocks, problem, known)
  }
}
