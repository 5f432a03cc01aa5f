import CfgParser

/// The parameters of a layer that multiplies by a matrix, `[convolutional]` or `[connected]`, with
/// its batch normalisation folded in if that is wanted.
struct LinearParameters {
  /// What is added to every output; zeros if the normalisation comes as a step of its own.
  let bias: [Float]
  /// The normalisation that is left to do, if it is not folded.
  let normalization: BatchNormalization?

  /// What each row is multiplied by, where normalisation is folded.
  let factors: [Double]?
  private let weights: NetworkWeights
  private let layer: Int
  private let block: NetworkWeights.Block
  private let rowLength: Int
  /// Whether the file stores the matrix inputs × outputs.
  private let isTransposed: Bool
  /// The whole of such a matrix, once it was read.
  private var transposed: [Float]?

  /// The parameters of layer number `layer`, or of the layer inside it that darknet calls `part`,
  /// whose matrix has `outputs` rows; `isTransposed` says that the file stores the matrix by
  /// columns.
  ///
  /// - Throws: `WeightsError` when they cannot be read.
  init(
    _ weights: NetworkWeights, of layer: Int, part: String? = nil, outputs: Int,
    batchNormalize: Bool, folds: Bool, isTransposed: Bool
  ) throws(WeightsError) {
    let normalization =
      batchNormalize ? try weights.batchNormalization(of: layer, part: part) : nil
    let name = WeightBlock.name("weights", in: part)
    block = weights.block(name, of: layer) ?? .init(WeightBlock(name, count: 0))
    (self.weights, self.layer, rowLength) = (weights, layer, block.count / max(1, outputs))
    if let normalization, folds {
      (bias, factors, self.normalization) = (normalization.bias, normalization.scale, nil)
    } else if normalization != nil {
      (bias, factors) = (Array(repeating: 0, count: outputs), nil)
      self.normalization = normalization
    } else {
      bias =
        try weights.values(WeightBlock.name("biases", in: part), of: layer)
        ?? Array(repeating: 0, count: outputs)
      (factors, self.normalization) = (nil, nil)
    }
    self.isTransposed = isTransposed && block.position != nil
  }

  /// The parameters with a matrix in memory that the file stores by columns, for the threads that
  /// will ask for its rows; others are read row by row.
  ///
  /// - Throws: `WeightsError` when it cannot be read.
  func loaded(for threads: ThreadPool) throws(WeightsError) -> LinearParameters {
    guard isTransposed, !threads.isIdle else { return self }
    var loaded = self
    loaded.transposed = try loadedMatrix()
    return loaded
  }

  private func loadedMatrix() throws(WeightsError) -> [Float] {
    if let transposed { return transposed }
    return try weights.values(block.name, of: layer) ?? []
  }

  /// Fills `buffer` with the rows of the matrix that belong to `outputs`, folded.
  func readRows(
    _ outputs: Range<Int>, into buffer: UnsafeMutableBufferPointer<Float>
  ) throws(WeightsError) {
    if isTransposed {
      let transposed = try loadedMatrix()
      // The matrix the file holds may lack the last outputs, which keep the order of all others.
      let storedOutputs = block.storedCount / max(1, rowLength)
      for (row, output) in outputs.enumerated() {
        for column in 0..<rowLength {
          let isStored = output < storedOutputs
          let index = isStored ? column * storedOutputs + output : output * rowLength + column
          unsafe buffer[row * rowLength + column] = transposed[index]
        }
      }
    } else {
      try unsafe weights.read(
        block, of: layer, from: outputs.lowerBound * rowLength, into: buffer)
    }
    guard let factors else { return }
    for (row, output) in outputs.enumerated() {
      let factor = factors[output]
      for index in row * rowLength..<(row + 1) * rowLength {
        unsafe buffer[index] = Float(Double(buffer[index]) * factor)
      }
    }
  }
}

extension NetworkWeights {
  /// The batch normalisation of a layer, or of the layer `part` inside it, from its four arrays;
  /// arrays it lacks keep their initial values.
  func batchNormalization(
    of layer: Int, part: String? = nil
  ) throws(WeightsError) -> BatchNormalization {
    func array(_ name: String) throws(WeightsError) -> [Float]? {
      try values(WeightBlock.name(name, in: part), of: layer)
    }
    let scales = try array("scales") ?? []
    return BatchNormalization(
      scales: scales,
      mean: try array("rolling_mean") ?? Array(repeating: 0, count: scales.count),
      variance: try array("rolling_variance") ?? Array(repeating: 1, count: scales.count),
      bias: try array("biases") ?? Array(repeating: 0, count: scales.count),
      divisor: compatibility.normalizationDivisor)
  }
}
