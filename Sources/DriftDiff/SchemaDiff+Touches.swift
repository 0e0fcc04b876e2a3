import DriftModel

extension DiffRun {
  /// Says of each change of a field or an object who made it, where the system told. What it told before already is about
  /// another change.
  func markTouches(_ changes: inout [Change]) {
    guard !new.touches.isEmpty else { return }
    for index in changes.indices {
      let change = changes[index]
      // What went is known under its old name, the rest under the new one.
      let address = change.new?.address ?? change.old?.address
      guard let now = touch(address, of: new), now != touch(address, of: old) else { continue }
      changes[index].touch = now
    }
  }

  private func touch(_ address: Address?, of schema: Schema) -> Touch? {
    guard let address, let root = address.steps.first, let definition = symbols.existing(root.text),
      let known = schema.touches[definition]
    else { return nil }
    guard address.steps.count > 1 else { return known[.empty] }
    return symbols.existing(address.steps[1].text).flatMap { known[$0] }
  }
}
