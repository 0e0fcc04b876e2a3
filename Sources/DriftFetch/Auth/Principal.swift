/// Who asks, by all the names that one answer has.
struct Identity: Sendable, Equatable {
  /// What it is called.
  var name: String
  /// What stays where a name changes; nil where nobody said.
  var id: String?
  /// All that it goes by.
  var all: Set<String>

  /// Takes the names that are there, the first first; nil where none is.
  init?(names: [String], ids: [String], _ text: (String) -> String?) {
    func clean(_ name: String) -> String? {
      text(name).map { Words.clean($0, atMost: 200) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let said = names.compactMap(clean)
    guard let first = said.first else { return nil }
    name = first
    id = ids.compactMap(clean).first
    all = Set(said + ids.compactMap(clean))
  }
}

/// Names of those who ask, as systems write them.
enum Principal {
  /// Whether a name is a person's; nil where it does not tell. An address of electronic mail with a first and a last name
  /// is a person's; one with a word for programs, or of Google's domain for them, is a program's.
  static func isPerson(_ name: String) -> Bool? {
    let name = name.lowercased()
    let parts = name.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, let local = parts.first, let domain = parts.last, domain.contains("."), !local.isEmpty
    else {
      return nil
    }
    if domain.hasSuffix("gserviceaccount.com") { return false }
    let words = local.split { ".-_+".contains($0) }
    if words.contains(where: { programs.contains(String($0)) }) { return false }
    let areNames = words.count == 2 && words.allSatisfy { $0.count > 1 && $0.allSatisfy(\.isLetter) }
    return areNames && local.contains(".") ? true : nil
  }

  private static let programs: Set<String> = [
    "agent", "api", "app", "automation", "bot", "client", "daemon", "drift", "integration", "integrations", "robot",
    "crm", "dev", "erp", "etl", "prod", "sales", "salesforce", "service", "staging", "support", "svc", "sync", "system",
    "team", "test", "noreply",
  ]
}
