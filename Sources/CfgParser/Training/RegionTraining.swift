/// The keys of `[region]` that say what counts as wrong.
///
/// - Reference: darknet `parser.c`, `parse_region`.
package struct RegionTraining: Sendable, Hashable {
  /// What the errors of a box's place and size are multiplied by.
  package let coordScale: Float
  /// What the error of the objectness is multiplied by where there is an object.
  package let objectScale: Float
  /// The same where there is none.
  package let noobjectScale: Float
  /// What the errors of the classes are multiplied by.
  package let classScale: Float
  /// Above which overlap with an object a box need not be told that it is none; darknet's default
  /// is 0.5.
  package let thresh: Float
  /// Whether the objectness should be the overlap with the object, rather than 1.
  package let rescore: Bool
  /// Whether the anchors themselves are compared with an object, rather than the boxes predicted.
  package let biasMatch: Bool
  /// Whether classes that are nearly right count less; AlexeyAB's.
  package let focalLoss: Bool
  /// Boxes of an image that count.
  package let max: Int

  /// Reads the section.
  ///
  /// - Throws: ``CfgError`` at the line of a key that is wrong; ``CfgError/Code/unsupported`` for
  ///   the masks that more than four `coords` stand for.
  package init(reading options: inout SectionReader) throws(CfgError) {
    coordScale = try options.float("coord_scale", default: 1)
    objectScale = try options.float("object_scale", default: 1)
    noobjectScale = try options.float("noobject_scale", default: 1)
    classScale = try options.float("class_scale", default: 1)
    thresh = try options.float("thresh", default: 0.5)
    rescore = try options.flag("rescore")
    biasMatch = try options.flag("bias_match")
    focalLoss = try options.compatibility == .alexeyab ? options.flag("focal_loss") : false
    max = try HeadTraining(reading: &options).max
    try options.refuse("coords", unless: 4)
  }
}
