public import DriftModel

/// The bytes of one document as UTF-8, with where they came from.
///
/// Immutable once made. Symbols may point into the bytes, so a ``SymbolTable`` keeps it alive.
public final class SourceText: SourcePart {
  /// The file as the user named it, `-` for standard input.
  public let file: String
  /// The text, without a byte order mark.
  public let bytes: UnsafeRawBufferPointer
  private let release: () -> Void
  private var lineStarts: [UInt32] = []

  /// Takes over bytes; `release` frees them when the text goes.
  public init(file: String, bytes: UnsafeRawBufferPointer, release: @escaping () -> Void) {
    self.file = file
    self.bytes = bytes
    self.release = release
  }

  /// Copies bytes: for tests and for texts made in memory.
  public convenience init(file: String, copying source: some Collection<UInt8>) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, source.count), alignment: 8)
    copy.copyBytes(from: source)
    self.init(
      file: file, bytes: UnsafeRawBufferPointer(rebasing: copy[0..<source.count]),
      release: { copy.deallocate() })
  }

  deinit { release() }

  /// Whether another text has the same bytes.
  public func hasSameBytes(as other: SourceText) -> Bool {
    bytes.count == other.bytes.count && bytes.elementsEqual(other.bytes)
  }

  /// The line and column of a byte offset. The first call finds all line starts.
  public func place(at offset: UInt32) -> SourcePlace {
    if lineStarts.isEmpty { lineStarts = Self.findLineStarts(bytes) }
    let end = min(Int(offset), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= end { low = middle } else { high = middle }
    }
    let start = min(Int(lineStarts[low]), end)
    // A column is a code point: bytes that continue one do not count.
    let column = bytes[start..<end].reduce(1) { $1 & 0xc0 == 0x80 ? $0 : $0 + 1 }
    return SourcePlace(file: file, line: low + 1, column: column)
  }

  /// A line ends at LF, at CR LF, or at a CR alone.
  private static func findLineStarts(_ bytes: UnsafeRawBufferPointer) -> [UInt32] {
    var starts: [UInt32] = [0]
    var at = 0
    while at < bytes.count {
      if bytes[at] == 0x0a || (bytes[at] == 0x0d && (at + 1 >= bytes.count || bytes[at + 1] != 0x0a)) {
        starts.append(UInt32(at + 1))
      }
      at += 1
    }
    return starts
  }
}
