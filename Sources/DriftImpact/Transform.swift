import DriftDiff
import DriftModel

/// How a value of one type is made into one of another, where that is obvious: a suggestion for the `transform` of an
/// entry, never written by itself.
enum Transform {
  /// What an entry at the place of a change could say as its transform; nil where nothing is obvious.
  ///
  /// A reader makes the new form into the one that it knows, a writer its own into the new one.
  static func suggestion(for change: Change, access: UsageSet) -> String? {
    guard let old = Form(change.old?.value), let new = Form(change.new?.value) else { return nil }
    let reads = access.contains(.read) && SeverityTable.reading(change).severity > .info
    let writes = !access.isDisjoint(with: .write) && SeverityTable.writing(change).severity > .info
    let reading = reads ? conversion(from: new, to: old) : nil
    let writing = writes ? conversion(from: old, to: new) : nil
    // Half of a way is none.
    guard reads == (reading != nil), writes == (writing != nil) else { return nil }
    switch (reading, writing) {
    case (let read?, let write?): return "reading, \(read); writing, \(write)"
    case (let only?, nil), (nil, let only?): return only
    case (nil, nil): return nil
    }
  }

  /// What a report says of a place, as far as it matters for a conversion.
  private struct Form: Equatable {
    var type: String
    var format: String

    init(type: String, format: String) { (self.type, self.format) = (type, format) }

    init?(_ value: FactValue?) {
      func word(_ name: String) -> String { if case .text(let text)? = value?[name] { text } else { "" } }
      (type, format) = (word("type"), word("format"))
      if type.isEmpty, format.isEmpty { return nil }
    }
  }

  private static func conversion(from: Form, to: Form) -> String? {
    switch (from.type, to.type) {
    case ("integer", "string"), ("number", "string"): return "the number as text"
    case ("boolean", "string"): return "true or false as text"
    case ("string", "integer"): return "the whole number from its text"
    case ("string", "number"): return "the number from its text"
    case ("string", "boolean"): return "true or false from its text"
    case (let one, let list) where list == "array of \(one)": return "a list of the one value"
    case (let list, let one) where list == "array of \(one)": return "the first of the list"
    case (let a, let b) where a == b: break
    default: return nil
    }
    switch (from.format, to.format) {
    case ("date-time", "date"): return "the day of the time"
    case ("date", "date-time"): return "the day at 00:00:00Z"
    default: return nil
    }
  }
}
