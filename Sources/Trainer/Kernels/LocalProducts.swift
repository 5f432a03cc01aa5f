import CKernels
import CfgParser
import Engine

/// The products of a `[local]` layer, one for every position: the rows of each are the windows of
/// the images there.
///
/// - Reference: darknet `local_layer.c`.
struct LocalProducts: Sendable {
  /// The weights: a group for every position.
  let layout: PanelLayout
  private let products: [WindowProduct]
  private let shape: Shape
  private let images: Int

  init(_ layer: LocalLayer, of node: Network.Node, images: Int, kernels: KernelSet) {
    let (input, output) = (node.inputShapes[0], node.outputShape)
    (shape, self.images) = (output, images)
    let layout = PanelLayout(
      groups: output.area, outputs: output.channels, channels: input.channels,
      taps: layer.size * layer.size, width: kernels.table.panelWidth)
    self.layout = layout
    let single = PanelLayout(
      groups: 1, outputs: layout.outputs, channels: layout.channels, taps: layout.taps,
      width: layout.width)
    products = (0..<output.area).map { position in
      let (y, x) = position.quotientAndRemainder(dividingBy: output.width)
      return WindowProduct(
        windows: BatchWindows(
          height: input.height, width: input.width, channels: input.channels,
          pixelStride: input.channels, tapRows: layer.size, tapColumns: layer.size,
          paddingX: layer.pad - x * layer.stride, paddingY: layer.pad - y * layer.stride,
          outputHeight: 1, outputWidth: 1), panels: single, images: images)
    }
  }

  /// Multiplies the windows of every position by its weights.
  func forward(
    _ input: BatchTensor, _ weights: ParameterArray, _ biases: ParameterArray,
    _ function: dk_activation, into output: BatchTensor, in run: borrowing TrainingContext
  ) {
    let values = unsafe run.parameters.values
    for (position, product) in products.enumerated() {
      let first = position * layout.outputs
      unsafe product.run(
        input.values, weights: values + weights.offset + position * layout.groupCount,
        into: output.values + first, outputStride: shape.count,
        ending: .init(bias: values + biases.offset + first, activation: function), in: run)
    }
  }

  /// Adds the steps for what comes to the parameters and to the input.
  func addGradients(
    _ weights: ParameterArray, _ biases: ParameterArray, from input: TrainingSlot,
    delta: TrainingSlot, for node: Network.Node, in plan: inout TrainingPlanBuilder
  ) {
    let columns = ColumnSums(blocks: RowBlocks(rowCount: images, channels: shape.count))
    let partials = plan.buffer(columns.partialCount)
    plan.step(
      "weights", for: node, reads: [input.buffer, delta.buffer], writes: [partials],
      scratchCount: WindowProduct.scratchCount(for: plan.kernels)
    ) { run in
      let updates = unsafe run.parameters.updates
      unsafe columns.run(
        run[delta], into: updates + biases.offset, partials: run.buffer(partials), in: run)
      for (position, product) in products.enumerated() {
        unsafe WeightGradient(of: product).run(
          run[input].values, delta: run[delta].values + position * layout.outputs,
          deltaStride: shape.count, into: updates + weights.offset + position * layout.groupCount,
          partSums: run.buffer(partials), in: run)
      }
    }
    guard let target = plan.contribution(of: node) else { return }
    addInputGradient(weights, from: delta, to: target, for: node, in: &plan)
  }

  private func addInputGradient(
    _ weights: ParameterArray, from delta: TrainingSlot,
    to target: TrainingPlanBuilder.Contribution, for node: Network.Node,
    in plan: inout TrainingPlanBuilder
  ) {
    let turned = PanelLayout(
      groups: 1, outputs: layout.depth, channels: layout.outputs, taps: 1, width: layout.width)
    let (panels, windows) = (
      plan.buffer(turned.storedCount), plan.buffer(images * layout.depth)
    )
    let slot = target.slot
    plan.step(
      "delta", for: node, reads: [delta.buffer, slot.buffer],
      writes: [slot.buffer, panels, windows],
      scratchCount: WindowProduct.scratchCount(for: plan.kernels)
    ) { run in
      if target.isFirst { clear(run[slot], in: run) }
      for position in products.indices {
        unsafe turn(position, weights, turned, into: run.buffer(panels), in: run)
        // The deltas of a position are a pixel of each image.
        let pixels = BatchWindows(
          height: 1, width: 1, channels: layout.outputs, pixelStride: shape.count, tapRows: 1,
          tapColumns: 1, outputHeight: 1, outputWidth: 1)
        unsafe WindowProduct(windows: pixels, panels: turned, images: images).run(
          run[delta].values + position * layout.outputs, weights: run.buffer(panels),
          into: run.buffer(windows), outputStride: layout.depth, in: run)
        unsafe scatter(run.buffer(windows), of: position, to: run[slot], in: run)
      }
    }
  }

  private func turn(
    _ position: Int, _ weights: ParameterArray, _ turned: PanelLayout,
    into panels: UnsafeMutablePointer<Float>, in run: borrowing TrainingContext
  ) {
    let width = layout.width
    let from = unsafe run.parameters.values + weights.offset + position * layout.groupCount
    run.threads.forEach(turned.panels) { panel, _ in
      for filters in 0..<layout.panels {
        unsafe dk_turn_f32(
          from + filters * layout.panelStride + panel * width * width, width,
          min(width, layout.depth - panel * width), min(width, layout.outputs - filters * width),
          panels + panel * turned.panelStride + filters * width * width, width)
      }
    }
  }

  /// Adds the values of each image's window to the pixels that it covers.
  private func scatter(
    _ values: UnsafePointer<Float>, of position: Int, to input: BatchTensor,
    in run: borrowing TrainingContext
  ) {
    let (windows, kernels) = (products[position].windows, run.kernels)
    run.threads.forEach(images) { image, _ in
      var from = unsafe values + image * layout.depth
      for row in -windows.paddingY..<windows.tapRows - windows.paddingY {
        for column in -windows.paddingX..<windows.tapColumns - windows.paddingX {
          defer { unsafe from += layout.channels }
          guard (0..<windows.height).contains(row), (0..<windows.width).contains(column) else {
            continue
          }
          let pixel = (image * windows.height + row) * windows.width + column
          unsafe kernels.table.add_scaled(
            dk_row_pair(
              input: from, inputStride: 0, output: input.values + pixel * layout.channels,
              outputStride: 0, rowCount: 1, columnCount: layout.channels), 1, 1)
        }
      }
    }
  }
}
