import CfgParser

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

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
  /// Bytes that transformed weights may still take.
  private var transformedBytesLeft: Int
  /// Whether one convolution's weights take memory from the next one's.
  private let keepsWeights: Bool

  private var tuner: ConvolutionTuner?

  /// Chooses for the convolutions of `network`, to be run on `threads`.
  init(_ network: Network, kernels: KernelSet, threads: ThreadPool, options: PlanOptions) {
    let need = MemoryNeed(atLeastFor: network)
    self.init(
      kernels: kernels, forced: options.convolutionAlgorithm, precision: options.precision,
      expectedRunCount: options.expectedRunCount,
      transformedByteLimit: Self.transformedByteLimit(need, options),
      keepsWeights: options.keepsWeights,
      tuner: options.tunes
        ? ConvolutionTuner(
          kernels: kernels, threads: threads, weightByteCount: need.weightByteCount) : nil)
  }

  init(
    kernels: KernelSet, forced: ConvolutionAlgorithm? = nil,
    precision: Precision = .float32, expectedRunCount: Int, transformedByteLimit: Int,
    keepsWeights: Bool = true, tuner: ConvolutionTuner? = nil
  ) {
    (self.kernels, rates) = (kernels, .known(for: kernels))
    (self.forced, self.expectedRunCount) = (forced, max(1, expectedRunCount))
    self.precision = precision
    (transformedBytesLeft, self.tuner) = (transformedByteLimit, tuner)
    self.keepsWeights = keepsWeights
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
    let candidates = methods.filter { isAffordable($0, for: geometry) }
    guard candidates.count > 1 else { return Chosen(first) }
    let timings = tuner?.timings(of: place, by: candidates) ?? []
    let measured = timings.map { ($0.method, $0.seconds(for: expectedRunCount)) }
    let costs = measured.isEmpty ? candidates.map { ($0, cost(of: geometry, by: $0)) } : measured
    let chosen = costs.filter { candidates.contains($0.0) }.min { $0.1 < $1.1 }?.0 ?? first
    if keepsWeights, chosen.algorithm.tileSize != nil {
      transformedBytesLeft -= weightByteCount(of: chosen, for: geometry)
    }
    return Chosen(chosen, timings: timings)
  }

  /// Whether there is memory for the weights.
  private func isAffordable(
    _ method: ConvolutionMethod, for geometry: ConvolutionGeometry
  ) -> Bool {
    method.algorithm.tileSize == nil
      || weightByteCount(of: method, for: geometry) <= transformedBytesLeft
  }

  private func weightByteCount(
    of method: ConvolutionMethod, for geometry: ConvolutionGeometry
  ) -> Int {
    ConvolutionWork(geometry, method.algorithm, method.precision).weightByteCount
  }

  /// Seconds on one core: preparing once, running as often as is expected.
  func cost(of geometry: ConvolutionGeometry, by method: ConvolutionMethod) -> Double {
    let work = ConvolutionWork(geometry, method.algorithm, method.precision)
    let weightBytes = Double(work.weightByteCount)
    let run =
      max(
        work.multiplyAdds / rates.multiplyAdds(in: method.precision),
        weightBytes / rates.weightBytes)
      + weightBytes * (work.weightReads - 1) / rates.weightBytes
      + work.transformedValues / rates.transformedValues(in: method.precision)
    return Double(expectedRunCount) * run + 4 * Double(work.weightCount) / rates.preparedBytes
  }

  /// Transformed weights are several times the file: a share of the machine's memory for a plan
  /// that will run often, a share of the file for one that will not. Where none are kept, those of
  /// one layer may be as many as the direct algorithm wants for the largest.
  private static func transformedByteLimit(_ need: MemoryNeed, _ options: PlanOptions) -> Int {
    guard options.keepsWeights else { return need.largestWeightByteCount }
    let memory = Int(clamping: ProcessInfo.processInfo.physicalMemory) / 4
    guard options.expectedRunCount < fewRuns else { return memory }
    return min(memory, need.weightByteCount / 5)
  }

  /// Runs below which a plan is made to be small.
  private static let fewRuns = 10
}
