import Foundation
import Testing

/// Where an address stands decides whether drift writes it anew; where it does not, it says why and what to do.
@Suite("Addresses that drift does not write") struct FixPlaceTests {
  private func entry(_ agent: String, _ field: String, _ more: String = "") -> String {
    "  - agent: \(agent)\n    system: crm\n    field: \(field)\n    access: [read]\n    on_missing: skip\n\(more)"
  }

  private func mapping(_ entries: String) -> String { "agent: router\nowner: o@example.com\nfields:\n\(entries)" }

  private func renamed(_ mapping: String) throws -> GateRepository {
    let repository = try GateRepository(GateRepository.first, mapping: mapping)
    #expect(try repository.run("lock").code == 0)
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    return repository
  }

  private static let shared = "an anchor shares the text with other places of the file"
  private static let block = "the address is written as a block or over several lines"

  @Test("an address whose text others share, or that is a block, is left, with the reason", arguments: 0..<6)
  func left(_ number: Int) throws {
    let cases = [
      (entry("a", "&p Contact.phone") + entry("b", "*p"), Self.shared),
      (entry("a", "Contact.fax", "    note: &p Contact.phone\n") + entry("b", "*p"), Self.shared),
      (entry("a", "&p Contact.phone", "    note: *p\n"), Self.shared),
      (entry("a", ">-\n      Contact.phone"), Self.block), (entry("a", "|-\n      Contact.phone"), Self.block),
      (entry("a", "Contact.fax", "    note: &p 'Contact.phone'\n") + entry("b", "*p"), Self.shared),
    ]
    let (entries, why) = cases[number]
    let text = mapping(entries)
    let repository = try renamed(text)
    let lock = try repository.text("drift.lock")
    let check = try repository.run("check")
    #expect(check.code == 1 && !check.output.contains("mend:"), "\(check.output)")
    for arguments in [["fix"], ["fix", "--write"]] {
      let fix = try repository.program.run(arguments)
      #expect(fix.output.isEmpty, "\(fix.output)")
      #expect(fix.errors.contains("Contact.phone is left as it is: \(why)"), "\(fix.errors)")
      #expect(fix.errors.contains("Write Contact.phone_number there yourself"), "\(fix.errors)")
    }
    #expect(try repository.text("mappings/router.yaml") == text)
    #expect(try repository.text("drift.lock") == lock)
  }

  @Test("an anchor that nobody uses keeps nothing back") func alone() throws {
    let repository = try renamed(mapping(entry("a", "&p Contact.phone")))
    #expect(try repository.run("fix", "--write").code == 0)
    #expect(try repository.text("mappings/router.yaml").contains("field: &p Contact.phone_number\n"))
  }

  @Test("of two entries one is written and the other told") func both() throws {
    let repository = try renamed(mapping(entry("a", "Contact.phone") + entry("b", "|-\n      Contact.phone")))
    let fix = try repository.run("fix", "--write")
    #expect(fix.output.contains("1 address written") && fix.errors.contains(Self.block), "\(fix)")
    let text = try repository.text("mappings/router.yaml")
    #expect(text.contains("field: Contact.phone_number\n") && text.contains("|-\n      Contact.phone\n"))
  }

  @Test(
    "a mapping in UTF-16 is read, and left as it is", arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
  func utf16(_ encoding: String.Encoding) throws {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    let bytes = try #require(("\u{feff}" + GateRepository.mapping).data(using: encoding))
    let url = repository.scratch.url.appendingPathComponent("mappings/router.yaml")
    try bytes.write(to: url)
    #expect(try repository.run("lock").code == 0)
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    #expect(!(try repository.run("check").output.contains("mend:")))
    let fix = try repository.run("fix", "--write")
    #expect(fix.errors.contains("the file is written in UTF-16 or UTF-32"), "\(fix.errors)")
    #expect(try Data(contentsOf: url) == bytes)
  }

  @Test("the patch is what --write does") func patch() throws {
    let repository = try renamed(GateRepository.mapping)
    try? FileManager.default.removeItem(at: repository.scratch.url.appendingPathComponent(".gitattributes"))
    try repository.git("init", "-q")
    try repository.commit("first")
    try repository.scratch.write(".git/patch", repository.run("fix").output)
    #expect(try repository.git("apply", ".git/patch") == 0)
    try repository.commit("patched")
    try repository.git("checkout", "-q", "HEAD~1", "--", ".")
    #expect(try repository.run("fix", "--write").code == 0)
    try repository.git("add", "-A")
    #expect(try repository.git("diff", "--cached", "--exit-code", "--quiet", "HEAD") == 0)
  }

  @Test(
    "a patch of a file whose name is not plain is one that git takes, and nothing of the name is raw",
    arguments: ["a\tb.yaml", "a\nb.yaml", "a\u{202e}b.yaml", "a\"b\\c.yaml", "über.yaml"])
  func names(name: String) throws {
    let repository = try renamed(mapping(entry("a", "Contact.phone")))
    let folder = repository.scratch.url.appendingPathComponent("mappings")
    try FileManager.default.moveItem(
      at: folder.appendingPathComponent("router.yaml"), to: folder.appendingPathComponent(name))
    try repository.git("init", "-q", "-b", "main")
    try repository.commit("main")
    let fix = try repository.run("fix")
    #expect(!fix.output.unicodeScalars.contains { $0 == "\u{202e}" || $0 == "\t" })
    try repository.scratch.write("p.diff", fix.output)
    #expect(try repository.git("apply", "--check", "p.diff") == 0, "\(fix.output)")
    let written = try repository.run("fix", "--write")
    #expect(written.output.contains("1 address written"))
    #expect(!written.output.unicodeScalars.contains { $0 == "\u{202e}" || $0 == "\t" })
    #expect(written.output.split(separator: "\n").count == 2, "a line for the mapping, and one for the lock")
    #expect(try repository.text("mappings/\(name)").contains("field: Contact.phone_number\n"))
  }
}
