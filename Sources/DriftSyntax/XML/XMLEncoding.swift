internal import CLibXML2
internal import DriftModel

/// Writes a document in the encoding that its declaration names anew as UTF-8 (XML 1.0, 4.3.3), so that offsets are
/// those of one text whatever the source's encoding.
enum XMLEncoding {
  /// The document as UTF-8.
  static func utf8(_ source: SourceText) throws(SyntaxError) -> SourceText {
    guard let declared = declaration(of: source.bytes) else { return source }
    let name = declared.name.uppercased()
    if name == "UTF-8" || name == "UTF8" || name == "US-ASCII" || name == "ASCII" { return source }
    guard !name.hasPrefix("UTF-16"), !name.hasPrefix("UTF-32"), !name.hasPrefix("UCS"), !name.hasPrefix("ISO-10646-UCS")
    else {
      throw SyntaxError(
        at: declared.offset, "expected \(declared.name), which the document says it is in, found one byte a character",
        help: ["Correct the encoding in the first line, or write the document in it."])
    }
    guard name != "UTF-7", let handler = xmlFindCharEncodingHandler(declared.name) else {
      throw SyntaxError(
        at: declared.offset, "expected an encoding that is known, found \"\(declared.name)\"",
        help: ["Write the document in UTF-8."])
    }
    defer { xmlCharEncCloseFunc(handler) }
    return try convert(source, handler, declared.name)
  }

  private static func convert(
    _ source: SourceText, _ handler: xmlCharEncodingHandlerPtr, _ name: String
  ) throws(SyntaxError) -> SourceText {
    guard source.bytes.count <= Int(Int32.max) / 4, let input = xmlBufferCreateSize(source.bytes.count + 1),
      let output = xmlBufferCreateSize(source.bytes.count * 2 + 16)
    else { throw SyntaxError(at: 0, "the document is too large to be converted from \(name)") }
    defer {
      xmlBufferFree(input)
      xmlBufferFree(output)
    }
    xmlBufferAdd(input, source.bytes.baseAddress?.assumingMemoryBound(to: xmlChar.self), Int32(source.bytes.count))
    while xmlBufferLength(input) > 0 {
      let before = xmlBufferLength(input)
      let got = xmlCharEncInFunc(handler, output, input)
      if got < 0 || xmlBufferLength(input) == before {
        let done = source.bytes.count - Int(xmlBufferLength(input))
        throw SyntaxError(
          at: done, "expected \(name), which the document says it is in, found bytes that are none of it",
          help: ["Correct the encoding in the first line, or write the document in it."])
      }
    }
    let count = Int(xmlBufferLength(output))
    return SourceText(
      file: source.file, copying: UnsafeRawBufferPointer(start: xmlBufferContent(output), count: count))
  }

  /// The encoding that the XML declaration names, and where.
  private static func declaration(of bytes: UnsafeRawBufferPointer) -> (name: String, offset: Int)? {
    let head = bytes.prefix(400)
    guard head.starts(with: "<?xml".utf8), let end = head.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let line = Array(head[..<end])
    let word = Array("encoding".utf8)
    guard let at = line.indices.first(where: { line[$0...].starts(with: word) }) else { return nil }
    let rest = line[(at + word.count)...]
    guard let open = rest.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }),
      let close = rest[(open + 1)...].firstIndex(of: rest[open])
    else { return nil }
    return (String(decoding: rest[(open + 1)..<close], as: UTF8.self), open + 1)
  }
}
