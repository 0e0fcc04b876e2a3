internal import DriftModel
internal import DriftSyntax

/// What an answer to a probe is. What is in it is of no interest: any page of data will do, an empty list too.
enum ProbeAnswer {
  /// Data, and what it is written in.
  case data(ProbeOutcome.Form)
  /// The system answered, and the answer was no, or that nobody can tell now.
  case refused(FetchFailure)
  /// Neither: cut off, empty where it says that it is not, a page for people.
  case unclear(FetchFailure)

  /// More is not read as a tree to see whether it is whole.
  private static let mostRead = 8 << 20

  init(_ response: HTTPResponse) {
    guard (200...299).contains(response.status) else {
      self = AnswerCheck.failure(of: response).map { .refused($0) } ?? .data(.empty)
      return
    }
    let type = MediaType(response.headers["Content-Type"] ?? "")
    let start = BodyStart(response.body)
    if start.text.isEmpty {
      // 204 and 205 say that there is nothing, as some do of an empty list.
      let isSaid = response.status == 204 || response.status == 205
      self =
        isSaid || !type.isStructured ? .data(.empty) : Self.unclear(response, "sent nothing, and calls it \(type.name)")
    } else if start.isHTML {
      self = Self.page(start, type, response)
    } else if response.body.count > Self.mostRead {
      self = .data(type.isXML ? .xml : type.isJSON ? .json : .text)
    } else if let tree = AnswerTree.read(response.body) {
      self = Self.tree(tree, type, response)
    } else {
      self = Self.unread(start, type, response)
    }
  }

  private static func unclear(_ response: HTTPResponse, _ what: String, said: String = "") -> ProbeAnswer {
    .unclear(
      FetchFailure(
        .answer, "\(response.url) \(what) (status \(response.status))", said: said,
        advice: "ask for it by hand, and see what comes"))
  }

  private static func tree(_ tree: SyntaxTree, _ type: MediaType, _ response: HTTPResponse) -> ProbeAnswer {
    if response.status == 207, let parts = AnswerParts(tree), parts.failed > 0 {
      let kind = parts.statuses.lazy.compactMap { VendorCode.meaning(ofStatus: $0)?.kind }.first ?? .answer
      return .refused(
        FetchFailure(
          kind, "\(parts.failed) of \(parts.count) parts of what \(response.url) sent failed (status 207)",
          said: VendorError(tree)?.words ?? "", advice: Advice.text(VendorError(tree)),
          reason: VendorError(tree)?.reason ?? ""))
    }
    let isProblem = type.name == "application/problem+json" || type.name == "application/problem+xml"
    let told = DataError(tree, path: response.url.path)
    guard isProblem || told.isError else { return .data(tree.isXML ? .xml : .json) }
    let error = VendorError(tree)
    let advice = Advice.text(error)
    return .refused(
      FetchFailure(
        error?.kind ?? told.kind ?? error?.told ?? .answer,
        "\(response.url) sent an error (status \(response.status))", said: error?.words ?? "",
        advice: advice.isEmpty ? Advice.answer : advice, reason: error?.reason ?? ""))
  }

  /// A page for people: an error, a login, the shell of an application that asks for its data later; else a page that
  /// somebody may want to be there.
  private static func page(_ start: BodyStart, _ type: MediaType, _ response: HTTPResponse) -> ProbeAnswer {
    switch start.page {
    case .login, .guarded, .maintenance:
      if let failure = AnswerCheck.failure(of: response, isPage: true) { return .refused(failure) }
      return .data(.html)
    case .other:
      let said = start.title ?? ""
      if type.isStructured { return unclear(response, "sent a web page, and calls it \(type.name)", said: said) }
      if PageWords.isError(title: said) { return unclear(response, "sent the page of an error", said: said) }
      if PageWords(start.content).isShell {
        return unclear(response, "sent the frame of a web application, and no data", said: said)
      }
      return .data(.html)
    }
  }

  /// What is neither JSON nor XML as a whole.
  private static func unread(_ start: BodyStart, _ type: MediaType, _ response: HTTPResponse) -> ProbeAnswer {
    // A guard before JSON keeps other pages from running it, and is none of it.
    if [")]}'", "for(;;);", "while(1);"].contains(where: start.text.hasPrefix) { return .data(.json) }
    let isText = !start.text.hasPrefix("{") && !start.text.hasPrefix("[") && !start.text.hasPrefix("<")
    if isText, let failure = TextError(response.body).failure(from: "\(response.url)", status: response.status) {
      return .refused(failure)
    }
    if isText, !type.isStructured || type.isJSON && isScalar(start.text) { return .data(.text) }
    if isText {
      return unclear(
        response, "sent text, and calls it \(type.name)",
        said: Words.clean(String(decoding: response.body.prefix(2000), as: UTF8.self), atMost: 200))
    }
    // What is in another encoding is read by nobody here, and whole where it ends as it began; a value a line is data.
    if response.body.prefix(4).contains(0) || isForeign(response.body) || isLines(response.body) {
      return .data(type.isXML ? .xml : .json)
    }
    let isXML = start.text.hasPrefix("<")
    // A type that is another one says that it is something else that begins so.
    if !type.isStructured, !type.name.isEmpty, !type.isPlain { return .data(.text) }
    return unclear(response, "sent \(isXML ? "XML" : "JSON") that cannot be read, or is cut off")
  }

  /// `"text"`, `12`, `true`: JSON too (RFC 8259, 2).
  private static func isScalar(_ text: String) -> Bool {
    let line = text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
    let word = String(line)
    return ["true", "false", "null"].contains(word) || Double(word) != nil
      || word.count > 1 && word.hasPrefix("\"") && word.hasSuffix("\"")
  }

  /// Whether it is no UTF-8, and ends with what it began with.
  private static func isForeign(_ body: [UInt8]) -> Bool {
    guard let first = body.first(where: { $0 > 0x20 }), let last = body.last(where: { $0 > 0x20 }) else { return false }
    let ends: [UInt8: UInt8] = [0x7B: 0x7D, 0x5B: 0x5D, 0x3C: 0x3E]
    return ends[first] == last && String(validating: body, as: UTF8.self) == nil
  }

  /// One value of JSON a line, as streams are written: the first and the last line tell.
  private static func isLines(_ body: [UInt8]) -> Bool {
    let lines = body.split(separator: UInt8(ascii: "\n")).filter { line in line.contains { $0 > 0x20 } }
    guard lines.count > 1, let first = lines.first, let last = lines.last else { return false }
    return AnswerTree.read(Array(first)) != nil && AnswerTree.read(Array(last)) != nil
  }
}

/// What a header calls a body.
private struct MediaType {
  /// `application/json`, in lower case without parameters; empty where nobody says.
  let name: String

  init(_ text: String) {
    let words = text.prefix { $0 != ";" && $0 != "," }
    name = Words.clean(HTTPSyntax.trimmed(String(words)).lowercased(), atMost: 80)
  }

  var isJSON: Bool { name == "application/json" || name == "text/json" || name.hasSuffix("+json") }
  var isXML: Bool { name == "application/xml" || name == "text/xml" || name.hasSuffix("+xml") && !isPage }
  var isStructured: Bool { isJSON || isXML }
  /// Types that are given to anything.
  var isPlain: Bool { ["text/plain", "application/octet-stream", "text/html"].contains(name) }
  private var isPage: Bool { name == "application/xhtml+xml" || name == "image/svg+xml" }
}
