import CfgParser
import Testing
import TestSupport

@testable import Engine

@Suite("Session, state")
struct SessionStateTests {
  /// Networks whose layers remember, with input and weights.
  static let names = ["rnn", "gru", "lstm", "crnn", "conv_lstm", "history"]

  private static func session(_ name: String) throws -> Session {
    let fixtures = NetworkFixtureTests.fixtures
    return Session(
      try ExecutionPlan(
        cfg: fixtures.path("networks", name, "net.cfg"),
        weights: fixtures.path("networks", name, "net.weights"), options: .init(threadCount: 1)))
  }

  /// What the network gives for the input that is in place.
  private static func run(_ session: inout Session) -> [Float] {
    session.run()
    return session.output(of: session.plan.network.outputIndex)
  }

  @Test("a run depends on the runs before it", arguments: names)
  func kept(_ name: String) throws {
    var session = try Self.session(name)
    let input = [Float](repeating: 0.5, count: session.plan.network.inputShape.count)
    try session.setInput(input.span)
    let (first, second) = (Self.run(&session), Self.run(&session))
    #expect(first != second)
  }

  @Test("after a reset everything is as in a new session", arguments: names)
  func reset(_ name: String) throws {
    var session = try Self.session(name)
    let input = [Float](repeating: 0.5, count: session.plan.network.inputShape.count)
    try session.setInput(input.span)
    let first = (0..<3).map { _ in Self.run(&session) }
    session.reset()
    let again = (0..<3).map { _ in Self.run(&session) }
    #expect(first == again)
  }

  @Test("a new session begins with zeros in an arena that was used")
  func usedArena() throws {
    let arena: Arena
    var first = try Self.session("lstm")
    let input = [Float](repeating: 0.5, count: first.plan.network.inputShape.count)
    try first.setInput(input.span)
    let expected = Self.run(&first)
    arena = first.arena
    var second = Session(first.plan, arena: arena)
    try second.setInput(input.span)
    #expect(Self.run(&second) == expected)
  }

  @Test("networks know whether they remember")
  func isRecurrent() throws {
    for name in Self.names { #expect(try Self.session(name).plan.network.isRecurrent) }
    #expect(try !Self.session("mini-yolov2").plan.network.isRecurrent)
  }

  @Test("a detector's pictures are independent of each other, one by one and in a batch")
  func detector() throws {
    let cfg = """
      [net]
      width=8
      height=8
      channels=3
      [crnn]
      pad=1
      hidden=4
      output=12
      shortcut=1
      activation=linear
      [region]
      anchors=0.5,0.5, 1,1
      classes=1
      num=2

      """
    let network = try Network(CfgDocument(parsing: cfg, file: "net.cfg"))
    let plan = try ExecutionPlan(
      network, weights: NetworkWeights(randomFor: network), options: .init(threadCount: 1))
    let detector = try Detector(plan)
    let picture = try Image(
      width: 8, height: 8, channels: 3, pixels: (0..<192).map { UInt8(($0 * 37) % 256) })
    let settings = DetectionSettings(threshold: 0.1)
    let first = detector.detect(in: picture, settings: settings)
    #expect(!first.isEmpty)
    #expect(detector.detect(in: picture, settings: settings) == first)
    #expect(detector.detect(in: [picture, picture], settings: settings) == [first, first])
  }
}
