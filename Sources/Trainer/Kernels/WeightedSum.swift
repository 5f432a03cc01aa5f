import CKernels
import CfgParser
import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The sum of several layers, each times a weight that is learnt, or one for each of its channels.
///
/// - Reference: AlexeyAB's darknet `blas.c`, `shortcut_multilayer_cpu`,
///   `backward_shortcut_multilayer_cpu`. Its gradient does not differentiate the normalisation of
///   the weights; recommended is that it does.
struct WeightedSum: Sendable {
  /// The weights, [input][channel] or [input].
  let weights: ParameterArray
  /// What is summed; channels beyond those of the first count for nothing.
  let inputs: [TrainingSlot]
  /// Whether every channel has weights of its own.
  let isPerChannel: Bool
  /// How the weights of a sum are made to add up to about 1.
  let normalization: ShortcutLayer.WeightsNormalization
  /// Whether the gradient is that of the weights, not of what is made of them.
  let differentiatesNormalization: Bool

  private var channels: Int { inputs[0].shape.channels }

  /// Adds the steps that make the sum.
  func addForwardSteps(
    to sums: TrainingSlot, for node: Network.Node, in plan: inout TrainingPlanBuilder
  ) {
    plan.step(
      "weighted sum", for: node, reads: inputs.map(\.buffer), writes: [sums.buffer],
      scratchCount: Scratch.roundedUp(channels)
    ) { run in
      let output = run[sums]
      clear(output, in: run)
      for index in inputs.indices { addTerm(index, run[inputs[index]], to: output, in: run) }
    }
  }

  /// Adds the steps that bring the delta of the sum back.
  func addBackwardSteps(
    _ delta: TrainingSlot, for node: Network.Node, in plan: inout TrainingPlanBuilder
  ) {
    let blocks = RowBlocks(rowCount: plan.images * delta.shape.area, channels: channels)
    let products = plan.buffer((2 * blocks.count + inputs.count) * channels)
    plan.step(
      "weights", for: node, reads: [delta.buffer] + inputs.map(\.buffer), writes: [products],
      scratchCount: Scratch.roundedUp(channels)
    ) { run in
      unsafe addGradient(run[delta], blocks, run.buffer(products), in: run)
    }
    for index in inputs.indices {
      guard let target = plan.contribution(to: index, of: node) else { continue }
      let slot = target.slot
      plan.step(
        "delta", for: node, reads: [delta.buffer, slot.buffer], writes: [slot.buffer],
        scratchCount: Scratch.roundedUp(channels)
      ) { run in
        if target.isFirst { clear(run[slot], in: run) }
        addTerm(index, run[delta], to: run[slot], in: run)
      }
    }
  }

  /// output += factor · input, for the channels that both have.
  private func addTerm(
    _ index: Int, _ input: BatchTensor, to output: BatchTensor, in run: borrowing TrainingContext
  ) {
    let (from, to) = (input.shape.channels, output.shape.channels)
    let count = min(from, to, channels)
    let (kernels, values) = unsafe (run.kernels, run.parameters.values + weights.offset)
    let scratch = run.scratch
    for channel in 0..<count {
      unsafe scratch.worker(0)[channel] = factor(index, channel, values)
    }
    run.threads.forEachRows(input.pixelCount, of: count) { pixels in
      unsafe kernels.table.add_weighted(
        dk_row_pair(
          input: input.values + pixels.lowerBound * from, inputStride: from,
          output: output.values + pixels.lowerBound * to, outputStride: to,
          rowCount: pixels.count, columnCount: count), scratch.worker(0))
    }
  }

