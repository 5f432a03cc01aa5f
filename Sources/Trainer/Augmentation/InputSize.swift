public import CfgParser

/// Width and height of a network's input, in pixels.
public struct InputSize: Sendable, Hashable {
  /// Columns, at least 1.
  public let width: Int
  /// Rows, at least 1.
  public let height: Int

  /// A size; both sides are at least 1.
  public init(width: Int, height: Int) { (self.width, self.height) = (width, height) }

  /// The size of the network's input.
  public init(_ network: Network) {
    self.init(width: network.inputShape.width, height: network.inputShape.height)
  }

  /// Pixels.
  var area: Int { width * height }
}

extension Network {
  /// The network for an input of another size; the cfg's layers have the same parameters.
  ///
  /// - Throws: ``CfgParser/CfgError`` at the line of a layer that cannot have the size.
  func resized(to size: InputSize) throws(CfgError) -> Network {
    try Network(document, width: size.width, height: size.height, compatibility: compatibility)
  }
}
