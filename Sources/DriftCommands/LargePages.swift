#if canImport(Glibc)
  import Glibc
#endif

/// Memory in pages of two megabytes: a tenth of the time in which large documents are compared goes into asking the system
/// for small ones, one by one.
enum LargePages {
  /// Documents below this many bytes are compared in less memory than a large page or two has.
  private static let leastBytes = 4 << 20
  /// How many bytes a comparison takes for each byte of its documents.
  private static let share = 5
  private static let most = 512 << 20
  private static let page = 2 << 20
  /// Below the size from which an allocation is a mapping of its own, given back as soon as it is freed.
  private static let piece = 16 << 20

  /// Prepares for documents of so many bytes together. Nothing is taken before it is used.
  static func expect(documentsOf bytes: Int) {
    #if canImport(Glibc)
      guard bytes >= leastBytes else { return }
      guard let start = sbrk(0) else { return }
      // The heap grows by what is asked for, and keeps what is freed.
      let pieces = (0..<(min(bytes * share, most) + piece - 1) / piece).map { _ in malloc(piece) }
      defer { for one in pieces { free(one) } }
      guard let end = sbrk(0) else { return }
      let first = (UInt(bitPattern: start) + UInt(page) - 1) / UInt(page) * UInt(page)
      guard UInt(bitPattern: end) > first + UInt(page), let address = UnsafeMutableRawPointer(bitPattern: first) else {
        return
      }
      // Where the system knows no such pages it is as before.
      _ = madvise(address, Int(UInt(bitPattern: end) - first), MADV_HUGEPAGE)
    #endif
  }
}
