/// What an earlier run did, for one that goes on with it.
enum FinishedWork {
  /// The inputs that have their lines.
  case lines(EarlierRun)
  /// The inputs that have their files.
  case files(FinishedFiles)

  /// Whether the input is done already; to be asked of all inputs in their order.
  mutating func takes(_ input: ImageInput) -> Bool {
    switch self {
    case .lines(var run):
      defer { self = .lines(run) }
      return run.takes(input)
    case .files(var files):
      defer { self = .files(files) }
      return files.takes(input)
    }
  }

  /// Passes over an input of another part of the call, which may have a name in a folder before one
  /// that is asked for.
  mutating func leave(_ input: ImageInput) {
    if case .files = self { _ = takes(input) }
  }

  /// The file of results to go on with, if there is one.
  var earlierRun: EarlierRun? { if case .lines(let run) = self { run } else { nil } }
}
