import CfgParser
import Engine

/// What a search for objects goes by, whether options or `--compat` decided it.
struct DetectionChoices {
  /// What becomes of a turned camera's note.
  let exif: ExifPolicy
  private let rules: DetectionRules
  private let compat: Compatibility
  private let precision: Precision
  /// What counts in a tree of classes; nothing without one.
  private let hierarchyThreshold: Float?

  init(
    _ rules: DetectionRules, exif: ExifPolicy, compat: Compatibility, precision: Precision,
    hasTree: Bool
  ) {
    (self.rules, self.exif, self.compat) = (rules, exif, compat)
    self.precision = precision
    hierarchyThreshold = hasTree ? rules.hierarchyThreshold : nil
  }

  /// One line for people.
  var text: String {
    """
    resize: \(rules.resize.rawValue), threshold: \(rules.threshold), nms: \(rules.overlap), \
    nms_kind: \(rules.nmsKind.rawValue), exif: \(exif.rawValue)
    """ + (hierarchyThreshold.map { ", hier: \($0)" } ?? "")
  }

  /// Keys for the object of every image.
  var json: [(String, JSONValue)] {
    [
      ("compat", .string(compat.rawValue)), ("resize", .string(rules.resize.rawValue)),
      ("threshold", .float(rules.threshold)), ("nms", .float(rules.overlap)),
      ("nms_kind", .string(rules.nmsKind.rawValue)), ("exif", .string(exif.rawValue)),
      ("precision", .string(precision.rawValue)),
    ] + (hierarchyThreshold.map { [("hier", .float($0))] } ?? [])
  }
}
