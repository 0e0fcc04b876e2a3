package import ArgumentParser

/// The command line: one subcommand a verb.
package struct DriftCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "drift",
    abstract: "Says what changed in the schema of a system that an agent depends on, and which agent fields it hits.",
    discussion: """
      drift reads API schemas (OpenAPI, Swagger, JSON Schema, WSDL, XML Schema, and what Salesforce, HubSpot and MCP \
      servers tell of themselves), keeps and compares their versions, tells renames from removals, and maps each change to the fields that your agents read and write.

      Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 the command could not be carried out; 3 not everything \
      could be checked.
      """,
    version: "0.1.0",
    subcommands: [
      DiffCommand.self, CheckCommand.self, LockCommand.self, AcceptCommand.self, FixCommand.self, InitCommand.self,
      MapCommand.self,
      ExplainCommand.self, RunCommand.self, AuthCommand.self, DoctorCommand.self,
      ShowCommand.self, SnapshotCommand.self, LogCommand.self, StoreCommand.self, FormatsCommand.self,
    ])

  package init() {}
}
