public import DriftModel
public import DriftSyntax

/// A canonical text and the file that people find it in: of the newest version its file in `schema/`, else the version
/// file.
public final class StoredText: SourcePart {
  /// The file as the user would open it.
  public let file: String
  /// The bytes.
  let source: SourceText
  private let firstLine: () -> Int

  /// Makes a text that begins at a line of a file, counted from 1; `firstLine` is asked only for what is reported.
  public init(file: String, source: SourceText, firstLine: @escaping () -> Int) {
    self.file = file
    self.source = source
    self.firstLine = firstLine
  }

  /// Copies a text that stands by itself.
  public convenience init(file: String, copying bytes: some Collection<UInt8>) {
    self.init(file: file, source: SourceText(file: file, copying: bytes), firstLine: { 1 })
  }

  /// The line of a byte offset: a line is a place of the field tree, so its column says nothing.
  public func place(at offset: UInt32) -> SourcePlace {
    SourcePlace(file: file, line: firstLine() + source.place(at: offset).line - 1, column: 1)
  }
}
