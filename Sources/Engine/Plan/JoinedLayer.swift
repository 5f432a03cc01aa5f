import CfgParser

/// A layer that the step of the convolution before it does as well, so that what lies between is
/// never written.
struct JoinedLayer: Sendable {
  /// What is done to the convolution's output before it leaves the cache.
  enum Work: Sendable, Hashable {
    /// The largest of every 2×2 values is kept.
    case pairPooling
    /// Another activation of the same shape is added, and a function applied to the sum.
    case sum(with: Slot, activation: Activation)
  }

  /// The layer.
  let node: Network.Node
  /// What it does.
  let work: Work

  /// Whether pairs are pooled.
  var isPairPooling: Bool { work == .pairPooling }

  /// What is added, if something is.
  var sum: (term: Slot, activation: Activation)? {
    guard case .sum(let term, let activation) = work else { return nil }
    return (term, activation)
  }
}

extension JoinedLayer: CustomStringConvertible {
  /// What stands behind the name of the convolution's algorithm: ` + layer 3`.
  var description: String {
    switch work {
    case .pairPooling: " + maxpool 2×2/2"
    case .sum(_, .linear): " + \(source)"
    case .sum(_, let activation): " + \(source), \(activation.rawValue)"
    }
  }

  private var source: String {
    switch node.inputs[1] {
    case .image: "image"
    case .layer(let layer): "layer \(layer)"
    }
  }
}

extension Network.Source {
  /// Whether it is known before the layer of that number runs.
  func isBefore(_ layer: Int) -> Bool {
    guard case .layer(let source) = self else { return true }
    return source < layer
  }
}
