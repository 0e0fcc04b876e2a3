extension RuleBook {
  /// Pages of what is wrong with an entry as it stands, whether or not anything changed.
  static let entries: [Page] = [
    Page(
      addressMissing, "An entry names a place that the newest version does not have.",
      "The agent reads null, or its writes are refused or lost.", "Write one of the places that are named beside it."),
    Page(
      addressUnknown, "An entry names a place behind a part of the schema that could not be read.",
      "Whether it is there cannot be told: silence is no pass.", "Make the part readable, or accept the gap."),
    Page(
      addressUnreached, "An entry names a definition that no operation takes, or answers with, any more.",
      "What operations use now is another one with the same content: what becomes of that one touches no mapping.",
      "Map the definition that took its place."),
    Page(
      expectationFailed, "An entry expects a type or a format that the schema denies.",
      "The agent reads what it cannot handle, or its write is refused.", "Change what the entry expects."),
    Page(
      accessDenied, "An entry writes what the schema says is read-only, or reads what is write-only.",
      "The write is refused, or lost without a word.", "Change its access, or map another field."),
    Page(
      exampleRefused, "An entry gives an example that the schema does not admit.",
      "A write of that value is refused.", "Change the value in the agent and in the entry."),
    Page(
      lookupAmbiguous, "A lookup does not say which record it takes where it finds several.",
      "Two contacts with one e-mail address are usual; the agent takes either, and may write to the wrong one.",
      "Say on_duplicate: most_recent, primary or manual."),
    Page(
      missingUnhandled, "A read does not say what the agent does where nothing is there.",
      "Null is what an agent acts on without noticing.", "Say on_missing: skip, fail, default or ask."),
    Page(
      deprecatedInUse, "An entry uses a field or an operation that its owner says will go.",
      "Nothing fails before the day comes. From thirty days before that day on it is a warning.",
      "Map what takes its place, and test one call; accept it until a day where that has time."),
    Page(
      identityMismatch,
      "Entries of one identity differ in type or in on_duplicate, or an identity has one entry alone.",
      "What is one thing in several systems is compared and joined by its value: a text is never equal to a number, and two "
        + "ways to choose among several records choose two.", "Mend the name, or what the entries say."),
    Page(
      entryRepeated, "A mapping has the same entry twice.", "One of them is mended, and the other goes on as before.",
      "Take one of them out."),
    Page(
      ownerMissing, "A mapping or a system has no owner.", "Nobody will hear of a break.",
      "Say owner, with the address of a person or a team."),
  ]

  /// Pages of what the check itself could not rely on.
  static let trust: [Page] = [
    Page(
      gap, "A part of a schema could not be read.", "What stands there was not compared: silence is no pass.",
      "Make it readable, or accept the gap by its id."),
    Page(
      versionUnreadable, "The versions of a system cannot be read.", "Nothing of it was checked.",
      "drift store verify says which file, drift store repair mends what can be mended; git has the file as it was."),
    Page(
      versionMissing, "A system has no version.", "Nothing of it was checked.", "drift snapshot SYSTEM FILE stores one."
    ),
    Page(
      sourceChanged, "The schema in a source file is another than that of the newest version.",
      "The check looked at the version, and the file says something else.", "drift snapshot stores the new one."),
    Page(
      lockBroken, "drift.lock names a version that is not in the store or cannot be read.",
      "What changed since then cannot be told; the entries were checked as they stand.",
      "Bring the version back from git, or accept the system anew."),
    Page(
      lockMoved, "A line of drift.lock moved past a finding that nobody accepted.",
      "From then on nobody hears of the break again.",
      "Write the line that the report gives, then mend the entry or accept what drift check tells."),
    Page(
      lockMissing, "Entries of a mapping have no line in drift.lock.",
      "They are checked as they stand: what a later version changes is not held against them.",
      "drift lock writes the lines."),
    Page(
      lockStale, "drift.lock has a line for an entry that is in no mapping.", "Nothing: it is left over.",
      "drift lock takes it out."),
    Page(
      acceptanceExpired, "An acceptance ended, and what it accepted is still there.",
      "The break was put off until this day.", "Mend it, or accept it anew."),
    Page(
      acceptanceStale, "An acceptance matches nothing any more.", "Nothing: what it accepted is gone.",
      "Take its line out of drift.accepted."),
  ]
}
