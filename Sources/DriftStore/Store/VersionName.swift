/// The name of a version as people type it: `v3`, `latest`, `latest~2`, `@2026-10-01`, `3f9a2c`, each after `SYSTEM@`.
public struct VersionName: Equatable, Sendable {
  /// The system; nil where the name leaves it open.
  public var system: String?
  /// Which of its versions.
  public var kind: Kind
  /// As it was typed, without the system.
  public var text: String

  /// Which version.
  public enum Kind: Equatable, Sendable {
    /// `v3`.
    case number(Int)
    /// `latest~2`: so many before the newest.
    case latest(Int)
    /// The newest that is not later.
    case time(Timestamp)
    /// The beginning of a digest.
    case digest(String)
  }

  /// Reads a name; nil for what is none.
  public init?(_ argument: String) {
    var rest = Substring(argument)
    if let at = argument.firstIndex(of: "@"), at != argument.startIndex {
      let system = String(argument[..<at])
      guard FileName.isSystemName(system) else { return nil }
      self.system = system
      rest = argument[argument.index(after: at)...]
      if rest.first == "@" { return nil }
      if let time = Self.time(rest) {
        kind = .time(time)
        text = String(rest)
        return
      }
    } else if rest.first == "@" {
      guard let time = Self.time(rest.dropFirst()) else { return nil }
      kind = .time(time)
      text = argument
      return
    }
    text = String(rest)
    guard let kind = Self.kind(rest, isQualified: system != nil) else { return nil }
    self.kind = kind
  }

  private static func kind(_ text: Substring, isQualified: Bool) -> Kind? {
    if text == "latest" { return .latest(0) }
    if text.hasPrefix("latest~") { return Int(text.dropFirst(7)).flatMap { $0 >= 0 ? .latest($0) : nil } }
    if text.first == "v", let number = Int(text.dropFirst()), number > 0, text.dropFirst().allSatisfy(\.isNumber) {
      return .number(number)
    }
    let isHex = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
    return isHex && (4...64).contains(text.utf8.count) ? .digest(String(text)) : nil
  }

  private static func time(_ text: Substring) -> Timestamp? {
    Timestamp(String(text)) ?? Timestamp(endOf: String(text))
  }
}
