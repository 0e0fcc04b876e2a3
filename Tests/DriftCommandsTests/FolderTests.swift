import Foundation
import Testing

/// A folder is one system: which files stand by themselves, and what happens to those that do not.
@Suite struct FolderTests {
  private func run(_ old: [String: String], _ new: [String: String], _ more: [String] = []) throws
    -> DriftProgram.Outcome
  {
    let scratch = try Scratch()
    for (side, files) in [("old", old), ("new", new)] {
      for (name, text) in files { try scratch.write("\(side)/\(name)", text) }
    }
    return try DriftProgram(folder: scratch.url).run(["diff", "old", "new"] + more)
  }

  private let head = #""$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object""#

  @Test("an OpenAPI document is an entry also where a part of it refers back")
  func wholeDocument() throws {
    func files(_ required: String) -> [String: String] {
      [
        "openapi.json":
          #"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/x": {"$ref": "x.json"}}, "components": {"schemas": {"E": {"type": "object", "required": [\#(required)], "properties": {"n": {"type": "string"}}}}}}"#,
        "x.json":
          ##"{"post": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "openapi.json#/components/schemas/E"}}}}, "responses": {"200": {"description": "ok"}}}}"##,
        "unused.json": #"{"type": "object", "properties": {"a": {"type": "string"}}}"#,
      ]
    }
    let outcome = try run(files(""), files("\"n\""))
    #expect(outcome.code == 1, "\(outcome)")
    #expect(outcome.output.contains("now required"))
  }

  @Test("files that only refer to one another are read too")
  func ring() throws {
    func files(_ more: String) -> [String: String] {
      [
        "a.json": #"{\#(head), "properties": {"b": {"$ref": "b.json"}}}"#,
        "b.json": #"{\#(head), "properties": {"a": {"$ref": "a.json"}\#(more)}}"#,
        "m.json": #"{\#(head), "title": "M", "properties": {"q": {"type": "string"}}}"#,
      ]
    }
    let outcome = try run(files(", \"zz\": {\"type\": \"string\"}"), files(""))
    #expect(outcome.output.contains("zz"), "\(outcome)")
  }

  @Test("a second file with a definition of the same name takes nothing away from the first")
  func sameName() throws {
    let user = #"{\#(head), "$defs": {"User": {"type": "object", "properties": {"id": {"type": "string"}}}}}"#
    let other = #"{\#(head), "$defs": {"User": {"type": "object", "properties": {"uid": {"type": "integer"}}}}}"#
    let outcome = try run(["users.json": user], ["users.json": user, "accounts.json": other])
    #expect(outcome.code == 0, "\(outcome)")
    #expect(!outcome.output.contains("removed"), "\(outcome.output)")
  }

  @Test("what stands in a file that one side lacks is neither gone nor new")
  func missingPart() throws {
    let main =
      #"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/o": {"$ref": "paths/o.json"}, "/p": {"get": {"responses": {"200": {"description": "ok"}}}}}}"#
    let part =
      ##"{"get": {"responses": {"200": {"description": "ok", "content": {"application/json": {"schema": {"$ref": "#/$defs/O"}}}}}}, "$defs": {"O": {"type": "object"}}}"##
    let outcome = try run(["main.json": main, "paths/o.json": part], ["main.json": main])
    #expect(outcome.code == 3, "\(outcome)")
    #expect(!outcome.output.contains("removed"), "\(outcome.output)")
  }

  @Test("a reference to a pipe, and a link out of the folder, are gaps and keep nobody waiting")
  func outside() throws {
    let scratch = try Scratch()
    try scratch.write(
      "in/main.json", #"{\#(head), "properties": {"a": {"$ref": "pipe.json"}, "b": {"$ref": "link.json"}}}"#)
    try scratch.write("out/secret.json", #"{"type": "string"}"#)
    #expect(mkfifo(scratch.url.appendingPathComponent("in/pipe.json").path, 0o600) == 0)
    try FileManager.default.createSymbolicLink(
      at: scratch.url.appendingPathComponent("in/link.json"),
      withDestinationURL: scratch.url.appendingPathComponent("out/secret.json"))
    for source in ["in", "in/main.json"] {
      let outcome = try DriftProgram(folder: scratch.url).run("diff", source, source)
      #expect(outcome.code == 3, "\(source): \(outcome)")
      #expect(outcome.output.contains("2 gaps"), "\(outcome.output)")
    }
  }

  #if os(Linux)
    @Test("a report that cannot be written is no success")
    func lostOutput() throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = [
        "-c", "\"$0\" diff Fixtures/crm/v1.json Fixtures/crm/v1.json > /dev/full", DriftProgram.program.path,
      ]
      process.currentDirectoryURL = DriftProgram.package
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 2)
    }
  #endif
}
