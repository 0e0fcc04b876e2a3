import DriftModel
import DriftSyntax

/// How a list or an object is spelled in a parameter, in the words that both generations have (Swagger 2.0,
/// `collectionFormat`; OpenAPI 3.1.1, 4.8.12.3 "Style Values").
enum ParameterStyle {
  /// The word for a parameter; nil where the value is spelled the one way that its place has.
  ///
  /// - Parameters:
  ///   - types: What the parameter admits; empty where a reference says it.
  ///   - style: `style` as it is written.
  ///   - explode: `explode` as it is written.
  static func word(_ role: FieldRole, types: TypeSet, style: String?, explode: Bool?) -> String? {
    switch role {
    case .query, .cookie, .member:
      let style = style ?? "form"
      return inQuery(types, style, isExploded: explode ?? (style == "form"))
    default:
      let style = style ?? "simple"
      let isObject = types.contains(.object)
      if style == "simple" { return isObject && explode == true ? "simple, exploded" : nil }
      return explode == true && !isScalar(types) ? "\(style), exploded" : style
    }
  }

  /// The word for a parameter of Swagger 2.0.
  static func word(_ role: FieldRole, types: TypeSet, collectionFormat: String?) -> String? {
    guard types.contains(.array) else { return nil }
    let isInQuery = role == .query || role == .member
    let word = collectionFormat ?? "csv"
    return isInQuery || word != "csv" ? word : nil
  }

  private static func inQuery(_ types: TypeSet, _ style: String, isExploded: Bool) -> String? {
    // One value is spelled alike however it is exploded, in the one style that the specification has for it.
    if isScalar(types) { return style == "form" ? nil : style }
    let word: String
    switch (style, isExploded) {
    case ("form", false): word = "csv"
    case ("spaceDelimited", false): word = "ssv"
    case ("pipeDelimited", false): word = "pipes"
    case ("deepObject", _): word = "deepObject"
    default: word = "multi"
    }
    // Where the type stands elsewhere the usual spelling is left unsaid.
    return types.isEmpty && word == "multi" ? nil : word
  }

  private static func isScalar(_ types: TypeSet) -> Bool { !types.isEmpty && types.isSubset(of: .scalars) }
}
