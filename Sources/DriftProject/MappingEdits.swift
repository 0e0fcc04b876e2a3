public import DriftImpact
import DriftModel
public import DriftSyntax

/// Writes addresses anew in the bytes of a mapping file, and touches nothing else: comments, quotes, blank lines and
/// line ends stay as they are.
public struct MappingEdits {
  /// The file as the user would open it.
  public let file: String
  private let bytes: [UInt8]
  /// What stands before the text: a byte order mark, or nothing.
  private let mark: [UInt8]
  private let edits: [Finding.Edit]

  /// Takes the edits of one file; of several for one place the first counts.
  public init(_ source: SourceText, edits: [Finding.Edit]) {
    let bytes = source.copiedBytes
    self.bytes = bytes
    file = source.file
    mark = source.isMarked ? [0xef, 0xbb, 0xbf] : []
    var seen: Set<Int> = []
    self.edits =
      edits
      .filter { edit in edit.range.map { $0.upperBound <= bytes.count && seen.insert($0.lowerBound).inserted } ?? false
      }
      .sorted { ($0.range?.lowerBound ?? 0) < ($1.range?.lowerBound ?? 0) }
  }

  /// The file with the new addresses.
  public var edited: [UInt8] { mark + text }

  private var text: [UInt8] {
    var out: [UInt8] = []
    var at = 0
    for edit in edits {
      guard let range = edit.range else { continue }
      out += bytes[at..<range.lowerBound]
      out += Self.spelled(edit.address.description, like: bytes[range])
      at = range.upperBound
    }
    return out + bytes[at...]
  }

  /// A text in the quotes that another has; a plain one gets quotes where it needs them.
  static func spelled(_ text: String, like old: ArraySlice<UInt8>) -> [UInt8] {
    switch old.first {
    case UInt8(ascii: "\""):
      let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return Array("\"\(escaped)\"".utf8)
    case UInt8(ascii: "'"): return singleQuoted(text)
    default:
      // Where brackets and braces stood without quotes they may stand so: it is no list in one line.
      let isOpen = old.contains { "[]{}".utf8.contains($0) }
      return isPlain(isOpen ? text.filter { !"[]{}".contains($0) } : text) ? Array(text.utf8) : singleQuoted(text)
    }
  }

  private static func singleQuoted(_ text: String) -> [UInt8] {
    Array("'\(text.replacing("'", with: "''"))'".utf8)
  }

  /// Whether a text can stand without quotes everywhere in YAML, and is a text then.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic || first == "$" || first == "_" else {
      return false
    }
    return text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "._-$/@".unicodeScalars.contains($0)
    }
  }

  /// The file as it is.
  public var original: [UInt8] { mark + bytes }
}
