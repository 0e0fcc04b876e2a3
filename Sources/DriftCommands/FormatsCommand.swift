import ArgumentParser
import DriftFormats

/// `drift formats`.
struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "Lists the formats that are read.",
    discussion:
      "Formats are told apart by content, never by file name. JSON and YAML are read alike; WSDL and XML Schema are XML."
  )

  func run() {
    let width = FormatRegistry.formats.map(\.id.count).max() ?? 0
    for format in FormatRegistry.formats {
      let id = format.id + String(repeating: " ", count: width - format.id.count)
      Output.standard(Array("\(id)  \(format.title)\n".utf8))
    }
  }
}
