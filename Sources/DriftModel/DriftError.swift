/// Something that stops a command, told to the person who has to act.
public struct DriftError: Error, Equatable, Sendable {
  /// Where in a document, when there is such a place.
  public var place: SourcePlace?
  /// A file, when there is no place in it.
  public var file: String?
  /// What is wrong: what was expected and what was found, without a full stop.
  public var message: String
  /// Up to three lines on the circumstances and on what to do.
  public var help: [String]

  /// Makes an error at a place.
  public init(_ message: String, at place: SourcePlace? = nil, file: String? = nil, help: [String] = []) {
    self.message = message
    self.place = place
    self.file = file
    self.help = help
  }
}
