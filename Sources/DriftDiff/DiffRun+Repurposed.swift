import DriftModel

extension DiffRun {
  /// Fields whose words went to a new field beside them: the name means another thing now.
  ///
  /// `description` said "the first message"; now `body` says that, and `description` something else: who reads the name
  /// reads another thing, though nothing else of it changed.
  func repurposed() -> [Int: [Change.Alternative]] {
    var added: [Change.Holder: [(field: Int, address: Address)]] = [:]
    for index in log.changes.indices where log.changes[index].kind == .fieldAdded {
      guard case .field(nil, let field?, let parent) = log.changes[index].subject,
        let address = log.changes[index].new?.address
      else {
        continue
      }
      added[parent, default: []].append((field, address))
    }
    guard !added.isEmpty else { return [:] }
    var found: [Int: [Change.Alternative]] = [:]
    for index in log.changes.indices where log.changes[index].kind == .documentationChanged {
      guard case .field(let before?, let after?, let parent) = log.changes[index].subject, let beside = added[parent],
        let words = prose(before, old), let now = prose(after, new), now != words, isTelling(words),
        old.fields[before].name == new.fields[after].name
      else { continue }
      let type = typeKey(old.fields[before].shape, oldResolver, depth: 0)
      let heirs = beside.filter { one in
        prose(one.field, new) == words && typeKey(new.fields[one.field].shape, newResolver, depth: 0) == type
      }
      guard heirs.count == 1, !isSaidTwice(words, parent) else { continue }
      found[index] = [.init(address: heirs[0].address, probability: 0.9)]
    }
    return found
  }

  /// Whether several fields of the older parent are described so: then the words tell nothing.
  private func isSaidTwice(_ words: Symbol, _ parent: Change.Holder) -> Bool {
    guard parent.old != .none else { return true }
    return oldResolver.resolve(parent.old).members.count { prose($0.field, old) == words } > 1
  }

  private func prose(_ field: Int, _ schema: Schema) -> Symbol? {
    schema.facts[schema[schema.fields[field].shape].facts.indices].first { $0.key == .description }?.value
  }

  /// Whether a description is more than a word or two.
  private func isTelling(_ words: Symbol) -> Bool { symbols.text(words).split(separator: " ").count > 2 }
}
