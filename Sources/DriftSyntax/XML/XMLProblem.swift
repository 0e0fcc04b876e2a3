internal import CLibXML2

/// What libxml2 says of a broken document, in the words of this program.
enum XMLProblem {
  static func error(_ error: xmlError, at position: Int, in bytes: UnsafeRawBufferPointer) -> SyntaxError {
    let said = message(error)
    let code = xmlParserErrors(rawValue: UInt32(bitPattern: error.code))
    switch code {
    case XML_ERR_DOCUMENT_END where position >= bytes.count, XML_ERR_TAG_NOT_FINISHED where position >= bytes.count,
      XML_ERR_GT_REQUIRED where position >= bytes.count:
      let element = first(error.str1)
      let message = element.isEmpty ? "expected the rest of the document" : "expected the end of \"\(element)\""
      return SyntaxError(
        at: bytes.count, "\(message), found the end of the document", help: ["Was the document cut short?"])
    case XML_ERR_TAG_NAME_MISMATCH:
      return SyntaxError(
        at: bytes[..<min(position, bytes.count)].lastIndex(of: UInt8(ascii: "<")) ?? position,
        "expected the end of \"\(first(error.str1))\", which begins in line \(error.int1), found the end of \"\(first(error.str2))\""
      )
    case XML_ERR_UNDECLARED_ENTITY:
      return SyntaxError(
        at: position, "expected a declared entity, found \"&\(first(error.str1));\"",
        help: ["drift expands none but those of XML: &amp; &lt; &gt; &quot; &apos;"])
    case XML_NS_ERR_UNDEFINED_NAMESPACE:
      return SyntaxError(
        at: position, "expected a prefix that is declared, found \"\(first(error.str1)):\"",
        help: ["Declare it with xmlns:\(first(error.str1))=\"…\" on this element or one around it."])
    case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_ENCODING:
      return SyntaxError(
        at: position, "expected characters of XML in UTF-8, found bytes that are none",
        help: ["Does the encoding in the first line name the one that the document is in?"])
    default:
      // One element too deep, a text too long: libxml2's own limits.
      let isLimit = said.contains("Excessive depth") || said.contains("too long") || said.contains("too many")
      return SyntaxError(
        at: position, isLimit ? "too deep or too long for a schema: \(said)" : "not well-formed XML: \(said)",
        help: isLimit ? ["No schema needs that; was this made to break readers?"] : [])
    }
  }

  private static func message(_ error: xmlError) -> String {
    var text = error.message.map { String(cString: $0) } ?? "unknown error"
    while text.last?.isWhitespace == true || text.last == "." { text.removeLast() }
    return text.split(separator: "\n").joined(separator: " ")
  }

  private static func first(_ text: UnsafeMutablePointer<CChar>?) -> String {
    text.map { String(String(cString: $0).prefix(80)) } ?? ""
  }
}
