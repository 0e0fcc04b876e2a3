/// What `WWW-Authenticate` says of a token (RFC 6750, 3).
struct Challenge {
  /// The error's code, as it compares; empty where there is none.
  var code = ""
  /// The scopes that are asked for.
  var scopes: [String] = []
  /// What the system said, in a line.
  var words = ""

  init(_ headers: HeaderList) {
    for value in headers.all("WWW-Authenticate") {
      let error = Self.parameter("error", value)
      if let error { code = AnswerTree.alike(error) }
      if let scope = Self.parameter("scope", value) {
        scopes += scope.split(separator: " ").map { Printable.text($0, most: 100) }
      }
      let said = [error, Self.parameter("error_description", value)].compactMap { $0 }
      if words.isEmpty { words = Printable.text(said.joined(separator: ": ")) }
    }
  }

  /// The value of `name="value"` or `name=value`.
  private static func parameter(_ name: String, _ text: String) -> String? {
    let bytes = Array(text.utf8)
    let key = Array(name.utf8)
    var at = 0
    while at + key.count < bytes.count {
      let isHere = bytes[at...].starts(with: key) && bytes[at + key.count] == UInt8(ascii: "=")
      let isWord = at == 0 || bytes[at - 1] == 0x20 || bytes[at - 1] == UInt8(ascii: ",")
      guard isHere, isWord else {
        at += 1
        continue
      }
      let rest = bytes[(at + key.count + 1)...]
      let value =
        rest.first == UInt8(ascii: "\"")
        ? rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") } : rest.prefix { $0 != 0x20 && $0 != UInt8(ascii: ",") }
      return String(decoding: value, as: UTF8.self)
    }
    return nil
  }
}
