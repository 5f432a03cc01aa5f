import CfgParser

extension Session {
  /// Adds the boxes of a head after a run, for an image of the batch.
  func decode(
    _ head: DetectionHead, _ rules: DecodingRules, image: Int = 0, into candidates: inout Candidates
  ) {
    let tensor = tensor(plan.outputs[head.layer], image: image)
    let values = unsafe Span(_unsafeStart: tensor.values, count: tensor.shape.count)
    let stage: HeadValues = plan.rawHeads.contains(head.layer) ? .raw : .activated
    head.decode(values, stage, rules, into: &candidates)
  }

  /// What darknet's layer gives, C × H × W, for the output of the layer before it, likewise.
  func activated(_ planes: [Float], of layer: Int) -> [Float] {
    guard let head = plan.detectionHead(layer) else { return planes }
    let shape = plan.network.nodes[layer].outputShape
    let (channels, area) = (shape.channels, shape.area)
    var values = (0..<planes.count).map { planes[$0 % channels * area + $0 / channels] }
    var span = values.mutableSpan
    head.activate(&span)
    return (0..<planes.count).map { values[$0 % area * channels + $0 / area] }
  }
}
