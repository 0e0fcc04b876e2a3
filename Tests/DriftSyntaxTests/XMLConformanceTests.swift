import DriftModel
import DriftSyntax
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// James Clark's test cases. They come packed, and may not be passed on otherwise: each is unpacked when it is read.
@Suite struct XMLConformanceTests {
  @Test("what is not well-formed is never accepted; what has a DTD is refused by name") func verdicts() throws {
    guard let index = Suite("vectors/xml/xmltest-index.ndjson"), let packed = Suite("vectors/xml/xmltest.zip") else {
      return
    }
    guard unpack("xmltest/readme.html", of: packed.path)?.isEmpty == false else {
      print("SKIPPED: xmltest.zip is there, and the command unzip is not")
      return
    }
    var tally = try Tally("xmltest")
    for vector in try index.cases() {
      let id = try #require(vector["zip"])
      guard Suite.runs(id) else {
        tally.skip()
        continue
      }
      let bytes = try #require(unpack(id, of: packed.path), "\(id) is not in the archive")
      let isGood = vector["expect"] != "notwf"
      do {
        let source = try SourceText.decode(file: "a.xml", copying: bytes)
        _ = try DocumentReader.read(source, symbols: SymbolTable())
        tally.note("accepted")
        tally.record(id, isGood ? nil : "accepted")
      } catch {
        let isByName = (error as? SyntaxError)?.isOutsideSubset ?? false
        tally.note(isByName ? "refused by name" : "rejected")
        let message = (error as? SyntaxError)?.message ?? (error as? DriftError)?.message ?? ""
        tally.record(id, isGood && !isByName ? "rejected: \(message)" : nil)
      }
    }
    tally.report()
  }

  /// One member of an archive; nil where it cannot be had.
  private func unpack(_ member: String, of archive: String) -> [UInt8]? {
    func quoted(_ text: String) -> String { "'" + text.split(separator: "'").joined(separator: "'\\''") + "'" }
    guard let pipe = popen("unzip -p \(quoted(archive)) \(quoted(member)) 2>/dev/null", "r") else { return nil }
    var out: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, pipe)
      if count == 0 { break }
      out += buffer[..<count]
    }
    return pclose(pipe) == 0 ? out : nil
  }
}
