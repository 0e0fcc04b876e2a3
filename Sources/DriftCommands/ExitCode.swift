/// How a command ended (docs/exit-codes.md).
enum ExitCode: Int32 {
  /// Everything was checked, nothing at or above the threshold.
  case clean = 0
  /// Findings at or above the threshold.
  case findings = 1
  /// The command could not be carried out.
  case failed = 2
  /// Not everything could be checked.
  case incomplete = 3
}
