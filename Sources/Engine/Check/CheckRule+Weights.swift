package import CfgParser

extension CheckRule {
  /// Which weights are checked, where none were given.
  package static let weightsLookup = CheckRule(
    "weights-lookup", .note, "which weights are checked where none are given")
  /// Something that is no weights file.
  static let notWeights = CheckRule(
    "not-weights", .error, "a file that is something else, or ends inside its header")
  /// Another number of values than the network takes.
  static let weightsSize = CheckRule(
    "weights-size", .error, "more or fewer values than the cfg needs")
  /// The first layers of a network.
  static let weightsPartial = CheckRule(
    "weights-partial", .error, "the first layers alone, as `.conv.NN` files have them")
  /// The number of classes that a file of another size fits.
  static let weightsClasses = CheckRule(
    "weights-classes", .note, "a file that fits the cfg with another number of classes")
  /// A version that no program is known to write.
  static let weightsVersion = CheckRule(
    "weights-version", .note, "a version of the format that no Darknet is known to write")
  /// Weights that were not compared, or whose values were not looked at.
  static let weightsUnchecked = CheckRule(
    "weights-unchecked", .note, "weights that cannot be compared because the cfg has errors")
}
