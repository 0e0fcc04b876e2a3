import DriftTestSupport
import Foundation
import Synchronization
import Testing

/// Nights stay true after a wrong clock, and a store that was reset.
@Suite struct NightClockTests: NightSuite {
  let world = NightWorld()

  @Test("a night of a wrong clock, past or to come, stores nothing and is told") func clock() throws {
    let (scratch, server) = try project()
    defer { withExtendedLifetime(server) {} }
    world.set { $0.fields.removeFirst() }
    let past = try drift(scratch, ["run", "--now", "1970-01-01T00:10:00Z"])
    #expect(past.code == 3 && past.output.contains("one of the clocks was wrong"), "\(past.output)")
    // A version of a time to come hides nothing for long: the next night says so.
    world.set { $0.fields.append("harmless") }
    #expect(try drift(scratch, ["run", "--now", "2126-01-01T00:00:00Z"]).code == 1)
    world.set { $0.fields.removeFirst() }
    let after = try night(scratch, 9)
    #expect(after.code == 2 && after.errors.contains("a run of 2126-01-01T00:00:00Z is on record"), "\(after.errors)")
    #expect(after.errors.contains("Snapshots/crm/seen"), "\(after.errors)")
    // Without that run's lines, its version is told as what it is. A Monday, on which all that is open is told.
    try scratch.write("Snapshots/crm/seen", "")
    let versioned = try night(scratch, 9)
    #expect(versioned.code == 3 && versioned.output.contains("2126-01-01T00:00:00Z"), "\(versioned.output)")
  }

  @Test("the machine's clock is held against the systems'") func skew() throws {
    let world = world
    let server = try RawServer { connection in
      while connection.next() != nil {
        connection.reply(
          "200 OK", NightWorld.schema(world.state.withLock { $0.fields }), ["Date: Thu, 01 Jan 2015 00:00:00 GMT"])
      }
    }
    let scratch = try Scratch()
    try scratch.write(
      "drift.yaml", "version: 1\nsystems: { crm: { owner: a, source: { url: \"\(server.url("/s"))\" } } }\n")
    let outcome = try drift(scratch, ["run"])
    #expect(outcome.code == 3 && outcome.output.contains("2015-01-01T00:00:00Z"), "\(outcome.output)")
    #expect(!FileManager.default.fileExists(atPath: scratch.url.appendingPathComponent("Snapshots/crm/versions").path))
  }

  @Test("a store that was reset is filled again, whatever the system says did not change") func reset() throws {
    let (scratch, server) = try project()
    defer { withExtendedLifetime(server) {} }
    let versions = scratch.url.appendingPathComponent("Snapshots/crm/versions")
    let before = try FileManager.default.contentsOfDirectory(atPath: versions.path)
    world.set { $0.fields.removeFirst() }
    #expect(try night(scratch, 2).code == 1)
    for name in try FileManager.default.contentsOfDirectory(atPath: versions.path) where !before.contains(name) {
      try FileManager.default.removeItem(at: versions.appendingPathComponent(name))
    }
    let after = try night(scratch, 3)
    #expect(after.code == 1 && after.output.contains("1 finding stays open"), "\(after.output)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: versions.path).count == 2)
  }

  @Test("a document that shrank and was accepted is no licence for one that shrinks more") func shrinkage() throws {
    world.set { $0.fields = (1...40).map { "field\($0)" } }
    let (scratch, server) = try project(["field1"])
    defer { withExtendedLifetime(server) {} }
    world.set { $0.fields = (1...20).map { "field\($0)" } }
    let held = try night(scratch, 2)
    let id = try #require(held.output.firstMatch(of: /drift accept (f_[0-9a-f]{10})/)).1
    #expect(try drift(scratch, ["accept", String(id), "--reason", "they cleaned up"]).code == 0)
    world.set { $0.fields = ["field1"] }
    let less = try night(scratch, 3)
    #expect(less.code == 3 && less.output.contains("held back"), "\(less.output)")
  }

  @Test("a version that cannot be read is a finding of its system, and the others are checked") func brokenVersion()
    throws
  {
    let (scratch, server) = try project(
      more:
        "  erp: { owner: erp-team@example.com, source: { command: [printf, \"%s\", '\(NightWorld.schema(["a"]))'] } }\n"
    )
    defer { withExtendedLifetime(server) {} }
    let versions = scratch.url.appendingPathComponent("Snapshots/erp/versions")
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: versions.path).first)
    try FileManager.default.removeItem(at: versions.appendingPathComponent(name))
    try FileManager.default.createDirectory(
      at: versions.appendingPathComponent(name), withIntermediateDirectories: true)
    world.set { $0.fields.removeFirst() }
    #expect(try night(scratch, 2, "crm").code == 1)
    let outcome = try drift(scratch, ["check", "--now", "2026-11-02T05:00:00Z"])
    #expect(outcome.code == 3 && outcome.output.contains("field1   removed"), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("INCOMPLETE: erp"), "\(outcome.output)")
    // What comes whole is stored anew.
    #expect(try night(scratch, 3).output.contains("stored    erp"))
  }

  @Test("a version that was cut short is told where what came is stored beside it") func cutVersion() throws {
    let (scratch, server) = try project()
    defer { withExtendedLifetime(server) {} }
    let versions = scratch.url.appendingPathComponent("Snapshots/crm/versions")
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: versions.path).first)
    let bytes = try Data(contentsOf: versions.appendingPathComponent(name))
    try bytes.prefix(bytes.count / 2).write(to: versions.appendingPathComponent(name))
    let outcome = try night(scratch, 2)
    #expect(
      outcome.output.contains("\(name) cannot be read") && outcome.output.contains("drift store verify"),
      "\(outcome.output)\(outcome.errors)")
    #expect(try !night(scratch, 3).output.contains("cannot be read"))
  }
}
