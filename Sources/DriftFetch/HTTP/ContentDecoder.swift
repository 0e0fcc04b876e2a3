import CUnpack

/// Unpacks a body while it comes (RFC 9110, 8.4). Data that ends too soon, that is damaged, or that something follows is
/// told: carried on with, a part of it would pass for the whole.
final class ContentDecoder {
  /// The codings that drift knows.
  enum Coding: CaseIterable {
    case gzip, deflate, brotli

    init?(_ name: String) {
      switch name {
      case "gzip", "x-gzip": self = .gzip
      case "deflate": self = .deflate
      case "br": self = .brotli
      default: return nil
      }
    }

    /// As a header spells it.
    var name: String {
      switch self {
      case .gzip: "gzip"
      case .deflate: "deflate"
      case .brotli: "br"
      }
    }

    /// Whether the library that unpacks it is there.
    var isAvailable: Bool { cunpack_has(self == .brotli ? CUNPACK_BROTLI : CUNPACK_ZLIB) != 0 }
  }

  private enum State {
    case fresh
    case running
    case ended
  }

  private let coding: Coding
  private var unpack: OpaquePointer?
  private var state = State.fresh
  private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 1)

  init(_ coding: Coding) { self.coding = coding }

  deinit {
    cunpack_free(unpack)
    output.deallocate()
  }

  /// Unpacks some bytes, and gives what comes out to a taker.
  func take(
    _ bytes: UnsafeRawBufferPointer, _ give: (UnsafeRawBufferPointer) throws(AnswerFault) -> Void
  ) throws(AnswerFault) {
    guard let start = bytes.bindMemory(to: UInt8.self).baseAddress, !bytes.isEmpty else { return }
    var next: UnsafePointer<UInt8>? = start
    var left = bytes.count
    var hasMore = true
    while hasMore {
      if left > 0 { try prepare(first: bytes[bytes.count - left]) }
      hasMore = try step(&next, &left, give)
    }
  }

  /// Says that no byte follows.
  func finish() throws(AnswerFault) {
    if state == .running { throw .init(.cutShort, "sends \(coding.name) data that ends too soon") }
  }

  private func prepare(first: UInt8) throws(AnswerFault) {
    switch state {
    case .running: return
    case .fresh:
      // `deflate` is zlib's format; some servers leave its frame out. The first byte tells.
      let format: cunpack_coding =
        switch coding {
        case .gzip: CUNPACK_GZIP
        case .brotli: CUNPACK_BROTLI
        case .deflate: first & 0x0F == 8 && first >> 4 <= 7 ? CUNPACK_ZLIB : CUNPACK_RAW_DEFLATE
        }
      unpack = cunpack_new(format)
      if unpack == nil { throw .init(.unavailable, "sends \(coding.name) data, and there is no memory to unpack it") }
    case .ended:
      // A gzip file may have several members (RFC 1952, 2.2), and each begins with the same byte.
      guard coding == .gzip, first == 0x1F, cunpack_restart(unpack) != 0 else {
        throw .init(.malformed, "sends bytes after the end of its \(coding.name) data")
      }
    }
    state = .running
  }

  private func step(
    _ next: inout UnsafePointer<UInt8>?, _ left: inout Int,
    _ give: (UnsafeRawBufferPointer) throws(AnswerFault) -> Void
  ) throws(AnswerFault) -> Bool {
    var made = 0
    let room = output.assumingMemoryBound(to: UInt8.self)
    let result = cunpack_step(unpack, &next, &left, room.baseAddress, room.count, &made)
    if made > 0 { try give(UnsafeRawBufferPointer(rebasing: output[..<made])) }
    switch result {
    case CUNPACK_END:
      state = .ended
      return left > 0
    case CUNPACK_FULL: return true
    case CUNPACK_MORE: return left > 0
    default: throw .init(.malformed, "says that it sends \(coding.name) data and sends something else, or damaged data")
    }
  }
}
