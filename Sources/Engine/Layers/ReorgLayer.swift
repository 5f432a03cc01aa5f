package import CfgParser

extension ReorgLayer: Lowerable {
  /// The loop walks the *input's* extent, so this is not a space-to-depth of the picture: the
  /// published YOLOv2 weights were trained with just this order.
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let shape = node.inputShapes[0]
    if extra > 0 {
      let copied = output.part(from: 0, shape: Shape(vectorOf: shape.count))
      let added = output.part(from: shape.count, shape: Shape(vectorOf: extra))
      plan.flattenStep(input, to: copied, for: node)
      plan.step("\(extra) zeros", for: node, reads: [], writes: added) { run in
        run[added].withMutableSpan { $0.update(repeating: 0) }
      }
    } else if flatten {
      plan.permutationStep(
        "flatten", transposition(of: shape), from: input, to: output, for: node)
    } else {
      let mapping = ReorgMapping(walking: shape, stride: stride)
      plan.permutationStep(
        "reorg /\(stride)", reverse ? mapping.scattered : mapping.gathered, from: input, to: output,
        for: node)
    }
  }

  /// Channels last instead of first, or back.
  package func transposition(of shape: Shape) -> [Int] {
    let (rows, columns) =
      reverse ? (shape.channels, shape.area) : (shape.area, shape.channels)
    return (0..<shape.count).map { p in (p % columns) * rows + p / columns }
  }
}
