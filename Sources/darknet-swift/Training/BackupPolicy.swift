import CfgParser

/// When a run of training writes its weights, and under which names.
///
/// - Reference: darknet `detector.c`, `train_detector`, of either program.
struct BackupPolicy: Hashable {
  /// Iterations from one checkpoint, and the weights beside it, to the next.
  let lastInterval: Int
  /// Iterations from one set of weights that stays to the next; nil for the original's rule: every
  /// 10,000, and below 1,000 every 100.
  let keptInterval: Int?
  /// What the name of the weights beside the checkpoint ends in.
  let lastSuffix: String

  /// Iterations from one checkpoint to the next in either program.
  private static let usualInterval = 100
  /// Runs shorter than this keep weights more often in AlexeyAB's fork.
  private static let longRun = 10_000

  /// The rule of a run.
  ///
  /// - Parameters:
  ///   - data: The data file; AlexeyAB's fork has `saveweights` and `savelast` in it.
  ///   - last: Iterations between checkpoints, if the call says so.
  ///   - kept: Iterations between weights that stay, if the call says so.
  ///   - iterations: Iterations of the run.
  ///   - compat: Whose rule it is, and whose names.
  /// - Throws: `CfgError` at the line of a key that is wrong.
  init(
    _ data: DataFile?, last: Int?, kept: Int?, iterations: Int, compat: Compatibility
  ) throws(CfgError) {
    let (range, isOriginal) = (1...Limits.valueCount, compat == .pjreddie)
    let said = isOriginal ? nil : data
    // Read whatever the call says: a value that is wrong there is told.
    let saidLast = try said?.int("savelast", in: range)
    let saidKept = try said?.int("saveweights", in: range)
    let usual = isOriginal ? nil : iterations < Self.longRun ? 1000 : Self.longRun
    (lastInterval, keptInterval) = (
      last ?? saidLast ?? Self.usualInterval, kept ?? saidKept ?? usual
    )
    lastSuffix = isOriginal ? ".backup" : "_last.weights"
  }

  /// Whether a checkpoint is written behind that iteration.
  func writesLast(after iteration: Int) -> Bool { iteration.isMultiple(of: lastInterval) }

  /// Whether weights are written behind that iteration that stay.
  func writesKept(after iteration: Int) -> Bool {
    if let keptInterval { return iteration.isMultiple(of: keptInterval) }
    return iteration.isMultiple(of: Self.longRun)
      || iteration < 1000 && iteration.isMultiple(of: Self.usualInterval)
  }
}
