public import DriftModel

/// The bytes of one document as UTF-8, with where they came from.
///
/// Immutable once made. Symbols may point into the bytes, so a ``SymbolTable`` keeps it alive.
public final class SourceText: SourcePart {
  /// The file as the user named it, `-` for standard input.
  public let file: String
  /// The text, without a byte order mark.
  public let bytes: UnsafeRawBufferPointer
  /// Whether a byte order mark of UTF-8 stood before the text: who writes the file anew puts it back.
  public internal(set) var isMarked = false
  /// Whether the file was written in UTF-16 or UTF-32, and the bytes are not its own.
  public var isTranscoded = false
  private let release: () -> Void
  private var lineStarts: [UInt32] = []
  /// For each block of bytes how many before it only continue a code point: a document may be one line.
  private var continuations: [UInt32] = []
  private static let block = 1 << 12

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

  /// The bytes as a value of their own, which outlives the text.
  public var copiedBytes: [UInt8] { withExtendedLifetime(self) { Array(bytes) } }

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
    let column = end - start - continuations(from: start, to: end) + 1
    return SourcePlace(file: file, line: low + 1, column: column)
  }

  private func continuations(from start: Int, to end: Int) -> Int {
    if end - start <= 2 * Self.block { return Self.continuations(in: bytes[start..<end]) }
    if continuations.isEmpty { countContinuations() }
    return continuationsBefore(end) - continuationsBefore(start)
  }

  private func countContinuations() {
    continuations.reserveCapacity(bytes.count / Self.block + 1)
    var count = 0
    var at = 0
    while at <= bytes.count {
      continuations.append(UInt32(truncatingIfNeeded: count))
      count += Self.continuations(in: bytes[at..<min(at + Self.block, bytes.count)])
      at += Self.block
    }
  }

  private func continuationsBefore(_ offset: Int) -> Int {
    let block = offset / Self.block
    return Int(continuations[block]) + Self.continuations(in: bytes[block * Self.block..<offset])
  }

  /// How many bytes are 0b10xx_xxxx; eight at a time.
  private static func continuations(in slice: Slice<UnsafeRawBufferPointer>) -> Int {
    let bytes = UnsafeRawBufferPointer(rebasing: slice)
    guard let base = bytes.baseAddress else { return 0 }
    var count = 0
    var at = 0
    while at &+ 8 <= bytes.count {
      let word = base.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      count &+= (word & ~(word &<< 1) & 0x8080_8080_8080_8080).nonzeroBitCount
      at &+= 8
    }
    while at < bytes.count {
      if bytes[at] & 0xc0 == 0x80 { count &+= 1 }
      at &+= 1
    }
    return count
  }

  /// A line ends at LF, at CR LF, or at a CR alone.
  private static func findLineStarts(_ bytes: UnsafeRawBufferPointer) -> [UInt32] {
    var starts: [UInt32] = [0]
    guard let base = bytes.baseAddress else { return starts }
    var at = 0
    while at < bytes.count {
      // Eight bytes at once while none of them is one of 0x08 to 0x0f: CR and LF are among these.
      if at &+ 8 <= bytes.count {
        let word = base.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        let same = (word & 0xf8f8_f8f8_f8f8_f8f8) ^ 0x0808_0808_0808_0808
        if (same &- 0x0101_0101_0101_0101) & ~same & 0x8080_8080_8080_8080 == 0 {
          at &+= 8
          continue
        }
      }
      let end = min(at &+ 8, bytes.count)
      while at < end {
        let byte = base.load(fromByteOffset: at, as: UInt8.self)
        at &+= 1
        let isLoneReturn = byte == 0x0d && (at >= bytes.count || bytes[at] != 0x0a)
        if byte == 0x0a || isLoneReturn { starts.append(UInt32(truncatingIfNeeded: at)) }
      }
    }
    return starts
  }
}
