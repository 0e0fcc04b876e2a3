/// Names for things of a report that are the same on every machine and every night.
public enum ShortID {
  private static let digits = Array("0123456789abcdef".utf8)

  /// A prefix and ten hexadecimal digits of a hash of what tells the thing apart.
  public static func of(_ prefix: String, _ parts: [String]) -> String {
    let count = parts.reduce(max(parts.count - 1, 0)) { $0 + $1.utf8.count }
    let hash = withUnsafeTemporaryAllocation(byteCount: count, alignment: 8) { bytes in
      var at = 0
      for (number, var part) in parts.enumerated() {
        if number > 0 {
          bytes[at] = 0x1f
          at += 1
        }
        part.withUTF8 { text in
          UnsafeMutableRawBufferPointer(rebasing: bytes[at...]).copyMemory(from: UnsafeRawBufferPointer(text))
          at += text.count
        }
      }
      return StableHash.hash(UnsafeRawBufferPointer(bytes))
    }
    let start = prefix.utf8.count
    return String(unsafeUninitializedCapacity: start + 10) { out in
      _ = out.initialize(from: prefix.utf8)
      for digit in 0..<10 {
        out[start + digit] = digits[Int(truncatingIfNeeded: hash >> UInt64(60 - 4 * digit)) & 15]
      }
      return start + 10
    }
  }
}
