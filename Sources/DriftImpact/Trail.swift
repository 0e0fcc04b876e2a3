public import DriftModel

/// What a mapping's address passes through in one schema, and what it ends at.
public struct Trail: Sendable {
  /// The operation that it begins with.
  public var operation: Int?
  /// Definitions that it passes, the first one included.
  public var definitions: Set<Int> = []
  /// Fields that it passes, the last one included.
  public var fields: Set<Int> = []
  /// The fields that it ends at: several where branches of a union have the name.
  public var ends: Set<Int> = []
  /// Shapes that it passes: the parents of ``fields``, and what the references between them lead to.
  public var shapes: Set<ShapeID> = []
  /// The shapes that it ends at.
  public var terminals: [ShapeID] = []
  /// The fields that each step passes, by the step's number in the address.
  public var fieldsAtStep: [Int: Set<Int>] = [:]
  /// The definition that it begins with.
  public var root: Int?
  /// The messages that it goes through, as indices into ``Schema/messages``; empty for a whole operation.
  public var messages: [Int] = []
  /// Whether it ends at messages as a whole: their parameters and headers are part of it.
  public var endsAtMessages = false

  /// The step that passes a field, by its number in the address; nil where none does.
  func step(of field: Int) -> Int? { fieldsAtStep.first { $0.value.contains(field) }?.key }
}

/// An address that leads nowhere in a schema.
public struct UnresolvedAddress: Error, Sendable {
  /// The part that still resolved.
  public var prefix: Address
  /// The step that did not.
  public var step: String
  /// Addresses that exist, the likeliest first.
  public var suggestions: [Address]
  /// Why, as a sentence, where it is not just that the name is not there.
  public var reason: String
  /// Whether several places fit, those of ``suggestions``; else none does.
  public var isAmbiguous = false
  /// Whether what stands there could not be read, so that nothing is known of the step.
  public var isUnknown = false
}
