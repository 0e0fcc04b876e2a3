import ArgumentParser
import DriftModel

/// `drift show FILE [ADDRESS]`.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Prints the field tree of a schema.")

  @Argument(help: "A file, a folder, or - for standard input.") var source: String
  @Argument(help: "The part to print: Contact, Contact.address, \"GET /contacts\".response.") var address: String?

  func run() throws {}
}
