import CfgParser

/// Times the algorithms of convolutions on this machine: each convolution once, by the kernels and
/// on the threads it will have, with its activations in the cache and its weights not, and with the
/// pooling that some algorithms do in the same step.
///
/// Weights are made up, since no kernel's time depends on them, and so is the activation, which
/// costs every algorithm the same.
struct ConvolutionTuner {
  private let kernels: KernelSet
  private let threads: ThreadPool
  private let cache: CacheSweep
  private var known: [ConvolutionPlace: [ConvolutionTiming]] = [:]

  /// Times convolutions of a plan whose weights take so many bytes, which pass through the cache
  /// from one run of a layer to the next.
  init(kernels: KernelSet, threads: ThreadPool, weightByteCount: Int) {
    (self.kernels, self.threads) = (kernels, threads)
    cache = CacheSweep(byteCount: weightByteCount)
  }

  /// What the algorithms take there; `methods` are what is tried if the place is new.
  mutating func timings(
    of place: ConvolutionPlace, by methods: [ConvolutionMethod]
  ) -> [ConvolutionTiming] {
    if let timings = known[place] { return timings }
    let timings = methods.map { timing(of: place, by: $0) }
    known[place] = timings
    return timings
  }

  private func timing(
    of place: ConvolutionPlace, by method: ConvolutionMethod
  ) -> ConvolutionTiming {
    let (geometry, clock) = (place.geometry, ContinuousClock())
    let kernels = kernels.multiplying(in: method.precision) ?? kernels
    let start = clock.now
    let convolution = unsafe Convolution(
      geometry, bias: Array(repeating: 0, count: geometry.output.channels), activation: .linear,
      algorithm: method.algorithm, poolsPairs: place.joinsPooling(by: method.algorithm, kernels),
      kernels: kernels, threads: threads
    ) { _, buffer in
      unsafe buffer.update(repeating: 1 / 1024)
    }
    let preparation = start.duration(to: clock.now)
    let bench = ConvolutionBench(convolution, at: place, kernels: kernels, threads: threads)
    var runs: [Duration] = []
    repeat {
      cache.clear(threads)
      bench.touch()
      runs.append(clock.measure { bench.run() })
    } while runs.count < Self.fewest
      || runs.count < Self.most && runs.reduce(.zero, +) < Self.limit
    return ConvolutionTiming(method, preparation: preparation, run: runs.min() ?? .zero)
  }

  /// The first run touches memory for the first time; others may meet a busy machine.
  private static let fewest = 3
  private static let most = 12
  private static let limit = Duration.milliseconds(40)
}
