public import DriftModel
internal import DriftSyntax

/// Reads a change log, whatever it is written in: its content tells.
public struct ChangeLogReader {
  /// What a change log may be.
  public enum Expected: Sendable {
    /// A feed and nothing else: a page in its place is a login, or another address than the feed's.
    case feed
    /// A page for people, or a text; a feed is taken too.
    case page
  }

  private let rules: LinkRules

  /// Makes a reader.
  public init(_ rules: LinkRules) { self.rules = rules }

  /// Reads the bytes of a change log; `charset` is what HTTP says of them, empty where it says nothing.
  ///
  /// - Throws: ``DriftError`` where it is none.
  public func read(_ bytes: [UInt8], as expected: Expected, charset: String = "") throws(DriftError) -> ChangeLogContent
  {
    let limits = SyntaxLimits(depth: 200, aliasedNodes: 1)
    let bytes = Charset.utf8(bytes, named: charset) ?? bytes
    let source = try SourceText.decode(file: rules.address, copying: bytes, limits: limits)
    let start = Start(source.bytes)
    switch start.form {
    case .json:
      let tree = try located(source) { () throws(SyntaxError) in
        try DocumentReader.read(source, symbols: SymbolTable(), limits: limits)
      }
      let feed = JSONFeed(tree, rules)
      guard feed.isFeed else { throw none("JSON, and no JSON Feed") }
      return ChangeLogContent(EntryDraft.entries(feed.drafts()), isPage: false)
    case .xml: return ChangeLogContent(EntryDraft.entries(try feed(source, start, limits)), isPage: false)
    case .html, .text:
      guard expected == .page else {
        throw none(start.form == .html ? "a page for people" : "text", "page: \(rules.address) reads a page")
      }
      let blocks =
        start.form == .html
        ? HTMLText.blocks(source.copiedBytes, isPage: true)
        : MarkdownText.blocks(String(decoding: source.bytes, as: UTF8.self))
      return ChangeLogContent(PageLines(rules).entries(blocks), isPage: true)
    case .empty: throw none("nothing")
    }
  }

  /// Reads a feed in XML. The declaration of RSS 0.91 names a DTD that stands elsewhere; it says nothing that is needed.
  private func feed(
    _ source: SourceText, _ start: Start, _ limits: SyntaxLimits
  ) throws(DriftError) -> [EntryDraft] {
    var bytes = source.copiedBytes
    start.hideDocumentType(in: &bytes)
    let mended = SourceText(file: rules.address, copying: bytes.withUnsafeBytes { CharacterNames.mended($0) })
    let tree = try located(mended) { () throws(SyntaxError) in
      try DocumentReader.read(mended, symbols: SymbolTable(), limits: limits)
    }
    let root = FeedElement(tree: tree, node: SyntaxTree.root)
    switch root.name.local {
    case "rss", "RDF": return RSSFeed(root, rules).drafts()
    case "feed": return AtomFeed(root, rules).drafts()
    default: throw none("XML that begins with <\(PlainText.cut(PlainText.clean(String(root.name.local)), 40))>")
    }
  }

  private func located<T>(_ source: SourceText, _ body: () throws(SyntaxError) -> T) throws(DriftError) -> T {
    do throws(SyntaxError) {
      return try body()
    } catch {
      throw error.located(in: source)
    }
  }

  private func none(_ found: String, _ help: String = "look at the address") -> DriftError {
    DriftError("expected RSS, Atom or JSON Feed, found \(found)", file: rules.address, help: [help])
  }
}

extension ChangeLogReader {
  /// What a document begins like.
  fileprivate struct Start {
    enum Form { case json, xml, html, text, empty }

    let form: Form
    /// The document type declaration, where there is one without a subset of its own.
    private var documentType: Range<Int>?

    init(_ bytes: UnsafeRawBufferPointer) {
      var at = 0
      func starts(_ text: String) -> Bool {
        let head = bytes[min(at, bytes.count)...].prefix(text.utf8.count)
        return String(decoding: head, as: UTF8.self).lowercased() == text
      }
      func skip(past mark: String) {
        let mark = Array(mark.utf8)
        while at < bytes.count, !bytes[at...].starts(with: mark) { at += 1 }
        at = min(bytes.count, at + mark.count)
      }
      var found: Range<Int>?
      loop: while true {
        while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
        if starts("<?") {
          skip(past: "?>")
        } else if starts("<!--") {
          skip(past: "-->")
        } else if starts("<!doctype html") {
          break loop
        } else if starts("<!doctype") {
          let start = at
          skip(past: ">")
          if !bytes[start..<at].contains(UInt8(ascii: "[")) { found = start..<at }
          guard found != nil else {
            // One with a subset is for the reader of XML to refuse.
            at = start
            break loop
          }
        } else {
          break loop
        }
      }
      documentType = found
      guard at < bytes.count else {
        form = .empty
        return
      }
      switch bytes[at] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): form = .json
      case UInt8(ascii: "<"):
        let feeds = ["<rss", "<rdf", "<feed", "<atom", "<?xml"]
        let pages = [
          "<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<div", "<script", "<h1", "<h2", "<p",
          "<main",
          "<article", "<section", "<a ", "<img", "<ul", "<br", "<table", "<center", "<link",
        ]
        form = !feeds.contains(where: starts) && pages.contains(where: starts) ? .html : .xml
      default: form = .text
      }
    }

    func hideDocumentType(in bytes: inout [UInt8]) {
      guard let documentType else { return }
      for at in documentType where bytes[at] != UInt8(ascii: "\n") { bytes[at] = 0x20 }
    }
  }
}
