import ArgumentParser
import DriftModel
import DriftStore

/// Where the versions are.
struct StoreOptions: ParsableArguments {
  @Option(
    name: .customLong("store"),
    help: ArgumentHelp("The folder with the versions of all systems.", valueName: "folder"),
    completion: .directory)
  var folder = "Snapshots"

  var store: Store { Store(folder) }
}
