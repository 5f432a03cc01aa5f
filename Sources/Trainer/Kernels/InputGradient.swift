import CKernels
import CfgParser
import Engine

/// What comes from behind to the input of a convolution: deltas convolved with the weights turned
/// by 180° and transposed.
///
/// With a stride, the pixels of the input that lie at one place between the windows look at some of
/// the taps only, always the same: there is a convolution of stride 1 for each such place, with
/// those taps. So nothing is multiplied by zeros and nothing scattered.
struct InputGradient: Sendable {
  private let shape: Shape
  private let panels: PanelLayout
  private let images: Int
  private let parts: [InputGradientPart]

  /// The gradient of the input, of `shape`, of a convolution with weights of that layout.
  init(
    _ geometry: ConvolutionGeometry, panels: PanelLayout, images: Int, kernels: KernelSet
  ) {
    (shape, self.panels, self.images) = (geometry.input, panels, images)
    let rows = TapPlace.all(
      extent: geometry.input.height, size: geometry.size, stride: geometry.strideY,
      padding: geometry.padding, dilation: geometry.dilation)
    let columns = TapPlace.all(
      extent: geometry.input.width, size: geometry.size, stride: geometry.strideX,
      padding: geometry.padding, dilation: geometry.dilation)
    var parts: [InputGradientPart] = []
    var offset = 0
    for row in rows {
      for column in columns {
        let part = InputGradientPart(
          row, column, of: geometry, panels: panels, images: images, offset: offset)
        parts.append(part)
        offset += Scratch.roundedUp(part.product.panels.storedCount)
      }
    }
    self.parts = parts
    turnedCount = offset
  }

  /// Values of the turned weights.
  let turnedCount: Int

  /// Values of scratch a thread needs.
  func scratchCount(for kernels: KernelSet) -> Int {
    let gathered = WindowProduct.scratchCount(for: kernels)
    let product = MatrixMultiply.rowLimit(for: kernels) * panels.channels
    return isDirect ? gathered : gathered + Scratch.roundedUp(product)
  }

  /// Whether the products' rows are the pixels of the input in their order.
  private var isDirect: Bool { parts.count == 1 && parts[0].product.panels.depth > 0 }

  /// Turns the weights for `run`.
  func turn(
    _ weights: UnsafePointer<Float>, into turned: UnsafeMutablePointer<Float>,
    in run: borrowing TrainingContext
  ) {
    for part in parts {
      let turnedPanels = part.product.panels
      run.threads.forEach(panels.groups * turnedPanels.panels) { item, _ in
        let (group, panel) = item.quotientAndRemainder(dividingBy: turnedPanels.panels)
        let place = group * turnedPanels.groupCount + panel * turnedPanels.panelStride
        unsafe part.turn(
          weights, of: panels, group: group, panel: panel, into: turned + part.offset + place)
      }
    }
  }

  /// Writes, or adds, what comes to the input from `delta`.
  func run(
    _ delta: UnsafePointer<Float>, turned: UnsafePointer<Float>,
    into input: UnsafeMutablePointer<Float>, adds: Bool, in run: borrowing TrainingContext
  ) {
    if isDirect {
      unsafe parts[0].product.run(
        delta, weights: turned, into: input, outputStride: shape.channels,
        ending: .init(adds: adds), in: run)
      return
    }
    let gathered = WindowProduct.scratchCount(for: run.kernels)
    let (kernels, scratch, threads) = (run.kernels, run.scratch, run.threads)
    for part in parts {
      let division = part.product.division(kernels: kernels, threadCount: threads.threadCount)
      threads.forEach(panels.groups * division.taskCount) { item, worker in
        let (group, task) = item.quotientAndRemainder(dividingBy: division.taskCount)
        let (rows, columns) = (division.rows(of: task), division.columns(of: task))
        let scratch = unsafe scratch.worker(worker)
        let sums = unsafe scratch + gathered
        if part.product.panels.depth == 0 {
          unsafe sums.update(repeating: 0, count: rows.count * columns.count)
        }
        unsafe part.product.multiply(
          rows, columns, of: group, input: delta, weights: turned + part.offset, into: sums,
          outputStride: columns.count, ending: .init(), scratch: scratch, kernels: kernels)
        unsafe part.put(
          sums, rows, columns, into: input + group * panels.channels + columns.lowerBound,
          of: shape, adds: adds, kernels: kernels)
      }
    }
  }
}
