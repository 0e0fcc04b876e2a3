import DriftModel

/// What stands near an address that leads nowhere.
extension AddressResolver {
  func unresolved(
    _ address: Address, _ index: Int, _ shapes: [ShapeID], _ more: [String]
  ) -> UnresolvedAddress {
    var names: Set<String> = Set(more)
    var isList = false
    var isUnknown = false
    for shape in shapes {
      everyBranch(of: shape) { resolution in
        if resolution.isUnknown { isUnknown = true }
        if suggests || names.isEmpty {
          for member in resolution.members { names.insert(schema.symbols.text(schema.fields[member.field].name)) }
        }
        if resolution.items != nil { isList = true }
      }
    }
    if isList, names.isEmpty {
      var inserted = address.steps
      inserted.insert(.items, at: index)
      let guess = Address(inserted)
      let exists = (try? resolve(guess)) != nil
      return UnresolvedAddress(
        prefix: Address(Array(address.steps.prefix(index))), step: address.steps[index].text,
        suggestions: exists ? [guess] : [], reason: "A list stands there; \"[]\" steps into its items.")
    }
    var error = missing(address, index, Array(names), "")
    error.isUnknown = isUnknown
    return error
  }

  /// An address whose step fits several names, each of which may be meant.
  func ambiguous(_ address: Address, _ index: Int, _ names: [String]) -> UnresolvedAddress {
    let places = names.prefix(3).map { name in
      Address(address.steps[..<index] + [.name(name)] + address.steps[(index + 1)...])
    }
    return UnresolvedAddress(
      prefix: Address(Array(address.steps.prefix(index))), step: address.steps[index].text, suggestions: places,
      reason: "", isAmbiguous: true)
  }

  /// How many names of a place are tried as the one that was left out.
  private static let mostGuesses = 50

  func missing(
    _ address: Address, _ index: Int, _ names: @autoclosure () -> [String], _ reason: String
  ) -> UnresolvedAddress {
    let step = index < address.steps.count ? address.steps[index].text : ""
    let prefix = Array(address.steps.prefix(index))
    guard suggests else {
      return UnresolvedAddress(prefix: Address(prefix), step: step, suggestions: [], reason: reason)
    }
    let known = Set(names()).sorted()
    // A step that was left out: `send_mail.to` for `send_mail.request.to`.
    var plain = self
    plain.suggests = false
    let longer = known.prefix(Self.mostGuesses).map { name in
      Address(prefix + [.name(name)] + address.steps[min(index, address.steps.count)...])
    }.filter { index < address.steps.count && (try? plain.resolve($0)) != nil }
    if !longer.isEmpty {
      return UnresolvedAddress(
        prefix: Address(prefix), step: step, suggestions: Array(longer.prefix(3)), reason: reason)
    }
    let rest = Array(address.steps.dropFirst(index + 1))
    // An operation may be called like a definition.
    let near = Suggestion.nearest(to: step, in: known, atMost: 3).map { name -> Address in
      let whole = Address(prefix + [.name(name)] + rest)
      // The rest of what was written may not be there either.
      return rest.isEmpty || (try? resolve(whole)) != nil ? whole : Address(prefix + [.name(name)])
    }
    return UnresolvedAddress(prefix: Address(prefix), step: step, suggestions: near, reason: reason)
  }
}
