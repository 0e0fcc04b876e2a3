import DriftModel

/// Operations whose path gained what the servers' address lost, or the other way round: `/v1` stands before every path now
/// and no more behind the host. They are called at the same address (OpenAPI 3.1.1, 4.8.8: a path is appended to the
/// server's address).
extension DiffRun {
  /// The operations without a namesake that are called at the address that they were called at.
  func operationsAtSameAddress(_ gone: [Int], _ come: [Int]) -> [Claim] {
    guard !gone.isEmpty, !come.isEmpty, let before = basePath(old), let after = basePath(new), before != after else {
      return []
    }
    var places: [String: Int] = [:]
    for index in come where !namesServers(new.operations[index], new) {
      places[address(new.operations[index], below: after)] = index
    }
    return gone.compactMap { index in
      guard !namesServers(old.operations[index], old), let other = places[address(old.operations[index], below: before)]
      else { return nil }
      let evidence = RenameEvidence(reason: "same-address", weight: 20, text: "it is called at the same address")
      return Claim(old: index, new: other, probability: 1, evidence: [evidence], alternatives: [])
    }
  }

  /// Says of other servers that they are called at the same addresses, where that is so of every operation.
  func markSameAddresses(_ changes: inout [Change]) {
    let moved = changes.indices.contains { changes[$0].kind == .operationRenamed && changes[$0].isAtSameAddress }
    guard moved else { return }
    let kept = pairing.newOperation.indices.contains { index in
      pairing.newOperation[index].map { old.operations[index].key == new.operations[$0].key } ?? false
    }
    guard !kept else { return }
    for index in changes.indices where changes[index].kind == .serverChanged && changes[index].subject == .system {
      guard let before = changes[index].old?.value, let after = changes[index].new?.value else { continue }
      changes[index].old?.value = before.adding(Change.sameAddress, .flag(true))
      changes[index].new?.value = after.adding(Change.sameAddress, .flag(true))
    }
  }

  /// The method and the whole path of an operation.
  private func address(_ operation: Operation, below base: String) -> String {
    let key = symbols.text(operation.key)
    guard let space = key.firstIndex(of: " ") else { return key }
    return key[...space] + base + key[key.index(after: space)...]
  }

  /// Whether an operation has servers of its own.
  private func namesServers(_ operation: Operation, _ schema: Schema) -> Bool {
    schema.facts[operation.facts.indices].contains { $0.key == .server }
  }

  /// What stands behind the host in the addresses of all servers; nil where they do not have the same.
  private func basePath(_ schema: Schema) -> String? {
    let servers = schema.facts[schema.systemFacts.indices].filter { $0.key == .server }.map { symbols.text($0.value) }
    let paths = Set(servers.map(Self.path))
    return paths.count > 1 ? nil : paths.first ?? ""
  }

  /// The path of an address, without a slash at its end: `/v1` of `https://api.example.com/v1/`.
  private static func path(of address: String) -> String {
    var rest = address[...]
    if let host = address.firstRange(of: "//") {
      let behind = address[host.upperBound...]
      rest = behind.firstIndex(of: "/").map { behind[$0...] } ?? ""
    }
    while rest.hasSuffix("/") { rest.removeLast() }
    return String(rest)
  }
}

extension Change {
  /// What it is called among a change's facts that calls go to the address that they went to.
  static let sameAddress = "sameAddress"

  /// Whether calls go to the address that they went to, and only how it is told is another.
  public var isAtSameAddress: Bool { new?.value[Self.sameAddress] == .flag(true) }
}
