import Foundation
import Testing

/// `fix-at` in drift.yaml: from which probability on an address is written by itself.
@Suite struct FixThresholdTests {
  @Test("a team may ask for more than drift does before an address is written") func more() throws {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    _ = try repository.run("lock")
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    try repository.scratch.write("drift.yaml", "fix-at: 1\n" + GateRepository.project)
    let fix = try repository.run("fix", "--write")
    #expect(fix.errors.contains("To decide: if it is Contact.phone_number, map that instead"), "\(fix)")
    #expect(try repository.text("mappings/router.yaml") == GateRepository.mapping)
    let check = try repository.run("check")
    #expect(check.code == 1 && !check.output.contains("mend:"), "the verdict is what it was")
    try repository.scratch.write("drift.yaml", "fix-at: 0.95\n" + GateRepository.project)
    #expect(try repository.run("fix", "--write").code == 0)
    #expect(try repository.text("mappings/router.yaml").contains("Contact.phone_number"))
  }

  @Test("never for less, nor for what is no probability", arguments: ["0.5", "1.5", "high", "nan", "90%", "[0.9]"])
  func less(_ text: String) throws {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    try repository.scratch.write("drift.yaml", "fix-at: \(text)\n" + GateRepository.project)
    let check = try repository.run("check")
    #expect(check.code == 2 && check.errors.hasPrefix("drift: drift.yaml:1:"), "\(check)")
    #expect(check.errors.contains("\"fix-at\""), "\(check)")
  }
}
