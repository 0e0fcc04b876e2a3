import Foundation
import Testing

/// What several operations share is told once, from documents as from versions, and hits whoever uses any of them.
@Suite struct SharedPartTests {
  /// Three operations; `messages` and `bindings` say what they share.
  private static func service(part: String, header: String, messages: [String], headers: [Int]) -> String {
    let names = ["Alpha", "Beta", "Gamma"]
    let operations = zip(names, messages).map { name, message in
      """
      <operation name="\(name)"><input message="t:\(message)"/><output message="t:Out"/></operation>
      """
    }
    let bound = names.enumerated().map { index, name in
      let uses = headers.contains(index) ? #"<soap:header message="t:Head" part="\#(header)" use="literal"/>"# : ""
      return """
        <operation name="\(name)"><input>\(uses)<soap:body use="literal" namespace="urn:t"/></input>
        <output><soap:body use="literal" namespace="urn:t"/></output></operation>
        """
    }
    return """
      <definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
      xmlns:t="urn:t" xmlns:x="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t">
      <message name="In"><part name="id" type="x:string"/>\(part)</message>
      <message name="Other"><part name="id" type="x:string"/></message>
      <message name="Out"><part name="done" type="x:boolean"/></message>
      <message name="Head"><part name="session" type="x:string"/><part name="locale" type="x:string"/></message>
      <portType name="P">\(operations.joined())</portType>
      <binding name="B" type="t:P"><soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
      \(bound.joined())</binding></definitions>
      """
  }

  private static let parameters =
    #""parameters": {"Limit": {"name": "limit", "in": "query", "schema": {"type": "string"}}}"#

  private static func api(path: String, get: String, post: String) -> String {
    ##"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"parameters": [\##(path)], "get": {"parameters": [\##(get)], "responses": {"200": {"description": "ok"}}}, "post": {"parameters": [\##(post)], "responses": {"200": {"description": "ok"}}}}}, "components": {\##(parameters)}}"##
  }

  /// Two states of a system, how many changes lie between them, and two operations that meet all of them.
  private static let pairs: [String: (old: String, new: String, count: Int)] = {
    let limit = ##"{"$ref": "#/components/parameters/Limit"}"##
    let inline = #"{"name": "limit", "in": "query", "schema": {"type": "string"}}"#
    let all = ["In", "In", "In"]
    func rpc(_ part: String, _ header: String, _ messages: [String], _ headers: [Int]) -> String {
      service(part: part, header: header, messages: messages, headers: headers)
    }
    let more = #"<part name="more" type="x:string"/>"#
    return [
      "part added to a message of three": (rpc("", "session", all, []), rpc(more, "session", all, []), 1),
      "part removed, with headers on two": (rpc(more, "session", all, [0, 1]), rpc("", "session", all, [0, 1]), 1),
      "header added to two of one message": (rpc("", "session", all, []), rpc("", "session", all, [0, 1]), 1),
      "header removed from all, one of another message": (
        rpc("", "locale", ["In", "In", "Other"], [0, 1, 2]), rpc("", "locale", ["In", "In", "Other"], []), 1
      ),
      "header added to two of one message and to another": (
        rpc("", "locale", ["In", "In", "Other"], []), rpc("", "locale", ["In", "In", "Other"], [0, 1, 2]), 1
      ),
      "parameter of a path": (api(path: "", get: "", post: ""), api(path: inline, get: "", post: ""), 1),
      "parameter of a path, by reference": (api(path: "", get: "", post: ""), api(path: limit, get: "", post: ""), 1),
      "parameter of two operations": (api(path: "", get: "", post: ""), api(path: "", get: limit, post: limit), 2),
    ]
  }()

  @Test("documents and versions tell a shared part alike", arguments: pairs.keys.sorted()) func alike(_ name: String)
    throws
  {
    let pair = try #require(Self.pairs[name])
    let scratch = try Scratch()
    let program = DriftProgram(folder: scratch.url)
    try scratch.write("old.x", pair.old)
    try scratch.write("new.x", pair.new)
    _ = try program.run("snapshot", "s", "old.x", "--now", "2026-10-01T00:00:00Z")
    _ = try program.run("snapshot", "s", "new.x", "--now", "2026-10-02T00:00:00Z")
    func told(_ old: String, _ new: String) throws -> [String] {
      let outcome = try program.run("diff", old, new, "--system", "s", "--format", "json")
      let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
      let reach = (report?["changes"] as? [[String: Any]] ?? []).map { "\($0["reach"] ?? "")" }
      return zip(report?["findings"] as? [[String: Any]] ?? [], reach).map { finding, reach in
        "\(finding["id"] ?? "") \(finding["severity"] ?? "") \(finding["message"] ?? "") \(reach)"
      }
    }
    let documents = try told("old.x", "new.x")
    #expect(documents.count == pair.count, "\(documents)")
    #expect(try told("s@v1", "s@v2") == documents)
    #expect(try told("old.x", "s@v2") == documents)
  }

  @Test("a mapping of any of the operations is hit", arguments: ["Alpha", "Beta", "Gamma"])
  func mapped(_ operation: String) throws {
    let scratch = try Scratch()
    let program = DriftProgram(folder: scratch.url)
    let all = ["In", "In", "In"]
    let more = #"<part name="more" type="x:string"/>"#
    func service(_ part: String, _ headers: [Int]) -> String {
      Self.service(part: part, header: "session", messages: all, headers: headers)
    }
    try scratch.write("old.x", service(more, [0, 1, 2]))
    try scratch.write("new.x", service("", []))
    _ = try program.run("snapshot", "s", "old.x", "--now", "2026-10-01T00:00:00Z")
    _ = try program.run("snapshot", "s", "new.x", "--now", "2026-10-02T00:00:00Z")
    try scratch.write(
      "mapping.yaml",
      """
      agent: a
      owner: a@example.com
      fields:
        - agent: one
          system: s
          field: '\(operation).request.more'
          access: [write]
        - agent: two
          system: s
          field: '\(operation).request."header:session"'
          access: [write]
      """)
    for sides in [["old.x", "new.x"], ["s@v1", "s@v2"]] {
      let outcome = try program.run(["diff"] + sides + ["--mapping", "mapping.yaml", "--format", "json"])
      #expect(outcome.code == 1, "\(outcome)")
      for field in ["one", "two"] { #expect(outcome.output.contains("\"field\": \"\(field)\""), "\(outcome)") }
    }
  }
}
