internal import DriftModel

/// Collects names and cuts them into words.
struct NameTableBuilder {
  private(set) var scalars: [UInt32] = []
  private(set) var words: [NameTable.Word] = []
  private(set) var expansionLists: [[NameTable.Expansion]] = []
  private(set) var texts: [String] = []
  private(set) var wordStarts: [UInt32] = [0]
  private(set) var nameWords: [WordID] = []
  private(set) var stemStarts: [UInt32] = [0]
  private(set) var nameStems: [WordID] = []
  /// In how many names each stem occurs.
  private(set) var frequencies: [UInt32] = []
  private var slots: [UInt32] = Array(repeating: .max, count: 1 << 10)
  private var ids: [String: NameID] = [:]

  /// Makes room for a number of names.
  init(minimumCapacity: Int) { ids.reserveCapacity(minimumCapacity) }

  /// The number of a name, a new one where it has not been seen.
  mutating func intern(_ name: String) -> NameID {
    if let known = ids[name] { return known }
    let id = NameID(texts.count)
    ids[name] = id
    texts.append(name)
    let first = nameWords.count
    Lexeme.forEachWord(of: name) { nameWords.append(word($0)) }
    wordStarts.append(UInt32(nameWords.count))
    let start = nameStems.count
    for word in nameWords[first...] { insert(words[Int(word)].stem, from: start) }
    stemStarts.append(UInt32(nameStems.count))
    return id
  }

  /// Calls `body` with the stem of each word of a name that the table knows, without adding the name.
  func forEachKnownStem(of name: String, _ body: (WordID) -> Void) {
    Lexeme.forEachWord(of: name) { word in
      if let id = find(word).id {
        body(words[Int(id)].stem)
      } else if let singular = Lexeme.singular(word), let id = find(singular).id {
        body(words[Int(id)].stem)
      }
    }
  }

  /// Adds a stem to those of the current name: sorted, each once.
  private mutating func insert(_ stem: WordID, from start: Int) {
    var at = nameStems.count
    while at > start && nameStems[at - 1] > stem { at -= 1 }
    if at > start && nameStems[at - 1] == stem { return }
    nameStems.insert(stem, at: at)
    while frequencies.count <= stem { frequencies.append(0) }
    frequencies[Int(stem)] += 1
  }

  private mutating func word(_ letters: ArraySlice<UInt32>) -> WordID {
    let known = find(letters)
    if let id = known.id { return id }
    let id = add(letters, at: known.slot)
    if let singular = Lexeme.singular(letters) {
      let other = find(singular)
      words[Int(id)].stem = other.id ?? add(singular, at: other.slot)
    }
    addExpansions(of: id, letters)
    return id
  }

  private mutating func addExpansions(of id: WordID, _ letters: ArraySlice<UInt32>) {
    let rows = Abbreviations.expansions(of: letters)
    guard !rows.isEmpty else { return }
    // The words of an expansion are added without their own expansions: one step, no chains.
    var list: [NameTable.Expansion] = []
    for row in rows {
      var parts: [WordID] = []
      for word in row.words {
        let other = find(word[...])
        parts.append(other.id ?? add(word[...], at: other.slot))
      }
      list.append(
        NameTable.Expansion(
          words: parts, strength: row.strength, isAcronym: row.isAcronym, isSynonym: row.isSynonym))
    }
    words[Int(id)].expansions = Int32(expansionLists.count)
    expansionLists.append(list)
  }

  private func find(_ letters: ArraySlice<UInt32>) -> (id: WordID?, slot: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash(letters)) & mask
    while slots[slot] != .max {
      if self.letters(of: slots[slot]).elementsEqual(letters) { return (slots[slot], slot) }
      slot = (slot + 1) & mask
    }
    return (nil, slot)
  }

  private mutating func add(_ letters: ArraySlice<UInt32>, at slot: Int) -> WordID {
    let id = WordID(words.count)
    words.append(
      NameTable.Word(start: UInt32(scalars.count), count: UInt32(letters.count), stem: id, expansions: -1))
    scalars.append(contentsOf: letters)
    slots[slot] = id
    if words.count * 2 > slots.count { grow() }
    return id
  }

  private mutating func grow() {
    slots = Array(repeating: .max, count: slots.count * 2)
    let mask = slots.count - 1
    for id in words.indices {
      var slot = Int(truncatingIfNeeded: hash(letters(of: WordID(id)))) & mask
      while slots[slot] != .max { slot = (slot + 1) & mask }
      slots[slot] = WordID(id)
    }
  }

  private func letters(of word: WordID) -> ArraySlice<UInt32> {
    let entry = words[Int(word)]
    return scalars[Int(entry.start)..<Int(entry.start + entry.count)]
  }

  private func hash(_ letters: ArraySlice<UInt32>) -> UInt64 {
    var hash = UInt64(letters.count)
    for letter in letters { hash = StableHash.mix(hash, UInt64(letter)) }
    return hash
  }
}
