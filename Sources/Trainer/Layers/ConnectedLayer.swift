import CKernels
import CfgParser
import Engine

extension ConnectedLayer: Trainable {
  /// The image is one pixel of many channels: its values in their order in memory.
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) throws {
    let shape = node.inputShapes[0]
    let geometry = ConvolutionGeometry(
      input: Shape(channels: shape.count, height: 1, width: 1), output: node.outputShape, size: 1,
      strideX: 1, strideY: 1, padding: 0, dilation: 1, groups: 1)
    let layout = PanelLayout(
      groups: 1, outputs: output, channels: shape.channels, taps: shape.area,
      width: plan.kernels.table.panelWidth)
    try LinearTraining(
      geometry: geometry, layout: layout, batchNormalize: batchNormalize, activation: activation
    ).addSteps(for: node, in: &plan)
  }
}
