import ArgumentParser

/// How detections are printed.
enum DetectionFormat: String, CaseIterable, ExpressibleByArgument {
  /// Lines for people, in darknet's form.
  case text
  /// One JSON array.
  case json
  /// One JSON object a line.
  case jsonl
  /// A line a detection, below a header.
  case csv
  /// One JSON array in the form of COCO's results.
  case coco
}
