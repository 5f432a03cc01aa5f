import CfgParser
import Testing

@testable import Engine

@Suite("PlanSummary")
struct PlanSummaryTests {
  private static let convolution =
    "[convolutional]\nfilters=4\nsize=3\npad=1\nactivation=linear\n"
  private static let pool = "[maxpool]\nsize=2\nstride=2\n"

  private func summary(
    _ layers: String, options: PlanOptions = .init(threadCount: 1, convolutionAlgorithm: .direct)
  ) throws -> PlanSummary {
    let network = try Network(CfgDocument(parsing: TinyPlan.net + layers, file: "net.cfg"))
    return try ExecutionPlan(
      network, weights: NetworkWeights(randomFor: network), options: options
    ).summary
  }

  @Test("a step says what it does, how, and in which memory")
  func steps() throws {
    let summary = try summary(Self.convolution + Self.pool)
    #expect(summary.steps.map(\.name) == ["convolution 3×3/1", "maxpool 2×2/2"])
    #expect(summary.steps.map(\.algorithm) == ["gemm", ""])
    #expect(summary.steps.map(\.layer) == [0, 1])
    let (first, second) = (summary.steps[0], summary.steps[1])
    #expect(first.reads.map(\.byteCount) == [4 * 192])
    #expect(first.writes.byteCount == 4 * 256)
    #expect(second.reads == [first.writes])
    #expect(second.writes.byteCount == 4 * 64)
    #expect(second.activationByteCount == 4 * (256 + 64))
    #expect(first.operationCount == 2 * 27 * 256)
    #expect((first.weightByteCount, second.weightByteCount).0 >= 4 * 27 * 4)
    #expect(second.weightByteCount == 0)
  }

  @Test("layers that a route joins lie side by side in its buffer")
  func places() throws {
    let summary = try summary(
      Self.convolution + Self.convolution + "[route]\nlayers=-1,-2\n")
    let (first, second) = (summary.steps[0].writes, summary.steps[1].writes)
    #expect(first.buffer == second.buffer)
    #expect(first.offset == second.offset + 4 * 4)
  }

  @Test("buffers have a place in the arena and a lifetime, in bytes and steps")
  func buffers() throws {
    let summary = try summary(Self.convolution + Self.pool + Self.pool)
    let used = (summary.steps.flatMap(\.reads) + summary.steps.map(\.writes)).map(\.buffer)
    #expect(Set(used) == Set(summary.buffers.indices))
    let activations = summary.arenaByteCount - summary.scratchByteCount
    #expect(summary.buffers.allSatisfy { $0.offset + $0.byteCount <= activations })
    let lifetimes = summary.buffers.map(\.lifetime)
    // The input stays, the last output is read after the run.
    #expect(lifetimes == [0...3, 0...1, 1...2, 2...3])
  }

  @Test("text has a line a step, a line a buffer, and the totals")
  func text() throws {
    let summary = try summary(Self.convolution + Self.pool)
    let parts = summary.description.split(separator: "\n\n")
    #expect(parts.count == 3)
    let (steps, buffers) = (parts[0].split(separator: "\n"), parts[1].split(separator: "\n"))
    #expect(steps.count == 3)
    #expect(steps[1].contains("convolution 3×3/1  gemm"))
    #expect(steps[2].contains("maxpool 2×2/2"))
    #expect(buffers.count == 1 + summary.buffers.count)
    #expect(buffers[1].hasSuffix("0-end"))
    #expect(parts[2].contains("bytes a session"))
    #expect(parts[2].contains("rates of the \(summary.ratesName)"))
  }
}
