/// What tells that two definitions or operations are one, in the order in which it is summed.
enum DefinitionFeature: Int, CaseIterable {
  /// 1.
  case bias
  /// Equal content, but others have it too.
  case sameContent
  /// The fields in common with their types, rare ones counting more; up to 0.6, against 0.3; 0 where one has
  /// none.
  case fields
  /// How far the field names agree beyond 0.6.
  case closeFields
  /// One of the two has no fields.
  case noFields
  /// The words of the names in common.
  case words
  /// The trigrams of the names in common.
  case letters
  /// The letters of the names are equal.
  case caseOnly
  /// The likest names of the row and of the column, and clearly so.
  case likest
  /// Neither words nor letters in common.
  case unrelated
  /// The logarithm of the number of other definitions by the same rewrite.
  case pattern
  /// The words of the descriptions in common, against 0.4; 0 where one has none.
  case description
  /// The same method and operation identifier.
  case sameOperation
  /// Another method.
  case otherMethod
  /// The steps of the paths in common, against 0.5; 0 for definitions.
  case path
  /// The same path once parameters are blanked.
  case samePath
  /// The logarithm of the number of removed ones.
  case removedCount
  /// The logarithm of the number of added ones.
  case addedCount
}
