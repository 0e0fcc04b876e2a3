import DriftModel
import DriftSyntax
import Foundation
import Testing

@Suite struct SourceTextTests {
  /// A folder that goes with the test.
  private final class Folder {
    let path = NSTemporaryDirectory() + "drift-\(UUID().uuidString)"
    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
    func file(_ name: String, _ bytes: [UInt8]) -> String {
      _ = FileManager.default.createFile(atPath: "\(path)/\(name)", contents: Data(bytes))
      return "\(path)/\(name)"
    }
  }

  @Test(
    "a small file is read, a large one mapped; both hold the same bytes",
    arguments: [1, 1_000, 262_143, 262_144, 1_000_000])
  func load(size: Int) throws {
    let folder = try Folder()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 % 95 + 32) }
    let source = try SourceText.load(folder.file("a", bytes))
    #expect(Array(source.bytes) == bytes)
  }

  @Test("a file that cannot be a document is refused by name")
  func refused() throws {
    let folder = try Folder()
    func message(_ path: String, _ limits: SyntaxLimits = .init()) -> String? {
      let error = #expect(throws: DriftError.self) { try SourceText.load(path, limits: limits) }
      #expect(error?.file == path)
      return error?.message
    }
    #expect(message("\(folder.path)/none") == "no such file")
    #expect(message(folder.path) == "expected a document, found a directory")
    #expect(message(folder.file("empty", [])) == "an empty document")
    #expect(message(folder.file("mark", [0xef, 0xbb, 0xbf])) == "an empty document")
    let large = folder.file("large", [UInt8](repeating: 0x20, count: 2_000))
    #expect(message(large, SyntaxLimits(bytes: 1_999)) == "expected at most 1999 bytes, found 2000 bytes")
    #expect(try SourceText.load(large, limits: SyntaxLimits(bytes: 2_000)).bytes.count == 2_000)
    let secret = folder.file("secret", [0x31])
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: secret)
    if getuid() != 0 { #expect(message(secret) == "the file may not be read") }
  }

  @Test("a stream without an end is refused at the limit, not at its end")
  func stream() throws {
    let error = #expect(throws: DriftError.self) {
      try SourceText.load("/dev/zero", limits: SyntaxLimits(bytes: 3_000_000))
    }
    #expect(error?.message == "expected at most 3 MB, found more")
  }

  @Test("a pipe is read to its end, however it trickles")
  func pipe() throws {
    let folder = try Folder()
    let path = "\(folder.path)/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    writer.arguments = [
      "-c", "(printf '{\"a\":'; sleep 0.1; head -c 200000 /dev/zero | tr '\\0' ' '; printf '1}') > '\(path)'",
    ]
    try writer.run()
    let tree = try DocumentReader.read(path: path, symbols: SymbolTable())
    writer.waitUntilExit()
    #expect(tree.source.bytes.count == 200_007)
    #expect(JSONWriter.bytes(in: tree) == Array("{\"a\":1}".utf8))
  }

  private static let text = "{\n  \"ä中\u{1F600}\": 1,\n  \"x\": tru}"

  private static func utf16(_ text: String, big: Bool) -> [UInt8] {
    text.utf16.flatMap { big ? [UInt8($0 >> 8), UInt8($0 & 0xff)] : [UInt8($0 & 0xff), UInt8($0 >> 8)] }
  }

  private static func utf32(_ text: String, big: Bool) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar in
      let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: scalar.value >> UInt32($0)) }
      return big ? bytes : bytes.reversed()
    }
  }

  private static let encodings: [(String, [UInt8], @Sendable (String) -> [UInt8])] = [
    ("UTF-8", [0xef, 0xbb, 0xbf], { Array($0.utf8) }), ("UTF-16LE", [0xff, 0xfe], { utf16($0, big: false) }),
    ("UTF-16BE", [0xfe, 0xff], { utf16($0, big: true) }),
    ("UTF-32LE", [0xff, 0xfe, 0, 0], { utf32($0, big: false) }),
    ("UTF-32BE", [0, 0, 0xfe, 0xff], { utf32($0, big: true) }),
  ]

  @Test("every encoding of Unicode gives the same text and the same places, with a mark and without")
  func encodings() throws {
    for (name, mark, encode) in Self.encodings {
      for bytes in [encode(Self.text), mark + encode(Self.text)] {
        let source = try SourceText.decode(file: name, copying: bytes)
        #expect(Array(source.bytes) == Array(Self.text.utf8), "\(name)")
        let error = #expect(throws: SyntaxError.self) {
          try DocumentReader.read(source, symbols: SymbolTable())
        }
        #expect(error?.located(in: source).place == SourcePlace(file: name, line: 3, column: 8), "\(name)")
      }
      #expect(try SourceText.decode(file: name, copying: encode("1")).bytes.count == 1, "\(name)")
    }
  }

  @Test("what is no text in its encoding is refused at its place")
  func malformedEncodings() {
    func error(_ bytes: [UInt8]) -> DriftError? {
      #expect(throws: DriftError.self) {
        let source = try SourceText.decode(file: "t", copying: bytes)
        do throws(SyntaxError) {
          _ = try DocumentReader.read(source, symbols: SymbolTable())
        } catch {
          throw error.located(in: source)
        }
      }
    }
    let lone = error(Self.utf16("[\n \"a", big: true) + [0xd8, 0x00] + Self.utf16("\"]", big: true))
    #expect(lone?.message == "half of a surrogate pair of UTF-16 stands alone")
    #expect(lone?.place == SourcePlace(file: "t", line: 2, column: 4))
    #expect(error([0xff, 0xfe, 0x31])?.message == "UTF-16 of an odd number of bytes")
    #expect(error([0, 0, 0, 0x31, 0, 0x11, 0, 0])?.message == "a number of UTF-32 that is no character")
    #expect(error(Array("[\"a\"]".utf8) + [0xe4])?.place?.column == 6)
    let latin = error(Array("a: M".utf8) + [0xfc] + Array("ller".utf8))
    #expect(latin?.message == "bytes that are no UTF-8")
    #expect(latin?.place == SourcePlace(file: "t", line: 1, column: 5))
  }

  @Test("a line ends at LF, CR LF or CR; a column is a code point")
  func places() {
    let source = SourceText(file: "t", copying: "é\u{1F600}x\r\ny\rz\n".utf8)
    let places: [(UInt32, Int, Int)] = [
      (0, 1, 1), (2, 1, 2), (6, 1, 3), (9, 2, 1), (11, 3, 1), (13, 4, 1), (99, 4, 1),
    ]
    for (offset, line, column) in places {
      #expect(source.place(at: offset) == SourcePlace(file: "t", line: line, column: column))
    }
  }
}
