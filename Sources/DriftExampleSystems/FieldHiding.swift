import Foundation

/// What a system leaves out of its description for a caller who may not see it.
enum FieldHiding {
  /// An OpenAPI document without fields.
  ///
  /// - Parameter patterns: `Contact.phone`, or `Contact.*` for all fields of a schema.
  static func hide(_ patterns: [String], in document: ServedDocument) -> ServedDocument {
    guard !patterns.isEmpty,
      var root = (try? JSONSerialization.jsonObject(with: Data(document.bytes))) as? [String: Any],
      var components = root["components"] as? [String: Any], var schemas = components["schemas"] as? [String: Any]
    else { return document }
    for pattern in patterns {
      let steps = pattern.split(separator: ".", maxSplits: 1).map(String.init)
      guard steps.count == 2, let schema = schemas[steps[0]] as? [String: Any] else { continue }
      schemas[steps[0]] = without(steps[1], schema)
    }
    components["schemas"] = schemas
    root["components"] = components
    guard let bytes = try? JSONSerialization.data(withJSONObject: root, options: [.sortedKeys]) else { return document }
    // A time of a generation does not say when a right was taken.
    return ServedDocument(bytes: Array(bytes), type: document.type, modified: nil)
  }

  /// A schema without a field, or without any, also in the parts that it is put together from.
  private static func without(_ name: String, _ schema: [String: Any]) -> [String: Any] {
    let isHidden = { (field: String) in name == "*" || name == field }
    var out = schema
    if let fields = schema["properties"] as? [String: Any] { out["properties"] = fields.filter { !isHidden($0.key) } }
    if let required = schema["required"] as? [String] { out["required"] = required.filter { !isHidden($0) } }
    if let parts = schema["allOf"] as? [[String: Any]] { out["allOf"] = parts.map { without(name, $0) } }
    return out
  }
}
