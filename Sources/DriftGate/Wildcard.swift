/// Patterns in which `*` stands for any text.
enum Wildcard {
  static func matches(_ text: String, _ pattern: String) -> Bool {
    let text = Array(text.utf8)
    let pattern = Array(pattern.utf8)
    var at = 0
    var seen = 0
    var star: (text: Int, pattern: Int)?
    while at < text.count {
      if seen < pattern.count, pattern[seen] == UInt8(ascii: "*") {
        star = (at, seen)
        seen += 1
      } else if seen < pattern.count, pattern[seen] == text[at] {
        at += 1
        seen += 1
      } else if let last = star {
        // The last star takes one byte more.
        star = (last.text + 1, last.pattern)
        at = last.text + 1
        seen = last.pattern + 1
      } else {
        return false
      }
    }
    return pattern[seen...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
