extension Array {
  /// Puts the elements into an order, given as the index that each has now: elements change places, none is copied.
  mutating func arrange(_ order: [Int]) {
    var order = order
    for start in indices {
      var at = start
      while order[at] != start {
        let next = order[at]
        swapAt(at, next)
        order[at] = at
        at = next
      }
      order[at] = at
    }
  }
}
