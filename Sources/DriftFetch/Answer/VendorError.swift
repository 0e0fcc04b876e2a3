internal import DriftModel
internal import DriftSyntax

/// What a system says in the body of an error, in whatever envelope.
///
/// Codes decide. Their place does not matter: vendors move them from one envelope to the next. A text tells one thing alone:
/// whether a token that was refused expired, which some vendors say under the same code.
struct VendorError: Sendable {
  /// What the most telling code means; nil where no code is known.
  var means: VendorCase?
  /// The system's own words: code and message.
  var words: String
  /// The scopes that it asks for.
  var scopes: [String]
  /// What tells it from another refusal of its kind: the scopes, else the most telling code; empty where it names none.
  var reason: String
  /// A token that "expired" in 1970 is none that expires: it is of another sort.
  var isWrongSort = false
  /// What its sentences say where no code is known; nil where they do not.
  var told: FetchFailure.Kind?

  /// The kind of failure; nil where no code is known.
  var kind: FetchFailure.Kind? { means?.kind }

  /// Reads a body; nil where it is neither JSON nor XML, or has nothing that an error has.
  init?(_ bytes: [UInt8]) {
    guard bytes.count <= 1 << 20, let tree = AnswerTree.read(bytes) else { return nil }
    self.init(tree)
  }

  /// Reads a body that is a tree.
  init?(_ tree: SyntaxTree) {
    var found = Collected()
    found.visit(tree)
    guard !found.codes.isEmpty || !found.messages.isEmpty else { return nil }
    means = found.meaning
    words = found.words
    scopes = found.scopes
    reason = found.reason
    isWrongSort = found.isWrongSort
    if means == nil { told = TextError.kind(ofAny: found.messages) }
  }

  /// What stands under keys that errors have.
  private struct Collected {
    var codes: [String] = []
    var statuses: [Int] = []
    var messages: [String] = []
    /// Whether what comes first is the name of the sort of problem, the same each time (RFC 9457, 3.1.3).
    var isTitled = false
    var detail = ""
    var scopes: [String] = []
    var granted: [String] = []
    var methods: [String] = []
    var isWrongSort = false
    /// Whether it says of itself that it is an error, as Notion does.
    var isOfNotion = false

    private static let codeKeys: Set<String> = [
      "errorcode", "code", "error", "status", "category", "subcategory", "reason", "type", "errortype", "faultcode",
      "exceptioncode", "errorcodes", "subcode", "exception", "statuscode", "httpstatus", "httpstatuscode", "httpcode",
      "tag",
    ]
    private static let messageKeys: Set<String> = [
      "message", "errordescription", "description", "detail", "faultstring", "errormessage", "errormessages", "title",
      "text", "msg", "reason", "error", "exceptionmessage",
    ]
    private static let scopeKeys: Set<String> = [
      "requiredscopes", "missingscopes", "requiredgranularscopes", "missinggranularscopes", "needed", "scope", "scopes",
      "requiredscope", "requiredpermissions", "requiredaccess",
    ]
    /// What is granted, said beside what is not.
    private static let grantedKeys: Set<String> = ["provided", "grantedscopes", "providedscopes"]

    /// Walks at most a thousand values: an error is small, and what is not is none.
    mutating func visit(_ tree: SyntaxTree) {
      var level: [(node: NodeID, key: String)] = [(SyntaxTree.root, AnswerTree.name(SyntaxTree.root, in: tree))]
      var left = 1000
      // Level by level, so that what stands further out is named first.
      while !level.isEmpty, left > 0 {
        var below: [(node: NodeID, key: String)] = []
        for (node, key) in level {
          left -= 1
          guard left > 0 else { return }
          switch tree.kind(node) {
          case .object, .array:
            for child in tree.children(node) {
              let own = tree.kind(node) == .array ? key : AnswerTree.name(child, in: tree)
              // The text of an element stands under a key of its own.
              below.append((child, own == "text" && tree.isXML || own.isEmpty ? key : own))
            }
          case .string, .number: take(String(decoding: tree.textBytes(node).prefix(4000), as: UTF8.self), key)
          case .null, .true, .false: break
          }
        }
        level = below
      }
    }

