/// One challenge of `WWW-Authenticate` (RFC 9110, 11.6.1): what a system wants to be shown, and why what it saw was not it.
struct Challenge: Sendable, Equatable {
  /// `bearer`, in lower case.
  var scheme: String
  /// The parameters, their names in lower case.
  var parameters: [String: String] = [:]

  /// The challenges of all lines; several may stand in one.
  static func all(in headers: HeaderList) -> [Challenge] {
    headers.all("WWW-Authenticate").flatMap { read($0) }
  }

  private static func read(_ text: String) -> [Challenge] {
    var out: [Challenge] = []
    for item in HeaderItems.split(text, at: ",") {
      // `Bearer realm="x"` begins a challenge; `error="y"` goes on with the one before.
      var item = item[...]
      let equals = item.firstIndex(of: "=") ?? item.endIndex
      if let space = item.firstIndex(of: " "), space < equals {
        let before = item[..<space]
        let rest = item[space...].drop { $0 == " " }
        if !rest.hasPrefix("=") {
          out.append(.init(scheme: before.lowercased()))
          item = rest
        }
      } else if equals == item.endIndex {
        if !item.isEmpty { out.append(.init(scheme: item.lowercased())) }
        continue
      }
      guard !out.isEmpty else { continue }
      // Some leave the commas out: what follows a text in quotes is the next parameter.
      while let equals = item.firstIndex(of: "=") {
        let name = item[..<equals].filter { $0 != " " }.lowercased()
        let rest = item[item.index(after: equals)...]
        let end = HeaderItems.endOfQuoted(rest)
        out[out.count - 1].parameters[name] = HeaderItems.unquoted(String(rest[..<end]))
        item = rest[end...]
      }
    }
    return out
  }
}

/// Lists of header fields (RFC 9110, 5.6.1), with texts in quotes and addresses in angle brackets.
enum HeaderItems {
  /// The parts between a mark, where it stands outside quotes and brackets.
  static func split(_ text: String, at mark: Character) -> [String] {
    var parts: [String] = [""]
    var isQuoted = false
    var isEscaped = false
    var isBracketed = false
    for character in text {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        if character == "\\" { isEscaped = true } else if character == "\"" { isQuoted = false }
      } else if character == "\"" {
        isQuoted = true
      } else if character == "<" {
        isBracketed = true
      } else if character == ">" {
        isBracketed = false
      } else if character == mark, !isBracketed {
        parts.append("")
        continue
      }
      parts[parts.count - 1].append(character)
    }
    return parts.map(trimmed).filter { !$0.isEmpty }
  }

  /// Where a text in quotes ends that a part begins with; the end of the part where it begins with none.
  static func endOfQuoted(_ text: Substring) -> String.Index {
    guard let open = text.firstIndex(where: { $0 != " " }), text[open] == "\"" else { return text.endIndex }
    var at = text.index(after: open)
    while at < text.endIndex, text[at] != "\"" {
      at = text.index(after: at)
      if text[text.index(before: at)] == "\\", at < text.endIndex { at = text.index(after: at) }
    }
    return at < text.endIndex ? text.index(after: at) : at
  }

  /// A value without its quotes and escapes.
  static func unquoted(_ text: String) -> String {
    let text = trimmed(text)
    guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
    var out = ""
    var isEscaped = false
    for character in text.dropFirst().dropLast() {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        out.append(character)
        isEscaped = false
      }
    }
    return out
  }

  private static func trimmed(_ text: String) -> String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}
