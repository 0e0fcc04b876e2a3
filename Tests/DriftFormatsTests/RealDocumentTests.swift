import DriftDiff
import DriftModel
import DriftTestSupport
import Testing

/// Every real document of the formats that are read, and every document of the suites.
@Suite struct RealDocumentTests {
  @Test("real documents are read whole, and are the same in every notation")
  func corpus() throws {
    guard let shared = SharedData.folder(for: "real documents") else { return }
    var report = ReadingReport("real documents")
    for path in Self.paths(shared) { report.check(shared, path) }
    print(report.text)
    for failure in report.failures { Issue.record(Comment(rawValue: failure)) }
  }

  @Test("documents of the OpenAPI suite are read, or refused for a reason that is listed")
  func openAPISuite() throws {
    guard let shared = SharedData.folder(for: "the OpenAPI suite") else { return }
    var report = ReadingReport("vectors/openapi", listed: try Self.listed("refused-openapi.txt"))
    for path in SharedData.files(below: shared + "/suites/vectors/openapi")
    where path.hasSuffix(".json") || path.hasSuffix(".yaml") {
      report.check(shared, "suites/vectors/openapi/" + path)
    }
    report.close()
    print(report.text)
    for failure in report.failures { Issue.record(Comment(rawValue: failure)) }
  }

  @Test(
    "schemas of the JSON Schema suite are read, or refused for a reason that is listed",
    arguments: ["draft3", "draft4", "draft6", "draft7", "draft2019-09", "draft2020-12", "v1"])
  func schemaSuite(_ draft: String) throws {
    guard let shared = SharedData.folder(for: "the JSON Schema suite") else { return }
    let listed = try Self.listed("refused-jsonschema.txt").filter { $0.key.hasPrefix(draft + "/") }
    var report = ReadingReport("vectors/jsonschema/\(draft)", listed: listed)
    let lines = try SharedData.bytes(shared + "/suites/vectors/jsonschema/\(draft).ndjson").split(
      separator: 0x0a)
    for line in lines {
      let test = try JSONValue(parsing: line, file: draft)
      guard let id = test["id"]?.string, var schema = test["schema"] else { continue }
      // The suite says by the file's name which draft a schema is of; a document says so itself.
      if schema.isObject, schema["$schema"] == nil { schema["$schema"] = .text(Self.names[draft] ?? "") }
      report.check(DocumentSet("\(draft)/\(id)", schema))
    }
    report.close()
    print(report.text)
    for failure in report.failures { Issue.record(Comment(rawValue: failure)) }
  }

  private static let names = [
    "draft3": "http://json-schema.org/draft-03/schema#", "draft4": "http://json-schema.org/draft-04/schema#",
    "draft6": "http://json-schema.org/draft-06/schema#", "draft7": "http://json-schema.org/draft-07/schema#",
    "draft2019-09": "https://json-schema.org/draft/2019-09/schema",
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema", "v1": "https://json-schema.org/v1",
  ]

  /// All documents of these formats in the corpus, the samples and the pairs of the benchmark.
  private static func paths(_ shared: String) -> [String] {
    let names = ["openapi", "swagger", "jsonschema", "json-schema"]
    let corpus = SharedData.files(below: shared + "/corpus/read").filter { path in
      !path.hasSuffix("labels.json")
        && names.contains { path.hasPrefix($0) || path.hasPrefix("single/" + $0) }
    }
    let samples = SharedData.files(below: shared + "/formats-samples").filter { path in
      names.contains { path.hasPrefix($0) || path.hasPrefix("contact/" + $0) }
    }
    // Megabytes take a debug build a while: one pair stands for all, unless more is asked for.
    let pairs =
      SharedData.effort > 1 ? ["stripe-day", "stripe-2021", "stripe-2023", "twilio-all", "k8s-2025"] : []
    return corpus.map { "corpus/read/" + $0 } + samples.map { "formats-samples/" + $0 }
      + (["twilio-small"] + pairs).flatMap { ["bench/\($0)/old.json", "bench/\($0)/new.json"] }
  }

  /// The documents that are refused, with the reasons: a line each, the name and the reason divided by a tabulator.
  private static func listed(_ file: String) throws -> [String: String] {
    let folder = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let text = String(decoding: try SharedData.bytes(folder + "/" + file), as: UTF8.self)
    return text.split(separator: "\n").reduce(into: [:]) { out, line in
      let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
      if parts.count == 2, !line.hasPrefix("#") { out[parts[0]] = parts[1] }
    }
  }
}