    private mutating func take(_ text: String, _ key: String) {
      guard !text.isEmpty else { return }
      if key == "object", text.lowercased() == "error" { isOfNotion = true }
      if key == "expiretime", text.hasPrefix("1970-01-01") { isWrongSort = true }
      if Self.scopeKeys.contains(key) {
        scopes += ScopeText.scopes(text)
        return
      }
      // Google names what was asked for where it does not name the scope.
      if key == "method", text.contains(".") { methods.append(Words.clean(text, atMost: 200)) }
      if Self.grantedKeys.contains(key) {
        granted += ScopeText.scopes(text)
        return
      }
      let isWord = text.utf8.count <= 80 && !text.utf8.contains(0x20)
      if Self.codeKeys.contains(key), isWord || text.hasPrefix("http") {
        if let number = Int(text) { statuses.append(number) } else { codes.append(text) }
        return
      }
      guard Self.messageKeys.contains(key) else { return }
      if key == "title", messages.isEmpty { isTitled = true }
      if key == "detail", detail.isEmpty { detail = text }
      messages.append(text)
      // Microsoft's token endpoint has its codes at the start of the text.
      if text.hasPrefix("AADSTS") { codes.append(String(text.prefix { $0.isLetter || $0.isNumber })) }
      // Salesforce's SOAP has it in the text of a fault, whose code is the client's: `INVALID_LOGIN: Invalid username…`.
      let word = text.prefix { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") }
      if word.contains("_"), word.count == text.count || text.dropFirst(word.count).hasPrefix(":") {
        codes.append(String(word))
      }
    }

    /// What the most telling code means: a limit explains a refusal, an expired token explains a right that is missing.
    private var coded: VendorCase? {
      var meant = codes.compactMap(VendorCode.meaning)
      if codes.contains("OAuthException") { meant += statuses.compactMap(VendorCode.meaning(ofMeta:)) }
      let told = meant.isEmpty ? statuses.compactMap(VendorCode.meaning(ofStatus:)) : meant
      return VendorCase.allCases.first { told.contains($0) }
    }

    var meaning: VendorCase? {
      let coded = coded
      if coded == .refused, saysExpired { return .expired }
      // Notion hides so what is not shared with whoever asks.
      return coded == .notFound && isOfNotion ? .right : coded
    }

    private var saysExpired: Bool { messages.contains(where: VendorError.saysExpired) }

    var reason: String {
      guard scopes.isEmpty else { return Set(scopes).sorted().joined(separator: " ") }
      // A number may be that of the request.
      let code =
        codes.first { VendorCode.meaning(of: $0) != nil && VendorCode.meaning(of: $0) == coded }
        ?? codes.first { !$0.contains(where: \.isNumber) && !$0.hasPrefix("http") }
      return code?.lowercased() ?? ""
    }

    var words: String {
      let code =
        codes.first { VendorCode.meaning(of: $0) != nil && VendorCode.meaning(of: $0) == coded } ?? codes.first {
          !$0.hasPrefix("http")
        }
        ?? codes.first
      let said = sentence(code)
      guard meaning == .scope || meaning == .right else { return said }
      guard !scopes.isEmpty else { return methods.first.map { "\(said) (for \($0))" } ?? said }
      let needed = scopes.prefix(10).filter { !said.contains($0) }
      let has = granted.isEmpty ? "" : "; granted: \(granted.prefix(20).joined(separator: ", "))"
      guard !needed.isEmpty || !has.isEmpty else { return said }
      let named = needed.isEmpty ? "" : "needed: \(needed.joined(separator: ", "))"
      return Words.clean("\(said) (\(named.isEmpty ? String(has.dropFirst(2)) : named + has))", atMost: 600)
    }

    private func sentence(_ code: String?) -> String {
      let message = isTitled && !detail.isEmpty ? detail : messages.first
      let parts = [code, message].compactMap { $0.map { Words.clean($0) } }.filter { !$0.isEmpty }
      guard let first = parts.first else { return "" }
      return Words.clean(parts.count > 1 && parts[1] != first ? "\(first): \(parts[1])" : first)
    }
  }
}

extension VendorError {
  /// "The token is expired", and not "missing, unknown or expired", which says nothing.
  static func saysExpired(_ message: String) -> Bool {
    // What it says of what to do now stands in a sentence of its own.
    message.lowercased().split { ".;!\n".contains($0) }.contains { words in
      words.contains("expired") && !["revoked", " or ", "malformed"].contains { words.contains($0) }
    }
  }
}
