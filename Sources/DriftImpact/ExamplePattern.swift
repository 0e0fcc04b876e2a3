/// Regular expressions of schemas, as far as Swift's own library decides them as ECMA-262 does (JSON Schema 2020-12
/// core, 6.4), and in little time: the pattern comes from outside.
enum ExamplePattern {
  private static let longestPattern = 200
  private static let longestText = 100
  private static let mostRepetitions = 3

  /// Whether a text has a part that a pattern matches; nil where it cannot be told.
  static func matches(_ text: String, _ pattern: String) -> Bool? {
    guard pattern.utf8.count <= longestPattern, text.utf8.count <= longestText, isPlain(pattern), isASCII(text),
      let regex = try? Regex(pattern)
    else { return nil }
    do {
      return try regex.firstMatch(in: text) != nil
    } catch {
      return nil
    }
  }

  private static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 128 && $0 != 10 && $0 != 13 } }

  /// Whether both dialects read a pattern alike, and no part of it is repeated inside of what is repeated.
  private static func isPlain(_ pattern: String) -> Bool {
    guard isASCII(pattern) else { return false }
    var repetitions = 0
    var isInClass = false
    var before: Character = " "
    var isEscaped = false
    for character in pattern {
      if isEscaped {
        // Classes and escaped signs; what else follows a backslash differs from one dialect to the other.
        guard "dDwWs.+*?()[]{}|^$/-\\".contains(character) else { return false }
        isEscaped = false
        before = "e"
        continue
      }
      if character == "\\" { isEscaped = true; continue }
      if isInClass {
        // Swift's classes nest and have set operations.
        if character == "[" || character == "&" || character == "~" || character == "-" && before == "-" {
          return false
        }
        if character == "]" { isInClass = false }
        before = character
        continue
      }
      switch character {
      case "[": isInClass = true
      case "(": break
      case "?" where before == "(": return false
      case "*", "+", "{":
        if before == ")" { return false }
        repetitions += 1
      default: break
      }
      before = character
    }
    return repetitions <= mostRepetitions && !isEscaped && !isInClass
  }
}
