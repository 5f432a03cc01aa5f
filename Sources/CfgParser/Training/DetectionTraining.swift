/// The keys of `[detection]` that say what counts as wrong.
///
/// - Reference: darknet `parser.c`, `parse_detection`.
package struct DetectionTraining: Sendable, Hashable {
  /// What the errors of a box's place and size are multiplied by.
  package let coordScale: Float
  /// What the error of the confidence is multiplied by where there is an object.
  package let objectScale: Float
  /// The same where there is none.
  package let noobjectScale: Float
  /// What the errors of the classes are multiplied by.
  package let classScale: Float
  /// Whether the confidence should be the overlap with the object, rather than 1.
  package let rescore: Bool
  /// Whether the size of an object says which box of a cell is for it.
  package let forced: Bool
  /// Whether that box is drawn by lot, for the first 64,000 images.
  package let random: Bool

  /// Reads the section.
  ///
  /// - Throws: ``CfgError`` at the line of a key that is wrong.
  package init(reading options: inout SectionReader) throws(CfgError) {
    coordScale = try options.float("coord_scale", default: 1)
    objectScale = try options.float("object_scale", default: 1)
    noobjectScale = try options.float("noobject_scale", default: 1)
    classScale = try options.float("class_scale", default: 1)
    rescore = try options.flag("rescore")
    forced = try options.flag("forced")
    random = try options.flag("random")
  }
}
