import DriftExample
import Foundation

/// The sales system's description of an object, as Salesforce writes it: fields with what the caller may do to each.
enum SalesDescription {
  /// Where it stands below the system's own path.
  static let path = "/sales/services/data/v66.0/sobjects/Contact/describe"

  /// The description for a caller from whom some things were taken.
  ///
  /// - Parameters:
  ///   - hidden: Fields that are left out: `Contact.Phone`, or `Contact.*` for all that may be hidden.
  ///   - readOnly: Fields that may be read and not written any more.
  ///   - notUnique: Fields that several records may have alike from now on.
  static func document(hidden: [String], readOnly: [String], notUnique: [String]) -> ServedDocument? {
    guard let text = ExampleDocuments.text("sales/contact.json"),
      var object = (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any],
      let fields = object["fields"] as? [[String: Any]]
    else { return nil }
    func isNamed(_ name: String, _ list: [String]) -> Bool { list.contains("Contact.\(name)") }
    object["fields"] = fields.compactMap { field -> [String: Any]? in
      guard let name = field["name"] as? String else { return nil }
      // What the system itself needs is hidden from nobody.
      let isHideable = field["permissionable"] as? Bool ?? false
      if isNamed(name, hidden) || isHideable && hidden.contains("Contact.*") { return nil }
      var field = field
      if isNamed(name, readOnly) { (field["createable"], field["updateable"]) = (false, false) }
      if isNamed(name, notUnique) { field["unique"] = false }
      return field
    }
    guard let bytes = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]) else { return nil }
    return ServedDocument(bytes: Array(bytes), type: "application/json", modified: nil)
  }
}
