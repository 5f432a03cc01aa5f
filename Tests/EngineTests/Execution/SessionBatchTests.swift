import CfgParser
import Testing
import TestSupport

@testable import Engine

@Suite("Session, batch")
struct SessionBatchTests {
  private static let count = 3

  private static func plan(_ name: String, threadCount: Int) throws -> ExecutionPlan {
    let fixtures = NetworkFixtureTests.fixtures
    return try ExecutionPlan(
      cfg: fixtures.path("networks", name, "net.cfg"),
      weights: fixtures.path("networks", name, "net.weights"),
      options: .init(threadCount: threadCount))
  }

  /// Values without a pattern, others for every image and run.
  private static func input(_ image: Int, _ run: Int, count: Int) -> [Float] {
    (0..<count).map { Float(($0 &* 7919 &+ 331 &* image &+ 17 &* run) % 1009) / 1008 }
  }

  /// The bits of all that can be read after a run.
  private static func bits(_ session: borrowing Session, image: Int) -> [UInt32] {
    let network = session.plan.network
    let layers = session.plan.detectionHeads.map(\.layer) + [network.outputIndex]
    return layers.flatMap { session.output(of: $0, image: image).map(\.bitPattern) }
  }

  @Test(
    "gives every image the bits it has alone, in every run",
    arguments: NetworkFixtureTests.fixtures.cases(in: "networks"), [1, 2])
  func sameBits(_ name: String, _ threadCount: Int) throws {
    let plan = try Self.plan(name, threadCount: threadCount)
    let valueCount = plan.network.inputShape.count
    var batch = try Session(plan, batch: Self.count)
    var together: [[UInt32]] = []
    for run in 0..<2 {
      for image in 0..<Self.count {
        let input = Self.input(image, run, count: valueCount)
        try batch.setInput(input.span, image: image)
      }
      batch.run()
      together += (0..<Self.count).map { Self.bits(batch, image: $0) }
    }
    for image in 0..<Self.count {
      var alone = Session(plan)
      for run in 0..<2 {
        let input = Self.input(image, run, count: valueCount)
        try alone.setInput(input.span)
        alone.run()
        let isEqual = Self.bits(alone, image: 0) == together[run * Self.count + image]
        #expect(isEqual, "image \(image), run \(run)")
      }
    }
  }

  @Test("a reset is for all images")
  func reset() throws {
    var session = try Session(Self.plan("gru", threadCount: 1), batch: 2)
    session.run()
    let first = (0..<2).map { Self.bits(session, image: $0) }
    session.run()
    session.reset()
    session.run()
    let again = (0..<2).map { Self.bits(session, image: $0) }
    #expect(first == again)
  }

  @Test("profiling times every step for all images, and changes no bit")
  func profiled() throws {
    let plan = try Self.plan("crnn", threadCount: 1)
    var plain = try Session(plan, batch: 2)
    var timed = try Session(plan, batch: 2)
    plain.run()
    #expect(timed.runProfiled().count == plan.steps.count)
    let isEqual = Self.bits(timed, image: 1) == Self.bits(plain, image: 1)
    #expect(isEqual)
  }

  @Test(
    "refuses a number of images that nobody runs at a time",
    arguments: [(0, "0"), (-1, "-1"), (65_537, "65,537"), (.max, "9,223,372,036,854,775,807")])
  func badBatch(_ batch: Int, _ text: String) throws {
    let plan = try TinyPlan.make("[maxpool]\nsize=2\nstride=2\n", [])
    let error = #expect(throws: ModelError.self) { _ = try Session(plan, batch: batch) }
    #expect(error?.code == .wrongBatch)
    #expect(
      error?.description == "net.cfg: error: a batch of \(text) images; it has from 1 to 65,536")
  }

  @Test("refuses the input of an image that is not in the batch", arguments: [-1, 2])
  func badImage(_ image: Int) throws {
    let plan = try TinyPlan.make("[maxpool]\nsize=2\nstride=2\n", [])
    var session = try Session(plan, batch: 2)
    let input = TinyPlan.input
    let error = #expect(throws: ModelError.self) {
      try session.setInput(input.span, image: image)
    }
    #expect(error?.code == .wrongBatch)
    #expect(
      error?.message == "there is no image \(image) in a batch of 2, which begins with image 0")
  }

  @Test("a batch that takes more memory than the machine has is an error")
  func tooLarge() throws {
    let net = "[net]\nwidth=4096\nheight=4096\nchannels=3\n"
    let plan = try TinyPlan.make("[maxpool]\nsize=2\nstride=2\n", [], net: net)
    let error = #expect(throws: ModelError.self) { _ = try Session(plan, batch: 65_536) }
    #expect(error?.code == .tooLarge)
  }
}