  /// Sums delta · input over all pixels for every factor, and brings that to the weights.
  private func addGradient(
    _ delta: BatchTensor, _ blocks: RowBlocks, _ memory: UnsafeMutablePointer<Float>,
    in run: borrowing TrainingContext
  ) {
    let kernels = run.kernels
    let found = unsafe memory + 2 * blocks.count * channels
    let zeros = unsafe run.scratch.worker(0)
    unsafe zeros.update(repeating: 0, count: channels)
    for index in inputs.indices {
      let input = run[inputs[index]]
      let count = min(channels, input.shape.channels)
      blocks.forEach(on: run.threads) { block, rows, _ in
        let place = unsafe memory + 2 * block * channels
        unsafe kernels.training.gradient_sums(
          dk_row_pair(
            input: input.values + rows.lowerBound * input.shape.channels,
            inputStride: input.shape.channels, output: delta.values + rows.lowerBound * channels,
            outputStride: channels, rowCount: rows.count, columnCount: count), zeros, place,
          place + channels)
      }
      for channel in 0..<channels {
        var sum = 0.0
        for block in 0..<(channel < count ? blocks.count : 0) {
          sum += unsafe Double(memory[(2 * block + 1) * channels + channel])
        }
        unsafe found[index * channels + channel] = Float(sum)
      }
    }
    for channel in 0..<channels { unsafe settle(channel, found, in: run) }
  }

  private func settle(
    _ channel: Int, _ found: UnsafePointer<Float>, in run: borrowing TrainingContext
  ) {
    let values = unsafe run.parameters.values + weights.offset
    let updates = unsafe run.parameters.updates + weights.offset
    // With factor = term / sum of all: d factor k / d term j = (k = j − factor k) / sum.
    var mean: Float = 0
    for index in inputs.indices {
      mean += unsafe factor(index, channel, values) * found[index * channels + channel]
    }
    for index in inputs.indices {
      let gradient = unsafe found[index * channels + channel]
      let slope =
        normalization == .none || !differentiatesNormalization
        ? gradient
        : unsafe slope(of: index, channel, values) * (gradient - mean)
          + shift(of: index, channel, values) * mean
      unsafe updates[place(of: index, channel)] += slope
    }
  }

  /// The largest weight of a softmax is what all terms are relative to, the constant beside them
  /// not.
  private func shift(
    of index: Int, _ channel: Int, _ values: UnsafePointer<Float>
  ) -> Float {
    guard normalization == .softmax, unsafe term(of: index, channel, values) == 1 else { return 0 }
    return unsafe -Self.least / total(channel, values)
  }

  /// The derivative of a term by its weight, over the sum of all terms.
  private func slope(
    of index: Int, _ channel: Int, _ values: UnsafePointer<Float>
  ) -> Float {
    guard normalization == .relu else { return unsafe factor(index, channel, values) }
    let weight = unsafe values[place(of: index, channel)]
    return unsafe (weight > 0 ? 1 : Self.leak) / total(channel, values)
  }

  /// What an input is multiplied by.
  private func factor(_ index: Int, _ channel: Int, _ values: UnsafePointer<Float>) -> Float {
    guard normalization != .none else { return unsafe values[place(of: index, channel)] }
    return unsafe term(of: index, channel, values) / total(channel, values)
  }

  private func total(_ channel: Int, _ values: UnsafePointer<Float>) -> Float {
    var total = Self.least
    for index in inputs.indices { total += unsafe term(of: index, channel, values) }
    return total
  }

  private func term(of index: Int, _ channel: Int, _ values: UnsafePointer<Float>) -> Float {
    let weight = unsafe values[place(of: index, channel)]
    if normalization == .relu { return weight > 0 ? weight : Self.leak * weight }
    var largest = -Float.greatestFiniteMagnitude
    for other in inputs.indices { largest = max(largest, unsafe values[place(of: other, channel)]) }
    return exp(weight - largest)
  }

  private func place(of index: Int, _ channel: Int) -> Int {
    isPerChannel ? index * channels + channel : index
  }

  /// What the sum of the terms begins with.
  private static let least: Float = 1e-4
  /// What is left of weights below 0.
  private static let leak: Float = 0.001
}
