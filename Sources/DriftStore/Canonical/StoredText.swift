public import DriftModel
public import DriftSyntax

/// A canonical text and the file that people find it in: of the newest version its file in `schema/`, else the version
/// file.
public final class StoredText: SourcePart {
  /// The file as the user would open it.
  public var file: String { place().file }
  /// The bytes.
  let source: SourceText
  private let place: () -> (file: String, firstLine: Int)

  /// Makes a text; the file and the line at which it begins there, from 1, are asked for only where one is reported.
  public init(source: SourceText, place: @escaping () -> (file: String, firstLine: Int)) {
    self.source = source
    self.place = place
  }

  /// Copies a text that stands by itself.
  public convenience init(file: String, copying bytes: some Collection<UInt8>) {
    self.init(source: SourceText(file: file, copying: bytes)) { (file, 1) }
  }

  /// The line of a byte offset: a line is a place of the field tree, so its column says nothing.
  public func place(at offset: UInt32) -> SourcePlace {
    let start = place()
    return SourcePlace(file: start.file, line: start.firstLine + source.place(at: offset).line - 1, column: 1)
  }
}
