public import CfgParser

/// Every layer's parameters: where they lie in a weights file, or what stands in for them.
///
/// Parameters are unfolded and in darknet's order; what a plan makes of them is the plan's act.
/// Making this value checks all sizes and reads nothing but the header.
public struct NetworkWeights: Sendable {
  /// What may differ from a file that fits exactly.
  public struct Leniency: Sendable, Hashable {
    /// Whether values may be left over behind the last layer.
    public var allowsTrailing: Bool
    /// Whether the file may end early, behind a whole layer: the layers after it get random
    /// weights, as in darknet.
    public var allowsPartial: Bool
    /// Whether the file may even end inside a layer, or a value.
    public var allowsTruncated: Bool

    /// Nothing may differ, unless it is said.
    public init(
      allowsTrailing: Bool = false, allowsPartial: Bool = false, allowsTruncated: Bool = false
    ) {
      (self.allowsTrailing, self.allowsPartial) = (allowsTrailing, allowsPartial)
      self.allowsTruncated = allowsTruncated
    }
  }

  /// One array of a layer.
  struct Block: Sendable, Hashable {
    let name: String
    let count: Int
    /// Values of it that the file holds, from the first on: all but with `numload`.
    let storedCount: Int
    /// Number of its first value in the file; nil for an array that is not loaded.
    let position: Int?
    /// What values that are not loaded are spread over, where the layer says so.
    let initial: ClosedRange<Float>?

    /// An array the file does not hold.
    init(_ block: WeightBlock) {
      (name, count, initial, storedCount, position) = (
        block.name, block.count, block.initial, 0, nil
      )
    }

    /// An array of which the file holds `storedCount` values from `position` on.
    init(_ block: WeightBlock, storedCount: Int, position: Int) {
      (name, count, initial) = (block.name, block.count, block.initial)
      (self.storedCount, self.position) = (storedCount, position)
    }
  }

  /// The file, or nil for random weights.
  let file: WeightsFile?
  /// The arrays of every layer, in file order.
  let blocks: [[Block]]
  /// Whose arithmetic the values are for: that of the network, which a plan makes sure of.
  var compatibility: Compatibility
  /// Whether connected matrices are stored inputs × outputs.
  var isTransposed: Bool { file?.header.isTransposed ?? false }
  /// Whose order of arrays was read.
  public let dialect: WeightDialect
  /// How many layers, from the first on, have all their values in the file.
  public let loadedLayerCount: Int
  /// Values of the file that the network does not use.
  public let trailingValueCount: Int
  /// What random values begin with, of the layers that get such: another seed gives other ones.
  public var seed: UInt64 = 0

  /// Random weights of the size training starts with, the same for the same network: for timing it.
  public init(randomFor network: Network) {
    (file, compatibility, dialect) = (nil, network.compatibility, .alexeyab)
    blocks = network.nodes.map { node in
      node.blocks(in: .alexeyab).map(Block.init)
    }
    (loadedLayerCount, trailingValueCount) = (network.nodes.count, 0)
  }

  /// Gives every layer its part of the file.
  ///
  /// Where the forks store different arrays (`[batchnorm]`), the network's compatibility says whose
  /// order it is; where it does not, the order that fits the size of the file is taken, else the
  /// one of the program that wrote it.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - network: the network the values are for.
  ///   - leniency: what may differ; nil for what the network's compatibility says: all, where it is
  ///     one of the programs'.
  /// - Throws: `WeightsError.Code.tooShort` or `.tooLong` when the sizes differ in a way not
  ///   allowed, `.tooShort` also where the file ends inside a value.
  public init(_ file: WeightsFile, for network: Network, allowing leniency: Leniency? = nil)
    throws(WeightsError)
  {
    let leniency = leniency ?? network.compatibility.leniency
    dialect = network.compatibility.weightDialect ?? Self.dialect(of: file, for: network)
    let layout = WeightsLayout(network, dialect: dialect)
    compatibility = network.compatibility
    let isShort = layout.valueCount > file.valueCount
    guard file.looseByteCount == 0 || (isShort ? leniency.allowsTruncated : leniency.allowsTrailing)
    else { throw layout.notWhole(file) }
    if isShort, !leniency.allowsTruncated {
      guard leniency.allowsPartial, layout.endsWithLayer(file) else { throw layout.tooShort(file) }
    }
    if layout.valueCount < file.valueCount, !leniency.allowsTrailing {
      throw layout.tooLong(file)
    }
    self.file = file
    loadedLayerCount = layout.completeLayerCount(valueCount: file.valueCount)
    trailingValueCount = max(0, file.valueCount - layout.valueCount)
    blocks = layout.blocks
  }

  private static func dialect(of file: WeightsFile, for network: Network) -> WeightDialect {
    let fitting = WeightDialect.allCases.filter {
      WeightsLayout(network, dialect: $0).valueCount == file.valueCount
    }
    return fitting.count == 1 ? fitting[0] : file.header.dialect
  }

  /// The array of that name, or nil if the layer has none.
  func block(_ name: String, of layer: Int) -> Block? {
    blocks[layer].first { $0.name == name }
  }

  /// A whole array; nil if the layer has none of that name.
  package func values(_ name: String, of layer: Int) throws(WeightsError) -> [Float]? {
    guard let block = block(name, of: layer) else { return nil }
    var values = [Float](repeating: 0, count: block.count)
    var failure: WeightsError?
    unsafe values.withUnsafeMutableBufferPointer { buffer in
      do throws(WeightsError) {
        try unsafe read(block, of: layer, from: 0, into: buffer)
      } catch { failure = error }
    }
    if let failure { throw failure }
    return values
  }

  /// Fills `buffer` with the values of an array from number `start` on.
  func read(
    _ block: Block, of layer: Int, from start: Int, into buffer: UnsafeMutableBufferPointer<Float>
  ) throws(WeightsError) {
    let storedCount = storedCount(of: block, from: start, count: buffer.count)
    if let file, let position = block.position, storedCount > 0 {
      try unsafe file.read(.init(rebasing: buffer[..<storedCount]), at: position + start)
    }
    guard storedCount < buffer.count else { return }
    unsafe InitialValues(layer: layer, block: block, layerBlocks: blocks[layer], seed: seed)
      .fill(.init(rebasing: buffer[storedCount...]), from: start + storedCount)
  }

  /// How many of `count` values of an array are in the file, which may hold only the first, or end
  /// early.
  func storedCount(of block: Block, from start: Int, count: Int) -> Int {
    guard let file, let position = block.position else { return 0 }
    let held = min(block.storedCount, file.valueCount - position)
    return min(count, max(0, held - start))
  }
}
