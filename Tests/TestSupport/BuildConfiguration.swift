/// How the tests were built.
public enum BuildConfiguration {
  /// Whether the optimiser ran: networks of some size are too slow without.
  public static var isOptimized: Bool {
    #if DEBUG
    false
    #else
    true
    #endif
  }
}
