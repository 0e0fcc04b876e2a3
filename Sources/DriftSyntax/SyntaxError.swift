public import DriftModel

/// A document that is not what its notation allows.
public struct SyntaxError: Error, Sendable {
  /// The byte offset in the text.
  public var offset: Int
  /// What was expected and what was found.
  public var message: String
  /// The circumstances and what to do.
  public var help: [String]
  /// Whether the document is well formed, but says something that drift does not read (a list used as a key).
  public var isOutsideSubset: Bool

  /// Makes an error.
  public init(at offset: Int, _ message: String, help: [String] = [], isOutsideSubset: Bool = false) {
    self.offset = offset
    self.message = message
    self.help = help
    self.isOutsideSubset = isOutsideSubset
  }

  /// The error with its line and column.
  public func located(in source: SourceText) -> DriftError {
    DriftError(message, at: source.place(at: UInt32(clamping: offset)), help: help)
  }
}
