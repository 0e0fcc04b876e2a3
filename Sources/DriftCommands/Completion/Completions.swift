import ArgumentParser
import DriftImpact
import DriftReport

/// What a shell offers for an argument. Whoever presses a key has no use for an error: where something is wrong there is
/// nothing to offer.
enum Completions {
  /// Systems that the project names or the store has.
  static let systems = CompletionKind.custom { words, _, prefix in CompletedWords(words, prefix).systems }
  /// Versions of the store, and files.
  static let versions = CompletionKind.custom { words, _, prefix in CompletedWords(words, prefix).sources }
  /// Systems, and files: what a mapping is written from.
  static let systemsOrFiles = CompletionKind.custom { words, _, prefix in
    let all = CompletedWords(words, prefix)
    return all.systems + all.files
  }
  /// Addresses in the source or the system that the word before names.
  static let addresses = CompletionKind.custom { words, _, prefix in CompletedWords(words, prefix).addresses }
  /// Branches and tags.
  static let revisions = CompletionKind.shellCommand(
    "git for-each-ref '--format=%(refname:short)' refs/heads refs/remotes refs/tags 2>/dev/null")
  /// The rules that can be explained.
  static let rules = CompletionKind.list(RuleBook.names)
  /// The forms of a report.
  static let forms = CompletionKind.list(ReportRegistry.formats.map(\.id))
}
