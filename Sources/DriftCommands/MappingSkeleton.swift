import DriftImpact
import DriftModel

/// Entries of a mapping for the fields of a definition.
struct MappingSkeleton {
  private let schema: Schema
  private let system: String

  init(_ schema: Schema, system: String) {
    self.schema = schema
    self.system = system
  }

  /// The entries as YAML.
  ///
  /// - Throws: ``DriftError`` where the address leads nowhere, with the nearest that exist.
  func text(_ text: String) throws(DriftError) -> String {
    let address: Address
    do {
      address = try Address(parsing: text)
    } catch {
      throw DriftError("\"\(text)\" is no address: \(error.message)")
    }
    let resolver = AddressResolver(schema)
    let trail: Trail
    do throws(UnresolvedAddress) {
      trail = try resolver.suggesting.resolve(address)
    } catch {
      let near = error.suggestions.map(\.description)
      throw DriftError(
        "\(system) has no \(text)", help: near.isEmpty ? [] : ["Did you mean \(near.joined(separator: ", or "))?"])
    }
    let resolved = Resolver(schema)
    var out = ""
    var seen: Set<String> = []
    for shape in trail.terminals {
      for member in resolved.resolve(shape).members {
        let name = schema.symbols.text(schema.fields[member.field].name)
        guard seen.insert(name).inserted else { continue }
        let place = Address(address.steps + [.name(name)]).description
        let quoted = place.contains("\"") ? "'\(place.replacing("'", with: "''"))'" : place
        let access = resolved.resolve(schema.fields[member.field].shape).access
        let isReadOnly = access[.create] == .no && access[.update] == .no
        out += """
            - agent: \(name)
              system: \(system)
              field: \(quoted)
              access: [\(isReadOnly ? "read" : "read, write")]
              on_missing: ask

          """
      }
    }
    guard !out.isEmpty else { throw DriftError("\(text) has no fields", help: ["drift show prints what is there."]) }
    return out
  }
}
