import CKernels
import CfgParser
import Engine

/// Batch normalisation of a mini-batch with its own mean and variance, then an activation, and the
/// way back.
///
/// Forwards y = f(γ · (x − m) / √v + β), the variance divided by n − 1; backwards, as in Darknet,
/// the derivative of what a variance divided by n would give. x is kept, nothing else that is large:
/// what the activation was applied to is worked out again.
///
/// - Reference: darknet `batchnorm_layer.c`; Ioffe and Szegedy, "Batch Normalization",
///   [arXiv:1502.03167](https://arxiv.org/abs/1502.03167).
struct Normalization: Sendable, Hashable {
  /// γ, a value a channel.
  let scales: ParameterArray
  /// β, a value a channel.
  let biases: ParameterArray
  /// The rolling mean.
  let mean: ParameterArray
  /// The rolling variance.
  let variance: ParameterArray
  /// Which fork's arithmetic.
  let rules: NormalizationRules
  /// The pixels of the mini-batch.
  let blocks: RowBlocks
  /// What is applied behind it.
  let activation: dk_activation
  /// The buffer of what was measured: `Statistic.allCases` values a channel.
  let statistics: Int
  /// The buffer of sums of blocks, two a channel.
  let partials: Int

  /// What is known of a channel between the way there and the way back.
  enum Statistic: Int, CaseIterable {
    case mean, variance, gain, shift, deltaGain, deltaSlope, deltaOffset
  }

  private var channels: Int { blocks.channels }

  /// Values of scratch each thread needs.
  var scratchCount: Int { Scratch.roundedUp(blocks.blockValues) }

  /// Measures `input`, moves the rolling averages, and writes what is normalised and activated.
  func forward(
    _ input: BatchTensor, into output: BatchTensor, in run: borrowing TrainingContext
  ) {
    let (kernels, partials) = (run.kernels, unsafe run.buffer(self.partials))
    blocks.forEach(on: run.threads) { block, rows, _ in
      let place = unsafe partials + 2 * block * channels
      unsafe kernels.training.column_moments(self.rows(rows, of: input), place, place + channels)
    }
    for channel in 0..<channels { unsafe measure(channel, partials, in: run) }
    let (gains, shifts) = unsafe (statistic(.gain, in: run), statistic(.shift, in: run))
    blocks.forEach(on: run.threads) { _, rows, _ in
      unsafe kernels.table.affine(pair(rows, input, output), gains, shifts)
      unsafe kernels.table.activate(self.values(rows, of: output), activation)
    }
  }

  /// Turns the delta of the output into that of the input, and adds what comes to the parameters.
  func backward(
    _ delta: BatchTensor, input: BatchTensor, in run: borrowing TrainingContext
  ) {
    let (kernels, scratch) = (run.kernels, run.scratch)
    let partials = unsafe run.buffer(self.partials)
    let means = unsafe statistic(.mean, in: run)
    let (gains, shifts) = unsafe (statistic(.gain, in: run), statistic(.shift, in: run))
    blocks.forEach(on: run.threads) { block, rows, worker in
      if activation != dk_linear {
        var again = unsafe pair(rows, input, delta)
        unsafe again.output = scratch.worker(worker)
        unsafe kernels.table.affine(again, gains, shifts)
        var slopes = unsafe pair(rows, input, delta)
        unsafe slopes.input = UnsafePointer(scratch.worker(worker))
        unsafe kernels.training.activation_gradient(slopes, activation)
      }
      let place = unsafe partials + 2 * block * channels
      unsafe kernels.training.gradient_sums(
        pair(rows, input, delta), means, place, place + channels)
    }
    for channel in 0..<channels { unsafe settle(channel, partials, in: run) }
    let gain = unsafe statistic(.deltaGain, in: run)
    let (slope, offset) = unsafe (
      statistic(.deltaSlope, in: run), statistic(.deltaOffset, in: run)
    )
    blocks.forEach(on: run.threads) { _, rows, _ in
      unsafe kernels.training.normalize_gradient(pair(rows, input, delta), gain, slope, offset)
    }
  }

