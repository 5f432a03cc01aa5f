import CfgParser

/// Looks at all values of a file whose layers are known.
struct ValueCheck {
  /// Values that were looked at.
  private(set) var valueCount = 0
  /// What was found, layer by layer.
  private(set) var findings: [Finding] = []

  /// Findings of one rule; further ones are counted.
  private static let limit = 20

  /// Reads the values once, and again where something is odd.
  ///
  /// - Throws: `WeightsError` when they cannot be read.
  init(_ weights: NetworkWeights, of network: Network) throws(WeightsError) {
    var counts: [CheckRule: Int] = [:]
    for node in network.nodes {
      for block in weights.blocks[node.index] where block.position != nil {
        let array = try CheckedArray(block, of: node, in: weights)
        guard array.count > 0 else { continue }
        valueCount += array.count
        for rule in ArrayRules.all {
          guard let message = try rule.message(about: array) else { continue }
          counts[rule.rule, default: 0] += 1
          guard counts[rule.rule, default: 0] <= Self.limit else { continue }
          findings.append(
            Finding(rule.rule, in: weights.file?.path ?? "", message, help: rule.help))
        }
      }
    }
    for rule in ArrayRules.all {
      let rest = counts[rule.rule, default: 0] - Self.limit
      guard rest > 0 else { continue }
      findings.append(
        Finding(
          rule.rule, in: weights.file?.path ?? "", "\(rest) more arrays are alike", help: rule.help)
      )
    }
  }
}
