/// Small documents for tests, from the parts that matter.
public enum Documents {
  /// An OpenAPI document of schemas.
  public static func openAPI(_ version: String = "3.0.3", schemas: String) throws -> DocumentSet {
    try document(
      """
      {"openapi": "\(version)", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": \(schemas)}}
      """)
  }

  /// An OpenAPI document of paths and components.
  public static func openAPI(_ version: String = "3.0.3", paths: String, components: String = "{}") throws
    -> DocumentSet
  {
    try document(
      """
      {"openapi": "\(version)", "info": {"title": "t", "version": "1"}, "paths": \(paths), "components": \(components)}
      """)
  }

  /// A document as it is written.
  public static func document(_ text: String) throws -> DocumentSet {
    DocumentSet("document", try JSONValue(parsing: text.utf8))
  }
}

extension DocumentSet {
  /// The differences to a later state, a line a change.
  public func lines(to other: DocumentSet) throws -> [String] { try changes(to: other).map(\.line) }
}
