import DriftDiff
import DriftModel

/// Other spellings of names that stand in XML namespaces (docs/addresses.md, XML).
///
/// Whether a name has to be qualified depends on what else a schema has, so people may write more, or less, than they need.
struct NamespacedNames {
  private struct Named {
    var definition: Int
    var isElement: Bool
    var namespace: String
  }

  private var byLocalName: [String: [Named]] = [:]

  init(_ schema: Schema) {
    for (index, definition) in schema.definitions.enumerated() {
      guard let name = ExpandedIdentity(schema.symbols.text(definition.identity)) else { continue }
      byLocalName[name.local, default: []].append(
        Named(definition: index, isElement: name.isElement, namespace: name.namespace))
    }
  }

  /// The definition that `{uri}Name` or `qualifier.Name` means, in angle brackets an element; nil where it is none or
  /// might be several.
  func definition(_ text: String) -> Int? {
    var name = Substring(text)
    let isElement = name.first == "<" && name.last == ">"
    if isElement { name = name.dropFirst().dropLast() }
    if name.first == "{", let end = name.lastIndex(of: "}") {
      let uri = name[name.index(after: name.startIndex)..<end]
      let all = (byLocalName[String(name[name.index(after: end)...])] ?? []).filter { $0.namespace == uri }
      return one(of: all, isElement)
    }
    // A local name may hold dots.
    var at = name.startIndex
    while let dot = name[at...].firstIndex(of: ".") {
      at = name.index(after: dot)
      let all = byLocalName[String(name[at...])] ?? []
      guard !all.isEmpty else { continue }
      // Whatever it was called by while there were several: there is one now.
      return Set(all.map(\.namespace)).count == 1 ? one(of: all, isElement) : nil
    }
    return nil
  }

  /// The definitions of a local name, in whatever namespace.
  func definitions(called local: String) -> [Int] { (byLocalName[local] ?? []).map(\.definition) }

  /// A type and an element of one name: the plain name is the type's.
  private func one(of all: [Named], _ isElement: Bool) -> Int? {
    if isElement { return all.first { $0.isElement }?.definition }
    return (all.first { !$0.isElement } ?? all.first)?.definition
  }
}

extension AddressResolver {
  /// A name that no definition and no operation has; where several namespaces have it, theirs are offered.
  func unknown(_ first: String, _ address: Address) -> UnresolvedAddress {
    let qualified = namespaced.definitions(called: first).map { schema.symbols.text(schema.definitions[$0].name) }
    if !qualified.isEmpty { return ambiguous(address, 0, qualified.sorted()) }
    // Names are qualified by a path where two documents have them.
    let others = definitions.keys.filter { $0.hasSuffix(".\(first)") || $0.hasSuffix("}\(first)") }.sorted()
    if others.count > 1 { return ambiguous(address, 0, others) }
    var error = missing(address, 0, Array(definitions.keys) + Array(operations.keys), "")
    error.isUnknown = !schema.shortLists.isEmpty
    return error
  }
}
