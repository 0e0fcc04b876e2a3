import ArgumentParser
import DriftExample
import DriftFetch
import DriftGate
import DriftImpact
import DriftModel
import DriftNight
import DriftProject
import DriftStore
import DriftSyntax

/// Writes the embedded example as a repository of its own: a project, its mapping, its documents, their versions and a
/// lock, green as it stands.
struct Example {
  let folder: String
  let limits: SyntaxLimits
  /// Whether its systems are fetched, from the server that ships with the project.
  var isFetched = false

  /// When the example's documents were taken.
  private static let time = "2026-08-01T02:15:00Z"

  /// Paths in the example, and which documents of the fixtures stand there.
  private static let files = [
    ("schemas/crm.json", "crm/v1.json"), ("schemas/inbox.yaml", "inbox/v1.yaml"),
    ("schemas/erp/erp.wsdl", "erp/v1/erp.wsdl"), ("schemas/erp/orders.xsd", "erp/v1/orders.xsd"),
    ("schemas/erp/common.xsd", "erp/v1/common.xsd"), ("mappings/lead-router.yaml", "mapping.yaml"),
    ("tonight/crm.json", "crm/tonight.json"),
  ]

  static let project = """
    # What drift check looks at. docs/project.md has all keys.
    version: 1
    snapshots: Snapshots
    mappings: [mappings/*.yaml]
    fail-on: breaking
    systems:
      crm:
        owner: integrations@example.com
        source: { files: [schemas/crm.json] }
      inbox:
        owner: support-tools@example.com
        source: { files: [schemas/inbox.yaml] }
      erp:
        owner: erp-team@example.com
        source: { files: [schemas/erp/*.wsdl, schemas/erp/*.xsd] }

    """

  /// The same with systems that `drift-example-systems` serves.
  static let fetchedProject = """
    # What drift run looks at every night. docs/project.md leads to all keys.
    version: 1
    snapshots: Snapshots
    mappings: [mappings/*.yaml]
    fail-on: breaking
    run: { concurrency: 8, per-host: 2, budget: 10m }
    systems:
      crm:
        owner: integrations@example.com
        source:
          http:
            url: http://127.0.0.1:7357/crm/openapi.json
            auth:
              oauth2:
                token-url: http://127.0.0.1:7357/crm/token
                client-id: lead-router
                client-secret: { env: CRM_SECRET }
        change-log: { feed: http://127.0.0.1:7357/crm/changes.xml }
      inbox:
        owner: support-tools@example.com
        source:
          http:
            url: http://127.0.0.1:7357/inbox/schema.yaml
            auth: { api-key: { header: X-Api-Key, env: INBOX_KEY } }
        health: { token: { lifetime: endless } }
      erp:
        owner: erp-team@example.com
        source:
          http:
            url: http://127.0.0.1:7357/erp/erp.wsdl
            auth: { basic: { user: drift, password: { env: ERP_PASSWORD } } }

    """

  /// Which documents of the fixtures each system serves, by the paths that they have there.
  private static let served: [String: [(path: String, document: String)]] = [
    "crm": [("openapi.json", "crm/v1.json")], "inbox": [("schema.yaml", "inbox/v1.yaml")],
    "erp": [("erp.wsdl", "erp/v1/erp.wsdl"), ("orders.xsd", "erp/v1/orders.xsd"), ("common.xsd", "erp/v1/common.xsd")],
  ]

  /// Writes it.
  ///
  /// - Throws: ``DriftError`` where the folder holds something already, or cannot be written.
  func write() throws {
    if FileTree.exists(folder), !FileTree.isFolder(folder) || !((try? FileTree.files(below: folder).isEmpty) ?? false) {
      throw DriftError("the folder is not empty", file: folder, help: ["Name one that is not there yet."])
    }
    try put("drift.yaml", isFetched ? Self.fetchedProject : Self.project)
    try put(".gitattributes", ProjectAttributes.text)
    for (path, document) in Self.files where !isFetched || path.hasPrefix("mappings/") {
      if let text = ExampleDocuments.text(document) { try put(path, text) }
    }
    guard let now = Timestamp(Self.time) else { return }
    let options = try ProjectOptions.parse(["--config", "\(folder)/drift.yaml"])
    let (files, name) = try options.files()
    let loaded = try LoadedProject.load(files, name: name, limits: limits)
    for system in loaded.project.systems where system.isFetched { try store(system, loaded.store, at: now) }
    for system in loaded.project.systems where !system.isFetched {
      let source = ProjectSource(project: loaded.project, system: system, files: files, limits: limits)
      let loader = SystemLoader(symbols: SymbolTable(), limits: limits)
      let opened = try source.open(loader)
      _ = try loaded.store.snapshot(system.name, from: opened.source, at: now) { try source.read(opened, loader) }
    }
    let input = loaded.input(today: now.day)
    let lock = LockPlan(input, try CheckCommand.gate(input).check()).straightened()
    try Store.write(lock.bytes, to: loaded.project.lockFile)
  }

  /// Stores the version of a system that its server shows at first.
  private func store(_ system: Project.System, _ store: Store, at now: Timestamp) throws {
    let address = "http://127.0.0.1:7357/\(system.name)"
    let documents = (Self.served[system.name] ?? []).enumerated().map { index, one in
      var document = FetchedDocument(
        path: one.path, source: "\(address)/\(one.path)", bytes: Array((ExampleDocuments.text(one.document) ?? "").utf8)
      )
      document.isReferred = index > 0
      return document
    }
    let read = try FetchedReader().read(system, documents)
    _ = try store.snapshot(system.name, from: read.prepared.source, at: now) { () throws -> PreparedSnapshot in
      read.prepared
    }
  }

  private func put(_ path: String, _ text: String) throws(DriftError) {
    let file = folder + "/" + path
    try Store.makeFolder(FileTree.folder(of: file))
    try Store.write(Array(text.utf8), to: file)
  }
}
