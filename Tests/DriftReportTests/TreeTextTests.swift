import DriftModel
import Testing

@testable import DriftReport

@Suite struct TreeTextTests {
  private func tree(
    _ schema: Schema, _ root: TreeText.Root = .all, _ change: (inout TreeText.Options) -> Void = { _ in }
  ) -> String {
    var options = TreeText.Options()
    change(&options)
    var bytes: [UInt8] = []
    TreeText.write(schema, root, options, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("the example as trees")
  func example() throws {
    try expectGolden(tree(Reports.schema(Reports.fixture("crm/v2.json"), file: "v2.json")), "show-crm.txt")
    try expectGolden(tree(Reports.schema(Reports.fixture("inbox/v2.yaml"), file: "v2.yaml")), "show-inbox.txt")
  }
}
