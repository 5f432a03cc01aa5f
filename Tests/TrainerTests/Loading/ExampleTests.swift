import CfgParser
import Engine
import TestSupport
import Testing

@testable import Trainer

@Suite("examples")
struct ExampleTests {
  private static let gray = try? Image(
    width: 20, height: 10, channels: 3, pixels: [UInt8](repeating: 102, count: 600))

  private func place(
    _ jitter: Double, cutsOut: Bool, flips: Bool = false, number: Int = 0
  ) throws -> ExamplePlace {
    var numbers = SeededNumbers(seed: 1, example: number)
    return ExamplePlace(
      try #require(Self.gray), in: Shape(channels: 3, height: 10, width: 20), jitter: jitter,
      cutsOut: cutsOut, flips: flips, &numbers)
  }

  @Test("without changes a picture of the input's size is that picture")
  func identity() throws {
    let pixels = (0..<600).map { UInt8($0 % 251) }
    let image = try Image(width: 20, height: 10, channels: 3, pixels: pixels)
    var values = [Float](repeating: -1, count: 600)
    var span = values.mutableSpan
    try place(0, cutsOut: true).write(image, into: &span)
    #expect(values == (0..<600).map { Float(pixels[$0 % 200 * 3 + $0 / 200]) / 255 })
  }

  @Test("boxes stay where they are without changes, and inside with any", arguments: [true, false])
  func boxes(_ cutsOut: Bool) throws {
    let box = PixelBox(left: 4, top: 2, width: 8, height: 4)
    let still = try place(0, cutsOut: true).truth(
      box, inWidth: 20, height: 10, of: 3, least: 0.001)
    #expect(still == BoxTruth(x: 0.4, y: 0.4, width: 0.4, height: 0.4, classID: 3))
    var heights: Set<Float> = []
    for number in 0..<200 {
      let place = try place(0.3, cutsOut: cutsOut, flips: true, number: number)
      guard let truth = place.truth(box, inWidth: 20, height: 10, of: 0, least: 0.001) else {
        continue
      }
      heights.insert(truth.height)
      // Rounding of centre and size.
      let slack: Float = 1e-6
      #expect(truth.x - truth.width / 2 >= -slack && truth.x + truth.width / 2 <= 1 + slack)
      #expect(truth.y - truth.height / 2 >= -slack && truth.y + truth.height / 2 <= 1 + slack)
    }
    // Where pictures are cut, by whole pixels.
    #expect(heights.count > (cutsOut ? 8 : 50))
  }

  @Test("a mirrored box lies as far from the other side")
  func mirrored() throws {
    let box = PixelBox(left: 4, top: 2, width: 8, height: 4)
    let places = try (0..<40).compactMap {
      try place(0, cutsOut: true, flips: true, number: $0).truth(
        box, inWidth: 20, height: 10, of: 0, least: 0.001)?.x
    }
    // 1 - 0.4 in single precision.
    #expect(Set(places.map { ($0 * 1000).rounded() }) == [400, 600])
  }

  @Test("a grid holds the first box of a cell, from the cell's corner")
  func grid() {
    var truth = [Float](repeating: 0, count: 4 * 7)
    var span = truth.mutableSpan
    TruthGrid(side: 2, classes: 2).fill(
      &span,
      [
        BoxTruth(x: 0.75, y: 0.25, width: 0.2, height: 0.1, classID: 1),
        BoxTruth(x: 0.8, y: 0.3, width: 0.3, height: 0.3, classID: 0),
      ])
    #expect(Array(truth[7..<14]) == [1, 0, 1, 0.5, 0.5, 0.2, 0.1])
    #expect(truth.count { $0 != 0 } == 6)
  }

  @Test("colours change gray in brightness alone, and no change is none")
  func colors() throws {
    let network = try Network(
      CfgDocument(
        parsing:
          "[net]\nwidth=1\nheight=1\nchannels=3\nhue=.1\nsaturation=2\nexposure=2\n[avgpool]\n[softmax]",
        file: "a.cfg"))
    let settings = try TrainingSettings(network).augmentation
    var brightness: Set<Float> = []
    for number in 0..<50 {
      var numbers = SeededNumbers(seed: 2, example: number)
      var values: [Float] = [0.3, 0.3, 0.3]
      var span = values.mutableSpan
      ColorChange(settings, &numbers).apply(to: &span, area: 1)
      #expect(values[0] == values[1] && values[1] == values[2])
      #expect((0.15...0.6).contains(values[0]))
      brightness.insert(values[0])
    }
    #expect(brightness.count > 40)
  }
}
