/// What of a schema a reader may read in another way from one revision to the next.
public enum ReadAspect: Hashable, Sendable {
  /// A fact of shapes, operations or messages.
  case fact(FactKey)
  /// How the security schemes of the system work.
  case securitySchemes
  /// Which definitions there are, which operations, which answers, which media types.
  case definitions, operations, answers, mediaTypes
  /// Which members of a role there are.
  case members(FieldRole)
  /// The kinds of value, null among them, and what is referred to.
  case types, nullability, references
  /// What must be there, and what may be read and written.
  case demand, access
  /// Alternatives, and what holds under a condition.
  case alternatives, conditions
  /// Whether a value that fits two alternatives is refused.
  case exclusion
  /// Whether further members are refused, and the order of members.
  case openness, order
}
