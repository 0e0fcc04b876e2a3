public import DriftModel

/// A version file that is missing or cannot be used, and which versions suffer.
struct LostVersion {
  /// The stem of the file.
  var stem: String
  /// What is wrong.
  var text: String
  /// Whether somebody said that it will not come back.
  var isGivenUp = false
  /// Whether the file is there.
  var isThere: Bool
  /// The other versions that cannot be read without it.
  var dependents: [String] = []

  /// What to do, with the commands.
  func help(_ history: SystemHistory) -> [String] {
    if isGivenUp { return ["It was given up; the file of that ending may be deleted when no version names it."] }
    let file = history.path(stem)
    var help = [
      "Bring it back from git: git log --all --oneline -- \(file), then git restore --source COMMIT -- \(file)"
    ]
    guard dependents.isEmpty else {
      help.append("\(dependents.joined(separator: ", ")) cannot be read without it.")
      help.append("Where git does not have it, a snapshot of the same documents writes its texts again.")
      return help
    }
    let givenUp = "\(history.folder.path)/\(stem)\(SystemHistory.givenUpEnding)"
    let command = isThere ? "mv \(file)" : "touch"
    return help + ["No other version needs it. Where git does not have it, give it up: \(command) \(givenUp)"]
  }
}

extension SystemHistory {
  /// What the name of a version file ends in that was given up.
  static let givenUpEnding = ".lost"

  /// The stem of a version that was given up, by the name of what stands for it; nil for any other file.
  static func stemGivenUp(_ name: String) -> String? {
    name.hasSuffix(givenUpEnding) ? stem(name.dropLast(givenUpEnding.count) + ".jsonl") : nil
  }

  /// The versions that were given up.
  func givenUp() throws(DriftError) -> Set<String> { Set(try folder.names().compactMap(Self.stemGivenUp)) }

  /// Version files that are missing or cannot be used: what keeps a version from being read, and parents that versions
  /// name.
  func losses() throws(DriftError) -> [LostVersion] {
    let stems = try stems()
    let present = Set(stems)
    let givenUp = try givenUp()
    var out: [String: LostVersion] = [:]
    for (number, stem) in stems.enumerated() {
      for damage in damages(stem) {
        let isThere = present.contains(damage.cause)
        var loss = out[damage.cause] ?? LostVersion(stem: damage.cause, text: damage.damage.text, isThere: isThere)
        if damage.cause != stem { loss.dependents.append("v\(number + 1)") }
        out[damage.cause] = loss
      }
      guard let parent = (try? header(stem))?.parent, !present.contains(parent), out[parent] == nil
      else { continue }
      out[parent] = LostVersion(
        stem: parent, text: "missing; v\(number + 1) was compared with it", isGivenUp: givenUp.contains(parent),
        isThere: false)
    }
    return out.keys.sorted().compactMap { out[$0] }
  }

  /// The file with which a version was compared, where it is not there and nobody gave it up.
  public func lostParent(of version: Version) throws(DriftError) -> String? {
    guard let parent = version.header.parent, try !stems().contains(parent), try !givenUp().contains(parent) else {
      return nil
    }
    return path(parent)
  }
}
