/// The rows of a matrix as signs, for `xnor`: 1 above 0 and -1 else, and what magnitude each row
/// had in the mean.
///
/// Signs are summed up exactly; the magnitudes come in afterwards.
///
/// - Reference: darknet `convolutional_layer.c`, `binarize_weights`; AlexeyAB's
///   `binary_align_weights`.
struct BinaryRows: Sendable {
  private let parameters: LinearParameters
  private let magnitudes: AlignedFloats

  /// The rows of `parameters`, of which there are `outputs`.
  init(_ parameters: LinearParameters, outputs: Int) {
    self.parameters = parameters
    magnitudes = AlignedFloats(count: outputs)
  }

  /// Fills `buffer` with the signs of the rows that belong to `outputs`, and notes their
  /// magnitudes; several threads may ask for different rows at once.
  func readRows(
    _ outputs: Range<Int>, into buffer: UnsafeMutableBufferPointer<Float>
  ) throws(WeightsError) {
    try unsafe parameters.readRows(outputs, into: buffer)
    let length = buffer.count / max(1, outputs.count)
    for (row, output) in outputs.enumerated() {
      var sum = 0.0
      for index in row * length..<(row + 1) * length {
        let weight = unsafe buffer[index]
        sum += Double(abs(weight))
        unsafe buffer[index] = weight > 0 ? 1 : -1
      }
      unsafe magnitudes.values[output] = Float(sum / Double(max(1, length)))
    }
  }

  /// The mean magnitudes by output, once every row was read.
  var means: [Float] {
    (0..<magnitudes.count).map { unsafe magnitudes.values[$0] }
  }
}
