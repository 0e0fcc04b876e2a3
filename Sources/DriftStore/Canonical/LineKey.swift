import DriftModel

/// The keys of the lines of a canonical text that are no facts.
enum LineKey: String, CaseIterable {
  // What a text is about: its head line begins with one of them.
  case system, definition, operation, place
  // Of a head line.
  case identity, onWire, root, unread, key, reversed, writes
  // Where below the head, and what stands there.
  case at, type
  case scalar = "as"
  case ref, refPlace, missing, required, nullable, access, shapeAccess, closed, closedItems, variants, sequence
  // Of a line that several places of the source share.
  case shared
  // Of a member or a parameter.
  case role, position
  // Of an alternative.
  case group, branch, oneOf, conditional, when
  // Of a body.
  case media, body
}

extension FactKey {
  /// The key of the fact on a line.
  var lineKey: String {
    switch self {
    case .enumValue: "enum"
    case .enumLabel: "enumLabels"
    case .defaultValue: "default"
    case .fixedValue: "fixed"
    case .linkTarget: "link"
    case .operationID: "operationId"
    case .discriminatorMapping: "mapping"
    default: String(describing: self)
    }
  }
}

extension TypeSet {
  /// The words for the kinds of value, in one order.
  static let words: [(type: TypeSet, word: String)] = [
    (.string, "string"), (.number, "number"), (.integer, "integer"), (.boolean, "boolean"), (.object, "object"),
    (.array, "array"), (.never, "never"),
  ]

  /// The scalar that a line does not say, because the type does.
  var impliedScalar: ScalarKind {
    switch self {
    case .string: .string
    case .number: .number
    case .integer: .integer
    case .boolean: .boolean
    default: .none
    }
  }
}

extension FieldRole {
  /// The role that a member's name tells.
  static func implied(by name: UnsafeRawBufferPointer) -> FieldRole {
    if name.first == UInt8(ascii: "@") { return .attribute }
    if name.elementsEqual("#text".utf8) { return .text }
    for (prefix, role) in prefixes where name.starts(with: prefix.utf8) { return role }
    return .member
  }

  private static let prefixes: [(String, FieldRole)] = [
    ("path:", .path), ("query:", .query), ("queryString:", .queryString), ("header:", .header), ("cookie:", .cookie),
  ]

  /// The word for the role on a line.
  var word: String { String(describing: self) }

  static let byWord: [String: FieldRole] = Dictionary(
    uniqueKeysWithValues: FieldRole.allCases.map { ($0.word, $0) })
}
