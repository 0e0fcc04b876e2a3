/// Headers in the order in which they came. Names compare without regard to case (RFC 9110, 5.1).
public struct HeaderList: Sendable, ExpressibleByArrayLiteral {
  /// One line of a header.
  public struct Field: Hashable, Sendable {
    /// The name as it was written.
    public var name: String
    /// The value without space around it.
    public var value: String
  }

  /// The lines.
  public private(set) var fields: [Field] = []

  /// Makes a list of pairs.
  public init(arrayLiteral elements: (String, String)...) {
    for (name, value) in elements { append(name, value) }
  }

  /// Adds a line.
  public mutating func append(_ name: String, _ value: String) { fields.append(.init(name: name, value: value)) }

  /// Goes on with the last line.
  mutating func extendLast(_ text: String) {
    guard !fields.isEmpty else { return }
    fields[fields.count - 1].value += text
  }

  /// The values of all lines of a name.
  public func all(_ name: String) -> [String] {
    fields.filter { Self.isEqual($0.name, name) }.map(\.value)
  }

  /// The value of the first line of a name.
  public subscript(name: String) -> String? { fields.first { Self.isEqual($0.name, name) }?.value }

  /// Whether two names are one, in ASCII.
  static func isEqual(_ a: String, _ b: String) -> Bool {
    a.utf8.count == b.utf8.count && zip(a.utf8, b.utf8).allSatisfy { lower($0) == lower($1) }
  }

  private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
