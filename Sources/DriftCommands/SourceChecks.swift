import DriftGate
import DriftImpact
import DriftModel
import DriftProject
import DriftStore
import DriftSyntax

/// Holds the documents of a project's systems against their newest versions: a document that was edited since is not
/// what was checked.
struct SourceChecks {
  let loaded: LoadedProject
  let files: ProjectFiles
  let limits: SyntaxLimits

  /// Adds a finding for each system whose documents say something else; the check is not whole then.
  func apply(to result: inout GateResult) {
    for index in result.checks.indices.reversed() {
      let name = result.checks[index].system
      guard index == 0 || result.checks[index - 1].system != name, let system = loaded.project.system(name),
        let version = result.checks[index].new?.version
      else { continue }
      var read: Schema?
      if let finding = finding(system, version, &read) {
        result.checks[index].findings.append(finding)
        result.checks[index].isComplete = false
      }
      guard let read, !read.gaps.isEmpty else { continue }
      result.checks[index].source = read
      keepAcceptances(of: read, in: &result)
    }
  }

  /// An acceptance of a part that cannot be read matches something, though the newest version does not know of it.
  private func keepAcceptances(of schema: Schema, in result: inout GateResult) {
    let gaps = Set(schema.gaps.map(\.id))
    let kept = Set(
      loaded.acceptances.filter { gaps.contains($0.id) || gaps.contains("g_" + $0.id.dropFirst(2)) }.map { one in
        FindingID.of(
          rule: RuleBook.acceptanceStale, address: one.address, distinction: one.id, system: one.system)
      })
    result.own.removeAll { kept.contains($0.id) }
  }

  private func finding(_ system: Project.System, _ version: Version, _ read: inout Schema?) -> Finding? {
    guard !system.files.isEmpty else { return nil }
    let source = ProjectSource(project: loaded.project, system: system, files: files, limits: limits)
    let said: String
    var advice = "drift snapshot --system \(system.name) stores what they hold now"
    do {
      switch try source.standing(to: version) {
      case .same: return nil
      case .equal(let schema):
        read = schema
        if version.header.lacksNoMore(than: schema) { return nil }
        said = "what could not be read of \(system.name)@\(version.name) can be read now"
      case .other:
        said = "the documents hold another schema than \(system.name)@\(version.name), which was checked"
      }
    } catch let error as DriftError {
      let place = error.place.map { "\($0.file):\($0.line): " } ?? error.file.map { "\($0): " } ?? ""
      said = "the documents of \(system.name) cannot be read: \(place)\(error.message)"
      advice = "mend the document, or bring it back from git"
    } catch {
      said = "the documents of \(system.name) cannot be read: \(error)"
      advice = "mend the document, or bring it back from git"
    }
    return Finding(
      id: FindingID.of(rule: RuleBook.sourceChanged, address: "", distinction: "", system: system.name),
      rule: RuleBook.sourceChanged, severity: .info, owner: system.owner, change: nil, message: said, affects: [],
      fix: .init(text: advice), place: system.place)
  }
}
