import CKernels
import CfgParser
import Engine

@testable import Trainer

/// A 3×3 convolution of stride 1 on random values, by Winograd's algorithm and by products of
/// windows.
struct ConvolutionCase: Sendable, CustomStringConvertible {
  let channels, filters, height, width, padding, tileSize: Int
  var threads = 2
  var kernels = KernelSet.scalar

  private static let images = 2

  var description: String {
    "\(channels) to \(filters) channels, \(height)x\(width), padding \(padding), "
      + "tiles of \(tileSize), \(threads) threads, \(kernels.name)"
  }

  /// What comes out of each kernel; what is there before counts.
  struct Results: Equatable {
    var output, inputDelta, updates: [Float]
  }

  private var geometry: ConvolutionGeometry {
    ConvolutionGeometry(
      input: Shape(channels: channels, height: height, width: width),
      output: Shape(
        channels: filters, height: height + 2 * padding - 2, width: width + 2 * padding - 2),
      size: 3, strideX: 1, strideY: 1, padding: padding, dilation: 1, groups: 1)
  }

  private var panels: PanelLayout {
    PanelLayout(
      groups: 1, outputs: filters, channels: channels, taps: 9, width: kernels.table.panelWidth)
  }

  /// The results of Winograd's algorithm.
  func winograd() -> Results {
    let (geometry, panels) = (geometry, panels)
    let tiles = WinogradTiles(
      input: geometry.input, output: geometry.output, padding: padding, size: tileSize,
      images: Self.images)
    let back = WinogradTiles(
      input: geometry.output, output: geometry.input, padding: 2 - padding, size: tileSize,
      images: Self.images)
    let product = WinogradProduct(tiles, turnsTaps: false, kernels: kernels)
    let gradient = WinogradWeightGradient(tiles, kernels: kernels)
    let delta = WinogradProduct(back, turnsTaps: true, kernels: kernels)
    let part = InputGradientPart(of: geometry, panels: panels, images: Self.images)
    let memory = AlignedFloats(
      count: max(product.sharedCount, gradient.sharedCount, delta.sharedCount))
    return results(
      scratchCount: max(product.scratchCount, gradient.scratchCount, delta.scratchCount)
    ) { values, run in
      unsafe product.run(
        values.input, into: values.output, ending: .init(bias: values.bias, activation: dk_leaky),
        memory: memory.values, in: run
      ) { panel, channels, _ in
        let first = panel * panels.panelStride + channels.lowerBound * panels.width
        return unsafe (values.weights + first, panels.channels * panels.width)
      }
      unsafe gradient.run(
        values.input, delta: values.delta, into: values.updates, memory: memory.values, in: run)
      unsafe delta.run(
        values.delta, into: values.inputDelta, ending: .init(adds: true), memory: memory.values,
        in: run
      ) { panel, filters, scratch in
        unsafe part.turn(
          values.weights, of: panels, panel: panel, filters: filters, into: scratch)
        return unsafe (UnsafePointer(scratch), filters.count * panels.width)
      }
    }
  }

  /// The results of products of windows.
  func direct() -> Results {
    let (geometry, panels) = (geometry, panels)
    let windows = BatchWindows(
      height: height, width: width, channels: channels, pixelStride: channels, tapRows: 3,
      tapColumns: 3, paddingX: padding, paddingY: padding, outputHeight: geometry.output.height,
      outputWidth: geometry.output.width)
    let product = WindowProduct(windows: windows, panels: panels, images: Self.images)
    let gradient = WeightGradient(of: product)
    let delta = InputGradient(geometry, panels: panels, images: Self.images, kernels: kernels)
    let turned = AlignedFloats(count: delta.turnedCount)
    let partSums = AlignedFloats(count: gradient.partValueCount)
    let filters = filters
    return results(
      scratchCount: max(
        WindowProduct.scratchCount(for: kernels), delta.scratchCount(for: kernels))
    ) { values, run in
      unsafe product.run(
        values.input, weights: values.weights, into: values.output, outputStride: filters,
        ending: .init(bias: values.bias, activation: dk_leaky), in: run)
      unsafe gradient.run(
        values.input, delta: values.delta, deltaStride: filters, into: values.updates,
        partSums: partSums.values, in: run)
      unsafe delta.turn(values.weights, into: turned.values, in: run)
      unsafe delta.run(
        values.delta, turned: turned.values, into: values.inputDelta, adds: true, in: run)
    }
  }

  /// Where kernels find their values, and leave their results.
  @safe struct Values {
    let input, delta, weights, bias: UnsafePointer<Float>
    let output, inputDelta, updates: UnsafeMutablePointer<Float>
  }

  private func results(
    scratchCount: Int, _ body: (Values, borrowing TrainingContext) -> Void
  ) -> Results {
    let (inputCount, outputCount) = (
      Self.images * geometry.input.count, Self.images * geometry.output.count
    )
    let weightCount = panels.storedCount
    let padded = weightCount / (9 * channels)
    var random = TestRandom(seed: 5)
    func floats(_ count: Int, _ isRandom: Bool) -> AlignedFloats {
      AlignedFloats((0..<count).map { _ in isRandom ? Float(random.next()) : 0 }, paddedTo: count)
    }
    let (input, delta) = (floats(inputCount, true), floats(outputCount, true))
    let bias = floats(padded, true)
    let (output, inputDelta) = (floats(outputCount, false), floats(inputCount, true))
    let (weights, updates) = (floats(weightCount, false), floats(weightCount, false))
    for index in 0..<9 * channels * filters {
      unsafe weights.values[panels.place(of: index)] = Float(random.next())
      unsafe updates.values[panels.place(of: index)] = Float(random.next())
    }
    let scratch = AlignedFloats(count: threads * Scratch.roundedUp(scratchCount))
    let context = unsafe TrainingContext(
      images: Self.images, seen: 0, updates: [], kernels: kernels,
      threads: ThreadPool(threadCount: threads),
      scratch: Scratch(base: scratch.values, sharedFloats: 0, floatsPerWorker: scratchCount),
      parameters: ParameterMemory(count: 1, hasMoments: false),
      truths: TruthMemory(images: 0, countPerImage: 0, lossCount: 0), memory: scratch.values,
      offsets: [])
    unsafe body(
      Values(
        input: UnsafePointer(input.values), delta: UnsafePointer(delta.values),
        weights: UnsafePointer(weights.values), bias: UnsafePointer(bias.values),
        output: output.values, inputDelta: inputDelta.values, updates: updates.values),
      context)
    let order = (0..<9 * channels * filters).map { panels.place(of: $0) }
    return Results(
      output: (0..<outputCount).map { unsafe output.values[$0] },
      inputDelta: (0..<inputCount).map { unsafe inputDelta.values[$0] },
      updates: order.map { unsafe updates.values[$0] })
  }
}
