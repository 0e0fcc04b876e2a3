import DriftModel

/// The values of `format` that say which common type a scalar is (FORMATS 1.5).
enum FormatName: String, CaseIterable {
  case date, dateTime = "date-time", time, duration, byte, binary, base64, uuid, guid
  case uri, url, uriReference = "uri-reference", iri, email, idnEmail = "idn-email", decimal
  case int64, int32, uint32, uint64, unixTime = "unix-time", float, double
}

extension ScalarKind {
  /// The common type of a scalar of one JSON type with a format.
  init(types: TypeSet, format: FormatName?) {
    switch types {
    case .string:
      switch format {
      case .date: self = .date
      case .dateTime: self = .dateTime
      case .time: self = .time
      case .duration: self = .duration
      case .byte, .binary, .base64: self = .binary
      case .uuid, .guid: self = .uuid
      case .uri, .url, .uriReference, .iri: self = .uri
      case .email, .idnEmail: self = .email
      case .decimal: self = .decimal
      case .int64, .int32, .uint32, .uint64: self = .integer
      default: self = .string
      }
    case .integer: self = format == .unixTime ? .dateTime : .integer
    case .number: self = format == .decimal ? .decimal : .number
    case .boolean: self = .boolean
    default: self = .none
    }
  }
}
