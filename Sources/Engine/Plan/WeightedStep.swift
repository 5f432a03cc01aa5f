import CfgParser

/// What a step does that multiplies by weights, made ready: it holds them, prepared.
protocol WeightedWork: Sendable {
  /// How it is done, for people, where there is more than one way; else empty.
  var procedure: String { get }
  /// Bytes the prepared weights take.
  var weightByteCount: Int { get }
  /// Values of scratch each thread needs in `run`.
  var scratchFloatsPerWorker: Int { get }
  /// Values of scratch all threads share in `run`.
  var sharedScratchFloats: Int { get }

  /// The work of a step that does it.
  func body(from input: Slot, to output: Slot) -> StepBody
}

extension WeightedWork {
  var sharedScratchFloats: Int { 0 }
}

extension Connected: WeightedWork {
  var procedure: String { algorithm }

  func body(from input: Slot, to output: Slot) -> StepBody {
    { step in run(step[input], into: step[output], scratch: step.scratch, threads: step.threads) }
  }
}

extension LocallyConnected: WeightedWork {
  var procedure: String { "" }

  func body(from input: Slot, to output: Slot) -> StepBody {
    { step in run(step[input], into: step[output], scratch: step.scratch, threads: step.threads) }
  }
}

extension PlanBuilder {
  /// Adds a step that multiplies by weights, which are prepared now and kept, or in each run where
  /// the options say so.
  ///
  /// - Parameters:
  ///   - name: what is done, for people.
  ///   - others: what is read besides.
  ///   - input: what is read.
  ///   - output: what is written.
  ///   - node: the layer it is done for.
  ///   - timings: what the algorithms that were tried took.
  ///   - make: reads the weights and prepares them on the threads it is given.
  /// - Throws: what `make` throws.
  mutating func weightedStep<Work: WeightedWork>(
    _ name: String, reading others: [Slot] = [], from input: Slot, to output: Slot,
    for node: Network.Node, timings: [ConvolutionTiming] = [],
    making make: @escaping @Sendable (ThreadPool) throws(WeightsError) -> Work
  ) throws(WeightsError) {
    let (threads, keepsWeights) = (threads, options.keepsWeights)
    let holdsWeights = keepsWeights && !isDraft
    let work = try make(holdsWeights ? threads : ThreadPool(idleInPlaceOf: threads))
    let preparation: StepPreparation = { () throws(WeightsError) in
      try make(threads).body(from: input, to: output)
    }
    let lacking: StepBody = { _ in preconditionFailure("the plan keeps no weights") }
    step(
      name, algorithm: work.procedure, for: node, reads: [input] + others, writes: output,
      operationCount: node.operationCount, weightByteCount: work.weightByteCount,
      scratchCount: work.scratchFloatsPerWorker, sharedScratchCount: work.sharedScratchFloats,
      timings: timings, preparation: keepsWeights ? nil : preparation,
      body: holdsWeights ? work.body(from: input, to: output) : lacking)
  }
}
