import CfgParser

/// Where every array of a network lies in a weights file that follows one dialect.
struct WeightsLayout {
  /// The arrays of every layer, in file order, with their positions.
  let blocks: [[NetworkWeights.Block]]
  /// Values the network takes from a file.
  let valueCount: Int
  private let network: Network
  private let ends: [Int]

  init(_ network: Network, dialect: WeightDialect) {
    var position = 0
    var blocks: [[NetworkWeights.Block]] = []
    var ends: [Int] = []
    for node in network.nodes {
      let stored = Dictionary(
        node.storedBlocks(in: dialect).map { ($0.name, $0.count) },
        uniquingKeysWith: { first, _ in first })
      blocks.append(
        node.blocks(in: dialect).map { block in
          guard let count = stored[block.name] else { return .init(block) }
          defer { position += count }
          return .init(block, storedCount: count, position: position)
        })
      ends.append(position)
    }
    (self.network, self.blocks, self.ends, valueCount) = (network, blocks, ends, position)
  }

  /// How many layers, from the first on, end within `valueCount` values.
  func completeLayerCount(valueCount: Int) -> Int {
    ends.firstIndex { $0 > valueCount } ?? ends.count
  }

  /// Whether the file ends where a layer does, and holds at least one.
  func endsWithLayer(_ file: WeightsFile) -> Bool {
    file.valueCount > 0 && ends.contains(file.valueCount)
  }

  /// The error for a file with fewer values than the network takes.
  func tooShort(_ file: WeightsFile) -> WeightsError {
    let complete = completeLayerCount(valueCount: file.valueCount)
    let missing = blocks[complete].first { block in
      block.position.map { $0 + block.storedCount > file.valueCount } ?? false
    }
    let node = network.nodes[complete]
    let needed =
      file.header.byteCount + 4 * ((missing?.position ?? 0) + (missing?.storedCount ?? 0))
    let whole = file.header.byteCount + 4 * valueCount
    return WeightsError(
      .tooShort, file.path,
      """
      the file ends inside layer \(complete) [\(node.type)] '\(missing?.name ?? "weights")' \
      (\(geometry(of: node))): \(Wording.grouped(needed)) bytes are needed up to there, \
      the file has \(Wording.grouped(file.byteCount)), \
      \(Wording.grouped(whole - file.byteCount)) fewer than the network takes
      """, help: shortHelp(file, complete: complete))
  }

  /// The error for a file that ends inside a value.
  func notWhole(_ file: WeightsFile) -> WeightsError {
    WeightsError(
      .tooShort, file.path,
      """
      the file has \(Wording.grouped(file.byteCount)) bytes, which is not a header and whole \
      values of 4 bytes
      """, help: "the download may be incomplete")
  }

  private func shortHelp(_ file: WeightsFile, complete: Int) -> String {
    if let other = published(file) { return other }
    if endsWithLayer(file) {
      return """
        the file holds layers 0 to \(complete - 1) and nothing else: allow a partial file \
        (--partial) if that is meant
        """
    }
    return "the download may be incomplete"
  }

  /// The error for a file with more values than the network takes.
  func tooLong(_ file: WeightsFile) -> WeightsError {
    let (used, held) = (valueCount, file.valueCount)
    return WeightsError(
      .tooLong, file.path,
      """
      \(Wording.fileName(network.file)) uses \(Wording.grouped(used)) values, the file has \(Wording.grouped(held)) \
      (\(Wording.grouped(held - used)) left over)
      """,
      help: published(file)
        ?? "the cfg belongs to other weights; --allow-trailing ignores what is left over")
  }

  /// What published network has the size of the file.
  private func published(_ file: WeightsFile) -> String? {
    guard let match = PublishedNetwork.matching(valueCount: file.valueCount).first else {
      return nil
    }
    let ending = file.valueCount > valueCount ? ", or allow trailing values" : ""
    return "this is the size of \(match.name): use \(match.cfg)\(ending)"
  }

  private func geometry(of node: Network.Node) -> String {
    let size = node.layer.sizeDescription(for: node.inputShapes).prefix { $0 != "/" }
    let channels = "\(node.inputShapes[0].channels) → \(node.outputShape.channels)"
    return size.isEmpty ? channels : "\(channels), \(size)"
  }
}
