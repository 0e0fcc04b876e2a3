/// The difference of two texts as `git apply` takes it.
public enum UnifiedDiff {
  /// How many lines stand around a change.
  private static let context = 3

  /// The difference; empty where there is none.
  ///
  /// - Parameter file: The path in both headers.
  public static func text(file: String, old: [UInt8], new: [UInt8]) -> String {
    guard old != new else { return "" }
    let steps = steps(lines(old), lines(new))
    var out = old.isEmpty ? "--- /dev/null\n" : "--- \(quoted("a/\(file)"))\n"
    out += "+++ \(quoted("b/\(file)"))\n"
    var at = 0
    while let first = steps[at...].firstIndex(where: \.isChange) {
      var end = first
      // Changes whose surroundings meet are one hunk.
      while let next = steps[(end + 1)...].firstIndex(where: \.isChange), next - end <= 2 * context { end = next }
      let start = max(at, first - context)
      let stop = min(steps.count, end + 1 + context)
      out += hunk(steps, start..<stop)
      at = stop
    }
    return out
  }

  /// A path as git writes it in a header: in quotes, with what is not plain as octal bytes, where it holds a control, a
  /// mark that turns the direction, a quote or a backslash (git-diff, "Generating patch text with -p", 4).
  public static func quoted(_ path: String) -> String {
    let isPlain = path.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: false
      default: scalar != "\"" && scalar != "\\"
      }
    }
    if isPlain { return path }
    let bytes = path.utf8.map { byte -> String in
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): return "\\" + String(UnicodeScalar(byte))
      case 0x20..<0x7F: return String(UnicodeScalar(byte))
      default:
        let digits = String(byte, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      }
    }
    return "\"\(bytes.joined())\""
  }

  /// A line that stays, goes or comes.
  private struct Step {
    var sign: Character
    var line: ArraySlice<UInt8>
    var isChange: Bool { sign != " " }
  }

  private static func steps(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Step] {
    let (removed, inserted) = differing(old, new)
    var out: [Step] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if left < old.count, removed.contains(left) {
        out.append(Step(sign: "-", line: old[left]))
        left += 1
      } else if right < new.count, inserted.contains(right) {
        out.append(Step(sign: "+", line: new[right]))
        right += 1
      } else {
        out.append(Step(sign: " ", line: old[left]))
        left += 1
        right += 1
      }
    }
    return out
  }

  /// How many lines may differ where they stand before it is worth looking whether they only moved.
  private static let mostInPlace = 64

  /// The lines of either side that the other does not have.
  private static func differing(
    _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
  ) -> (removed: Set<Int>, inserted: Set<Int>) {
    if old.count == new.count {
      let changed = Set(old.indices.filter { old[$0] != new[$0] })
      if changed.count <= mostInPlace { return (changed, changed) }
    }
    var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
    let start = zip(old, new).prefix { $0 == $1 }.count
    let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
    for change in new[start..<new.count - end].difference(from: old[start..<old.count - end]) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset + start)
      case .insert(let offset, _, _): inserted.insert(offset + start)
      }
    }
    return (removed, inserted)
  }

  private static func hunk(_ steps: [Step], _ range: Range<Int>) -> String {
    let before = steps[..<range.lowerBound]
    let within = steps[range]
    /// The first line and the number of lines of a side, without what only the other has.
    func side(without other: Character) -> String {
      let count = within.filter { $0.sign != other }.count
      let first = before.filter { $0.sign != other }.count + (count == 0 ? 0 : 1)
      return "\(first),\(count)"
    }
    var out = "@@ -\(side(without: "+")) +\(side(without: "-")) @@\n"
    for step in within {
      out.append(step.sign)
      out += String(decoding: step.line, as: UTF8.self)
      if step.line.last != UInt8(ascii: "\n") { out += "\n\\ No newline at end of file\n" }
    }
    return out
  }

  /// The lines with their ends.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var out: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      out.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { out.append(bytes[start...]) }
    return out
  }
}
