/// Makes the names of limits such that each stands for one limit, and for the same one the next night.
enum LimitNames {
  /// The limits of one answer. What two headers say in the same words is one limit, of which the least counts; two limits
  /// under one name are told apart by their size.
  static func distinct(_ limits: [RateLimit]) -> [RateLimit] {
    var names: [String] = []
    var groups: [String: [RateLimit]] = [:]
    for limit in limits {
      let name = stable(limit.name)
      if groups[name] == nil { names.append(name) }
      groups[name, default: []].append(limit)
    }
    return names.flatMap { name in
      sizes(groups[name] ?? []).enumerated().map { index, limit in
        var one = limit
        one.name = index == 0 ? name : "\(name) (\(index + 1))"
        return one
      }
    }
  }

  /// One limit a size, the smallest first.
  private static func sizes(_ limits: [RateLimit]) -> [RateLimit] {
    var out: [RateLimit] = []
    for limit in limits {
      if let index = out.firstIndex(where: { $0.limit == limit.limit }) {
        if limit.remaining < out[index].remaining { out[index] = limit }
      } else {
        out.append(limit)
      }
    }
    return out.sorted { ($0.limit ?? .infinity) < ($1.limit ?? .infinity) }
  }

  /// A name without what is another one with each request: ids, dates, hashes.
  static func stable(_ name: String) -> String {
    let dated = name.replacing(#/[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z?)?/#, with: "*")
    let named = dated.replacing(#/[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/#, with: "*")
    return named.replacing(#/[A-Za-z0-9]{6,}/#) { match in
      let digits = match.output.count { $0.isNumber }
      let isNumber = digits == match.output.count
      return isNumber || digits >= 2 && match.output.count >= 8 ? "*" : String(match.output)
    }
  }
}
