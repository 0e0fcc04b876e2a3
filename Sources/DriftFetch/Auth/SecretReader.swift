public import DriftProject

/// Reads secrets where the project file says that they stand. Each value that was read is told to whoever keeps it out of
/// all output.
public struct SecretReader: Sendable {
  /// How long a program that hands out a secret may take, seconds.
  static let commandTimeout = 30.0

  /// What a secret may hold.
  enum Shape {
    /// One line: it travels in a header or in a form.
    case line
    /// Several lines: a key in PEM.
    case lines
  }

  private let folder: String
  private let variable: @Sendable (String) -> String?
  private let learn: @Sendable (String) -> Void

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - folder: The project's folder, which paths begin in.
  ///   - variable: The value of a variable of the environment.
  ///   - learn: Takes each secret that was read.
  public init(
    folder: String, variable: @escaping @Sendable (String) -> String?, learn: @escaping @Sendable (String) -> Void
  ) {
    self.folder = folder
    self.variable = variable
    self.learn = learn
  }

  /// The value of a secret.
  ///
  /// - Throws: ``FetchFailure`` of kind `setup` that names where it was looked for, and never what was found.
  public func value(of secret: Credentials.Secret) async throws(FetchFailure) -> String {
    try await value(of: secret, .line)
  }

  /// A shorter one is looked for in no document, and masked only where it stands as a word.
  public static let shortest = SecretForms.shortestInside

  /// Makes sure that a secret is there and may be used, whatever it is for.
  ///
  /// - Returns: Whether it is shorter than ``shortest``.
  /// - Throws: as ``value(of:)``.
  @discardableResult public func check(_ secret: Credentials.Secret) async throws(FetchFailure) -> Bool {
    let text = try await value(of: secret, .lines)
    if case .literal = secret.origin { return false }
    return Self.trimmed(text).utf8.count < Self.shortest
  }

  /// Makes sure that the key of an assertion is one, and of the algorithm's sort.
  ///
  /// - Throws: as ``value(of:)``, and where nothing can be signed with it.
  public func check(_ grant: Credentials.JWTBearer) async throws(FetchFailure) {
    _ = try Assertion.text(grant, key: try await value(of: grant.key, .lines), endpoint: grant.tokenURL.text, now: 0)
  }

  func value(of secret: Credentials.Secret, _ shape: Shape) async throws(FetchFailure) -> String {
    let (text, what): (String, String)
    switch secret.origin {
    case .literal(let literal):
      // It stands in a file that everybody reads: nothing to hide.
      try check(literal, "the value", shape)
      return literal
    case .environment(let name):
      what = "the environment variable \(Words.clean(name, atMost: 80))"
      guard let found = variable(name), !found.isEmpty else {
        throw FetchFailure(.setup, "\(what) is not set", advice: "set it for the user that runs drift")
      }
      text = found
    case .file(let path):
      what = "the file \(Words.clean(path, atMost: 200))"
      do throws(SecretFile.Problem) {
        text = String(decoding: try SecretFile.read(absolute(path)), as: UTF8.self)
      } catch {
        throw FetchFailure(.setup, "\(what) \(error.message)", advice: error.advice)
      }
    case .command(let arguments):
      what = "what \"\(CommandRun.name(of: arguments))\" wrote"
      let limits = CommandRun.Limits(timeout: Self.commandTimeout, maxBytes: SecretFile.maxBytes)
      do throws(FetchFailure) {
        text = String(decoding: try await CommandRun.output(of: arguments, folder: folder, limits), as: UTF8.self)
      } catch {
        var failure = error
        if failure.kind != .unreached { failure.kind = .setup }
        throw failure
      }
    }
    let value = shape == .line ? Self.trimmed(text) : text
    // Told before it is judged: a message about it must not show it.
    tell(value)
    try check(value, what, shape)
    return value
  }

  /// A path from the project's folder.
  func absolute(_ path: String) -> String { path.hasPrefix("/") || folder.isEmpty ? path : "\(folder)/\(path)" }

  /// Takes a secret that was made on the way: a token, a header's value.
  func tell(_ secret: String) {
    guard !secret.isEmpty else { return }
    learn(secret)
    // A key may be shown by a line.
    for line in secret.split(whereSeparator: \.isNewline) where line.utf8.count < secret.utf8.count {
      if !line.hasPrefix("-----") { learn(String(line)) }
    }
  }

  /// Without the line's end that editors and programs write.
  private static func trimmed(_ text: String) -> String {
    var text = text
    if text.unicodeScalars.last == "\n" { text.unicodeScalars.removeLast() }
    if text.unicodeScalars.last == "\r" { text.unicodeScalars.removeLast() }
    return text
  }

  private func check(_ value: String, _ what: String, _ shape: Shape) throws(FetchFailure) {
    if value.isEmpty { throw FetchFailure(.setup, "\(what) is empty") }
    let isClean = value.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)
        || shape == .lines && ($0 == "\n" || $0 == "\r" || $0 == "\t")
    }
    guard isClean else {
      throw FetchFailure(
        .setup, "\(what) holds a line break or another control character", advice: "a secret is one line of text")
    }
    if value.unicodeScalars.contains("\u{FFFD}") {
      throw FetchFailure(.setup, "\(what) is not UTF-8", advice: "a secret is one line of text")
    }
  }
}
