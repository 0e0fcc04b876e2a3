internal import DriftModel

/// A text of YAML as it was read: a range of the source, or a symbol where the source spells it differently.
struct YAMLScalar {
  enum Style: UInt8 { case plain, quoted, block, alias, empty }

  var style: Style
  /// The offset of the first byte, a quote included.
  var start: Int
  /// The offset and length of the text, where ``symbol`` is none.
  var textStart: Int
  var count: Int
  var symbol = Symbol.none
  var isMultiline = false

  /// The text of nothing at a place.
  static func empty(_ place: Int) -> YAMLScalar {
    YAMLScalar(style: .empty, start: place, textStart: place, count: 0)
  }
}
