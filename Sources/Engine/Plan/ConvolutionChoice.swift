import CfgParser

/// Which algorithm each convolution of a network gets, by what they cost.
///
/// The estimate knows nothing of the number of threads, so the bits of an answer do not depend on
/// it: a plan for one thread and one for eight choose alike. A plan that is tuned measures instead.
struct ConvolutionChoice {
  /// What was chosen for a convolution.
  struct Chosen: Sendable, Hashable {
    /// The algorithm.
    let algorithm: ConvolutionAlgorithm
    /// What its products are of.
    var precision = Precision.float32
    /// What those that were tried took; empty where none was timed.
    var timings: [ConvolutionTiming] = []

    /// The method, and what was timed for it.
    init(_ method: ConvolutionMethod, timings: [ConvolutionTiming] = []) {
      (algorithm, precision) = (method.algorithm, method.precision)
      self.timings = timings
    }
  }

  private let kernels: KernelSet
  private let rates: KernelRates
  private let forced: ConvolutionAlgorithm?
  private let precision: Precision
  private let expectedRunCount: Int
  private var budget: WeightBudget
  private var tuner: ConvolutionTuner?

  /// Chooses for the convolutions of `network`, to be run on `threads`, with weights that `limit`
  /// has room for.
  init(
    _ network: Network, kernels: KernelSet, threads: ThreadPool, options: PlanOptions,
    limit: MemoryLimit
  ) {
    let need = MemoryNeed(atLeastFor: network)
    self.init(
      kernels: kernels, forced: options.convolutionAlgorithm, precision: options.precision,
      expectedRunCount: options.expectedRunCount,
      budget: WeightBudget(for: need, options, limit: limit),
      tuner: options.tunes
        ? ConvolutionTuner(
          kernels: kernels, threads: threads, weightByteCount: need.weightByteCount) : nil)
  }

  init(
    kernels: KernelSet, forced: ConvolutionAlgorithm? = nil,
    precision: Precision = .float32, expectedRunCount: Int, budget: WeightBudget,
    tuner: ConvolutionTuner? = nil, processor: Processor = .current
  ) {
    (self.kernels, rates) = (kernels, .known(for: kernels, on: processor))
    (self.forced, self.expectedRunCount) = (forced, max(1, expectedRunCount))
    self.precision = precision
    (self.budget, self.tuner) = (budget, tuner)
  }

  /// The algorithm of the next convolution: the one that is forced where it applies, else the
  /// cheapest whose weights there is memory for.
  mutating func next(for place: ConvolutionPlace) -> Chosen {
    let geometry = place.geometry
    let methods = ConvolutionMethod.applying(
      to: geometry, kernels: kernels, precision: precision)
    // The direct one always applies.
    let first = methods.first ?? ConvolutionMethod(algorithm: .direct)
    if let forced {
      return Chosen(methods.first { $0.algorithm == forced } ?? first)
    }
    let candidates = methods.filter {
      $0.algorithm.tileSize == nil
        || budget.covers(
          weightByteCount(of: $0, for: geometry),
          insteadOf: weightByteCount(of: first, for: geometry))
    }
    guard candidates.count > 1 else { return Chosen(first) }
    let timings = tuner?.timings(of: place, by: candidates) ?? []
    let measured = timings.map { ($0.method, $0.seconds(for: expectedRunCount)) }
    let costs = measured.isEmpty ? candidates.map { ($0, cost(at: place, by: $0)) } : measured
    let chosen = costs.filter { candidates.contains($0.0) }.min { $0.1 < $1.1 }?.0 ?? first
    if chosen.algorithm.tileSize != nil {
      budget.spend(
        weightByteCount(of: chosen, for: geometry),
        insteadOf: weightByteCount(of: first, for: geometry))
    }
    return Chosen(chosen, timings: timings)
  }

  private func weightByteCount(
    of method: ConvolutionMethod, for geometry: ConvolutionGeometry
  ) -> Int {
    ConvolutionWork(geometry, method.algorithm, method.precision).weightByteCount
  }

  /// Seconds on one core: preparing once, running as often as is expected, with the pooling behind
  /// it.
  func cost(at place: ConvolutionPlace, by method: ConvolutionMethod) -> Double {
    let work = ConvolutionWork(place.geometry, method.algorithm, method.precision)
    // A step of its own reads all values again.
    let pooledValues =
      place.isPooled && !place.joinsPooling(by: method.algorithm, kernels)
      ? place.geometry.output.count : 0
    let weightBytes = Double(work.weightByteCount)
    let run =
      max(
        work.multiplyAdds / rates.multiplyAdds(in: method.precision),
        weightBytes / rates.weightBytes)
      + weightBytes * (work.weightReads - 1) / rates.weightBytes
      + work.transformedValues / rates.transformedValues(in: method.precision)
      + Double(pooledValues) / rates.transformedValues
    return Double(expectedRunCount) * run + 4 * Double(work.weightCount) / rates.preparedBytes
  }
}
