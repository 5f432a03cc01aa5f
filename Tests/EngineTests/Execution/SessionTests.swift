import CfgParser
import Foundation
import Testing
import TestSupport

@testable import Engine

@Suite("Session")
struct SessionTests {
  /// Runs of which the quietest counts: the process's other threads may make an object of their own.
  private static let runCount = 5

  @Test(
    "refuses an input of another number of values, in words that give both",
    arguments: [0, 191, 193])
  func wrongInput(_ count: Int) throws {
    let plan = try TinyPlan.make("[maxpool]\nsize=2\nstride=2\n", [])
    var session = Session(plan)
    let values = [Float](repeating: 0, count: count)
    let error = #expect(throws: ModelError.self) { try session.setInput(values.span) }
    #expect(error?.code == .wrongInput)
    #expect(
      error?.description
        == "net.cfg: error: the network takes 192 values (8×8×3), the input has \(count)")
  }

  @Test("keeps the input it has when a new one is refused")
  func inputKept() throws {
    let plan = try TinyPlan.make("[maxpool]\nsize=1\nstride=1\n", [])
    var session = Session(plan)
    let (input, none) = (TinyPlan.input, [Float]())
    try session.setInput(input.span)
    #expect(throws: ModelError.self) { try session.setInput(none.span) }
    session.run()
    #expect(session.output(of: 0) == input)
  }

  @Test("takes and gives values in the order of planes, C × H × W")
  func planes() throws {
    let plan = try TinyPlan.make("[avgpool]\n", [])
    var session = Session(plan)
    let input = (0..<192).map { Float($0 / 64) }
    try session.setInput(input.span)
    session.run()
    #expect(session.output(of: 0) == [0, 1, 2])
  }

  @Test("gives the same bits for the same input again", arguments: [1, 2])
  func again(_ threadCount: Int) throws {
    var session = Session(try Self.fixture("mini-yolov2", threadCount: threadCount))
    let input = Self.noise(session.plan.network.inputShape.count)
    try session.setInput(input.span)
    session.run()
    let first = Self.bits(session)
    try session.setInput(input.span)
    session.run()
    let isEqual = Self.bits(session) == first
    #expect(isEqual)
  }

  @Test("gives the same bits as a fresh session, whatever it ran before")
  func nothingLeft() throws {
    let plan = try Self.fixture("mini-yolov3", threadCount: 1)
    let input = Self.noise(plan.network.inputShape.count)
    let other = [Float](repeating: 1e6, count: input.count)
    var used = Session(plan)
    var fresh = Session(plan)
    try used.setInput(other.span)
    used.run()
    try used.setInput(input.span)
    used.run()
    try fresh.setInput(input.span)
    fresh.run()
    let isEqual = Self.bits(used) == Self.bits(fresh)
    #expect(isEqual)
  }

  @Test("profiling times every step and changes no bit")
  func profiled() throws {
    let plan = try Self.fixture("mini-darknet19", threadCount: 1)
    var plain = Session(plan)
    var timed = Session(plan)
    let input = Self.noise(plan.network.inputShape.count)
    try plain.setInput(input.span)
    try timed.setInput(input.span)
    plain.run()
    let times = timed.runProfiled()
    #expect(times.count == plan.steps.count)
    #expect(times.allSatisfy { $0.duration > .zero })
    // One step after the other, from the start of the run on.
    let ends = times.map { $0.start + $0.duration }
    #expect(times[0].start >= .zero)
    #expect(zip(ends, times.dropFirst()).allSatisfy { $0 <= $1.start })
    let isEqual = Self.bits(timed) == Self.bits(plain)
    #expect(isEqual)
  }

  #if canImport(Glibc)
  // In a process of its own: whatever runs beside would count, too.
  @Test(
    "running allocates nothing, whatever the layers",
    .enabled(if: BuildConfiguration.isOptimized, notOptimized))
  func allocations() async throws {
    await #expect(processExitsWith: .success) {
      try Self.countAllocations()
      for name in NetworkFixtureTests.fixtures.cases(in: "networks") {
        guard let plan = try? Self.fixture(name, threadCount: 1) else { continue }
        let counts = try [1, 2].map { try Self.allocations(of: plan, batch: $0) }
        #expect(counts == [0, 0], "\(name)")
      }
    }
  }

  @Test(
    "running allocates nothing where threads share the steps",
    .enabled(if: BuildConfiguration.isOptimized, notOptimized))
  func sharedAllocations() async throws {
    await #expect(processExitsWith: .success) {
      try Self.countAllocations()
      for algorithm in ConvolutionAlgorithm.allCases {
        let plan = try Self.large(threadCount: 2, algorithm: algorithm)
        let count = try Self.allocations(of: plan, batch: 1)
        #expect(count == 0, "\(algorithm)")
      }
    }
  }

  private static func countAllocations() throws {
    try #require(AllocationCounter.install())
    let array = AllocationCounter.allocations { _ = [Int](repeating: runCount, count: runCount) }
    try #require(array == 1)
  }

  /// What a run takes from the heap, the first run aside.
  private static func allocations(of plan: ExecutionPlan, batch: Int) throws -> Int? {
    var session = try Session(plan, batch: batch)
    session.run()
    return (0..<runCount).map { _ in AllocationCounter.allocations { session.run() } }.min()
  }
  #endif

  /// Unoptimised generic code of the standard library takes memory for what optimised code keeps in
  /// registers.
  private static let notOptimized: Comment =
    "skipped: unoptimised code allocates where optimised code does not"

  /// A network large enough that its steps are worth sharing.
  private static func large(
    threadCount: Int, algorithm: ConvolutionAlgorithm
  ) throws -> ExecutionPlan {
    let cfg = """
      [net]
      width=64
      height=64
      channels=3
      [convolutional]
      filters=32
      size=3
      pad=1
      activation=leaky
      [maxpool]
      size=2
      stride=2
      [convolutional]
      filters=64
      size=3
      pad=1
      activation=mish
      [shortcut]
      from=-2
      [upsample]

      """
    let network = try Network(CfgDocument(parsing: cfg, file: "net.cfg"))
    return try ExecutionPlan(
      network, weights: NetworkWeights(randomFor: network),
      options: .init(threadCount: threadCount, convolutionAlgorithm: algorithm))
  }

  /// A network of the fixtures, made ready.
  private static func fixture(_ name: String, threadCount: Int) throws -> ExecutionPlan {
    let fixtures = NetworkFixtureTests.fixtures
    return try ExecutionPlan(
      cfg: fixtures.path("networks", name, "net.cfg"),
      weights: fixtures.path("networks", name, "net.weights"),
      options: .init(threadCount: threadCount))
  }

  /// The bits of everything that can be read after a run: the heads' outputs and the network's own.
  private static func bits(_ session: borrowing Session) -> [UInt32] {
    let network = session.plan.network
    let layers = session.plan.detectionHeads.map(\.layer) + [network.outputIndex]
    return layers.flatMap { layer in session.output(of: layer).map(\.bitPattern) }
  }

  /// Values in 0…1 without a pattern.
  private static func noise(_ count: Int) -> [Float] {
    (0..<count).map { Float(($0 &* 7919 &+ 13) % 1009) / 1008 }
  }
}
