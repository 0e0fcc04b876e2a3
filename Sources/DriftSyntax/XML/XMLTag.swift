/// Walks the attributes of a start tag that is known to be well-formed (XML 1.0, 3.1).
struct XMLTag {
  /// An attribute as it is written.
  struct Attribute {
    /// Of the name, prefix included.
    var name: Range<Int>
    /// Between the quotes.
    var value: Range<Int>
    /// Whether the value is written just as it reads: no references, no white space but blanks.
    var isPlain: Bool

    /// Whether it declares a namespace (Namespaces in XML, 3).
    func isNamespace(_ bytes: UnsafeRawBufferPointer) -> Bool {
      let name = bytes[name]
      guard name.starts(with: "xmlns".utf8) else { return false }
      return name.count == 5 || name[name.startIndex + 5] == UInt8(ascii: ":")
    }
  }

  /// Where the tag begins.
  let start: Int
  private let bytes: UnsafeRawBufferPointer
  private var at: Int

  init(_ bytes: UnsafeRawBufferPointer, at start: Int) {
    self.bytes = bytes
    self.start = start
    at = start + 1
    while at < bytes.count, !Self.endsName(bytes[at]) { at += 1 }
  }

  mutating func next() -> Attribute? {
    skipSpace()
    guard at < bytes.count, bytes[at] != UInt8(ascii: ">"), bytes[at] != UInt8(ascii: "/") else { return nil }
    let name = at
    while at < bytes.count, !Self.endsName(bytes[at]) { at += 1 }
    let nameEnd = at
    skipSpace()
    guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { return nil }
    at += 1
    skipSpace()
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") else { return nil }
    let quote = bytes[at]
    at += 1
    let value = at
    var isPlain = true
    while at < bytes.count, bytes[at] != quote {
      if bytes[at] == UInt8(ascii: "&") || bytes[at] < 0x20 { isPlain = false }
      at += 1
    }
    defer { at += 1 }
    return Attribute(name: name..<nameEnd, value: value..<min(at, bytes.count), isPlain: isPlain)
  }

  /// Where the first start tag with more than some number of attributes begins; nil where there is none.
  ///
  /// No attribute holds a `<`, and each takes five bytes: what has a `<` nearer than that is passed over.
  static func crowded(_ bytes: UnsafeRawBufferPointer, most: Int) -> Int? {
    let least = most * 5
    let less = UInt8(ascii: "<")
    var at = 0
    while at + least < bytes.count {
      var back = at + least
      while back > at, bytes[back] != less { back -= 1 }
      if back > at {
        at = back
        continue
      }
      if bytes[at] == less, bytes[at + 1] != UInt8(ascii: "!"), bytes[at + 1] != UInt8(ascii: "?") {
        var tag = XMLTag(bytes, at: at)
        var count = 0
        while count <= most, tag.next() != nil { count += 1 }
        if count > most { return at }
      }
      at += least
      while at < bytes.count, bytes[at] != less { at += 1 }
    }
    return nil
  }

  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0a || bytes[at] == 0x0d || bytes[at] == 0x09 { at += 1 }
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
  }
}
