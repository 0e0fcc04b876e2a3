extension RuleBook {
  /// An entry of a change log that concerns who maps the system.
  public static let changeLogEntry = "change-log-entry"
  /// A change log that could not be read.
  public static let changeLogUnread = "change-log-unread"
  /// A change log that somebody has to look at.
  public static let changeLogCheckDue = "change-log-check-due"

  /// The rules of what is told of change logs.
  public static let changeLogs = Set(changeLog.map(\.name))
  /// The rules of information that asks somebody to act, and stays open until somebody did.
  public static let reminders: Set<String> = [changeLogUnread, changeLogCheckDue]

  /// Pages of what systems say of themselves beside their schemas.
  static let changeLog: [Page] = [
    Page(
      changeLogEntry,
      "A new entry of a system's change log names a mapped definition or field, or announces a deprecation, a removal, a "
        + "rename or the end of a version.",
      "What is announced is not in the schema yet: there is time until the day that the entry names. Told once, in the "
        + "night in which it is new.",
      "Read the entry; where it concerns the agent, change the mapping before that day."),
    Page(
      changeLogUnread, "The change log of a system could not be read.",
      "The schema was checked all the same, so that the check is complete; what is announced goes unheard. Told when it "
        + "begins, and once a week while it lasts.",
      "Look at the address under change-log in drift.yaml; drift accept says that it is known."),
    Page(
      changeLogCheckDue, "Nobody has looked at the change log of a system for a month, or for what every says.",
      "The system is fetched, and nothing reads what it announces.",
      "Read it, then drift accept the finding: the next check is due as much later. change-log: { feed: ADDRESS } has it "
        + "read each night; { none: REASON } says that there is none."),
  ]
}
