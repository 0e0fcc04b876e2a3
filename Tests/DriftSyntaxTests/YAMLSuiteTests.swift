import DriftModel
import DriftSyntax
import Testing

@Suite struct YAMLSuiteTests {
  @Test("every verdict of yaml-test-suite is right, and where it says the JSON, ours is the same")
  func vectors() throws {
    guard let suite = Suite("vectors/yaml/yaml-test-suite.ndjson") else { return }
    var tally = try Tally("yaml")
    for vector in try suite.cases() {
      let id = try #require(vector["id"])
      guard Suite.runs(id) else {
        tally.skip()
        continue
      }
      tally.record(id, problem(vector, &tally))
    }
    tally.report()
  }

  private func problem(_ vector: Suite.Case, _ tally: inout Tally) -> String? {
    let isGood = vector["expect"] == "accept"
    let tree: SyntaxTree
    do throws(SyntaxError) {
      let source = SourceText(file: "vector", copying: vector.bytes("in", base64: "in_base64"))
      tree = try YAMLReader.read(source, symbols: SymbolTable())
    } catch {
      guard error.isOutsideSubset else {
        tally.note("rejected")
        return isGood ? "rejected: \(error.message)" : nil
      }
      // Well formed, and refused by name: a good case where the name is said.
      tally.note("well formed but outside the subset")
      return isGood ? nil : "taken as well formed: \(error.message)"
    }
    guard isGood else { return "accepted" }
    guard let json = vector["json"] else {
      tally.note("accepted without a JSON to compare with")
      return differenceWhenWrittenBack(tree)
    }
    tally.note("accepted with the same JSON")
    var expected = documents(json)
    // Empty documents behind ours are no value of it.
    while expected.count > 1, expected.last == Array("null".utf8) { expected.removeLast() }
    let found = JSONWriter.bytes(in: tree)
    guard expected == [found] || expected.isEmpty && found == Array("null".utf8) else {
      return "reads as \(String(decoding: found, as: UTF8.self))"
    }
    return differenceWhenWrittenBack(tree)
  }

  /// The canonical form of each of several JSON documents, one after the other.
  private func documents(_ text: String) -> [[UInt8]] {
    var rest = Array(text.utf8)[...]
    var documents: [[UInt8]] = []
    while rest.contains(where: { $0 > 0x20 }) {
      var end = rest.count
      do throws(SyntaxError) {
        _ = try JSONScanner.scan(SourceText(file: "json", copying: rest), symbols: SymbolTable())
      } catch {
        // "Expected the end": there the next one begins.
        end = error.offset
      }
      let source = SourceText(file: "json", copying: rest.prefix(end))
      guard let tree = try? JSONScanner.scan(source, symbols: SymbolTable()) else { return [] }
      documents.append(JSONWriter.bytes(in: tree))
      rest = rest.dropFirst(end)
    }
    return documents
  }
}
