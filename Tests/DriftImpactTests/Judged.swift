import DriftDiff
import DriftFormats
import DriftImpact
import DriftModel
import DriftSyntax

/// Two documents, compared and judged for an agent whose entries are given as address and access.
struct Judged {
  let changes: [Change]
  let findings: [Finding]

  init(_ old: String, _ new: String, _ entries: [Entry]? = nil) throws {
    let symbols = SymbolTable()
    let before = try Self.schema(old, symbols)
    let after = try Self.schema(new, symbols)
    changes = SchemaDiff.compare(before, after).changes
    let judge = try entries.map { entries in
      let mapping = try Self.mapping("agent: a\nfields:\n" + entries.map(\.yaml).joined(), symbols)
      return try Judge(system: "s", mapping: mapping, old: before, new: after)
    }
    findings = (judge ?? Judge(system: "s")).judge(changes)
  }

  struct Entry {
    var address: String
    var access: String
    var expects = ""
    /// Further keys of the entry.
    var also = ""

    init(_ address: String, _ access: String, expects: String = "", also: String = "") {
      (self.address, self.access, self.expects, self.also) = (address, access, expects, also)
    }

    /// Two lines an entry, so that every one stands on a line of its own.
    var yaml: String {
      var extra = expects.isEmpty ? "" : ", expects: { \(expects) }"
      if !also.isEmpty { extra += ", \(also)" }
      return "  - { agent: '\(address)', system: s, access: [\(access)],\n      field: '\(address)'\(extra) }\n"
    }
  }

  static func mapping(_ text: String, _ symbols: SymbolTable = SymbolTable()) throws -> Mapping {
    try MappingReader.read(
      DocumentReader.read(SourceText(file: "mapping.yaml", copying: text.utf8), symbols: symbols))
  }

  private static func schema(_ text: String, _ symbols: SymbolTable) throws -> Schema {
    let tree = try DocumentReader.read(SourceText(file: "schema.json", copying: text.utf8), symbols: symbols)
    return try FormatRegistry.recognise(tree).read(
      FormatInput(entries: [.init(path: "schema.json", tree: tree)], symbols: symbols) {
        path throws(FormatInput.LoadFailure) in
        throw .unreadable("no document \(path)")
      })
  }

  /// The agent fields that findings of a kind hit, with how badly: `breaking Contact.email`.
  func hits(_ kind: ChangeKind) -> [String] {
    findings.filter { $0.rule == kind.rawValue }.flatMap(\.affects).map { "\($0.severity.rawValue) \($0.field)" }
      .sorted()
  }

  /// The one finding of a kind.
  func finding(_ rule: String) -> Finding? {
    let found = findings.filter { $0.rule == rule }
    return found.count == 1 ? found[0] : nil
  }

  /// An OpenAPI document.
  static func openAPI(_ paths: String, _ schemas: String = "{}", more: String = "") -> String {
    """
    {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, \(more) "paths": \(paths),
     "components": {"schemas": \(schemas)}}
    """
  }

  /// A content of JSON.
  static func json(_ schema: String) -> String { #""content": {"application/json": {"schema": \#(schema)}}"# }
}
