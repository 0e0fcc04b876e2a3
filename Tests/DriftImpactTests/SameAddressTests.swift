import DriftDiff
import DriftImpact
import DriftModel
import Testing

/// A path that gained what the servers' address lost: nothing is called at another place.
@Suite("Operations at the address that they had") struct SameAddressTests {
  private static func document(_ server: String, _ paths: String...) -> String {
    let item =
      #"{"get": {"responses": {"200": {"description": "", \#(Judged.json(#"{"type": "object", "properties": {"name": {"type": "string"}}}"#))}}}}"#
    return Judged.openAPI(
      "{" + paths.map { "\"\($0)\": \(item)" }.joined(separator: ",") + "}",
      more: #""servers": [{"url": "\#(server)"}],"#)
  }

  @Test("what moved from the servers into the paths, and back, breaks nobody") func moved() throws {
    let behind = Self.document("https://api.example.com/v1/", "/c", "/c/{id}")
    let before = Self.document("https://api.example.com", "/v1/c", "/v1/c/{key}")
    for (old, new, entry, target) in [
      (behind, before, #""GET /c".response.name"#, #""GET /v1/c".response.name"#),
      (before, behind, #""GET /v1/c".response.name"#, #""GET /c".response.name"#),
    ] {
      let judged = try Judged(old, new, [.init(entry, "read")])
      #expect(judged.findings.allSatisfy { $0.severity == .info }, "\(judged.findings.map(\.message))")
      #expect(judged.changes.map(\.kind).count(where: { $0 == .operationRenamed }) == 2)
      #expect(judged.findings.flatMap { $0.fix?.edits ?? [] }.map(\.address.description) == [target])
      #expect(try Judged(old, new).findings.allSatisfy { $0.severity == .info })
    }
  }

  @Test(
    "a server is the same however its address is spelled",
    arguments: [
      ("https://api.example.com/v1", "HTTPS://API.Example.com:443/v1/"), ("http://a:80", "http://a/"),
      ("https://a/v1", "https://a/v1"),
    ])
  func spelling(old: String, new: String) throws {
    let entry = Judged.Entry(#""GET /c".response.name"#, "read")
    #expect(try Judged(Self.document(old, "/c"), Self.document(new, "/c"), [entry]).changes.isEmpty)
    #expect(try Judged(Self.document(new, "/c"), Self.document(old, "/c"), [entry]).changes.isEmpty)
  }

  @Test(
    "another host, port, scheme or path is another server",
    arguments: [
      "https://api.example.org/v1", "https://api.example.com:8443/v1", "http://api.example.com/v1",
      "https://api.example.com/V1",
    ])
  func otherServer(new: String) throws {
    let judged = try Judged(Self.document("https://api.example.com/v1", "/c"), Self.document(new, "/c"))
    #expect(judged.changes.map(\.kind) == [.serverChanged])
  }

  @Test("what stands at another address breaks as before") func elsewhere() throws {
    let old = Self.document("https://api.example.com/v1", "/c", "/d")
    let other = try Judged(old, Self.document("https://api.example.com/v1", "/v2/c", "/d"))
    #expect(other.findings.map(\.severity).contains(.breaking))
    let next = try Judged(
      old, Self.document("https://api.example.com", "/v2/c", "/v1/d"), [.init(#""GET /c".response.name"#, "read")])
    #expect(next.findings.flatMap(\.affects).map(\.severity).contains(.breaking))
    // One path that is told as before is called elsewhere now.
    let kept = try Judged(
      old, Self.document("https://api.example.com", "/v1/c", "/d"), [.init(#""GET /d".response.name"#, "read")])
    #expect(kept.findings.flatMap(\.affects).map(\.severity) == [.warning])
  }

  @Test("servers that an operation names stand in place of those of the document") func overriding() throws {
    func document(_ root: String, _ own: String = "", also: String = "") -> String {
      let answer = Judged.json(#"{"type": "object", "properties": {"name": {"type": "string"}}}"#)
      func get(_ servers: String) -> String {
        let list = servers.isEmpty ? "" : #""servers": [{"url": "\#(servers)"}], "#
        return #"{"get": {\#(list)"responses": {"200": {"description": "", \#(answer)}}}}"#
      }
      return Judged.openAPI(
        #"{"/c": \#(get(own)), "/d": \#(get(also))}"#, more: #""servers": [{"url": "\#(root)"}],"#)
    }
    let entry = Judged.Entry(#""GET /c".response.name"#, "read")
    func hits(_ old: String, _ new: String) throws -> [Severity] {
      try Judged(old, new, [entry]).findings.flatMap(\.affects).map(\.severity)
    }
    let (a, b) = ("https://a.example", "https://b.example")
    #expect(try hits(document(a), document(a, b)) == [.warning])
    #expect(try hits(document(a, b), document(a)) == [.warning])
    #expect(try hits(document(a, b), document(b, b)).isEmpty)
    #expect(try Judged(document(a), document(a, a, also: a)).changes.isEmpty)
    #expect(try Judged(document(a), document(b, a, also: a)).changes.isEmpty)
  }
}
