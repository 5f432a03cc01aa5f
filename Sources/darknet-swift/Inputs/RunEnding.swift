/// When a run over many images ends, and what its images that failed mean for the program.
struct RunEnding {
  /// Whether the first image that fails is the last.
  let isAtFirstFailure: Bool
  /// Whether failures are told by the results alone, as callers want who look at every line.
  let isForgiving: Bool

  /// How the program has to end after `count` images, of which some failed with these statuses.
  func status(failed: [ExitStatus], of count: Int) -> ExitStatus {
    guard let first = failed.first else { return .success }
    if isForgiving { return .success }
    return count == 1 ? first : .someInputsFailed
  }
}
