/// The body of an answer, kept in blocks so that growing copies nothing, and never larger than allowed.
final class AnswerBody {
  /// From how many unpacked bytes on it is asked what they were packed in.
  static let bombFloor = 8 << 20
  /// The most that one packed byte may come to. Schemas come to 5 to 40, the densest bombs to a thousand and more.
  static let bombRatio = 250

  private static let blockSize = 1 << 20

  private let maxBytes: Int
  private let decoder: ContentDecoder?
  private var blocks: [[UInt8]] = []
  private(set) var packed = 0
  private(set) var count = 0

  /// Makes an empty body for a head.
  init(_ head: AnswerHead, maxBytes: Int) throws(AnswerFault) {
    self.maxBytes = maxBytes
    decoder = head.coding.map(ContentDecoder.init)
    if let length = head.length, length > maxBytes { throw tooLarge }
  }

  /// Takes bytes as they came.
  func take(_ bytes: UnsafeRawBufferPointer) throws(AnswerFault) {
    packed += bytes.count
    guard let decoder else { return try keep(bytes) }
    if packed > maxBytes { throw tooLarge }
    try decoder.take(bytes) { (unpacked) throws(AnswerFault) in try keep(unpacked) }
  }

  /// The whole body. It is empty afterwards.
  func finish() throws(AnswerFault) -> [UInt8] {
    try decoder?.finish()
    defer { blocks = [] }
    if blocks.count == 1 { return blocks[0] }
    let total = count
    return [UInt8](unsafeUninitializedCapacity: total) { room, filled in
      for index in blocks.indices {
        // A block is given back as soon as it is copied, so that two whole bodies never stand in memory.
        let block = blocks[index]
        blocks[index] = []
        _ = UnsafeMutableBufferPointer(rebasing: room[filled...]).update(fromContentsOf: block)
        filled += block.count
      }
    }
  }

  private func keep(_ bytes: UnsafeRawBufferPointer) throws(AnswerFault) {
    count += bytes.count
    if count > maxBytes { throw tooLarge }
    if decoder != nil, count > Self.bombFloor, count / max(packed, 1) > Self.bombRatio {
      throw .init(
        .tooLarge, "sends \(packed) bytes that unpack to more than \(Self.bombRatio) times as many, as bombs do")
    }
    var rest = bytes[...]
    while !rest.isEmpty {
      if blocks.isEmpty || blocks[blocks.count - 1].count == Self.blockSize {
        blocks.append([])
        if blocks.count > 1 { blocks[blocks.count - 1].reserveCapacity(Self.blockSize) }
      }
      let part = rest.prefix(Self.blockSize - blocks[blocks.count - 1].count)
      blocks[blocks.count - 1].append(contentsOf: part)
      rest = rest.dropFirst(part.count)
    }
  }

  private var tooLarge: AnswerFault {
    .init(
      .tooLarge, "sends more than \(Self.size(maxBytes))",
      advice: "if it is right so, set max-bytes of the source higher")
  }

  /// `200 MB`, `1500 bytes`.
  private static func size(_ bytes: Int) -> String {
    bytes >= 1_000_000 && bytes.isMultiple(of: 1_000_000) ? "\(bytes / 1_000_000) MB" : "\(bytes) bytes"
  }
}
