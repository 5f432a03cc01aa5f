import CKernels
import CfgParser
import Engine

/// The convolution that gives the delta of the pixels at one place between windows.
struct InputGradientPart: Sendable, Hashable {
  /// The product: rows are windows over the deltas.
  let product: WindowProduct
  /// Where its weights lie among the turned ones of all parts.
  let offset: Int
  private let row: TapPlace
  private let column: TapPlace
  private let size: Int

  init(
    _ row: TapPlace, _ column: TapPlace, of geometry: ConvolutionGeometry, panels: PanelLayout,
    images: Int, offset: Int
  ) {
    let output = geometry.output
    let windows = BatchWindows(
      height: output.height, width: output.width, channels: panels.outputs,
      pixelStride: output.channels, tapRows: row.taps.count, tapColumns: column.taps.count,
      paddingX: column.padding, paddingY: row.padding, dilationX: column.dilation,
      dilationY: row.dilation, outputHeight: row.count, outputWidth: column.count)
    let turned = PanelLayout(
      groups: panels.groups, outputs: panels.channels, channels: panels.outputs,
      taps: row.taps.count * column.taps.count, width: panels.width)
    product = WindowProduct(windows: windows, panels: turned, images: images)
    (self.offset, self.row, self.column, size) = (offset, row, column, geometry.size)
  }

  /// The only part where windows lie side by side: with stride 1.
  init(of geometry: ConvolutionGeometry, panels: PanelLayout, images: Int) {
    let places = [geometry.input.height, geometry.input.width].map { extent in
      TapPlace.all(
        extent: extent, size: geometry.size, stride: 1, padding: geometry.padding,
        dilation: geometry.dilation)[0]
    }
    self.init(
      places[0], places[1], of: geometry, panels: panels, images: images, offset: 0)
  }

  /// Fills a panel of the turned weights, whose columns are channels of the input and whose depth
  /// runs over (tap, filter); of all filters, or of some that are whole panels but for the last.
  func turn(
    _ weights: UnsafePointer<Float>, of panels: PanelLayout, group: Int = 0, panel: Int,
    filters some: Range<Int>? = nil, into turned: UnsafeMutablePointer<Float>
  ) {
    let width = panels.width
    let some = some ?? 0..<panels.outputs
    let first = panel * width
    let channels = min(width, panels.channels - first)
    var target = unsafe turned
    for y in row.taps {
      for x in column.taps {
        let depth = (y * size + x) * panels.channels + first
        for first in stride(from: some.lowerBound, to: some.upperBound, by: width) {
          let (filterPanel, filters) = (first / width, min(width, some.upperBound - first))
          unsafe dk_turn_f32(
            weights + group * panels.groupCount + filterPanel * panels.panelStride + depth * width,
            width, channels, filters, target, width)
          unsafe target += filters * width
        }
      }
    }
  }

  /// Brings rows of the product to the pixels they belong to.
  func put(
    _ sums: UnsafePointer<Float>, _ rows: Range<Int>, _ columns: Range<Int>,
    into input: UnsafeMutablePointer<Float>, of shape: Shape, adds: Bool, kernels: KernelSet
  ) {
    var at = rows.lowerBound
    while at < rows.upperBound {
      let (line, x) = at.quotientAndRemainder(dividingBy: column.count)
      let (image, y) = line.quotientAndRemainder(dividingBy: row.count)
      let count = min(column.count - x, rows.upperBound - at)
      let pixel =
        (image * shape.height + row.first + y * row.stride) * shape.width
        + column.first + x * column.stride
      let pair = unsafe dk_row_pair(
        input: sums + (at - rows.lowerBound) * columns.count, inputStride: columns.count,
        output: input + pixel * shape.channels, outputStride: column.stride * shape.channels,
        rowCount: count, columnCount: columns.count)
      if adds {
        unsafe kernels.table.add_scaled(pair, 1, 1)
      } else {
        unsafe kernels.table.copy(pair)
      }
      at += count
    }
  }
}
