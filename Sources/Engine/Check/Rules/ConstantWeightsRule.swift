import CfgParser

/// Weights that are all the same: nothing was learned.
enum ConstantWeightsRule: ArrayRule {
  static let rule = CheckRule(
    "constant-weights", .warning, "`weights` of a layer that are all the same number")

  static func message(about array: CheckedArray) throws(WeightsError) -> String? {
    // Those of a [shortcut] begin as ones and may stay so.
    guard array.isNamed("weights"), array.count > 1, array.range.isConstant,
      !(array.node.layer is ShortcutLayer)
    else { return nil }
    return "\(array.name): all \(Wording.grouped(array.count)) values are \(array.range.minimum); "
      + "the layer has learned nothing, or the file was not written to its end"
  }
}
