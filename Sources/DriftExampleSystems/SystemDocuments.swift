import DriftExample

/// The documents that the example's systems serve, by system, path and generation.
enum SystemDocuments {
  /// The systems' names.
  static let systems = ["crm", "erp", "inbox", "sales", "reports"]

  /// What the CRM says of itself; anybody may read it.
  static let changes = "/crm/changes.xml"

  /// What stands at a path, oldest generation first.
  private static let files: [String: (type: String, generations: [String])] = [
    "/crm/openapi.json": ("application/json", ["crm/v1.json", "crm/v2.json", "crm/tonight.json"]),
    "/erp/erp.wsdl": ("application/xml", ["erp/v1/erp.wsdl", "erp/v2/erp.wsdl"]),
    "/erp/orders.xsd": ("application/xml", ["erp/v1/orders.xsd", "erp/v2/orders.xsd"]),
    "/erp/common.xsd": ("application/xml", ["erp/v1/common.xsd", "erp/v2/common.xsd"]),
    "/reports/schema.json": ("application/schema+json", ["reports/report.json"]),
    changes: ("application/atom+xml", ["changes/crm-1.xml", "changes/crm-2.xml", "changes/crm-2.xml"]),
    "/inbox/schema.yaml": ("application/yaml", ["inbox/v1.yaml", "inbox/v2.yaml"]),
  ]

  /// When each generation was last changed.
  private static let times = [
    "Sat, 01 Aug 2026 02:15:00 GMT", "Sun, 01 Nov 2026 02:15:00 GMT", "Sun, 08 Nov 2026 02:15:00 GMT",
  ]

  /// How many generations a system has.
  static func generations(of system: String) -> Int {
    files.filter { $0.key.hasPrefix("/\(system)/") }.map(\.value.generations.count).max() ?? 1
  }

  /// The document at a path in a generation; nil where the path is none of them.
  static func document(at path: String, generation: Int) -> ServedDocument? {
    guard let file = files[path], file.generations.indices.contains(generation - 1),
      let text = ExampleDocuments.text(file.generations[generation - 1])
    else { return nil }
    return ServedDocument(bytes: Array(text.utf8), type: file.type, modified: times[generation - 1])
  }
}
