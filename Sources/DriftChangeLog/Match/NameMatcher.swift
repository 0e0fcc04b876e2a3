/// Finds what a mapping names in sentences. It would rather miss a mention than tell of what is none: `name`, `status` and
/// `type` are words of every change log.
struct NameMatcher {
  private let names: [ChangeLogName]
  /// Where a word may stand for a step of a name, by the word in lower case and in the singular.
  private var steps: [String: [Place]] = [:]
  private var labels: [String: [(name: Int, words: [String])]] = [:]
  private let paths: PathMatcher

  private struct Place {
    var name: Int
    var step: Int
  }

  /// What a sentence names.
  struct Hits {
    /// The names whose field or operation it names.
    var fields: Set<Int> = []
    /// The names whose definition alone it names.
    var definitions: Set<Int> = []

    var isEmpty: Bool { fields.isEmpty && definitions.isEmpty }
  }

  init(_ names: [ChangeLogName]) {
    self.names = names
    paths = PathMatcher(names)
    for (index, name) in names.enumerated() {
      for (step, text) in name.steps.enumerated() where step > 0 || name.operation == nil {
        steps[ChangeLogName.singular(text), default: []].append(Place(name: index, step: step))
      }
      let words = Sentence(name.label).words.map(\.text)
      guard let first = words.first, words.count <= Self.longestLabel else { continue }
      labels[ChangeLogName.singular(first), default: []].append((index, words))
    }
  }

  /// The definitions that are named for themselves: beside a field of theirs their name only says whose it is.
  func definitionsAlone(_ hits: Hits) -> Set<Int> {
    let whose = Set(hits.fields.map { names[$0].steps.first ?? "" })
    return hits.definitions.filter { !whose.contains(names[$0].steps.first ?? "") }
  }

  private static let longestLabel = 6
  /// Words behind a name that say what it names.
  private static let fieldWords: Set<String> = [
    "field", "fields", "property", "properties", "attribute", "attributes", "parameter", "parameters", "column",
    "element", "header", "enum",
  ]
  private static let definitionWords: Set<String> = [
    "object", "objects", "resource", "resources", "endpoint", "endpoints", "api", "apis", "schema", "entity", "table",
    "sobject", "model", "doctype",
  ]
  /// Names that say nothing of whose field it is.
  private static let generic: Set<String> = [
    "properties", "property", "attributes", "fields", "field", "data", "object", "body", "request", "response",
    "params",
    "query", "payload", "result", "results", "items", "record", "records", "api", "input", "output",
  ]
  private static let prepositions: Set<String> = ["of", "on", "in", "from", "for", "to", "by"]
  private static let articles: Set<String> = ["the", "a", "an", "each", "every", "all", "our", "its"]

  func hits(in sentence: Sentence) -> Hits {
    var hits = paths.hits(in: sentence)
    for (at, word) in sentence.words.enumerated() {
      let key = ChangeLogName.singular(word.folded)
      for place in steps[key] ?? [] where isNamed(place, sentence.words, at) {
        if place.step == 0, names[place.name].steps.count > 1 {
          hits.definitions.insert(place.name)
        } else {
          hits.fields.insert(place.name)
        }
      }
      for label in labels[key] ?? [] where isLabel(label.words, of: names[label.name], sentence.words, at) {
        hits.fields.insert(label.name)
      }
    }
    return hits
  }

