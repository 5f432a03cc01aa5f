/// Layers whose output nothing reads.
enum UnreadLayerRule: CfgRule {
  private static let rule = CheckRule(
    "unread-layer", .warning, "a layer whose output no other layer reads, and that is no head")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    let read = Set(review.layers.flatMap { $0.node.inputs + tracking($0) })
    let last = review.layers.lastIndex { !($0.node.layer is CostLayer) }
    guard review.layers.allSatisfy(\.isKnown) else { return [] }
    return review.layers.compactMap { layer in
      let node = layer.node
      guard !read.contains(.layer(node.index)), node.index != last, !isResult(node.layer) else {
        return nil
      }
      return Finding(
        rule, at: layer.place(),
        "\(layer.name) is computed, but no layer reads it; check the numbers in 'layers' and 'from'"
      )
    }
  }

  /// Heads, and what is there for training alone.
  private static func isResult(_ layer: any Layer) -> Bool {
    layer is any HeadLayer || layer is IsegLayer || type(of: layer).isForTraining
  }

  /// The layer a head takes embeddings from when objects are followed.
  private static func tracking(_ layer: ReviewedLayer) -> [Network.Source] {
    guard let option = layer.section.option("embedding_layer"),
      let number = NumberText<Int>(option.value)?.value
    else { return [] }
    return [.layer(number < 0 ? layer.node.index + number : number)]
  }
}
