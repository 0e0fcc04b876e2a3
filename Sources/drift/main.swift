import DriftCommands

CommandLineTool.run()
