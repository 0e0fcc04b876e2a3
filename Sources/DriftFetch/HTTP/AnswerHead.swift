/// The status and headers of an answer, read line by line. What the library that carries them forgives (two lengths that
/// differ, names and values that no header has) ends the exchange here: what lies about its length was perhaps cut short.
struct AnswerHead {
  /// The most bytes of all lines together, those of interim answers and trailers among them.
  static let maxBytes = 256 << 10
  /// The most lines of one answer.
  static let maxLines = 200
  /// The most interim answers (100, 103) before the final one.
  static let maxInterim = 16

  private(set) var status = 0
  private(set) var headers: HeaderList = []
  /// Whether the head of the final answer is whole.
  private(set) var isComplete = false
  /// What the body is packed with; nil for nothing.
  private(set) var coding: ContentDecoder.Coding?
  /// How long the body is on the wire, as the head says; nil where it does not.
  private(set) var length: Int?
  private var bytes = 0
  private var lines = 0
  private var interim = 0

  /// Takes a line, its end included.
  mutating func take(_ line: UnsafeRawBufferPointer) throws(AnswerFault) {
    bytes += line.count
    if bytes > Self.maxBytes { throw .init(.tooLarge, "sends more than \(Self.maxBytes >> 10) KB of headers") }
    // What comes after the body is none of the headers (RFC 9110, 6.5).
    if isComplete { return }
    var text = line[...]
    if text.last == 0x0A { text.removeLast() }
    if text.last == 0x0D { text.removeLast() }
    if text.isEmpty { return try end() }
    if status == 0 { return try begin(text) }
    lines += 1
    if lines > Self.maxLines { throw .init(.tooLarge, "sends more than \(Self.maxLines) headers") }
    if text.first == 0x20 || text.first == 0x09 { return try fold(text) }
    try field(text)
  }

  private mutating func begin(_ line: Slice<UnsafeRawBufferPointer>) throws(AnswerFault) {
    let words = line.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
    let versions = ["HTTP/1.0", "HTTP/1.1"].map { Array($0.utf8) }
    guard let version = words.first, versions.contains(Array(version)) else {
      throw .init(.malformed, "does not answer in HTTP/1.1")
    }
    guard words.count > 1, words[1].count == 3, let code = Int(String(decoding: words[1], as: UTF8.self)),
      (100...599).contains(code)
    else { throw .init(.malformed, "answers with a status that HTTP does not have") }
    if words.count > 2, words[2].contains(where: Self.isControl) { throw Self.control("its first line") }
    if code == 101 { throw .init(.malformed, "changes to another protocol, which nobody asked for") }
    if code < 200 { interim += 1 }
    if interim > Self.maxInterim { throw .init(.malformed, "sends more than \(Self.maxInterim) interim answers") }
    status = code
    headers = []
    lines = 0
  }

  private mutating func field(_ line: Slice<UnsafeRawBufferPointer>) throws(AnswerFault) {
    guard let colon = line.firstIndex(of: 0x3A) else { throw .init(.malformed, "sends a header without a colon") }
    let name = line[..<colon]
    guard !name.isEmpty, name.allSatisfy(HTTPSyntax.isToken) else {
      throw .init(.malformed, "sends a header whose name is none")
    }
    let value = HTTPSyntax.trimmed(line[(colon + 1)...])
    let nameText = String(decoding: name, as: UTF8.self)
    if value.contains(where: Self.isControl) { throw Self.control("the header \(nameText)") }
    headers.append(nameText, HTTPSyntax.text(value))
  }

  /// A line that goes on with the one before (RFC 9112, 5.2).
  private mutating func fold(_ line: Slice<UnsafeRawBufferPointer>) throws(AnswerFault) {
    guard let last = headers.fields.last else { throw .init(.malformed, "begins its headers with a space") }
    let framing = ["content-length", "transfer-encoding", "content-encoding", "location"]
    if framing.contains(last.name.lowercased()) {
      throw .init(.malformed, "spreads the header \(last.name) over several lines")
    }
    let value = HTTPSyntax.trimmed(line)
    if value.contains(where: Self.isControl) { throw Self.control("the header \(last.name)") }
    headers.extendLast(" " + HTTPSyntax.text(value))
  }

  private mutating func end() throws(AnswerFault) {
    if status == 0 { throw .init(.malformed, "begins its answer with an empty line") }
    if status < 200 {
      status = 0
      return
    }
    isComplete = true
    let coded = headers.all("Transfer-Encoding")
    let lengths = Set(headers.all("Content-Length"))
    if lengths.count > 1 { throw .init(.malformed, "tells two lengths of one answer") }
    if let told = lengths.first {
      guard !told.isEmpty, told.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        throw .init(.malformed, "tells a length that is no number")
      }
      if !coded.isEmpty { throw .init(.malformed, "tells a length and sends the answer in chunks") }
      length = Int(told) ?? .max
    }
    if !coded.isEmpty, coded.map({ $0.lowercased() }) != ["chunked"] {
      throw .init(.malformed, "sends the answer in a transfer coding that is not chunked")
    }
    if status == 204, length ?? 0 > 0 { throw .init(.malformed, "sends no content (204) with a length") }
    try readCoding()
  }

  private mutating func readCoding() throws(AnswerFault) {
    let names = headers.all("Content-Encoding").flatMap { $0.split(separator: ",", omittingEmptySubsequences: true) }
      .map { HTTPSyntax.trimmed($0).lowercased() }.filter { $0 != "identity" && !$0.isEmpty }
    if names.count > 1 {
      throw .init(.malformed, "packs the answer \(names.count) times over, as bombs do")
    }
    guard let name = names.first else { return }
    guard let coding = ContentDecoder.Coding(name), coding.isAvailable else {
      throw .init(.malformed, "packs the answer in a way that drift cannot unpack (Content-Encoding)")
    }
    self.coding = coding
  }

  private static func control(_ place: String) -> AnswerFault {
    .init(.malformed, "sends a control character in \(place)")
  }

  /// A tab is none.
  private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 || byte == 0x7F }
}
