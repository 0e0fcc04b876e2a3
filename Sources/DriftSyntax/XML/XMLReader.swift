internal import CLibXML2
internal import DriftModel

/// Reads XML 1.0 with namespaces into a ``SyntaxTree``, through libxml2's SAX2 interface.
///
/// - An element is an object whose key is its expanded name, `{namespace}local`, at the offset of its `<`; a repeated
///   name is a repeated key.
/// - An attribute is a text under `@local` or `@{namespace}local`, before all content; a namespace declaration one under
///   `@xmlns` or `@xmlns:prefix`.
/// - Text is a text under `#text`; white space alone is dropped where the element has child elements. Comments and
///   processing instructions are dropped.
///
/// Nothing outside the document is ever opened. A document type declaration is read where it declares elements and
/// attributes; one that names an outside subset, and any declaration of an entity, is refused by name, so that no
/// entity but the five of XML is ever expanded. libxml2's own limits stay as they are (no `XML_PARSE_HUGE`).
enum XMLReader {
  /// How many attributes, declarations of namespaces among them, an element may have.
  private static let mostAttributes = 10_000

  /// Reads a document whose text is UTF-8, whatever its declaration says (see ``XMLEncoding``).
  static func read(
    _ source: SourceText, symbols: SymbolTable, limits: SyntaxLimits
  ) throws(SyntaxError) -> SyntaxTree {
    symbols.keepAlive(source)
    xmlInitParser()
    let bytes = source.bytes
    // libxml2 holds every attribute of an element against all others.
    if let crowded = XMLTag.crowded(bytes, most: mostAttributes) {
      throw SyntaxError(
        at: crowded, "more than \(mostAttributes) attributes on one element",
        help: ["No schema needs that; was this made to break readers?"])
    }
    guard let base = bytes.baseAddress, bytes.count <= Int(Int32.max),
      let context = xmlCreateMemoryParserCtxt(base.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    else { throw SyntaxError(at: 0, "expected XML, found nothing that can be read") }
    let builder = XMLTreeBuilder(context, source, symbols, limits)
    defer {
      // The document that the default handlers make holds declarations alone.
      if let document = context.pointee.myDoc { xmlFreeDoc(document) }
      context.pointee.myDoc = nil
      xmlFreeParserCtxt(context)
    }
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    xmlCtxtUseOptions(context, Int32(bitPattern: options))
    context.pointee._private = Unmanaged.passUnretained(builder).toOpaque()
    install(context.pointee.sax)
    xmlParseDocument(context)
    return try withExtendedLifetime(builder) { () throws(SyntaxError) -> SyntaxTree in
      if let error = builder.error ?? builder.incomplete() { throw error }
      return SyntaxTree(source: source, symbols: symbols, notation: SyntaxTree.xml, nodes: builder.nodes)
    }
  }

  /// Puts our handlers in the place of those that would build libxml2's own tree.
  private static func install(_ sax: UnsafeMutablePointer<xmlSAXHandler>?) {
    guard let sax else { return }
    sax.pointee.startElementNs = { context, local, prefix, uri, namespaceCount, namespaces, count, _, attributes in
      XMLTreeBuilder.of(context)?.startElement(
        local, prefix, uri, Int(namespaceCount), namespaces, Int(count), attributes)
    }
    sax.pointee.endElementNs = { context, _, _, _ in XMLTreeBuilder.of(context)?.endElement() }
    sax.pointee.characters = { context, text, count in XMLTreeBuilder.of(context)?.characters(text, Int(count)) }
    sax.pointee.ignorableWhitespace = sax.pointee.characters
    sax.pointee.cdataBlock = { context, text, count in XMLTreeBuilder.of(context)?.characters(text, Int(count)) }
    sax.pointee.comment = { _, _ in }
    sax.pointee.processingInstruction = { _, _, _ in }
    sax.pointee.reference = { context, name in XMLTreeBuilder.of(context)?.refuse(.entity, name) }
    sax.pointee.internalSubset = { context, name, external, system in
      XMLTreeBuilder.of(context)?.documentType(name, isOutside: external != nil || system != nil)
    }
    sax.pointee.externalSubset = { _, _, _, _ in }
    sax.pointee.resolveEntity = { _, _, _ in nil }
    sax.pointee.entityDecl = { context, name, _, _, _, _ in XMLTreeBuilder.of(context)?.refuse(.declaration, name) }
    sax.pointee.unparsedEntityDecl = { context, name, _, _, _ in
      XMLTreeBuilder.of(context)?.refuse(.declaration, name)
    }
    sax.pointee.notationDecl = { _, _, _, _ in }
    sax.pointee.serror = { context, error in XMLTreeBuilder.of(context)?.report(error) }
    sax.pointee.warning = nil
    sax.pointee.error = nil
    sax.pointee.fatalError = nil
  }
}

extension SyntaxTree {
  /// The notation of documents in XML.
  static let xml = "XML"

  /// Whether the document is XML: objects are elements, and keys expanded names.
  public var isXML: Bool { notation == Self.xml }
}
