import ArgumentParser
import DriftImpact
import DriftModel

/// `drift explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Says what a rule means, why it breaks an agent, and what to do.")

  @Argument(
    help: "The rule, as a report names it: field-renamed. Without one all are listed.", completion: Completions.rules)
  var rule: String?

  func run() throws {
    guard let rule else {
      let width = RuleBook.names.map(\.count).max() ?? 0
      let lines = RuleBook.pages.map { page in
        page.name + String(repeating: " ", count: width + 2 - page.name.count) + page.meaning + "\n"
      }
      return Output.standard(Array(lines.joined().utf8))
    }
    guard let page = RuleBook.page(rule) else {
      let near = Suggestion.nearest(to: rule, in: RuleBook.names, atMost: 1)
      throw DriftError(
        "there is no rule \"\(rule)\"",
        help: [near.first.map { "Did you mean \($0)?" } ?? "drift explain lists them."])
    }
    Output.standard(Array(page.text.utf8))
  }
}
