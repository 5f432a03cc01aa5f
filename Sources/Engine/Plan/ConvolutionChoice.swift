import CfgParser
import Foundation

/// Which algorithm each convolution of a network gets, by what they cost.
///
/// The estimate knows nothing of the number of threads, so the bits of an answer do not depend on
/// it: a plan for one thread and one for eight choose alike.
struct ConvolutionChoice {
  private let kernels: KernelSet
  private let rates: KernelRates
  private let forced: ConvolutionAlgorithm?
  private let expectedRunCount: Int
  /// Bytes that transformed weights may still take.
  private var transformedBytesLeft: Int

  /// Chooses for the convolutions of `network`.
  init(_ network: Network, kernels: KernelSet, options: PlanOptions) {
    self.init(
      kernels: kernels, forced: options.convolutionAlgorithm,
      expectedRunCount: options.expectedRunCount,
      transformedByteLimit: Self.transformedByteLimit(
        network, expectedRunCount: options.expectedRunCount))
  }

  init(
    kernels: KernelSet, forced: ConvolutionAlgorithm? = nil, expectedRunCount: Int,
    transformedByteLimit: Int
  ) {
    (self.kernels, rates) = (kernels, .known(for: kernels))
    (self.forced, self.expectedRunCount) = (forced, max(1, expectedRunCount))
    transformedBytesLeft = transformedByteLimit
  }

  /// The algorithm of the next convolution: the one that is forced where it applies, else the
  /// cheapest whose weights there is memory for.
  mutating func next(for geometry: ConvolutionGeometry) -> ConvolutionAlgorithm {
    if let forced { return forced.applies(to: geometry, kernels: kernels) ? forced : .direct }
    let candidates = ConvolutionAlgorithm.allCases.filter {
      $0.applies(to: geometry, kernels: kernels)
        && ($0.tileSize == nil
          || ConvolutionWork(geometry, $0).weightByteCount <= transformedBytesLeft)
    }
    let chosen =
      candidates.min { cost(of: geometry, by: $0) < cost(of: geometry, by: $1) } ?? .direct
    if chosen.tileSize != nil {
      transformedBytesLeft -= ConvolutionWork(geometry, chosen).weightByteCount
    }
    return chosen
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
  /// that will run often, a share of the file for one that will not.
  private static func transformedByteLimit(_ network: Network, expectedRunCount: Int) -> Int {
    let memory = Int(clamping: ProcessInfo.processInfo.physicalMemory) / 4
    guard expectedRunCount < fewRuns else { return memory }
    return min(memory, MemoryNeed(atLeastFor: network).weightByteCount / 5)
  }

  /// Runs below which a plan is made to be small.
  private static let fewRuns = 10
}
