import CKernels

extension KernelSet {
  /// The set with products of that precision; nil where it has none.
  ///
  /// Rows and weights are kept in rooms of 32 bits, each with one value or with two of half the
  /// bits: see `bf16_table.h`.
  func multiplying(in precision: Precision) -> KernelSet? {
    guard precision != self.precision else { return self }
    guard self.precision == .float32, let bfloat16 else { return nil }
    var kernels = self
    kernels.precision = precision
    unsafe kernels.table.gather_rows = bfloat16.gather_rows
    unsafe kernels.table.multiply = bfloat16.multiply
    unsafe kernels.table.winograd_input = bfloat16.winograd_input
    return kernels
  }

  /// Values side by side in a room of a row or of packed weights.
  var valuesInRoom: Int { precision == .bfloat16 ? 2 : 1 }

  /// Rooms that `count` values of a row take; the last may not be full.
  func rooms(for count: Int) -> Int { (count + valuesInRoom - 1) / valuesInRoom }

  /// Puts a panel of weights, [depth][column], into the rooms of this precision.
  func putPanel(
    _ panel: UnsafePointer<Float>, depth: Int, into rooms: UnsafeMutablePointer<Float>
  ) {
    if precision == .bfloat16, let bfloat16 {
      unsafe bfloat16.round_panel(panel, depth, rooms)
    } else {
      unsafe rooms.update(from: panel, count: depth * table.panelWidth)
    }
  }
}
