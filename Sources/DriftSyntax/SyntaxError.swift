public import DriftModel

/// A document that is not what its notation allows.
public struct SyntaxError: Error, Sendable {
  /// The byte offset in the text.
  public var offset: Int
  /// What was expected and what was found.
  public var message: String
  /// The circumstances and what to do.
  public var help: [String]
  /// The byte offset of what the text at ``offset`` repeats; nil where it repeats nothing.
  public var first: Int?
  /// Whether the document is well formed, but says something that drift does not read (a list used as a key).
  public var isOutsideSubset: Bool

  /// Makes an error.
  public init(
    at offset: Int, _ message: String, help: [String] = [], first: Int? = nil, isOutsideSubset: Bool = false
  ) {
    self.offset = offset
    self.message = message
    self.help = help
    self.first = first
    self.isOutsideSubset = isOutsideSubset
  }

  /// The error with its line and column, and those of what it repeats.
  public func located(in source: SourceText) -> DriftError {
    var help = help
    if let first {
      let place = source.place(at: UInt32(clamping: first))
      help.append("The first is at \(place.line):\(place.column). Readers disagree on which one counts; remove one.")
    }
    return DriftError(message, at: source.place(at: UInt32(clamping: offset)), help: help)
  }
}
