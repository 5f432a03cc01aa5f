/// Builds a network for an input of another size than its cfg states.
struct InputResize {
  /// The builder before it has layers.
  private let start: NetworkBuilder
  /// The network in the size that the cfg states.
  private let original: NetworkBuilder

  /// Takes a builder without layers; nothing where the cfg makes no network in its own size.
  init?(_ start: NetworkBuilder) {
    var builder = start
    guard (try? builder.addLayers()) != nil else { return nil }
    (self.start, original) = (start, builder)
  }

  /// The network for an input of that size; nil stands for the cfg's own.
  ///
  /// - Throws: ``CfgError`` at the layer that cannot have the size, with the nearest sizes it can.
  func builder(width: Int?, height: Int?) throws(CfgError) -> NetworkBuilder {
    do {
      return try attempt(width: width, height: height)
    } catch {
      guard error.code == .shapeMismatch else { throw error }
      throw CfgError(error.code, at: error.location, error.message, help: help(width, height))
    }
  }

  private func attempt(width: Int?, height: Int?) throws(CfgError) -> NetworkBuilder {
    var builder = try start.resized(width: width, height: height, from: original)
    try builder.addLayers()
    return builder
  }

  /// `a width of 288 or 320 would do`; each extent is tried beside the cfg's other one.
  private func help(_ width: Int?, _ height: Int?) -> String {
    let own = original.settings.inputShape
    let widths = fitting(width, own: own.width) { fits(width: $0, height: nil) }
    let heights = fitting(height, own: own.height) { fits(width: nil, height: $0) }
    let parts = [sentence("width", widths), sentence("height", heights)].compactMap(\.self)
    guard !parts.isEmpty else { return "the cfg's \(own.width)×\(own.height) would do" }
    return parts.joined(separator: " and ") + " would do"
  }

  private func sentence(_ name: String, _ sizes: [Int]) -> String? {
    sizes.isEmpty ? nil : "a \(name) of \(Wording.list(sizes.map(String.init)))"
  }

  /// The nearest sizes below and above `size` that fit, else the cfg's own; nothing if it fits
  /// itself.
  private func fitting(_ size: Int?, own: Int, _ fits: (Int) -> Bool) -> [Int] {
    guard let size, !fits(size) else { return [] }
    let (lowest, highest) = (max(1, size - reach), min(size + reach, Limits.inputSize))
    let below = stride(from: size - 1, through: lowest, by: -1).first(where: fits)
    let above = stride(from: size + 1, through: highest, by: 1).first(where: fits)
    let found = [below, above].compactMap(\.self)
    return found.isEmpty ? [own] : found
  }

  /// Whether the size makes a network, and one whose heads have cells as large as the cfg's.
  private func fits(width: Int?, height: Int?) -> Bool {
    guard let builder = try? attempt(width: width, height: height) else { return false }
    let (input, own) = (builder.settings.inputShape, original.settings.inputShape)
    return zip(builder.nodes, original.nodes).allSatisfy { node, ownNode in
      guard node.layer is any HeadLayer, node.outputShape.isImage else { return true }
      let (grid, ownGrid) = (node.outputShape, ownNode.outputShape)
      return grid.width * own.width == ownGrid.width * input.width
        && grid.height * own.height == ownGrid.height * input.height
    }
  }

  /// How far sizes are looked for: twice the coarsest grid of any published network, less in
  /// networks so large that it would take seconds.
  private var reach: Int {
    let effort = original.nodes.reduce(0) {
      $0 + $1.inputs.count + $1.blocks(in: .alexeyab).count
    }
    return min(256, max(1, 200_000 / max(1, effort)))
  }
}
