internal import DriftModel
internal import DriftSyntax

/// Whether a whole body can be a schema at all. Whether it is one is for the readers to say.
enum BodyCheck {
  /// The largest body that is read as a tree only to see whether it is an error. What is larger is no error, or none that
  /// a reader takes for a schema.
  private static let largestError = 65_536

  /// Why a body is no schema; nil where it may be one.
  ///
  /// - Parameters:
  ///   - from: Who sent it, the subject of the sentence.
  ///   - isPage: Whether it is a page of a list, which may be empty.
  static func failure(of bytes: [UInt8], from: String, isPage: Bool = false) -> FetchFailure? {
    if let failure = packed(bytes, from) { return failure }
    let start = BodyStart(bytes)
    if start.text.isEmpty { return nothing("\(from) sent \(bytes.isEmpty ? "nothing" : "nothing but space")") }
    if start.text.hasPrefix("version https://git-lfs.github.com/spec") {
      return FetchFailure(
        .noSchema, "\(from) sent a pointer of Git LFS in place of the document",
        advice: "name the address of the file itself")
    }
    if start.isHTML { return page(start, from) }
    if start.hasComment, !start.content.hasPrefix("<") {
      return FetchFailure(
        .noSchema, "\(from) sent a comment of HTML before the document", advice: "see what stands between: a proxy?")
    }
    if start.text.hasPrefix(")]}'") || start.text.hasPrefix("for(;;)") || start.text.hasPrefix("while(1)") {
      return FetchFailure(
        .noSchema, "\(from) sent an answer for its own web pages, with a guard before the JSON",
        advice: "name the address of the API, not that of the page")
    }
    return bytes.count <= largestError ? small(bytes, start, from, isPage) : nil
  }

  private static func packed(_ bytes: [UInt8], _ from: String) -> FetchFailure? {
    let marks: [(String, [UInt8])] = [
      ("gzip", [0x1F, 0x8B]), ("a zip archive", [0x50, 0x4B, 0x03, 0x04]), ("zstd", [0x28, 0xB5, 0x2F, 0xFD]),
      ("a PDF", [0x25, 0x50, 0x44, 0x46]),
    ]
    guard let found = marks.first(where: { bytes.starts(with: $0.1) }) else { return nil }
    return FetchFailure(
      .noSchema, "\(from) sent \(found.0) and did not say so",
      advice: "name the address of the document itself, or see what strips Content-Encoding")
  }

  private static func nothing(_ message: String) -> FetchFailure {
    FetchFailure(
      .noSchema, message, advice: "ask for it by hand: an answer without content is most often one without rights")
  }

  private static func page(_ start: BodyStart, _ from: String) -> FetchFailure {
    let said = start.title ?? ""
    switch start.page {
    case .login:
      return FetchFailure(
        .noSchema, "\(from) sent a login page", said: said,
        advice: "the credentials are not taken here, or the address is one for people: see auth and url")
    case .maintenance:
      return FetchFailure(
        .down, "\(from) sent a page that says that it is down", said: said, advice: "wait; the next run looks again")
    case .guarded:
      return FetchFailure(
        .noSchema, "\(from) sent a page that keeps programs out", said: said,
        advice: "have the address of this machine allowed, or ask for one for programs")
    case .other:
      return FetchFailure(
        .noSchema, "\(from) sent a web page", said: said, advice: "name the address of the document, not that of a page"
      )
    }
  }

  /// A body that is small enough to be read.
  private static func small(_ bytes: [UInt8], _ start: BodyStart, _ from: String, _ isPage: Bool) -> FetchFailure? {
    guard let tree = AnswerTree.read(bytes) else { return text(bytes, start, from) }
    switch ErrorShape(tree) {
    case .error:
      let error = VendorError(tree)
      return FetchFailure(
        error?.kind ?? .noSchema, "\(from) sent an error in place of the document", said: error?.words ?? "",
        advice: Advice.text(error), reason: error?.reason ?? "")
    case .empty where !isPage:
      return nothing("\(from) sent an empty list")
    case .empty, .other:
      return nil
    }
  }

  /// What is neither JSON nor XML: YAML, a language of its own, or a sentence.
  private static func text(_ bytes: [UInt8], _ start: BodyStart, _ from: String) -> FetchFailure? {
    let lines = start.text.split(whereSeparator: \.isNewline)
    guard lines.count == 1, bytes.count <= 1000, let line = lines.first else { return nil }
    if line == "null" || line == "~" { return nothing("\(from) sent null") }
    // A broken document is for its reader, which says where.
    let marks: Set<Character> = ["{", "[", "<", "=", "|"]
    guard !line.contains(where: { marks.contains($0) }) else { return nil }
    return FetchFailure(
      .noSchema, "\(from) sent a line of text", said: Words.clean(String(decoding: bytes, as: UTF8.self)),
      advice: "ask for it by hand, and see whether the address is right")
  }
}
