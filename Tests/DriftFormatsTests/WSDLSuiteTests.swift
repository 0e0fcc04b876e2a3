import DriftDiff
import DriftFormats
import DriftModel
import DriftSyntax
import DriftTestSupport
import Testing

/// The descriptions and schemas of others: read, with gaps, refused, by count and reason.
@Suite("Suites of WSDL and XSD") struct WSDLSuiteTests {
  /// Whether a case runs: all with `DRIFT_EFFORT` above 1, else a tenth.
  private static func runs(_ id: String) -> Bool {
    var id = id
    return SharedData.effort > 1 || id.withUTF8 { StableHash.hash(UnsafeRawBufferPointer($0)) } % 10 == 0
  }

  @Test("every description is read, or says why not; none differs from itself") func descriptions() throws {
    guard let shared = SharedData.folder(for: "the WSDL suite") else { return }
    let root = shared + "/suites/wsdl/"
    var counts: [String: Int] = [:]
    var failures: [String] = []
    for line in try SharedData.bytes(root + "index.ndjson").split(separator: 0x0a) {
      let row = try JSONValue(parsing: line, file: "index.ndjson")
      guard let file = row["file"]?.string, Self.runs(file) else {
        counts["not run", default: 0] += 1
        continue
      }
      let isDescription = row["parse"]?.string == "ok" && row["wsdl"]?.string == "1.1"
      do {
        let symbols = SymbolTable()
        let schema = try XMLSystem(root + file).read(symbols)
        counts[schema.gaps.isEmpty ? "read" : "read with gaps", default: 0] += 1
        failures += try problems(schema, row, root + file, symbols).map { "\(file): \($0)" }
      } catch let error as DriftError {
        counts["refused", default: 0] += 1
        if isDescription { failures.append("\(file): \(error.message)") }
        if error.place == nil, row["parse"]?.string != "ok", error.message != "an empty document" {
          failures.append("\(file): no place: \(error.message)")
        }
      }
    }
    print("wsdl: " + counts.keys.sorted().map { "\($0) \(counts[$0] ?? 0)" }.joined(separator: ", "))
    for failure in failures { Issue.record(Comment(rawValue: failure)) }
  }

  private func problems(
    _ schema: Schema, _ row: JSONValue, _ path: String, _ symbols: SymbolTable
  ) throws -> [String] {
    var out: [String] = []
    if case .number(let text)? = row["operations"], let count = Int(text), schema.operations.count < count,
      schema.gaps.isEmpty
    {
      out.append("\(schema.operations.count) operations of \(count)")
    }
    // What an imported document names is behind an import that may be outside of the folder.
    let text = String(decoding: try SharedData.bytes(path), as: UTF8.self)
    for key in ["remote", "missing"] {
      for address in row[key]?.elements ?? [] {
        guard let address = address.string, !isKnown(address), text.contains(address) else { continue }
        if !schema.gaps.contains(where: { $0.subject == address }) { out.append("no gap names \(address)") }
      }
    }
    let again = try XMLSystem(path).read(symbols)
    if !SchemaDiff.compare(schema, again).changes.isEmpty { out.append("differs from itself") }
    let respelt = try XMLSystem(path, rewriting: { _, bytes in XMLRespelling.rewrite(bytes) ?? bytes }).read(symbols)
    let changes = SchemaDiff.compare(schema, respelt).changes
    if !changes.isEmpty { out.append("differs when written in another way: \(changes.prefix(3).map(\.line))") }
    if schema.rootDigest != respelt.rootDigest { out.append("has another digest when written in another way") }
    return out
  }

  /// Schemas that drift knows by heart.
  private func isKnown(_ address: String) -> Bool {
    ["xml.xsd", "soap/encoding", "XMLSchema.xsd", "soap-encoding"].contains { address.contains($0) }
  }

  @Test("every schema of the suite is read without a crash; a valid one is not refused") func schemas() throws {
    guard let shared = SharedData.folder(for: "the XSD suite") else { return }
    let lines = try SharedData.bytes(shared + "/suites/vectors/xsd/xsdtests.ndjson").split(separator: 0x0a)
    var counts: [String: Int] = [:]
    for line in lines {
      let test = try JSONValue(parsing: line, file: "xsdtests")
      guard let id = test["id"]?.string, Self.runs(id) else {
        counts["not run", default: 0] += 1
        continue
      }
      let isValid = (test["expect"]?.elements ?? []).contains { $0["validity"]?.string == "valid" }
      let files = test["files"]?.members ?? []
      guard let entry = test["schemas"]?.elements.first?.string else { continue }
      do {
        let symbols = SymbolTable()
        let schema = try read(entry, files, symbols)
        let gaps = schema.gaps.isEmpty ? "" : " with gaps"
        counts["\(isValid ? "valid" : "invalid"), read\(gaps)", default: 0] += 1
        if !SchemaDiff.compare(schema, try read(entry, files, symbols)).changes.isEmpty {
          Issue.record("\(id): differs from itself")
        }
      } catch let error as DriftError {
        counts["\(isValid ? "valid" : "invalid"), refused", default: 0] += 1
        if isValid { Issue.record("\(id): refused: \(error.message)") }
      }
    }
    print("vectors/xsd: " + counts.keys.sorted().map { "\($0) \(counts[$0] ?? 0)" }.joined(separator: "; "))
  }

  private func read(_ entry: String, _ files: [JSONValue.Member], _ symbols: SymbolTable) throws -> Schema {
    func tree(_ path: String) throws -> SyntaxTree {
      guard let file = files.first(where: { $0.key == path }) else { throw DriftError("no such file", file: path) }
      let bytes = file.value["text"]?.string.map { Array($0.utf8) } ?? Base64.bytes(file.value["base64"]?.string ?? "")
      let source = try SourceText.decode(file: path, copying: bytes)
      do throws(SyntaxError) {
        return try DocumentReader.read(source, symbols: symbols)
      } catch {
        throw error.located(in: source)
      }
    }
    let root = try tree(entry)
    let format = try FormatRegistry.recognise(root)
    return try format.read(
      FormatInput(entries: [.init(path: entry, tree: root)], symbols: symbols) {
        path throws(FormatInput.LoadFailure) in
        guard let found = try? tree(path) else { throw .unreadable("no such document") }
        return found
      })
  }
}
