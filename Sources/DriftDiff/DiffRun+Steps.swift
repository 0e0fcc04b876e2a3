import DriftModel

extension DiffRun {
  /// A number in whole steps is an integer, however it is spelled, and an integer in steps of one is any integer
  /// (JSON Schema 2020-12 validation, 6.2.1).
  func inWholeSteps(_ resolution: Resolution) -> Resolution {
    guard !resolution.types.isDisjoint(with: [.number, .integer]),
      let step = resolution.facts.first(where: { $0.fact.key == .multipleOf && $0.fact.kind == .number })?.fact.value
    else { return resolution }
    let digits = symbols.bytes(step)
    let one = [UInt8(ascii: "1")]
    guard one.withUnsafeBytes({ ExactDecimal.isMultiple(digits, of: $0) }) else { return resolution }
    var out = resolution
    if out.types.contains(.number) {
      out.types.remove(.number)
      out.types.insert(.integer)
      if out.scalar == .number { out.scalar = .integer }
    }
    if one.withUnsafeBytes({ ExactDecimal.isMultiple($0, of: digits) }) {
      out.facts.removeAll { $0.fact.key == .multipleOf }
    }
    return out
  }
}
