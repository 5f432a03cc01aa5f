/// Whose behaviour counts where the programs that read these files differ.
///
/// A set of choices rather than one: how pictures are fitted in, thresholds, suppression, the
/// arithmetic of batch normalisation, the order of weights, what is made of faults. Most keys that
/// only one of the programs knows count in every set, since without them there would be another
/// network; a few, such as `hidden` of `[rnn]`, do not in the set of the other program.
public enum Compatibility: String, Sendable, Hashable, CaseIterable {
  /// What gives the published results: for each difference the better of the two.
  case recommended
  /// The original darknet.
  case pjreddie
  /// AlexeyAB's fork.
  case alexeyab

  /// Whose order of arrays weights files are read in; nil where each file tells its own.
  public var weightDialect: WeightDialect? {
    switch self {
    case .recommended: nil
    case .pjreddie: .pjreddie
    case .alexeyab: .alexeyab
    }
  }

  /// Whether faults of a file that the programs overlook are warnings, not errors.
  package var overlooksFaults: Bool { self != .recommended }
}
