import CfgParser
import TestSupport
import Testing

@Suite("[history]")
struct HistoryLayerTests {
  @Test("has the channels of four inputs, or of as many as it is told, and remembers them")
  func shapes() throws {
    let input = Shape.image(3, 4, 5)
    #expect(try HistoryLayer("[history]").outputShape(for: [input]) == .image(12, 4, 5))
    let layer = try HistoryLayer("[history]\nhistory_size=2")
    #expect(try layer.outputShape(for: [input]) == .image(6, 4, 5))
    #expect(layer.stateShapes(for: [input]) == [.image(6, 4, 5)])
    #expect(misfit(layer, Shape(vectorOf: 9))?.message == "needs an image")
  }

  @Test("refuses sizes out of range", arguments: ["0", "-1", "1025"])
  func badValues(_ size: String) {
    let error = #expect(throws: CfgError.self) {
      try HistoryLayer("[history]\nhistory_size=\(size)")
    }
    #expect(error?.code == .badValue)
  }
}
