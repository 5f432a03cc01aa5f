import ArgumentParser
import Engine

/// The files that Darknet and AlexeyAB's fork leave, where and as they leave them.
struct DarknetFileOptions: ParsableArguments {
  @Flag(
    help: """
      Write a label file for every image, as -save_labels does: beside the image, or in /labels/ for \
      one in /JPEGImages/; the best class of every box. For ones there already see --overwrite.
      """)
  var saveLabels = false

  @Option(
    help: ArgumentHelp(
      "Write all detections, too, as JSON in the form of AlexeyAB's -out.", valueName: "file"),
    completion: .file())
  var darknetJson: String?

  @Option(
    help: ArgumentHelp(
      "Where the picture goes that a single image leaves, in place of predictions.jpg.",
      valueName: "file"),
    completion: .file())
  var predictions: String?

  /// What writes the files that were asked for.
  ///
  /// - Parameters:
  ///   - inputs: What no file may replace.
  ///   - existing: What becomes of label files that are there already.
  /// - Returns: A sink for each.
  /// - Throws: `CommandError` with status 73.
  func sinks(
    keeping inputs: InputFiles, existing: OverwritePolicy.Existing
  ) throws(CommandError) -> [any ResultSink<[Detection]>] {
    var sinks: [any ResultSink<[Detection]>] = []
    if saveLabels {
      sinks.append(SavedLabels(policy: OverwritePolicy(keeping: inputs, existing: existing)))
    }
    if let darknetJson {
      var policy = OverwritePolicy(
        keeping: inputs, existing: .replaced, help: "choose another name")
      _ = try policy.allows(darknetJson)
      sinks.append(try DarknetJSONFile(darknetJson))
    }
    return sinks
  }
}
