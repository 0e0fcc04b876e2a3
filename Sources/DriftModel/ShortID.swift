/// Names for things of a report that are the same on every machine and every night.
public enum ShortID {
  /// A prefix and ten hexadecimal digits of a hash of what tells the thing apart.
  public static func of(_ prefix: String, _ parts: [String]) -> String {
    var text = parts.joined(separator: "\u{1f}")
    let digits = String(text.withUTF8 { StableHash.hash(UnsafeRawBufferPointer($0)) }, radix: 16)
    return prefix + (String(repeating: "0", count: 16 - digits.count) + digits).prefix(10)
  }
}
