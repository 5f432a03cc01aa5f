/// Calls in Darknet's own words, which people have in their fingers and their scripts.
enum DarknetWords {
  /// Our words for `detector test DATA CFG …` and `classifier predict DATA CFG …`; other calls as
  /// they are.
  ///
  /// - Reference: darknet `detector.c`, `run_detector`, and `classifier.c`, `run_classifier`.
  static func translated(_ words: [String]) -> [String] {
    let command =
      switch (words.first, words.dropFirst().first) {
      case ("detector", "test"): "detect"
      case ("classifier", "predict"): "classify"
      default: ""
      }
    guard !command.isEmpty else { return words }
    let rest = words.dropFirst(2)
    guard let data = rest.first, !data.hasPrefix("-") else { return [command] + rest }
    return [command, "--data", data] + rest.dropFirst()
  }
}
