public import DriftModel

/// An entry whose address leads nowhere, on either side.
public struct UnknownEntry: Error {
  /// The entry and whose it is.
  public var owned: AgentEntry
  /// How far the address leads, and why no further.
  public var best: UnresolvedAddress
  /// Whether the newest version has a part that could not be read where the address leads no further.
  public var isUnknown: Bool

  init(_ owned: AgentEntry, _ old: UnresolvedAddress, _ new: UnresolvedAddress) {
    self.owned = owned
    isUnknown = new.isUnknown
    best = old.prefix.steps.count >= new.prefix.steps.count ? old : new
  }

  /// Addresses that exist in some schemas, the likeliest first, at most three.
  public func suggestions(in resolvers: [AddressResolver]) -> [Address] {
    var out: [Address] = []
    for resolver in resolvers {
      do throws(UnresolvedAddress) {
        _ = try resolver.suggesting.resolve(owned.entry.address)
      } catch {
        out += error.suggestions.filter { !out.contains($0) }
      }
    }
    return Array(out.prefix(3))
  }

  /// What is not there: `Contact has nothing called "fone"`.
  public var what: String {
    let found = best.prefix.steps.isEmpty ? "no definition or operation" : "\(best.prefix) has nothing"
    return "\(found) called \"\(best.step)\""
  }

  /// As a mistake in a comparison of two sides.
  public func error(_ old: AddressResolver, _ new: AddressResolver) -> DriftError {
    let suggestions = suggestions(in: [old, new])
    var help: [String] = []
    if !suggestions.isEmpty {
      help.append("Did you mean \(suggestions.map(\.description).joined(separator: ", or "))?")
    } else {
      help.append("drift show FILE lists what is there.")
    }
    if !best.reason.isEmpty { help.append(best.reason) }
    return DriftError("neither version has \(owned.entry.addressText): \(what)", at: owned.entry.place, help: help)
  }
}
