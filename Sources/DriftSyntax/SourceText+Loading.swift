public import DriftModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Documents from files, from standard input, and from bytes in any encoding of Unicode.
extension SourceText {
  /// Reads a file, or standard input for `-`.
  ///
  /// A stream is refused as soon as it exceeds the limit. Throws for a file that is missing, unreadable, a
  /// directory, empty, too large, or no Unicode text.
  public static func load(_ path: String, limits: SyntaxLimits = .init()) throws(DriftError) -> SourceText {
    guard path != "-" else { return try load(descriptor: STDIN_FILENO, as: path, limits) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, errno) }
    defer { close(descriptor) }
    return try load(descriptor: descriptor, as: path, limits)
  }

  /// A text of bytes that came from elsewhere, in UTF-8, UTF-16 or UTF-32, with or without a byte order mark.
  public static func decode(
    file: String, copying source: some Collection<UInt8>, limits: SyntaxLimits = .init()
  ) throws(DriftError) -> SourceText {
    guard source.count <= capped(limits) else { throw tooLarge(file, limits) }
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, source.count), alignment: 8)
    copy.copyBytes(from: source)
    return try decode(file, UnsafeRawBufferPointer(rebasing: copy[0..<source.count])) { copy.deallocate() }
  }

  /// Offsets are 32 bits wide, and UTF-16 may grow by half.
  private static func capped(_ limits: SyntaxLimits) -> Int { min(limits.bytes, Int(UInt32.max) / 2 - 16) }

  private static func load(
    descriptor: Int32, as file: String, _ limits: SyntaxLimits
  ) throws(DriftError) -> SourceText {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(file, errno) }
    let type = status.st_mode & S_IFMT
    guard type != S_IFDIR else { throw failure(file, EISDIR) }
    let size = type == S_IFREG ? Int(status.st_size) : 0
    guard size <= capped(limits) else { throw tooLarge(file, limits, size: size) }
    // Read, not mapped: whoever cuts a mapped file short while it is read would end the program.
    let bytes = try readAll(descriptor, as: file, expecting: size, limits)
    return try decode(file, bytes) { free(UnsafeMutableRawPointer(mutating: bytes.baseAddress)) }
  }

  /// Reads to the end, into memory that `free` takes back.
  private static func readAll(
    _ descriptor: Int32, as file: String, expecting size: Int, _ limits: SyntaxLimits
  ) throws(DriftError) -> UnsafeRawBufferPointer {
    // One byte more than is expected tells that there is no more.
    var capacity = max(size + 1, 1 << 16)
    guard var buffer = malloc(capacity) else { throw failure(file, ENOMEM) }
    var count = 0
    while true {
      if count == capacity {
        capacity *= 2
        guard let larger = realloc(buffer, capacity) else {
          free(buffer)
          throw failure(file, ENOMEM)
        }
        buffer = larger
      }
      let got = read(descriptor, buffer + count, capacity - count)
      if got < 0 {
        let code = errno
        if code == EINTR { continue }
        free(buffer)
        throw failure(file, code)
      }
      if got == 0 { return UnsafeRawBufferPointer(start: buffer, count: count) }
      count += got
      guard count <= capped(limits) else {
        free(buffer)
        throw tooLarge(file, limits)
      }
    }
  }

  /// Takes over bytes in any encoding.
  private static func decode(
    _ file: String, _ bytes: UnsafeRawBufferPointer, release: @escaping () -> Void
  ) throws(DriftError) -> SourceText {
    let (encoding, mark) = TextEncoding.detect(bytes)
    guard bytes.count > mark else {
      release()
      throw DriftError(
        "an empty document", file: file, help: ["It holds no bytes; was it written to the end?"])
    }
    let text = UnsafeRawBufferPointer(rebasing: bytes[mark...])
    if encoding == .utf8 {
      let source = SourceText(file: file, bytes: text, release: release)
      source.isMarked = mark > 0
      do throws(SyntaxError) {
        // A document of XML may name its encoding itself; a mark before it has told already.
        return mark > 0 ? source : try XMLEncoding.utf8(source)
      } catch {
        throw error.located(in: source)
      }
    }
    defer { release() }
    let output = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Transcoder.capacity(for: text.count), alignment: 8)
    var transcoder = Transcoder(into: output)
    do throws(Transcoder.Failure) {
      try transcoder.transcode(text, from: encoding)
    } catch {
      let read = SourceText(
        file: file, bytes: UnsafeRawBufferPointer(rebasing: output[0..<error.written]),
        release: { output.deallocate() })
      throw DriftError(
        error.message, at: read.place(at: UInt32(clamping: error.written)),
        help: ["The document was taken for \(encoding.name) by its first bytes."])
    }
    let count = transcoder.count
    let source = SourceText(
      file: file, bytes: UnsafeRawBufferPointer(rebasing: output[0..<count]), release: { output.deallocate() })
    source.isTranscoded = true
    return source
  }

  /// Whether another text has the same bytes.
  public func hasSameBytes(as other: SourceText) -> Bool {
    guard bytes.count == other.bytes.count else { return false }
    guard let here = bytes.baseAddress, let there = other.bytes.baseAddress else { return true }
    return memcmp(here, there, bytes.count) == 0
  }

  private static func tooLarge(_ file: String, _ limits: SyntaxLimits, size: Int? = nil) -> DriftError {
    let found = size.map { "\(megabytes($0))" } ?? "more"
    return DriftError(
      "expected at most \(megabytes(capped(limits))), found \(found)", file: file,
      help: ["--max-bytes raises the limit."])
  }

  private static func megabytes(_ bytes: Int) -> String {
    bytes < 1_000_000 ? "\(bytes) bytes" : "\(bytes / 1_000_000) MB"
  }

  private static func failure(_ file: String, _ code: Int32) -> DriftError {
    switch code {
    case ENOENT, ENOTDIR:
      DriftError("no such file", file: file, help: ["Paths count from the folder that the command runs in."])
    case EACCES, EPERM: DriftError("the file may not be read", file: file, help: ["Permission denied."])
    case EISDIR: DriftError("expected a document, found a directory", file: file)
    default: DriftError("the file cannot be read: \(String(cString: strerror(code)))", file: file)
    }
  }
}
