import Crypto
public import DriftModel

/// SHA-256 of texts, as versions name them: the whole for what people may type, half of it for texts.
public enum ContentHash {
  /// 64 hexadecimal digits.
  public static func hex(_ bytes: some Collection<UInt8>) -> String {
    var hash = SHA256()
    let isDone: Void? = bytes.withContiguousStorageIfAvailable {
      hash.update(bufferPointer: UnsafeRawBufferPointer($0))
    }
    if isDone == nil { hash.update(data: Array(bytes)) }
    return hash.finalize().reduce(into: "") { text, byte in
      text += byte < 16 ? "0" : ""
      text += String(byte, radix: 16)
    }
  }

  /// The first 128 bits.
  public static func digest(_ bytes: UnsafeRawBufferPointer) -> DriftModel.Digest {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    var words: [UInt64] = [0, 0, 0, 0]
    for (index, byte) in hash.finalize().enumerated() { words[index / 8] = words[index / 8] << 8 | UInt64(byte) }
    return DriftModel.Digest(high: words[0], low: words[1])
  }
}
