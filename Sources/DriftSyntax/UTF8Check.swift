/// Whether bytes are well-formed UTF-8 (Unicode 15, table 3-7): no overlong forms, no surrogates.
enum UTF8Check {
  static let help = [
    "drift reads UTF-8, and UTF-16 with or without a byte order mark. Save the document as UTF-8."
  ]

  /// The offset of the first byte that does not belong, nil where all is well.
  static func firstInvalid(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var at = 0
    let end = bytes.count
    while at < end {
      let first = bytes[at]
      if first < 0x80 {
        at &+= 1
        // Eight bytes of ASCII at once.
        while at &+ 8 <= end, bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) & Bytes.highBits == 0 {
          at &+= 8
        }
        continue
      }
      let length: Int
      var low: UInt8 = 0x80
      var high: UInt8 = 0xbf
      switch first {
      case 0xc2...0xdf: length = 2
      case 0xe0: (length, low) = (3, 0xa0)
      case 0xed: (length, high) = (3, 0x9f)
      case 0xe1...0xef: length = 3
      case 0xf0: (length, low) = (4, 0x90)
      case 0xf4: (length, high) = (4, 0x8f)
      case 0xf1...0xf3: length = 4
      default: return at
      }
      guard at &+ length <= end, bytes[at &+ 1] >= low, bytes[at &+ 1] <= high else { return at }
      var next = at &+ 2
      while next < at &+ length {
        guard bytes[next] & 0xc0 == 0x80 else { return at }
        next &+= 1
      }
      at &+= length
    }
    return nil
  }
}
