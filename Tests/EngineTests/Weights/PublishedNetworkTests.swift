import CfgParser
import TestSupport
import Testing

@testable import Engine

@Suite("PublishedNetwork")
struct PublishedNetworkTests {
  /// The shipped networks that others published.
  private static let shipped = ShippedNetwork.all.filter { $0.name != "signs" }

  @Test("a weights file of a shipped network is recognised by its size", arguments: shipped)
  func recognised(_ shipped: ShippedNetwork) {
    let matches = PublishedNetwork.matching(valueCount: shipped.parameterCount)
    #expect(matches.map(\.cfg).contains("\(shipped.name).cfg"))
  }

  @Test(
    "the first layers of a shipped network are recognised by their size",
    arguments: [
      ("darknet19_448", 23), ("darknet53", 74), ("yolov3", 74), ("yolov3-tiny", 15),
      ("yolov4", 137), ("yolov4-tiny", 29), ("yolov7", 132), ("yolov7-tiny", 87),
    ])
  func partial(_ name: String, _ layerCount: Int) throws {
    let shipped = try #require(Self.shipped.first { $0.name == name })
    let count = try shipped.network().weightValueCount(upTo: layerCount, in: .alexeyab)
    let names = PublishedNetwork.matching(valueCount: count).map(\.name)
    #expect(names.count == 1 && names[0].hasPrefix("the first \(layerCount) layers of "))
  }
}
