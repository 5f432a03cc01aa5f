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
    /// What those that were tried took; empty where none was timed.
    var timings: [ConvolutionTiming] = []
  }

  private let kernels: KernelSet
  private let rates: KernelRates
  private let forced: ConvolutionAlgorithm?
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
      kernels: kernels, forced: options.convolutionAlgorithm,
      expectedRunCount: options.expectedRunCount,
      transformedByteLimit: Self.transformedByteLimit(need, options),
      keepsWeights: options.keepsWeights,
      tuner: options.tunes
        ? ConvolutionTuner(
          kernels: kernels, threads: threads, weightByteCount: need.weightByteCount) : nil)
  }

  init(
    kernels: KernelSet, forced: ConvolutionAlgorithm? = nil, expectedRunCount: Int,
    transformedByteLimit: Int, keepsWeights: Bool = true, tuner: ConvolutionTuner? = nil
  ) {
    (self.kernels, rates) = (kernels, .known(for: kernels))
    (self.forced, self.expectedRunCount) = (forced, max(1, expectedRunCount))
    (transformedBytesLeft, self.tuner) = (transformedByteLimit, tuner)
    self.keepsWeights = keepsWeights
  }

  /// The algorithm of the next convolution: the one that is forced where it applies, else the
  /// cheapest whose weights there is memory for.
  mutating func next(for place: ConvolutionPlace) -> Chosen {
    let geometry = place.geometry
    if let forced {
      return Chosen(algorithm: forced.applies(to: geometry, kernels: kernels) ? forced : .direct)
    }
    let candidates = affordable(for: geometry)
    guard candidates.count > 1 else { return Chosen(algorithm: .direct) }
    let timings = tuner?.timings(of: place, by: candidates) ?? []
    let measured = timings.map { ($0.algorithm, $0.seconds(for: expectedRunCount)) }
    let costs = measured.isEmpty ? candidates.map { ($0, cost(of: geometry, by: $0)) } : measured
    let chosen =
      costs.filter { candidates.contains($0.0) }.min { $0.1 < $1.1 }?.0 ?? .direct
    if keepsWeights, chosen.tileSize != nil {
      transformedBytesLeft -= ConvolutionWork(geometry, chosen).weightByteCount
    }
    return Chosen(algorithm: chosen, timings: timings)
  }

  /// The algorithms that apply and whose weights there is memory for, the direct one first.
  private func affordable(for geometry: ConvolutionGeometry) -> [ConvolutionAlgorithm] {
    ConvolutionAlgorithm.allCases.filter {
      $0.applies(to: geometry, kernels: kernels)
        && ($0.tileSize == nil
          || ConvolutionWork(geometry, $0).weightByteCount <= transformedBytesLeft)
    }
  }

  /// Seconds on one core: preparing once, running as often as is expected.
  func cost(of geometry: ConvolutionGeometry, by algorithm: ConvolutionAlgorithm) -> Double {
    let work = ConvolutionWork(geometry, algorithm)
    let weightBytes = Double(work.weightByteCount)
    let run =
      max(work.multiplyAdds / rates.multiplyAdds, weightBytes / rates.weightBytes)
      + weightBytes * (work.weightReads - 1) / rates.weightBytes
      + work.transformedValues / rates.transformedValues
    return Double(expectedRunCount) * run + weightBytes / rates.preparedBytes
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
