import CfgParser
import Testing

@testable import Engine

@Suite("accumulating")
struct AccumulateTests {
  /// A `[shortcut]` between shapes, from darknet.
  struct Shortcut: Sendable {
    let from: Shape
    let to: Shape
    let first: Float
    let base: [Float]
    let expected: [Float]
  }

  static let shortcuts = [
    // A larger input with fewer channels is sampled.
    Shortcut(
      from: Shape(channels: 2, height: 4, width: 4), to: Shape(channels: 3, height: 2, width: 2),
      first: 0, base: (100...111).map { Float($0) },
      expected: [100, 103, 110, 113, 120, 123, 130, 133, 108, 109, 110, 111]),
    // A smaller one is spread.
    Shortcut(
      from: Shape(channels: 1, height: 2, width: 2), to: Shape(channels: 1, height: 4, width: 4),
      first: 1, base: Array(repeating: 100, count: 16),
      expected: [101, 100, 102, 100] + Array(repeating: 100, count: 4) + [103, 100, 104, 100]
        + Array(repeating: 100, count: 4)),
  ]

  @Test("accumulate gives darknet's values", arguments: kernelSetNames, shortcuts)
  func goldenShortcuts(name: String, shortcut: Shortcut) throws {
    let kernels = try #require(KernelSet.named(name))
    let input = TestTensor(
      shortcut.from, (0..<shortcut.from.count).map { shortcut.first + Float($0) }, before: 1)
    let output = TestTensor(shortcut.to, shortcut.base, after: 2)
    accumulate(
      input.tensor, into: output.tensor, weight: .scaled(alpha: 1, beta: 1), kernels: kernels,
      threads: ThreadPool(threadCount: 1))
    #expect(output.planes == shortcut.expected)
    #expect(output.isCleanAround)
  }

  @Test("alpha and beta act where the two overlap", arguments: kernelSetNames, [1, 16, 19])
  func alphaBeta(name: String, channels: Int) throws {
    let kernels = try #require(KernelSet.named(name))
    let input = TestTensor(Shape(channels: channels, height: 3, width: 3)) { _, _, _ in 8 }
    let output = TestTensor(Shape(channels: channels + 2, height: 3, width: 3)) { _, _, _ in 16 }
    accumulate(
      input.tensor, into: output.tensor, weight: .scaled(alpha: 0.5, beta: -0.25),
      kernels: kernels, threads: ThreadPool(threadCount: 2))
    for c in 0..<channels { #expect(output[c, 2, 1] == 6) }
    #expect(output[channels, 2, 1] == 16)
  }

  @Test("weights act channel by channel", arguments: kernelSetNames, [(5, 5), (40, 33), (3, 9)])
  func perChannel(name: String, channels: (from: Int, to: Int)) throws {
    let kernels = try #require(KernelSet.named(name))
    let weights = (0..<channels.to).map { Float($0) }
    let input = TestTensor(Shape(channels: channels.from, height: 2, width: 2)) { _, _, _ in 2 }
    let output = TestTensor(Shape(channels: channels.to, height: 2, width: 2), before: 1) {
      _, _, _ in 1
    }
    accumulate(
      input.tensor, into: output.tensor, weight: .perChannel(weights), kernels: kernels,
      threads: ThreadPool(threadCount: 1))
    for c in 0..<channels.to {
      #expect(output[c, 1, 1] == (c < channels.from ? 1 + 2 * Float(c) : 1))
    }
    #expect(output.isCleanAround)
  }
}
