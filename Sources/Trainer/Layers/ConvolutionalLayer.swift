import CKernels
import CfgParser
import Engine

extension ConvolutionalLayer: Trainable {
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) throws {
    if xnor { throw node.untrainable("cannot be trained with xnor=1") }
    if antialiasing != nil { throw node.untrainable("cannot be trained with antialiasing") }
    let geometry = ConvolutionGeometry(
      input: node.inputShapes[0], output: node.outputShape, size: size, strideX: strideX,
      strideY: strideY, padding: padding * dilation, dilation: dilation, groups: groups)
    let layout = PanelLayout(
      groups: groups, outputs: geometry.filtersPerGroup, channels: geometry.channelsPerGroup,
      taps: geometry.taps, width: plan.kernels.table.panelWidth)
    try LinearTraining(
      geometry: geometry, layout: layout, batchNormalize: batchNormalize, activation: activation
    ).addSteps(for: node, in: &plan)
  }
}
