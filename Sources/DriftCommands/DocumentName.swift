import DriftSyntax

/// Whether a file that cannot be read was meant as a document of the system, or is none of our business.
enum DocumentName {
  /// Whether a name ends like those of documents.
  static func isDocument(_ path: String) -> Bool {
    hasEnding(path, [".json", ".yaml", ".yml", ".xml"]) || promisesSchema(path)
  }

  /// Whether a name says that there is a schema, and nothing else.
  static func promisesSchema(_ path: String) -> Bool { hasEnding(path, [".xsd", ".wsdl"]) }

  /// Whether a text begins like a document and names a language of schemas, whatever its file is called.
  static func isDocument(_ source: SourceText) -> Bool {
    guard DocumentReader.notation(of: source) != .yaml else { return false }
    let start = String(decoding: source.bytes.prefix(2000), as: UTF8.self)
    let words = [
      "http://schemas.xmlsoap.org/wsdl/", "http://www.w3.org/2001/XMLSchema\"", "http://www.w3.org/2001/XMLSchema'",
      "json-schema.org/", "\"openapi\"", "\"swagger\"",
    ]
    return words.contains { start.contains($0) }
  }

  private static func hasEnding(_ path: String, _ endings: [String]) -> Bool {
    let path = path.lowercased()
    return endings.contains { path.hasSuffix($0) }
  }
}
