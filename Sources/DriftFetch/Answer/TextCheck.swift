/// Whether what came in place of a text for people is that text, and no error, no login and no empty frame.
public enum TextCheck {
  /// What has more letters says something beside that one has to log in.
  private static let mostOfNotice = 400

  /// Why it is not; nil where it may be.
  ///
  /// - Parameter from: Who sent it, the subject of the sentence.
  public static func failure(of bytes: [UInt8], from: String) -> FetchFailure? {
    let start = BodyStart(bytes)
    guard start.isHTML else {
      // An item of a list, or a heading, is no answer of a server.
      let isListed = start.text.first.map { "#-*+=".contains($0) || $0.isNumber && !start.text.hasPrefix("4") } ?? false
      return isListed ? nil : TextError(bytes).failure(from: from)
    }
    let words = PageWords(start.content)
    let isWhole = bytes.count <= BodyStart.length
    let said = start.title ?? ""
    func failure(_ what: String, _ advice: String) -> FetchFailure {
      FetchFailure(.noSchema, "\(from) \(what)", said: said, advice: advice)
    }
    guard isWhole, words.letters < mostOfNotice else { return nil }
    if PageWords.isError(title: said) { return failure("sent the page of an error", "look at the address") }
    if words.asksForLogin {
      return failure(
        "sent a page to log in on", "name the address of a page that everybody may read, or say who asks: auth")
    }
    if words.isShell {
      return failure(
        "sent a page without text: programs fill it in a browser", "look for a feed, or for the text that they ask for")
    }
    return nil
  }
}