  /// Joins what blocks say of a channel: Chan's formula for the moments of two sets.
  private func measure(
    _ channel: Int, _ partials: UnsafePointer<Float>, in run: borrowing TrainingContext
  ) {
    let count = Double(blocks.rowCount)
    var sum = 0.0
    for block in 0..<blocks.count {
      sum +=
        unsafe Double(blocks.rows(of: block).count)
        * Double(partials[2 * block * channels + channel])
    }
    let mean = sum / count
    var squares = 0.0
    for block in 0..<blocks.count {
      let place = 2 * block * channels + channel
      let distance = unsafe Double(partials[place]) - mean
      squares +=
        unsafe Double(partials[place + channels])
        + Double(blocks.rows(of: block).count) * distance * distance
    }
    let variance = squares / max(1, count - 1)
    let values = unsafe run.parameters.values
    let gain = unsafe Double(values[scales.offset + channel]) / rules.divisor(variance)
    unsafe statistic(.mean, in: run)[channel] = Float(mean)
    unsafe statistic(.variance, in: run)[channel] = Float(variance)
    unsafe statistic(.gain, in: run)[channel] = Float(gain)
    unsafe statistic(.shift, in: run)[channel] = Float(
      Double(values[biases.offset + channel]) - gain * mean)
    guard run.updates[self.mean.layer].movesStatistics else { return }
    unsafe move(&values[self.mean.offset + channel], to: Float(mean))
    unsafe move(&values[self.variance.offset + channel], to: Float(variance))
  }

  private func move(_ average: inout Float, to value: Float) {
    average = (1 - rules.rollingShare) * average + rules.rollingShare * value
  }

  /// Works out what comes to γ and β of a channel, and how its deltas are turned.
  private func settle(
    _ channel: Int, _ partials: UnsafePointer<Float>, in run: borrowing TrainingContext
  ) {
    var (sum, product) = (0.0, 0.0)
    for block in 0..<blocks.count {
      let place = 2 * block * channels + channel
      sum += unsafe Double(partials[place])
      product += unsafe Double(partials[place + channels])
    }
    let (values, updates) = unsafe (run.parameters.values, run.parameters.updates)
    let variance = unsafe Double(statistic(.variance, in: run)[channel])
    let mean = unsafe Double(statistic(.mean, in: run)[channel])
    unsafe updates[biases.offset + channel] += Float(sum)
    unsafe updates[scales.offset + channel] += Float(product / rules.divisor(variance))

    let (scale, count) = unsafe (
      Double(values[scales.offset + channel]), Double(blocks.rowCount)
    )
    let spread = variance + NormalizationRules.epsilon
    let slope = -scale * product / (count * spread * spread.squareRoot())
    unsafe statistic(.deltaGain, in: run)[channel] = Float(scale / rules.deltaDivisor(variance))
    unsafe statistic(.deltaSlope, in: run)[channel] = Float(slope)
    unsafe statistic(.deltaOffset, in: run)[channel] = Float(
      -scale * sum / (count * spread.squareRoot()) - mean * slope)
  }

  private func statistic(
    _ statistic: Statistic, in run: borrowing TrainingContext
  ) -> UnsafeMutablePointer<Float> {
    unsafe run.buffer(statistics) + statistic.rawValue * channels
  }

  private func rows(_ rows: Range<Int>, of tensor: BatchTensor) -> dk_rows {
    unsafe dk_rows(
      values: tensor.values + rows.lowerBound * channels, rowCount: rows.count,
      columnCount: channels, stride: channels)
  }

  /// The same as one long row, for what looks at values singly.
  private func values(_ rows: Range<Int>, of tensor: BatchTensor) -> dk_rows {
    let count = rows.count * channels
    return unsafe dk_rows(
      values: tensor.values + rows.lowerBound * channels, rowCount: 1, columnCount: count,
      stride: count)
  }

  private func pair(
    _ rows: Range<Int>, _ input: BatchTensor, _ output: BatchTensor
  ) -> dk_row_pair {
    unsafe dk_row_pair(
      input: input.values + rows.lowerBound * channels, inputStride: channels,
      output: output.values + rows.lowerBound * channels, outputStride: channels,
      rowCount: rows.count, columnCount: channels)
  }
}