  private func isNamed(_ place: Place, _ words: [Sentence.Word], _ at: Int) -> Bool {
    let (word, name) = (words[at], names[place.name])
    let text = name.steps[place.step]
    let isLast = place.step == name.steps.count - 1
    // `Contact.fax` names no other field of Contact, nor the whole of it.
    if !isLast, word.isContinued { return false }
    let isCode = ChangeLogName.isCode(text)
    // Only a definition is called by its plural; a name in code is spelled as it is spelled.
    if place.step > 0 || isCode, word.folded != text.lowercased() { return false }
    if isCode, word.text != text, !text.contains("_"), !text.contains("-") { return false }
    var isMarked = word.isMarked
    switch owner(of: at, words, name, below: place.step) {
    case .own: return true
    case .foreign: return false
    case .generic: isMarked = true
    case .path: if !isCode { return false }
    case .none: break
    }
    if place.step > 0, isForeign(at, words, name) { return false }
    if isCode { return true }
    // A definition in code is spelled as it is, in the singular or the plural: `contacts` is most often a field.
    if isMarked, place.step > 0 || name.steps.count == 1 || word.text.hasPrefix(text.dropLast()) { return true }
    guard let next = following(at, words) else { return false }
    if place.step == 0 { return Self.definitionWords.contains(next) }
    // "The phone field of contacts": a word of any language, made a name by what stands around it.
    guard Self.fieldWords.contains(next), let owner = name.steps.first else { return false }
    return words.contains { ChangeLogName.isSame($0.text, owner) }
  }

  /// Whose a name is by what it is joined to.
  private enum Owner { case own, foreign, generic, path, none }

  private func owner(of at: Int, _ words: [Sentence.Word], _ name: ChangeLogName, below step: Int) -> Owner {
    guard let joint = words[at].joint else { return .none }
    if joint == "/" { return .path }
    var before = at - 1
    while before >= 0 {
      let word = words[before]
      let isVersion = word.folded.first == "v" && word.folded.dropFirst().allSatisfy(\.isNumber)
      guard Self.generic.contains(word.folded) || isVersion else {
        let isOwn = name.steps.prefix(step).contains { ChangeLogName.isSame($0, word.text) }
        return isOwn ? .own : .foreign
      }
      guard word.joint != nil else { break }
      before -= 1
    }
    return .generic
  }

  /// Whether a sentence says of a field that it is another definition's: `email` on the `Invoice` object.
  private func isForeign(_ at: Int, _ words: [Sentence.Word], _ name: ChangeLogName) -> Bool {
    func isOther(_ place: Int) -> Bool {
      let word = words[place]
      guard !Self.generic.contains(word.folded), !Self.fieldWords.contains(word.folded) else { return false }
      return !name.steps.contains { ChangeLogName.isSame($0, word.text) }
    }
    if at > 0, words[at - 1].isPossessive {
      let isObject = Self.definitionWords.contains(words[at - 1].folded) && at > 1
      let owner = isObject ? at - 2 : at - 1
      let isNamed = words[owner].isMarked || words[owner].text.first?.isUppercase == true
      if isNamed, isOther(owner) { return true }
    }
    var next = at + 1
    while next < words.count, next - at <= 5 {
      guard Self.prepositions.contains(words[next].folded) else {
        next += 1
        continue
      }
      var owner = next + 1
      var isObject = false
      while owner < words.count, !words[owner].isMarked {
        let isWord = Self.definitionWords.contains(words[owner].folded) || Self.fieldWords.contains(words[owner].folded)
        guard isWord || Self.articles.contains(words[owner].folded) else { break }
        isObject = isObject || isWord
        owner += 1
      }
      guard owner < words.count else { return false }
      if owner + 1 < words.count, Self.definitionWords.contains(words[owner + 1].folded) { isObject = true }
      guard words[owner].isMarked || isObject && owner > next + 1 else { return false }
      // Of a name with dots each part may be the one that is ours.
      var last = owner
      while words[last].isContinued, last + 1 < words.count { last += 1 }
      return (owner...last).allSatisfy(isOther)
    }
    return false
  }

  /// The word behind a name that is joined to nothing more, in lower case.
  private func following(_ at: Int, _ words: [Sentence.Word]) -> String? {
    guard !words[at].isContinued, at + 1 < words.count else { return nil }
    return words[at + 1].folded
  }

