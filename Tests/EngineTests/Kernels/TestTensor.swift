import CfgParser

@testable import Engine

/// A tensor with memory of its own, among channels of others that nobody may touch.
@safe final class TestTensor {
  /// What kernels are given.
  let tensor: Tensor
  private let memory: UnsafeMutableBufferPointer<Float>
  private let before: Int

  /// What stands where other layers' values would; no kernel may read or write it.
  static let mark: Float = 12_345.5

  /// A tensor of `shape` with `before` foreign channels ahead of each pixel's own and `after`
  /// behind them.
  init(
    _ shape: Shape, before: Int = 0, after: Int = 0, fill: (_ c: Int, _ y: Int, _ x: Int) -> Float
  ) {
    let stride = before + shape.channels + after
    unsafe memory = .allocate(capacity: max(1, stride * shape.area))
    unsafe memory.initialize(repeating: Self.mark)
    self.before = before
    unsafe tensor = Tensor(
      memory.baseAddress.unsafelyUnwrapped + before, shape: shape, pixelStride: stride)
    for y in 0..<shape.height {
      for x in 0..<shape.width {
        for c in 0..<shape.channels { self[c, y, x] = fill(c, y, x) }
      }
    }
  }

  /// A tensor of values in darknet's C × H × W order.
  convenience init(_ shape: Shape, _ planes: [Float], before: Int = 0, after: Int = 0) {
    self.init(shape, before: before, after: after) { c, y, x in
      planes[(c * shape.height + y) * shape.width + x]
    }
  }

  /// A tensor of random values in -1 ..< 1.
  convenience init(
    _ shape: Shape, before: Int = 0, after: Int = 0, random: inout RandomValues
  ) {
    let values = random.array(shape.count)
    self.init(shape, values, before: before, after: after)
  }

  /// A tensor to write to, full of no numbers.
  convenience init(output shape: Shape, before: Int = 0, after: Int = 0) {
    self.init(shape, before: before, after: after) { _, _, _ in .nan }
  }

  deinit { unsafe memory.deallocate() }

  /// The value of a channel at a row and a column.
  subscript(c: Int, y: Int, x: Int) -> Float {
    get { unsafe memory[index(c, y, x)] }
    set { unsafe memory[index(c, y, x)] = newValue }
  }

  /// The values in darknet's C × H × W order.
  var planes: [Float] {
    let shape = tensor.shape
    return (0..<shape.channels).flatMap { c in
      (0..<shape.height).flatMap { y in (0..<shape.width).map { x in self[c, y, x] } }
    }
  }

  /// The bits of `planes`, which tell 0 from -0 and compare what is no number.
  var bits: [UInt32] { planes.map(\.bitPattern) }

  /// Whether the channels of others are as they were.
  var isCleanAround: Bool {
    (0..<tensor.pixelStride * tensor.shape.area).allSatisfy { index in
      let channel = index % tensor.pixelStride - before
      let value = unsafe memory[index]
      return (0..<tensor.shape.channels).contains(channel) || value == Self.mark
    }
  }

  private func index(_ c: Int, _ y: Int, _ x: Int) -> Int {
    (y * tensor.shape.width + x) * tensor.pixelStride + before + c
  }
}

/// Random numbers that are the same in every run: SplitMix64.
struct RandomValues {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The next value in -1 ..< 1, a multiple of 2⁻²³.
  mutating func next() -> Float {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return Float((bits ^ (bits >> 31)) >> 40) / Float(1 << 23) - 1
  }

  /// The next `count` values.
  mutating func array(_ count: Int) -> [Float] {
    (0..<count).map { _ in next() }
  }
}

/// Scratch memory with an owner.
@safe final class TestScratch {
  /// What kernels are given.
  let scratch: Scratch
  private let memory: UnsafeMutableRawPointer

  init(sharedFloats: Int = 0, floatsPerWorker: Int, workers: Int) {
    let count = Scratch.roundedUp(sharedFloats) + Scratch.roundedUp(floatsPerWorker) * workers + 16
    unsafe memory = .allocate(byteCount: count * 4, alignment: 64)
    unsafe scratch = Scratch(
      base: memory.bindMemory(to: Float.self, capacity: count), sharedFloats: sharedFloats,
      floatsPerWorker: floatsPerWorker)
  }

  deinit { unsafe memory.deallocate() }
}

/// How far a kernel's answer may be from the exact one, and why.
enum KernelTolerance {
  /// Copying, pooling and the like change no value.
  static let exact: Float = 0

  /// Sums of `terms` products of values up to 1 that are rounded after every step; such errors
  /// mostly cancel, so they grow with the square root.
  static func sumOrder(terms: Int) -> Float {
    4 * Float.ulpOfOne * Float(terms + 1).squareRoot() * 4
  }

  /// Sums of `terms` products by Winograd's algorithm with tiles of that size: what cancels at the
  /// end of the transforms is larger than the result, the more the larger the tile.
  static func winograd(tileSize: Int, terms: Int) -> Float {
    let growth: Float = tileSize < 4 ? 24 : tileSize == 4 ? 96 : 384
    return growth * Float.ulpOfOne * Float(terms + 1).squareRoot()
  }

  /// Sums of `terms` products of values up to 1 that are rounded to eight bits, transformed for
  /// tiles of that size before if it is not nil: errors mostly cancel, and the transforms make them
  /// larger.
  static func bfloat16(tileSize: Int?, terms: Int) -> Float {
    let growth: Float = tileSize == nil ? 1.5 : tileSize == 2 ? 2.5 : 4
    return growth / 256 * Float(terms + 1).squareRoot()
  }

  /// Logistic, tanh, elu and swish: relative to the exact value; 1.4 · 2⁻²³ was seen.
  static let smooth: Float = 1.5 * Float.ulpOfOne

  /// Mish, in whose formula an exponential is squared, likewise; 2.5 · 2⁻²³ was seen.
  static let mish: Float = 2.75 * Float.ulpOfOne

  /// Darknet's printed values have seven digits, and its own rounding moves the last.
  static let printed: Float = 2e-6
}

/// Whether two values agree to within a bound on their difference.
func isClose(_ a: Float, _ b: Float, within bound: Float) -> Bool {
  abs(a - b) <= bound
}

/// The names of the kernel sets this processor runs, as arguments of tests.
let kernelSetNames = KernelSet.available.map(\.name)
