/// What a note about a keyword says: why the keyword has no place in the tree.
enum KeywordNotes {
  static func text(_ word: String) -> String {
    switch word {
    case "example", "examples": "examples bind nobody"
    case "externalDocs", "$comment": "prose for people"
    case "malformed schema": "neither an object nor a boolean stands where a schema belongs; read as any value"
    case "unknown type": "a type that the format does not know; read as any value"
    case let other where other.hasSuffix(" beside $ref"):
      "this dialect ignores what stands beside $ref; so does drift"
    case let other where other.hasPrefix("x-"): "an extension that drift knows no meaning of"
    default: "a keyword that the format does not define here"
    }
  }
}
