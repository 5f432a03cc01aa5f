import ArgumentParser

/// How results are printed.
enum ResultFormat: String, CaseIterable, ExpressibleByArgument {
  /// Lines for people, in darknet's form.
  case text
  /// One JSON array.
  case json
  /// One JSON object a line.
  case jsonl
}
