/// The real documents that property tests work on.
public enum RealDocuments {
  /// Documents of moderate size: the OpenAPI and JSON Schema cases of the corpus, its single documents, the
  /// project's fixtures, one service of Twilio.
  public static func moderate(_ shared: String) -> [DocumentSet] {
    var paths: [String] = []
    let corpus = shared + "/corpus/read/"
    for path in SharedData.files(below: corpus) {
      let isRead = path.hasPrefix("openapi-") || path.hasPrefix("jsonschema-") || isSingle(path)
      let isDocument = path.hasSuffix("/old.json") || path.hasSuffix("/old.yaml") || isSingle(path)
      if isRead && isDocument { paths.append(corpus + path) }
    }
    paths.append(shared + "/bench/twilio-small/old.json")
    paths += SharedData.files(below: SharedData.fixtures).filter { $0.contains("v1.") }.map {
      SharedData.fixtures + "/" + $0
    }
    return paths.compactMap { try? DocumentSet(file: $0) }
  }

  private static func isSingle(_ path: String) -> Bool {
    ["openapi", "swagger", "jsonschema"].contains { path.hasPrefix("single/" + $0) }
  }

  /// A large document with heavily cyclic references.
  public static func large(_ shared: String) -> DocumentSet? {
    try? DocumentSet(file: shared + "/bench/stripe-2021/old.json")
  }
}
