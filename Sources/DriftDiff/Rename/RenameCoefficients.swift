/// The weights of the features.
enum RenameCoefficients {
  /// A weight a feature, in the order of ``RenameFeature``.
  static let weights: [Double] = [
    -6.2,  // bias
    4.9,  // follows
    4.7,  // sameSlot
    2.5,  // sameRank
    -4.3,  // tail
    1.6,  // near
    1.4,  // orderless
    3.4,  // caseOnly
    3.2,  // letters
    2.8,  // words
    -1.1,  // unrelated
    -0.9,  // contained
    -0.8,  // head
    -0.9,  // rival
    2.3,  // pattern
    1.8,  // sameType
    -1.4,  // sameFamily
    -1.0,  // otherFamily
    1.7,  // onlyOfType
    1.1,  // sameNeed
    0.4,  // sameDefault
    -1.0,  // otherDefault
    0.5,  // equalDescription
    2.5,  // description
    2.3,  // noDescription
    0.5,  // label
    0.0,  // noLabel
    1.0,  // values
    0.0,  // noValues
    1.0,  // children
    0.0,  // noChildren
    1.0,  // sameReference
    -0.5,  // otherReference
    -0.2,  // removedCount
    -0.8,  // addedCount
    0.0,  // alone
  ]
  /// Platt's slope on the logit of the geometric mean of row and column.
  static let slope = 0.82
  /// Platt's intercept.
  static let intercept = 0.41
}