  private func isLabel(_ label: [String], of name: ChangeLogName, _ words: [Sentence.Word], _ at: Int) -> Bool {
    guard at + label.count <= words.count else { return false }
    let found = words[at..<at + label.count]
    guard zip(found, label).allSatisfy({ $0.folded == $1.lowercased() }),
      found.dropFirst().allSatisfy({ $0.joint == nil }), !(found.last?.isContinued ?? true), found.first?.joint == nil
    else { return false }
    if isForeign(at + label.count - 1, words, name) { return false }
    // Quotes around the label, and nothing else in them.
    let group = found.first?.group ?? 0
    if group > 0, found.allSatisfy({ $0.group == group }),
      words.count(where: { $0.group == group }) == label.count
    {
      return true
    }
    guard label.count > 1 else { return false }
    let isTitle = label.dropFirst().allSatisfy { $0.first?.isUppercase == true }
    if isTitle, zip(found, label).allSatisfy({ $0.text == $1 }), !isTitled(words) { return true }
    guard let next = following(at + label.count - 1, words), Self.fieldWords.contains(next) else { return false }
    return true
  }

  /// Whether nearly all words begin in upper case, so that a capital says nothing.
  private func isTitled(_ words: [Sentence.Word]) -> Bool {
    let long = words.filter { $0.text.count > 3 }
    return long.count > 2 && long.count { $0.text.first?.isUppercase == true } * 4 >= long.count * 3
  }
}

/// Finds operations of HTTP by their paths: `GET /v1/customers/{id}`.
struct PathMatcher {
  private var names: [[String]: [(name: Int, method: String)]] = [:]
  private let isEmpty: Bool

  init(_ names: [ChangeLogName]) {
    for (index, name) in names.enumerated() {
      guard let operation = name.operation else { continue }
      self.names[Self.segments(operation.path), default: []].append((index, operation.method))
    }
    isEmpty = self.names.isEmpty
  }

  func hits(in sentence: Sentence) -> NameMatcher.Hits {
    var hits = NameMatcher.Hits()
    guard !isEmpty, sentence.text.utf8.contains(UInt8(ascii: "/")) else { return hits }
    var method = ""
    for piece in sentence.text.split(whereSeparator: { $0.isWhitespace || "`\"'“”,;()".contains($0) }) {
      defer { method = Self.methods.contains(String(piece)) ? String(piece) : "" }
      guard piece.contains("/") else { continue }
      var segments = Self.segments(Self.path(String(piece)))
      // A path may stand behind what the server's address ends with.
      var isWhole = true
      while !segments.isEmpty {
        if isWhole || segments.count > 1 {
          for found in names[segments] ?? [] where method.isEmpty || found.method.isEmpty || method == found.method {
            hits.definitions.insert(found.name)
          }
        }
        segments.removeFirst()
        isWhole = false
      }
    }
    return hits
  }

  private static let methods: Set<String> = ["GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS"]

  /// The path of an address, or of what looks like one.
  private static func path(_ piece: String) -> String {
    var text = piece[...]
    if let scheme = text.range(of: "://") {
      text = text[scheme.upperBound...]
      text = text.firstIndex(of: "/").map { text[$0...] } ?? ""
    }
    return String(text.prefix { $0 != "?" && $0 != "#" })
  }

  private static func segments(_ path: String) -> [String] {
    path.split(separator: "/").map { segment in
      var text = segment
      while let last = text.last, ".:!?".contains(last) { text.removeLast() }
      let isPlaceholder = "{:<[$".contains(text.first ?? " ")
      return isPlaceholder ? "{}" : String(text)
    }.filter { !$0.isEmpty }
  }
}

extension Substring {
  /// The first place of a text.
  fileprivate func range(of text: String) -> Range<Index>? {
    var at = startIndex
    while at < endIndex {
      if self[at...].hasPrefix(text) { return at..<index(at, offsetBy: text.count) }
      at = index(after: at)
    }
    return nil
  }
}
