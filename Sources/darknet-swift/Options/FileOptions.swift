import ArgumentParser
import Engine

/// The files that detections leave beside the stream of results.
struct FileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write a copy of every image with its boxes into a folder.", valueName: "folder"),
    completion: .directory)
  var annotate: String?

  @Option(
    help: ArgumentHelp(
      """
      Write a label file for every image, as Darknet reads them for training: lines of class, \
      centre and size in shares of the image, none where nothing was found.
      """, valueName: "folder"), completion: .directory)
  var labels: String?

  @Flag(help: "Add the confidence to the lines of label files.")
  var labelConfidence = false

  @Option(
    help: ArgumentHelp(
      """
      Write comp4_det_test_CLASS.txt for every class, as 'detector valid' does: the file's name up \
      to its first point, confidence, left, top, right, bottom, in pixels from 1.
      """, valueName: "folder"), completion: .directory)
  var voc: String?

  @Option(
    help: ArgumentHelp(
      "Write a picture of every object, its number and class in the name.", valueName: "folder"),
    completion: .directory)
  var crops: String?

  @Flag(
    help: """
      Replace files that are in these folders already; without it they stay, and the image counts \
      as failed, but with --resume, which takes them for its own. What the call reads is never \
      replaced.
      """)
  var overwrite = false

  @Flag(help: "Leave no predictions.jpg.")
  var noImage = false

  func validate() throws {
    if labelConfidence, labels == nil {
      throw ValidationError("--label-confidence is for --labels, which is not given")
    }
  }

  /// What writes the files that were asked for.
  ///
  /// - Parameters:
  ///   - classLabels: The names of the classes that detections can have.
  ///   - inputs: What no file may replace.
  ///   - existing: What becomes of files that are there already.
  /// - Returns: What writes them; nothing where none were asked for.
  /// - Throws: `CommandError` with status 73.
  func sinks(
    classLabels: [String], keeping inputs: InputFiles, existing: OverwritePolicy.Existing
  ) throws(CommandError) -> [any ResultSink<[Detection]>] {
    let policy = OverwritePolicy(keeping: inputs, existing: existing)
    var sinks: [any ResultSink<[Detection]>] = []
    if let annotate { sinks.append(AnnotatedFiles(try OutputTree(annotate, policy: policy))) }
    if let labels {
      let tree = try OutputTree(labels, policy: policy)
      sinks.append(LabelFiles(tree, hasConfidence: labelConfidence))
    }
    if let crops { sinks.append(CropFiles(try OutputTree(crops, policy: policy))) }
    if let voc { sinks.append(try VocFiles(voc, labels: classLabels, policy: policy)) }
    return sinks
  }

  /// What becomes of files that are there already.
  ///
  /// Those that a run goes on behind appeared whole, and may as well be somebody's own, so they stay.
  func existing(isResumed: Bool) -> OverwritePolicy.Existing {
    overwrite ? .replaced : isResumed ? .kept : .refused
  }

  /// Which images have the files that every image gets; nil where none of these was asked for.
  ///
  /// - Throws: `CommandError` with status 73.
  func finished() throws(CommandError) -> FinishedFiles? {
    let policy = OverwritePolicy(keeping: InputFiles(), existing: .refused)
    var folders: [FinishedFiles.Folder] = []
    if let annotate {
      let tree = try OutputTree(annotate, policy: policy)
      folders.append(.init(tree: tree, suffix: AnnotatedFiles.suffix))
    }
    if let labels {
      let tree = try OutputTree(labels, policy: policy)
      folders.append(.init(tree: tree, suffix: LabelFiles.suffix))
    }
    return folders.isEmpty ? nil : FinishedFiles(folders)
  }

  /// What leaves darknet's picture, which belongs to text output of a single image.
  func pictures(
    _ format: DetectionFormat, called path: String?, keeping inputs: InputFiles,
    messages: Messages
  ) -> [any ResultSink<[Detection]>] {
    guard format == .text, !noImage else { return [] }
    return [
      PredictionsFile(path ?? PredictionsFile.usualPath, keeping: inputs, messages: messages)
    ]
  }
}
