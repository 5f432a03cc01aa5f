import Testing

@testable import Engine

@Suite("PackedWeights")
struct PackedWeightsTests {
  private struct Refusal: Error, Equatable { let output: Int }

  @Test(
    "asks for every output once, in ranges", arguments: kernelSetNames, [1, 15, 32, 33, 70])
  func asksOnce(name: String, outputs: Int) throws {
    let kernels = try #require(KernelSet.named(name))
    let asked = Monitor<[Int]>([])
    let packed = unsafe PackedWeights(
      outputs: outputs, channels: 3, taps: 4, kernels: kernels,
      threads: ThreadPool(threadCount: 3)
    ) { range, buffer in
      #expect(buffer.count == range.count * 12)
      unsafe buffer.initialize(repeating: 0)
      asked.withLock { $0 += range }
    }
    #expect(asked.withLock { $0.sorted() } == Array(0..<outputs))
    #expect(packed.byteCount >= outputs * 12 * 4)
    #expect(packed.byteCount < (outputs + packed.panelWidth) * 12 * 4)
  }

  @Test("puts depth in the order tap, channel", arguments: kernelSetNames)
  func order(name: String) throws {
    let kernels = try #require(KernelSet.named(name))
    let (channels, taps, outputs) = (5, 9, 34)
    let packed = unsafe PackedWeights(
      outputs: outputs, channels: channels, taps: taps, kernels: kernels,
      threads: ThreadPool(threadCount: 1)
    ) { range, buffer in
      for index in buffer.indices {
        unsafe buffer[index] = Float(range.lowerBound * channels * taps + index)
      }
    }
    let width = packed.panelWidth
    for output in 0..<outputs {
      let panel = unsafe packed.panel(at: output / width * width, from: 0)
      for channel in 0..<channels {
        for tap in 0..<taps {
          let depth = tap * channels + channel
          let found = unsafe panel[depth * width + output % width]
          #expect(found == Float((output * channels + channel) * taps + tap))
        }
      }
    }
  }

  @Test("fills the last panel up with 0", arguments: kernelSetNames)
  func padding(name: String) throws {
    let kernels = try #require(KernelSet.named(name))
    let packed = unsafe PackedWeights(
      outputs: 33, channels: 3, taps: 2, kernels: kernels, threads: ThreadPool(threadCount: 1)
    ) { _, buffer in
      unsafe buffer.initialize(repeating: 7)
    }
    let width = packed.panelWidth
    let lastPanel = 32 / width * width
    let panel = unsafe packed.panel(at: lastPanel, from: 0)
    for depth in 0..<6 {
      for column in 0..<width {
        let value = unsafe panel[depth * width + column]
        #expect(value == (lastPanel + column < 33 ? 7 : 0))
      }
    }
  }

  @Test("passes on what reading throws", arguments: kernelSetNames)
  func failure(name: String) throws {
    let kernels = try #require(KernelSet.named(name))
    #expect(throws: Refusal(output: 64)) {
      _ = try unsafe PackedWeights(
        outputs: 100, channels: 1, taps: 1, kernels: kernels, threads: ThreadPool(threadCount: 2)
      ) { (range, buffer) throws(Refusal) in
        unsafe buffer.initialize(repeating: 0)
        if range.contains(64) { throw Refusal(output: 64) }
      }
    }
  }
}
