/// What the names of operations say that they do.
enum OperationWords {
  private static let methods: Set<String> = [
    "get", "put", "post", "patch", "delete", "head", "options", "trace", "query",
  ]
  /// Words that say nothing of what is done.
  private static let fillers: Set<String> = ["api", "rest", "v", "the", "a", "by", "for", "of", "to", "service"]

  /// Words that make another thing of what they are added to.
  private static let actions: Set<String> = [
    "delete", "remove", "destroy", "purge", "erase", "wipe", "cancel", "archive", "void", "refund", "revoke", "reset",
    "clear", "disable", "terminate", "sandbox", "test", "mock", "demo", "staging", "preview", "simulate", "validate",
    "dry", "draft", "bulk", "batch", "all",
  ]

  /// What one name does and the other one does not, in words; nil where both do the same, in more or fewer words.
  ///
  /// - Parameter isSaidSame: Whether their maker says that they are one, so that other words for it are no other action.
  static func otherAction(_ old: String, _ new: String, isSaidSame: Bool = false) -> String? {
    let (left, right) = (words(old), words(new))
    let dropped = left.filter { !right.contains($0) }
    let gained = right.filter { !left.contains($0) }
    if let from = dropped.first, let to = gained.first {
      if methods.contains(from), methods.contains(to) { return "\(to.uppercased()) is not \(from.uppercased())" }
      if !isSaidSame { return "\(to) is not \(from)" }
    }
    if let action = gained.first(where: actions.contains) { return "gained \(action)" }
    return dropped.first(where: actions.contains).map { "lost \($0)" }
  }

  /// The words of a name in lower case and without the s of many: without variables, and without the version.
  private static func words(_ name: String) -> [String] {
    var out: [String] = []
    var word = ""
    var isVariable = false
    var wasLower = false
    func end() {
      let isVersion = word.first == "v" && word.dropFirst().allSatisfy(\.isNumber)
      let one = word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
      if !one.isEmpty, !isVersion, !fillers.contains(one), !one.allSatisfy(\.isNumber) { out.append(one) }
      word = ""
    }
    for character in name {
      if character == "{" { isVariable = true }
      if character == "}" { isVariable = false }
      guard !isVariable, character.isLetter || character.isNumber else {
        end()
        wasLower = false
        continue
      }
      if character.isUppercase, wasLower { end() }
      wasLower = character.isLowercase
      word += character.lowercased()
    }
    end()
    return out
  }
}
