import ArgumentParser
import CfgParser
import Engine

/// In which form detections are printed.
struct DetectionFormatOptions: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: """
      text is Darknet's, json one array, jsonl an object a line, csv a line a detection below a \
      header, coco the array that pycocotools reads; text unless given.
      """)
  var chosen: DetectionFormat?

  @Flag(
    help: """
      End every line of text in the box, left edge, upper edge, width and height in pixels, as \
      Darknet's -ext_output does.
      """)
  var coordinates = false

  @Option(
    help: """
      The image_id in coco: name is the number that the file's name ends in (with --compat as \
      Darknet reads it), position counts the images of the call from 1.
      """)
  var cocoIds = CocoIdChoice.name

  @Option(
    help: """
      The category_id in coco: coco91 is COCO's own for its 80 classes, from0 and from1 are class \
      numbers; auto is coco91 for networks of 80 classes, else from1.
      """)
  var cocoCategories = CocoCategories.auto

  /// The form of what is printed.
  ///
  /// - Parameters:
  ///   - format: The form itself.
  ///   - compat: Whose form it is where the programs differ.
  ///   - classCount: The classes that detections can have.
  ///   - choices: Keys for the end of every JSON object.
  /// - Returns: The form, for one stream.
  func form(
    _ format: DetectionFormat, compat: Compatibility, classCount: Int,
    choices: [(String, JSONValue)]
  ) -> any ResultForm<[Detection]> {
    switch format {
    case .text:
      TextResults { [coordinates] in
        DetectionPrinter($0, compat: compat, showsBoxes: coordinates).text
      }
    case .json, .jsonl:
      JSONResults(isLines: format == .jsonl) {
        DetectionPrinter($0, compat: compat).json(extra: choices)
      }
    case .csv:
      CSVResults(columns: DetectionPrinter.columns) { DetectionPrinter($0, compat: compat).rows }
    case .coco:
      CocoResults(
        ids: CocoImageIds(cocoIds, compat: compat),
        categories: cocoCategories.ids(classCount: classCount))
    }
  }
}
