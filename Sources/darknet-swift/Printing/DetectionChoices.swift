import CfgParser
import Engine

/// What a search for objects goes by, whether options or `--compat` decided it.
struct DetectionChoices {
  /// What becomes of a turned camera's note.
  let exif: ExifPolicy
  /// The names of the classes that detections can have.
  let labels: [String]
  private let rules: DetectionRules
  private let compat: Compatibility
  private let precision: Precision
  /// What counts in a tree of classes; nothing without one.
  private let hierarchyThreshold: Float?

  /// What `detector` goes by with these settings.
  init(
    _ detector: Detector, _ settings: DetectionSettings, exif: ExifPolicy, compat: Compatibility
  ) {
    rules = detector.rules(settings)
    labels = detector.labels(of: rules)
    (self.exif, self.compat) = (exif, compat)
    precision = detector.plan.options.precision
    hierarchyThreshold = detector.plan.classTree == nil ? nil : rules.hierarchyThreshold
  }

  /// One line for people.
  var text: String {
    """
    resize: \(rules.resize.rawValue), threshold: \(rules.threshold), nms: \(rules.overlap), \
    nms_kind: \(rules.nmsKind.rawValue), exif: \(exif.rawValue)
    """ + (hierarchyThreshold.map { ", hier: \($0)" } ?? "")
      + restrictions.map { ", \($0.0): \($0.1.rendered)" }.joined()
  }

  /// Keys for the object of every image.
  var json: [(String, JSONValue)] {
    [
      ("compat", .string(compat.rawValue)), ("resize", .string(rules.resize.rawValue)),
      ("threshold", .float(rules.threshold)), ("nms", .float(rules.overlap)),
      ("nms_kind", .string(rules.nmsKind.rawValue)), ("exif", .string(exif.rawValue)),
      ("precision", .string(precision.rawValue)),
    ] + (hierarchyThreshold.map { [("hier", .float($0))] } ?? []) + restrictions
  }

  /// What was asked for beyond what every search has.
  private var restrictions: [(String, JSONValue)] {
    var keys: [(String, JSONValue)] = []
    if !rules.classThresholds.isEmpty {
      let thresholds = rules.classThresholds.sorted { $0.key < $1.key }
      keys.append(
        (
          "class_thresholds",
          .array(
            thresholds.map {
              .object(Self.keys($0.key, labels) + [("threshold", .float($0.value))])
            })
        ))
    }
    if let classes = rules.classes {
      keys.append(("classes", .array(classes.sorted().map { .object(Self.keys($0, labels)) })))
    }
    if let count = rules.maximumCount { keys.append(("max_detections", .int(count))) }
    if rules.isClassAgnostic { keys.append(("class_agnostic", .bool(true))) }
    return keys
  }

  /// A class, as detections have it.
  private static func keys(_ index: Int, _ labels: [String]) -> [(String, JSONValue)] {
    [("class_id", .int(index)), ("class", .string(labels[index]))]
  }
}
