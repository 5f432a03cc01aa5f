import ArgumentParser

/// How classes are printed.
enum ClassificationFormat: String, CaseIterable, ExpressibleByArgument {
  /// Lines for people, in darknet's form.
  case text
  /// One JSON array.
  case json
  /// One JSON object a line.
  case jsonl
  /// A line a class, below a header.
  case csv
}
