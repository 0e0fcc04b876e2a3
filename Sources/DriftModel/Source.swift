/// A line and a column in a named file, counted from 1; columns are code points.
public struct SourcePlace: Hashable, Sendable {
  /// The file as the user named it, `-` for standard input.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column in code points, from 1.
  public var column: Int

  /// Makes a place.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// Where something stands in the documents of a schema: a part and a byte offset in it.
///
/// Line and column are computed from it only for what is reported.
@frozen public struct Origin: Hashable, Sendable {
  /// The document, as an index into ``Schema/parts``.
  public var part: UInt32
  /// The byte offset in the document's UTF-8 text.
  public var offset: UInt32

  /// Makes an origin.
  @inlinable public init(part: UInt32, offset: UInt32) {
    self.part = part
    self.offset = offset
  }

  /// No place: what a reader derived.
  public static let none = Origin(part: .max, offset: .max)
}

/// A document that a schema was read from, as far as places in it are concerned.
public protocol SourcePart: AnyObject {
  /// The file as the user named it.
  var file: String { get }
  /// The line and column of a byte offset.
  func place(at offset: UInt32) -> SourcePlace
}

/// A place that was told by line and column: written down earlier, or of a document that could not be read.
public final class RecordedPlace: SourcePart {
  private let recorded: SourcePlace

  /// Makes a part that has this place alone.
  public init(_ place: SourcePlace) { recorded = place }

  /// Reads `file:line:column`.
  public convenience init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 3, let line = Int(parts[parts.count - 2]), let column = Int(parts[parts.count - 1]) else {
      return nil
    }
    self.init(SourcePlace(file: parts.dropLast(2).joined(separator: ":"), line: line, column: column))
  }

  /// The file of the place.
  public var file: String { recorded.file }
  /// The place, whatever the offset.
  public func place(at offset: UInt32) -> SourcePlace { recorded }
}
