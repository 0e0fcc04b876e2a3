import DriftModel

/// Prose in one spelling: runs of white space are one space, none at the ends.
enum Prose {
  /// The symbol of prose that is not in that spelling already; nil where it is.
  static func symbol(_ bytes: UnsafeRawBufferPointer, _ symbols: SymbolTable) -> Symbol? {
    var wasSpace = true
    var isNormal = true
    for byte in bytes {
      let isSpace = byte == 0x20 || (byte >= 0x09 && byte <= 0x0d)
      if isSpace && (wasSpace || byte != 0x20) {
        isNormal = false
        break
      }
      wasSpace = isSpace
    }
    if isNormal && !(wasSpace && bytes.count > 0) { return nil }
    return withUnsafeTemporaryAllocation(byteCount: bytes.count, alignment: 1) { out in
      var count = 0
      for byte in bytes {
        if byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) {
          if count > 0, out[count - 1] != 0x20 {
            out[count] = 0x20
            count += 1
          }
        } else {
          out[count] = byte
          count += 1
        }
      }
      if count > 0, out[count - 1] == 0x20 { count -= 1 }
      return symbols.intern(copying: UnsafeRawBufferPointer(rebasing: out[0..<count]))
    }
  }
}
