/// One distinct text, known by a number.
///
/// Two symbols of one ``SymbolTable`` are equal exactly when their bytes are equal, so names, formats and
/// descriptions of two documents are compared as integers.
@frozen public struct Symbol: Hashable, Sendable {
  /// The position in the table that gave the symbol.
  public let id: UInt32

  /// Makes a symbol from a position in its table.
  @inlinable public init(id: UInt32) { self.id = id }

  /// The text of no bytes: every table holds it at position 0.
  @inlinable public static var empty: Symbol { Symbol(id: 0) }

  /// No symbol at all, where a column of symbols has a hole (a list item has no key).
  @inlinable public static var none: Symbol { Symbol(id: .max) }
}
