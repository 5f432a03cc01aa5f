import CfgParser
import Engine

/// The weights a check is about: those that were given, or those that are found for the cfg.
struct WeightsLookup {
  /// The file; nil where none was given and none is there.
  let path: String?
  /// What is to be said where none was given.
  let finding: Finding?

  /// Looks for weights where `given` is nil.
  init(_ given: String?, for cfg: String, locator: WeightsLocator = WeightsLocator()) {
    if let given {
      (path, finding) = (given, nil)
      return
    }
    do throws(CommandError) {
      let found = try locator.locate(for: cfg)
      path = found
      finding = Finding(
        .weightsLookup, in: cfg, "no weights were given; '\(found)' is there and is checked")
    } catch {
      path = nil
      finding = Finding(.weightsLookup, in: cfg, "\(error.message); the cfg alone is checked")
    }
  }
}
