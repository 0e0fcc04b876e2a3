/// The kinds of value that a place admits; a type list is a set of them, the empty set admits any value.
///
/// `null` is not among them: it is a shape's ``Shape/nullable``.
@frozen public struct TypeSet: OptionSet, Hashable, Sendable {
  /// The packed form.
  public let rawValue: UInt8
  /// Makes a set of its packed form.
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Text.
  public static let string = TypeSet(rawValue: 1)
  /// A number, whole or not.
  public static let number = TypeSet(rawValue: 2)
  /// A whole number.
  public static let integer = TypeSet(rawValue: 4)
  /// True or false.
  public static let boolean = TypeSet(rawValue: 8)
  /// A record or a map.
  public static let object = TypeSet(rawValue: 16)
  /// A list.
  public static let array = TypeSet(rawValue: 32)
  /// Nothing is admitted: a forbidden place.
  public static let never = TypeSet(rawValue: 64)

  /// The kinds that have no parts.
  public static let scalars: TypeSet = [.string, .number, .integer, .boolean]

  /// The kinds with the words that reports have for them, in the order of reports.
  public static let named: [(kind: TypeSet, word: String)] = [
    (.string, "string"), (.integer, "integer"), (.number, "number"), (.boolean, "boolean"), (.array, "array"),
    (.object, "object"),
  ]

  /// The words for the kinds that there are.
  public var words: [String] { Self.named.filter { contains($0.kind) }.map(\.word) }

  /// How many kinds there are.
  @inlinable public var count: Int { rawValue.nonzeroBitCount }
}
