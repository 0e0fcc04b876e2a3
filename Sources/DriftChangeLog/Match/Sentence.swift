/// A sentence of a change log, taken apart.
struct Sentence {
  /// A name, a word, a number.
  struct Word {
    var text: String
    /// The text in lower case.
    var folded: String
    /// Whether it is written as code or in quotes, alone or as part of a name with dots.
    var isMarked = false
    /// What joins it to the word before it, such as `.` in `Contact.email`; nil where a space or something else does.
    var joint: Unicode.Scalar?
    /// Whether the word after it is joined to it.
    var isContinued = false
    /// Whether `'s` stands behind it.
    var isPossessive = false
    /// The group of quotes or backticks that it stands in; 0 for none.
    var group = 0
  }

  /// The sentence as it is shown.
  let text: String
  let words: [Word]

  init(_ text: String) {
    self.text = text
    var reader = WordReader(text)
    words = reader.read()
  }

  /// The sentences of a paragraph: a full stop between words of a name ends none.
  static func all(in paragraph: String) -> [Sentence] {
    let scalars = Array(paragraph.unicodeScalars)
    var out: [Sentence] = []
    var start = 0
    func end(_ at: Int) {
      let text = String(String.UnicodeScalarView(scalars[start..<at]))
      let trimmed = PlainText.clean(text)
      if !trimmed.isEmpty { out.append(Sentence(trimmed)) }
      start = at
    }
    var at = 0
    var isCode = false
    while at < scalars.count {
      let scalar = scalars[at]
      if scalar == "`" { isCode.toggle() }
      let isEnd = scalar == "." || scalar == "!" || scalar == "?" || scalar == "。" || scalar == "；"
      if isEnd, !isCode {
        var next = at + 1
        while next < scalars.count, ")\"”’'»".unicodeScalars.contains(scalars[next]) { next += 1 }
        let isWide = scalar == "。" || scalar == "；"
        if next >= scalars.count || isWide || scalars[next] == " " && begins(scalars, next + 1) {
          end(next)
          at = next
          continue
        }
      }
      // What has no full stop for so long is cut: nobody reads it as one sentence.
      if at - start >= longest, scalar == " " { end(at) }
      at += 1
    }
    end(scalars.count)
    return out
  }

  private static let longest = 2_000

  private static let months = [
    "Januar", "Februar", "M\u{E4}rz", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
  ].map { Array($0.unicodeScalars) }

  private static func begins(_ scalars: [Unicode.Scalar], _ at: Int) -> Bool {
    guard at < scalars.count else { return true }
    // "zum 1. Mai" is a day, and no end.
    if at > 2, ("0"..."9").contains(scalars[at - 3]), months.contains(where: { scalars[at...].starts(with: $0) }) {
      return false
    }
    let properties = scalars[at].properties
    return !properties.isLowercase
  }
}

/// Takes a sentence apart into words.
private struct WordReader {
  private let scalars: [Unicode.Scalar]
  private var words: [Sentence.Word] = []
  private var groups: [(text: Range<Int>, words: Range<Int>)] = []

  private static let joints: Set<Unicode.Scalar> = [".", "/", "#", ":", "-", ">", "[", "]", "{", "}"]
  private static let closing: [Unicode.Scalar: Unicode.Scalar] = [
    "`": "`", "\"": "\"", "“": "”", "„": "“", "‘": "’", "«": "»", "'": "'",
  ]

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func read() -> [Sentence.Word] {
    var at = 0
    var joint: Unicode.Scalar?
    var isJoined = false
    var open: (close: Unicode.Scalar, at: Int, word: Int)?
    while at < scalars.count {
      let scalar = scalars[at]
      if Self.isWord(scalar) {
        let start = at
        while at < scalars.count, isWord(at) { at += 1 }
        let text = String(String.UnicodeScalarView(scalars[start..<at]))
        var word = Sentence.Word(text: text, folded: text.lowercased())
        if isJoined, let joint, !words.isEmpty {
          word.joint = joint
          words[words.count - 1].isContinued = true
        }
        if at + 1 < scalars.count, scalars[at] == "'" || scalars[at] == "’", scalars[at + 1] == "s",
          at + 2 >= scalars.count || !Self.isWord(scalars[at + 2])
        {
          word.isPossessive = true
          at += 2
        }
        words.append(word)
        (isJoined, joint) = (true, nil)
        continue
      }
      if let current = open, scalar == current.close {
        groups.append((current.at..<at, current.word..<words.count))
        open = nil
        isJoined = false
      } else if open == nil, let close = Self.closing[scalar], opens(at) {
        open = (close, at + 1, words.count)
        // `data["email"]` is one name.
        isJoined = isJoined && joint == "["
      } else if Self.joints.contains(scalar) {
        joint = scalar
      } else {
        isJoined = false
      }
      at += 1
    }
    for (index, group) in groups.enumerated() {
      for word in group.words { words[word].group = index + 1 }
      for word in group.words.prefix(marked(group.text, group.words)) { words[word].isMarked = true }
    }
    return words
  }

  /// How many of the words between two marks are a name. `Contact.email` is one, and so is what stands before the sign in
  /// `status: null`; a command, an example or what somebody said is none.
  private func marked(_ text: Range<Int>, _ inside: Range<Int>) -> Int {
    guard let first = text.first, Self.isWord(scalars[first]), !inside.isEmpty else { return 0 }
    let end = text.first { !isWord($0) && !Self.joints.contains(scalars[$0]) }
    let name = inside.prefix { $0 == inside.lowerBound || words[$0].joint != nil }
    guard let end else { return name.count == inside.count ? name.count : 0 }
    let sign = scalars[end..<text.upperBound].first { $0 != " " }
    let isAssigned = sign == "=" || scalars[end - 1] == ":" && scalars[end] == " "
    let isCall = String(String.UnicodeScalarView(scalars[end..<text.upperBound])) == "()"
    return isAssigned || isCall ? name.count : 0
  }

  /// An apostrophe inside a word opens nothing.
  private func opens(_ at: Int) -> Bool {
    guard scalars[at] == "'" || scalars[at] == "‘" else { return true }
    return at == 0 || !Self.isWord(scalars[at - 1])
  }

  private func isWord(_ at: Int) -> Bool {
    if Self.isWord(scalars[at]) { return true }
    // `first-name` is one name, `a - b` and `a->b` are two.
    return scalars[at] == "-" && at > 0 && at + 1 < scalars.count && Self.isWord(scalars[at - 1])
      && Self.isWord(scalars[at + 1])
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar == "_" || scalar == "$" || ("0"..."9").contains(scalar) || ("a"..."z").contains(scalar)
        || ("A"..."Z").contains(scalar)
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
