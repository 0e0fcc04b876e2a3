import DriftModel

/// Every place of a set of documents at which an edit can be planted, with the address that the edit must be reported
/// under: found on the JSON alone, so that no mistake of a reader can hide in it.
public struct DocumentMap {
  /// The places.
  public internal(set) var sites: [Site] = []
  /// The documents.
  public let documents: DocumentSet
  /// Pointers that references lead to, by file: what stands there, or above, has further users.
  public private(set) var targets: [Set<[JSONValue.Step]>]
  /// Names that discriminators use.
  public private(set) var discriminators: Set<String> = []
  /// What definitions are to others, by file and path.
  var roles: [Place: Set<Position>] = [:]
  /// For each merged object how often it has a member of a name, and how often it demands one.
  var memberCounts: [Int: [String: Int]] = [:]
  var demandCounts: [Int: [String: Int]] = [:]
  /// Names that a merged object also has through references; nil where that is unknown.
  var inherited: [Int: Set<String>] = [:]
  /// How many operations there are: of paths, webhooks and callbacks.
  public internal(set) var operationCount = 0
  private var siteOf: [String: Int] = [:]
  private var entities = 0

  /// A value in one of the documents.
  struct Place: Hashable {
    var file: Int
    var path: [JSONValue.Step]
  }

  /// The version of OpenAPI, `2.0` or `3.…`; empty for JSON Schema.
  public let version: String

  /// Finds all places.
  public init(_ documents: DocumentSet) {
    self.documents = documents
    version = documents.entry["openapi"]?.string ?? documents.entry["swagger"]?.string ?? ""
    targets = documents.files.map { _ in [] }
    for (file, document) in documents.files.enumerated() {
      document.value.walk { value, path in
        if let text = value["$ref"]?.string, let target = resolve(text, from: file) {
          targets[target.file].insert(target.path)
          note(role: path, of: target)
        }
        if let name = value["discriminator"]?["propertyName"]?.string ?? value["discriminator"]?.string {
          discriminators.insert(name)
        }
      }
    }
    findBasesOfBases()
    if version.isEmpty { walkSchemas() } else { walkOpenAPI() }
  }

  /// Whether a place is free to be edited: nothing refers into it or to it.
  public func isFree(_ site: Site, _ path: [JSONValue.Step]) -> Bool {
    !targets[site.file].contains { $0.starts(with: path) }
  }

  /// Whether references lead to a path or to something below it.
  func hasTarget(under path: [JSONValue.Step], file: Int) -> Bool {
    targets[file].contains { $0.starts(with: path) }
  }

  /// Whether a path leads through a union that a discriminator tells apart by the names of its branches.
  func isUnderDiscriminator(_ file: Int, _ path: [JSONValue.Step]) -> Bool {
    path.indices.contains { end in
      documents.files[file].value[Array(path[..<end])]?["discriminator"] != nil
    }
  }

  /// Whether every name around the place stands in one piece of its object only, and is demanded at most once:
  /// what several pieces say of one name holds together, and an edit of one of them need not show.
  public func isUnique(_ site: Site) -> Bool {
    site.chain.allSatisfy { link in
      memberCounts[link.entity]?[link.name] == 1 && (demandCounts[link.entity]?[link.name] ?? 0) <= 1
        && !(inherited[link.entity]?.contains(link.name) ?? false)
    }
  }

  /// Whether the object that holds the site has a member of a name, from anywhere.
  public func holderHas(_ name: String, _ site: Site) -> Bool {
    guard let holder = site.chain.last?.entity else { return false }
    return memberCounts[holder]?[name] != nil || inherited[holder]?.contains(name) ?? false
  }

  // MARK: References

  /// Where a reference leads; nil for what these tests do not follow.
  func resolve(_ text: String, from file: Int) -> Place? {
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var number = file
    if !parts[0].isEmpty {
      let folder = documents.files[file].path.split(separator: "/").dropLast().joined(separator: "/")
      let path = folder.isEmpty ? parts[0] : folder + "/" + parts[0]
      guard let found = documents.files.firstIndex(where: { $0.path == path }) else { return nil }
      number = found
    }
    guard parts.count == 2, !parts[1].isEmpty else { return Place(file: number, path: []) }
    guard parts[1].hasPrefix("/") else { return nil }
    var value = documents.files[number].value
    var path: [JSONValue.Step] = []
    for raw in parts[1].dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      let name = Self.decoded(String(raw))
      if value.isList, let index = Int(name), value.elements.indices.contains(index) {
        path.append(.index(index))
        value = value.elements[index]
      } else if let next = value[name] {
        path.append(.key(name))
        value = next
      } else {
        return nil
      }
    }
    return Place(file: number, path: path)
  }

  private static func decoded(_ step: String) -> String {
    var out = ""
    var rest = Substring(step)
    while let first = rest.popFirst() {
      if first == "%", let code = UInt8(rest.prefix(2), radix: 16) {
        out.unicodeScalars.append(Unicode.Scalar(code))
        rest = rest.dropFirst(2)
      } else if first == "~", let next = rest.popFirst() {
        out += next == "1" ? "/" : next == "0" ? "~" : "~\(next)"
      } else {
        out.append(first)
      }
    }
    return out
  }

  /// Notes what the holder of a reference makes of its target: `…/allOf/0/$ref` makes a base.
  private mutating func note(role path: [JSONValue.Step], of target: Place) {
    guard path.count >= 2, case .index = path[path.count - 1], case .key(let word) = path[path.count - 2]
    else { return }
    switch word {
    case "allOf": roles[target, default: []].insert(.allOfTarget)
    case "oneOf": roles[target, default: []].insert(.oneOfTarget)
    case "anyOf": roles[target, default: []].insert(.anyOfTarget)
    default: break
    }
  }

  /// A base whose user is a base itself.
  private mutating func findBasesOfBases() {
    for (place, found) in roles where found.contains(.allOfTarget) {
      for piece in documents.files[place.file].value[place.path]?["allOf"]?.elements ?? [] {
        if let text = piece["$ref"]?.string, let base = resolve(text, from: place.file) {
          roles[base, default: []].insert(.baseOfBase)
        }
      }
    }
  }

  // MARK: Sites

  /// Starts a merged object.
  mutating func newEntity() -> Int {
    entities += 1
    return entities
  }

  /// Adds a place; one that several operations share keeps all its addresses.
  mutating func add(_ site: Site) {
    let key = site.pointer
    if let known = siteOf[key] {
      sites[known].addresses.formUnion(site.addresses)
      sites[known].parents.formUnion(site.parents)
      sites[known].positions.formUnion(site.positions)
      return
    }
    siteOf[key] = sites.count
    sites.append(site)
  }
}
