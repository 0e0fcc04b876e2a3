/// What the score of a pair is made of, in the order in which it is summed.
enum RenameFeature: Int, CaseIterable {
  /// 1.
  case bias
  /// The rewrite is that of a renamed definition: `inventory_id` follows `inventories`.
  case follows
  /// Alone in one slot between the same neighbours, not at the end.
  case sameSlot
  /// As many removed as added in one slot, and the same rank in it.
  case sameRank
  /// Added behind all unchanged fields while the removed one was not there.
  case tail
  /// 1 by the distance of the slots.
  case near
  /// The order says nothing.
  case orderless
  /// The letters are equal, case and separators are not.
  case caseOnly
  /// The trigrams in common.
  case letters
  /// The words in common.
  case words
  /// The likest names of the row and of the column, and clearly so.
  case likest
  /// Neither words nor letters in common.
  case unrelated
  /// The words of one are all among those of the other.
  case contained
  /// The last words differ and one of them names a role (`id`, `at`, `count`).
  case head
  /// The words in which the names differ exclude each other: `min` and `max`, `active` and `inactive`.
  case opposite
  /// How many other names hold the words in which the two differ, as a logarithm: both things are still there.
  case bothKnown
  /// How much more the added name is like a field that stayed.
  case rival
  /// The logarithm of the number of other fields by the same rewrite.
  case pattern
  /// The same type.
  case sameType
  /// Another type of the same family.
  case sameFamily
  /// A type of another family.
  case otherFamily
  /// The only two of their type.
  case onlyOfType
  /// As required and as nullable as before.
  case sameNeed
  /// The same default.
  case sameDefault
  /// Another default.
  case otherDefault
  /// The only two with this description, word for word.
  case equalDescription
  /// The words of the descriptions in common, up to 0.6, against 0.4; 0 where one has none.
  case description
  /// How far the descriptions agree beyond 0.6.
  case closeDescription
  /// The words of the labels in common, against 0.5; 0 where one has none.
  case label
  /// The values in common, against 0.5; 0 where one has none.
  case values
  /// The children in common, against 0.5; 0 where one has none.
  case children
  /// One stands inside the other under its name: it moved, and the other is new.
  case inside
  /// They refer to the same definition, perhaps under its new name.
  case sameReference
  /// They refer to different definitions.
  case otherReference
  /// The logarithm of the number of removed things.
  case removedCount
  /// The logarithm of the number of added things.
  case addedCount
  /// The only removed and the only added one.
  case alone
  /// Neither order nor name speaks for it.
  case unsupported
}
