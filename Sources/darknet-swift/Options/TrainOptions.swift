import ArgumentParser
import CfgParser
import Trainer

/// How a run of training goes, and what it leaves.
struct TrainOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Folder for weights, checkpoint and charts; 'backup' of the data file unless given, else \
      'backup' in the working directory.
      """, valueName: "folder"), completion: .directory)
  var backup: String?

  @Flag(
    help: """
      Go on where an earlier run ended, with the bits it would have had; to be given from the first \
      run on, or later: without a checkpoint in the folder the run begins.
      """)
  var resume = false

  @Flag(
    help: """
      Begin anew where the folder has the checkpoint of an earlier run, and replace that; with \
      --resume it means nothing.
      """)
  var overwrite = false

  @Flag(help: "Count the images from 0 that the weights have seen, as Darknet's -clear does.")
  var clear = false

  @Flag(
    help: """
      Evaluate on the way, on the 'valid' list of the data file, and keep the best weights: by mean \
      average precision as in 'eval', of a classifier by how often it is right.
      """)
  var map = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Iterations from one evaluation to the next; as many as four times all images, at least 100.",
      valueName: "n"),
    transform: Count.parse)
  var mapEvery: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What random numbers begin with, 0 unless given: the same gives the same bits.",
      valueName: "n"))
  var seed: UInt64?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Iterations in all, in place of the cfg's 'max_batches'.", valueName: "n"),
    transform: { try Count.parse($0, upTo: Limits.valueCount) })
  var iterations: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Iterations from one checkpoint, with NAME_last.weights, to the next; 'savelast' of the data \
      file unless given, else 100.
      """, valueName: "n"),
    transform: Count.parse)
  var saveLast: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Iterations from one NAME_1000.weights to the next; 'saveweights' of the data file unless \
      given, else as Darknet has it.
      """, valueName: "n"),
    transform: Count.parse)
  var saveWeights: Int?

  @Option(
    help: ArgumentHelp(
      "Write a line of JSON for every iteration and every evaluation ('schema train').",
      valueName: "file"), completion: .file())
  var log: String?

  @Option(
    help: ArgumentHelp(
      """
      Where labels are: a folder with NAME.txt or NAME.xml, or annotations of COCO (.json); where \
      Darknet looks for them, or in VOC's Annotations, unless given.
      """, valueName: "path"), completion: .file())
  var labels: String?

  @Option(
    help: ArgumentHelp("File with the names of the classes, one a line.", valueName: "file"),
    completion: .file(extensions: ["names", "txt", "list"]))
  var names: String?

  func validate() throws {
    if resume, clear {
      throw ValidationError("--resume goes on with an earlier run, --clear counts from 0")
    }
    if mapEvery != nil, !map {
      throw ValidationError("--map-every is for --map, which is not given")
    }
  }
}
