import DriftDiff
import DriftImpact
import DriftModel
import Foundation
import Testing

@testable import DriftReport

@Suite struct TextReportTests {
  @Test("the example with its agent: what breaks first, for whom, where")
  func mapped() throws {
    try expectGolden(Reports.text(Reports.crm(isMapped: true)) { $0.width = 100 }, "crm-mapped.txt")
    try expectGolden(Reports.text(Reports.inbox(isMapped: true)), "inbox-mapped.txt")
  }

  @Test("the example without a mapping")
  func unmapped() throws {
    try expectGolden(Reports.text(Reports.crm(isMapped: false)), "crm.txt")
  }
}
