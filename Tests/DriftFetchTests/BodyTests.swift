import DriftTestSupport
import Testing

@testable import DriftFetch

@Suite("Bodies", .serialized)
struct BodyTests {
  /// A megabyte of zeros, as raw deflate that ends at a byte: 1037 bytes.
  static let megabyte: [UInt8] =
    [0xEC, 0xC1, 0x31, 0x01, 0, 0, 0, 0xC2, 0xA0, 0xF5, 0x4F, 0x6D, 0x08, 0x5F, 0xA0]
    + [UInt8](repeating: 0, count: 1016) + [0x3E, 0x03, 0, 0, 0xFF, 0xFF]
  static let gzipHead: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]

  /// A gzip member that holds bytes as they are.
  static func stored(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    let count = UInt16(bytes.count)
    let block = [1, UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF), UInt8(~count >> 8)] + bytes
    return gzipHead + block + little(crc(bytes)) + little(UInt32(bytes.count))
  }

  static func little(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }

  static func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { crc, byte in
      (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }

  static func server(_ headers: String, _ body: [UInt8]) throws -> RawServer {
    try RawServer { connection in
      while connection.next() != nil {
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\(headers)\r\n")
        connection.send(body)
      }
    }
  }

  @Test("are unpacked, whole or not at all")
  func gzip() async throws {
    let good = Self.stored("{}")
    var damaged = good
    damaged[good.count - 6] ^= 1
    let rows: [(name: String, coding: String, body: [UInt8], expected: String)] = [
      ("right", "gzip", good, "200 {}"), ("upper case", "GZIP", good, "200 {}"), ("old name", "x-gzip", good, "200 {}"),
      ("two members", "gzip", good + good, "200 {}{}"), ("none", "gzip", [], "200 "),
      ("cut short", "gzip", good.dropLast(9), "cutShort"),
      ("without its checksum", "gzip", good.dropLast(1), "cutShort"),
      ("damaged", "gzip", damaged, "malformed"), ("followed by more", "gzip", good + [0x41], "malformed"),
      ("followed by half a member", "gzip", good + good.prefix(12), "cutShort"),
      ("as zlib", "deflate", [0x78, 0x01] + good[10...16] + [0x01, 0x75, 0x00, 0xF9], "200 {}"),
      ("raw", "deflate", Array(good[10...16]), "200 {}"),
      // A last block of stored bytes, and the end.
      ("brotli", "br", [0x10, 0x00, 0x10, 0x7B, 0x7D, 0x03], "200 {}"),
      ("half of brotli", "br", [0x10, 0x00, 0x10, 0x7B], "cutShort"),
      ("not brotli", "br", Array("{\"a\":1}".utf8), "malformed"),
    ]
    let offered = ContentDecoder.Coding.allCases.filter(\.isAvailable).map(\.name)
    if !offered.contains("br") { print("SKIPPED brotli: its library is not there") }
    for row in rows where row.coding != "br" || offered.contains("br") {
      let server = try Self.server("Content-Encoding: \(row.coding)\r\n", Array(row.body))
      let result = await Client.get(server.url())
      #expect(result.summary == row.expected, "\(row.name): \(String(describing: result.failure))")
      #expect(server.log.first?["Accept-Encoding"] == offered.joined(separator: ", "))
    }
  }

  @Test("that nobody called packed come as they are")
  func hidden() async throws {
    let packed = Self.stored("{}")
    let server = try Self.server("", packed)
    #expect(try await Client.get(server.url()).get().body == packed)
  }

  @Test("of all lengths come whole")
  func lengths() async throws {
    for count in [0, 1, 16_383, 16_384, 1 << 20, 1 << 20 + 1, 5_000_001] {
      let body = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let server = try Self.server("", body)
      #expect(try await Client.get(server.url()).get().body == body, "\(count)")
      let result = await Client.get(server.url(), options: .init(timeout: 1.5, maxBytes: max(count - 1, 0)))
      #expect(result.failure?.kind == (count == 0 ? nil : .tooLarge), "\(count)")
    }
  }

  @Test("that unpack to very much are given up")
  func bombs() async throws {
    let bomb = Self.gzipHead + [UInt8](repeatElement(Self.megabyte, count: 10_000).joined())
    let server = try Self.server("Content-Encoding: gzip\r\n", bomb)
    let growth = await ResidentMemory.growth {
      let result = await Client.get(server.url())
      #expect(result.failure?.kind == .tooLarge)
      #expect(result.failure?.message.contains("bombs") == true)
    }
    #expect(growth < 50 << 20)
    let layered = try Self.server("Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n", bomb)
    #expect(await Client.get(layered.url()).failure?.kind == .malformed)
  }

  @Test("without end are given up at the size that is allowed", arguments: [true, false])
  func endless(isInChunks: Bool) async throws {
    let server = try RawServer { connection in
      guard connection.next() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\n\(isInChunks ? "Transfer-Encoding: chunked\r\n" : "")\r\n")
      let block = [UInt8](repeating: 0x20, count: 1 << 20)
      let framed = isInChunks ? Array("100000\r\n".utf8) + block + Array("\r\n".utf8) : block
      while connection.send(framed) {}
    }
    let growth = await ResidentMemory.growth {
      let result = await Client.get(server.url(), options: .init(timeout: 5, maxBytes: 100_000_000))
      #expect(result.failure?.kind == .tooLarge)
    }
    #expect(growth < 200 << 20)
  }

  @Test("that say that they are too large are not begun")
  func announced() async throws {
    let server = try RawServer { connection in
      guard connection.next() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n ")
      connection.waitForEnd()
    }
    #expect(await Client.get(server.url()).failure?.kind == .tooLarge)
  }
}
