/// The name of a fact that a shape, an operation or a message states about itself.
///
/// What a fact is *called* lives here; what a change of it *means* lives in the diff.
public enum FactKey: UInt8, Sendable, CaseIterable {
  // What the value is.
  case sourceType, format, contentEncoding, contentMediaType, contentSchema, wire
  // Values.
  case enumValue, enumLabel, openEnum, defaultValue, fixedValue
  // Limits.
  case minLength, maxLength, pattern, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
  case precision, scale, minItems, maxItems, uniqueItems, minContains, maxContains
  case minProperties, maxProperties
  // Identity, words, life.
  case stableID, label, description, deprecated, replacedBy, sunset, linkTarget
  // Unions.
  case discriminator, discriminatorMapping
  // Operations and messages.
  case operationID, summary, security, server, style, explode, encoding, bodyRequired
  // How a field is written.
  case xmlForm
  // XML: at most one member of a choice, what is only a base, conditions in XPath.
  case exclusive, abstract, assertion
  // XML: a namespace that is not the definition's own, members that nothing names, a member that stands anywhere.
  case namespace, wildcard, unordered
  // What the owner promises: `stable`, `beta`, `alpha`, `draft`.
  case stability
  // Lists of fields: no two records have the same value, values that are known and not taken any more, values that people
  // are not offered, what a value is computed of.
  case unique, inactive, hidden, computed
  // What may be done with it beside reading and writing, and what a call is said not to do.
  case traits
  // How it goes together with others: the name of the way to the record it leads to, the record that owns this one.
  case relations
  // Which values go with which value of another field.
  case valuesUnder
  // How people meet it: the group it stands in, whether forms show it.
  case presentation
}

/// One fact: a key and a value.
///
/// A key may stand several times (the values of an enumeration). Facts of one holder are sorted by key.
@frozen public struct Fact: Hashable, Sendable {
  /// How the value is spelled.
  public enum Kind: UInt8, Sendable {
    /// A text.
    case text
    /// An exact decimal in canonical spelling.
    case number
    /// `true` or `false`.
    case flag
    /// A list or an object, as canonical JSON.
    case json
    /// `null`.
    case null
    /// The reader cannot tell.
    case unknown
  }

  /// What is stated.
  public var key: FactKey
  /// How the value is spelled.
  public var kind: Kind
  /// The value's text.
  public var value: Symbol

  /// Makes a fact.
  @inlinable public init(_ key: FactKey, _ kind: Kind, _ value: Symbol) {
    self.key = key
    self.kind = kind
    self.value = value
  }
}
