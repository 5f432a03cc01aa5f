/// Whose behaviour counts where the programs that read these files differ.
public enum Compatibility: String, Sendable, Hashable, CaseIterable {
  /// What gives the published results: for each difference the better of the two.
  case recommended
  /// The original darknet.
  case pjreddie
  /// AlexeyAB's fork.
  case alexeyab
}
