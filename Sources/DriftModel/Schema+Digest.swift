extension Schema {
  /// The digest of everything that the schema says: independent of the order in which the source lists it.
  public var rootDigest: Digest {
    var sum = Digest.zero
    for definition in definitions where definition.shape != .none {
      var one = self[definition.shape].digest
      one.fold(symbols.hash(definition.name))
      sum.add(one)
    }
    for operation in operations {
      var one = operation.digest
      one.fold(symbols.hash(operation.key))
      sum.add(one)
    }
    for index in systemFacts.indices {
      var one = Digest.zero
      one.fold(symbols.hash(facts[index].value) ^ UInt64(facts[index].key.rawValue))
      sum.add(one)
    }
    sum.fold(UInt64(definitions.count) << 32 | UInt64(operations.count))
    return sum
  }
}
