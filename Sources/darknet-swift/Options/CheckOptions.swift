import ArgumentParser
import CfgParser

/// What is looked at, and how it is told.
struct CheckOptions: ParsableArguments {
  @Option(help: "text is a line a finding, json one object with findings and a summary.")
  var format = ReportFormat.text

  @Option(
    help: ArgumentHelp(
      "File with the names of the classes, whose number is compared.", valueName: "file"))
  var names: String?

  @Option(
    help: ArgumentHelp(
      "Data file of Darknet, whose 'classes' and 'names' are compared.", valueName: "file"))
  var data: String?

  @Flag(help: "End with status 65 for warnings, too.")
  var strict = false

  @Option(help: "Whose behaviour counts where the programs differ.")
  var compat = Compatibility.recommended
}
