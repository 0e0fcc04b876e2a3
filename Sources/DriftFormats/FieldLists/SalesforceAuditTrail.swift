import DriftSyntax

/// The rows of SetupAuditTrail: who changed the set-up of the organisation, told in sentences for people.
struct AuditTrail {
  struct Entry {
    var who: String?
    var when: String
  }

  /// The newest entry that has a word in it.
  private(set) var byWord: [String: Entry] = [:]

  /// Takes in a row; only names of custom fields are words that mean nothing else.
  mutating func append(row: NodeID, in list: borrowing FieldListReader, by who: String?) {
    guard let sentence = list.text(row, "Display"), let when = list.text(row, "CreatedDate") else { return }
    let words = sentence.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    for word in words where word.hasSuffix("__c") {
      if let known = byWord[String(word)], known.when >= when { continue }
      byWord[String(word)] = Entry(who: who, when: when)
    }
  }

  /// The newest entry that names a field.
  func newest(naming field: String) -> Entry? { byWord[field] }
}
