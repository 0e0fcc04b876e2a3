import DriftModel
import DriftSyntax

/// Reads what `drift.yaml` says of a system that drift knows by its maker.
struct VendorSourceReader {
  private let sources: SourceReader
  private var reader: StrictReader { sources.reader }
  private var tree: SyntaxTree { reader.tree }

  init(_ sources: SourceReader) { self.sources = sources }

  func source(_ node: NodeID, of vendor: VendorSource.Vendor) throws(DriftError) -> VendorSource {
    try reader.object(
      node, "{ \(vendor == .salesforce ? "url: ..., version: v66.0" : "objects: [contacts]"), auth: ... }")
    let own = vendor == .salesforce ? ["version", "field-ids"] : ["schemas"]
    try reader.checkKeys(node, ["url", "objects"] + own + SourceReader.settings, of: "\(vendor.rawValue)")
    var settings = HTTPSource(urls: [], place: tree.place(node))
    try sources.readSettings(node, into: &settings)
    let objects = try objects(node)
    switch vendor {
    case .salesforce:
      return VendorSource(
        vendor, at: try base(node), version: try version(node), objects: objects,
        isWhole: try flag(node, "field-ids") ?? false, settings: settings)
    case .hubspot:
      let usual = HTTPSource.URL(text: "https://api.hubapi.com", place: tree.place(node))
      return VendorSource(
        vendor, at: tree.member(node, "url") == nil ? usual : try base(node), objects: objects,
        isWhole: try flag(node, "schemas") ?? true, settings: settings)
    }
  }

  private func base(_ node: NodeID) throws(DriftError) -> HTTPSource.URL {
    let url = try URLWords(reader).url(node, "url")
    guard !url.text.contains("?"), !url.text.contains("#") else {
      throw reader.fail(
        "expected where the API begins under \"url\", without a query", tree.member(node, "url") ?? node)
    }
    return url
  }

  /// A version that is not pinned would be another schema with each release.
  private func version(_ node: NodeID) throws(DriftError) -> String {
    let text = try reader.requiredText(node, "version")
    let digits = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
    guard text.hasPrefix("v"), digits.count == 2,
      digits.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      text.utf8.count <= 8
    else {
      throw reader.fail(
        "expected a version of the API such as v66.0 under \"version\", found \"\(text)\"",
        tree.member(node, "version") ?? node)
    }
    return text
  }

  private func objects(_ node: NodeID) throws(DriftError) -> [String] {
    guard let list = tree.member(node, "objects") else { return [] }
    let names = try reader.texts(node, "objects") ?? []
    guard !names.isEmpty else { throw reader.fail("expected the names of objects under \"objects\", found none", list) }
    for name in names where !VendorSource.isName(name) {
      throw reader.fail("\"\(name)\" cannot be the name of an object", list)
    }
    return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func flag(_ node: NodeID, _ key: String) throws(DriftError) -> Bool? {
    guard let value = tree.member(node, key) else { return nil }
    switch tree.kind(value) {
    case .true: return true
    case .false: return false
    default: throw reader.fail("expected true or false under \"\(key)\", found \(reader.found(value))", value)
    }
  }
}

/// Reads what `drift.yaml` says of a server of the Model Context Protocol.
struct ToolServerReader {
  private let sources: SourceReader

  init(_ sources: SourceReader) { self.sources = sources }

  func source(_ node: NodeID) throws(DriftError) -> SystemSource {
    let (reader, tree) = (sources.reader, sources.reader.tree)
    try reader.object(node, "{ url: ... } or { command: [...] } under \"mcp\"")
    if tree.member(node, "command") != nil {
      try reader.checkKeys(node, ["command", "timeout", "max-bytes"], of: "an mcp source with a command")
      return .toolProgram(try sources.command(node))
    }
    try reader.checkKeys(node, ["url"] + SourceReader.settings, of: "an mcp source")
    var source = HTTPSource(urls: [try URLWords(reader).url(node, "url")], place: tree.place(node))
    try sources.readSettings(node, into: &source)
    return .tools(source)
  }
}
