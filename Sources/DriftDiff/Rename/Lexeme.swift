/// The words of a name: `billingAddress_2` is `billing`, `address`, `2`.
///
/// Works on Unicode scalars; ASCII, which nearly all names are, never asks the Unicode tables.
enum Lexeme {
  private enum Sort { case upper, lower, digit, separator }

  /// Calls `body` with every word of a name, in lower case, in order.
  ///
  /// Words end at anything that is neither a letter nor a digit, between a small and a capital letter, before
  /// the last
  /// capital of a run that a small letter follows (`XMLHttp`; but `IDs` is one word), and between letters and
  /// digits. The suffixes
  /// that Salesforce hangs on what customers add are no words. A name without letters is one word.
  static func forEachWord(of name: String, _ body: (ArraySlice<UInt32>) -> Void) {
    var scalars: [UInt32] = []
    var sorts: [Sort] = []
    scalars.reserveCapacity(name.utf8.count)
    sorts.reserveCapacity(name.utf8.count)
    var letters = false
    for scalar in name.unicodeScalars {
      let (value, sort) = classify(scalar)
      scalars.append(value)
      sorts.append(sort)
      if sort == .upper || sort == .lower { letters = true }
    }
    guard letters else { return body(scalars[...]) }
    let end = endWithoutSuffix(scalars)
    var start = 0
    for at in 0..<end {
      let sort = sorts[at]
      if sort == .separator {
        if start < at { body(scalars[start..<at]) }
        start = at + 1
      } else if at > start && splits(sorts, at, end, scalars) {
        body(scalars[start..<at])
        start = at
      }
    }
    if start < end { body(scalars[start..<end]) }
  }

  /// A scalar in lower case, and what it is.
  @inline(__always) private static func classify(_ scalar: Unicode.Scalar) -> (value: UInt32, sort: Sort) {
    let value = scalar.value
    switch value {
    case 0x61...0x7a: return (value, .lower)
    case 0x41...0x5a: return (value + 32, .upper)
    case 0x30...0x39: return (value, .digit)
    case 0..<0x80: return (value, .separator)
    default:
      if scalar.properties.isUppercase {
        return (scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? value, .upper)
      }
      if scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark {
        return (value, .lower)
      }
      return (value, scalar.properties.numericType != nil ? .digit : .separator)
    }
  }

  /// Whether a word begins at `at`, given that the scalar before is part of a word.
  private static func splits(_ sorts: [Sort], _ at: Int, _ end: Int, _ scalars: [UInt32]) -> Bool {
    let before = sorts[at - 1]
    switch sorts[at] {
    case .digit: return before != .digit
    case .lower: return before == .digit
    case .separator: return false
    case .upper:
      if before == .lower || before == .digit { return true }
      guard at + 1 < end, sorts[at + 1] == .lower else { return false }
      // `IDs`: the small s is the plural of the run, not the end of a word `Ds`.
      let isPlural = scalars[at + 1] == 0x73 && (at + 2 >= end || sorts[at + 2] != .lower)
      return !isPlural
    }
  }

  /// Where the name ends when `__c`, `__r` or `__pc` is cut off.
  private static func endWithoutSuffix(_ scalars: [UInt32]) -> Int {
    let underscore: UInt32 = 0x5f
    guard scalars.count > 3,
      scalars[scalars.count - 3] == underscore || scalars[scalars.count - 4] == underscore
    else {
      return scalars.count
    }
    for suffix: [UInt32] in [[0x63], [0x72], [0x70, 0x63]] {
      let start = scalars.count - suffix.count - 2
      if start > 0, scalars[start] == underscore, scalars[start + 1] == underscore,
        scalars[(start + 2)...].elementsEqual(suffix)
      {
        return start
      }
    }
    return scalars.count
  }

  /// A word without its plural: `addresses` is `address`, `entries` is `entry`; nil where it has none.
  static func singular(_ word: ArraySlice<UInt32>) -> ArraySlice<UInt32>? {
    let s: UInt32 = 0x73
    guard word.count > 3, word.last == s, let before = word.dropLast().last else { return nil }
    if before == 0x65 {  // -es
      let stem = word.dropLast(2)
      guard stem.count > 2, let last = stem.last, let second = stem.dropLast().last else {
        return word.dropLast()
      }
      if last == 0x69 { return stem.dropLast() + [0x79] }  // -ies
      switch (second, last) {
      case (s, s), (s, 0x68), (0x63, 0x68), (_, 0x78): return stem  // -sses -shes -ches -xes
      case (0x75, s):  // statuses, but causes and houses
        let vowel = stem.dropLast(2).last
        return vowel == 0x61 || vowel == 0x6f ? word.dropLast() : stem
      default: return word.dropLast()
      }
    }
    // -ss, -us, -is: not plural.
    return before == s || before == 0x75 || before == 0x69 ? nil : word.dropLast()
  }
}
