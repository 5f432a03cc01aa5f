import CfgParser
import Foundation
import Testing
import TestSupport

@testable import Trainer

@Suite("[cost] loss")
struct CostLossTests {
  /// An odd shape: truths go channel by channel, values pixel by pixel.
  private static let shape = Shape(channels: 3, height: 2, width: 5)

  private func loss(_ type: String, _ compatibility: Compatibility = .recommended) throws
    -> any Loss
  {
    try lossOfText(
      "[net]\nwidth=5\nheight=2\nchannels=3\n[cost]\n\(type)\n", compatibility)
  }

  /// Truth number `index` in the order of the values.
  private func place(_ index: Int) -> Int {
    index % Self.shape.area * Self.shape.channels + index / Self.shape.area
  }

  /// What one difference adds to the loss whose derivative the delta is.
  private func cost(_ type: String, _ difference: Double) -> Double {
    switch type {
    case "type=L1": abs(difference)
    case "type=smooth" where abs(difference) > 1: abs(difference) - 0.5
    default: difference * difference / 2
    }
  }

  @Test(
    "deltas are minus the derivative: of half of the printed loss, of all of it for L1",
    arguments: ["type=sse", "type=L1", "type=smooth", "type=masked"], [UInt64(1), 2])
  func derivative(_ type: String, _ seed: UInt64) throws {
    var numbers = TestNumbers(seed: seed)
    let values = numbers.list(30, in: -2...2)
    let truth = numbers.list(30, in: -2...2)
    let (delta, sums) = try loss(type).evaluated(values, truth)
    let implied = { (point: [Double]) in
      truth.indices.reduce(0) { $0 + cost(type, Double(truth[$1]) - point[place($1)]) }
    }
    #expect(FiniteDifferences.firstMismatch(delta, at: values, of: implied) == nil)
    let printed = implied(values.map(Double.init)) * (type == "type=L1" ? 1 : 2)
    #expect(abs(sums.cost - printed) < 1e-5 * printed)
  }

  @Test("truths of -1234 count for nothing in the kind masked, and for themselves in others")
  func mask() throws {
    let truth = [-1234] + [Float](repeating: 1, count: 29)
    let values = [Float](repeating: 0, count: 30)
    let masked = try loss("type=masked").evaluated(values, truth)
    #expect(masked.delta == [0] + [Float](repeating: 1, count: 29))
    #expect(masked.sums.cost == 29)
    let plain = try loss("type=sse").evaluated(values, truth)
    #expect(plain.delta[0] == -1234)
  }

  @Test("scale is for the delta, not for the loss")
  func scale() throws {
    let found = try loss("scale=3").evaluated(
      [Float](repeating: 0, count: 30), [Float](repeating: 2, count: 30))
    #expect(found.delta == [Float](repeating: 6, count: 30))
    #expect(found.sums.cost == 120)
  }

  @Test("a kind that AlexeyAB's fork does not know is sse there, and elsewhere an error")
  func unknownKind() throws {
    let found = try loss("type=L1", .alexeyab).evaluated(
      [Float](repeating: 0, count: 30), [Float](repeating: 2, count: 30))
    #expect(found.sums.cost == 120)
    let error = #expect(throws: CfgError.self) { try loss("type=smoth") }
    #expect(
      error?.description == """
        loss.cfg:6: error: 'type=smoth' is not known; [cost] takes sse, masked, smooth or L1
          help: did you mean 'smooth'?
        """)
  }

  @Test(
    "kinds and keys that would change the loss in ways that are lacking are errors",
    arguments: ["type=wgan", "type=seg", "ratio=0.1", "noobj=0.5", "thresh=0.1"])
  func unsupported(_ key: String) {
    let error = #expect(throws: CfgError.self) { try loss(key) }
    #expect(error?.code == .unsupported)
    #expect(error?.location.line == 6)
  }
}
