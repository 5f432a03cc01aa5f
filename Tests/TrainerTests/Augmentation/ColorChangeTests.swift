import CfgParser
import Testing

@testable import Trainer

@Suite("changes of colour")
struct ColorChangeTests {
  private static let rounding: Float = 1e-6

  private func isClose(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> Bool {
    let difference = a - b
    return max(difference.max(), -difference.min()) < Self.rounding
  }

  @Test("gray stays gray whatever hue and saturation become", arguments: [Float(0), 0.3, 1])
  func gray(level: Float) {
    let change = ColorChange(hue: 0.4, saturation: 3, exposure: 1)
    #expect(change.changed(SIMD3(repeating: level)) == SIMD3(repeating: level))
  }

  @Test("a third of the circle turns red to green, green to blue, blue to red")
  func thirds() {
    let change = ColorChange(hue: 1 / 3, saturation: 1, exposure: 1)
    #expect(isClose(change.changed(SIMD3(0.8, 0.2, 0.2)), SIMD3(0.2, 0.8, 0.2)))
    #expect(isClose(change.changed(SIMD3(0.2, 0.8, 0.2)), SIMD3(0.2, 0.2, 0.8)))
    #expect(isClose(change.changed(SIMD3(0.2, 0.2, 0.8)), SIMD3(0.8, 0.2, 0.2)))
  }

  @Test("hue goes around the circle both ways", arguments: [Float(-1), 1])
  func fullTurn(hue: Float) {
    let color = SIMD3<Float>(0.7, 0.1, 0.35)
    #expect(isClose(ColorChange(hue: hue, saturation: 1, exposure: 1).changed(color), color))
  }

  @Test("half the saturation moves each part half way to the largest")
  func saturation() {
    let change = ColorChange(hue: 0, saturation: 0.5, exposure: 1)
    #expect(isClose(change.changed(SIMD3(0.8, 0.4, 0)), SIMD3(0.8, 0.6, 0.4)))
  }

  @Test("exposure multiplies all parts, and values end at 1")
  func exposure() {
    let change = ColorChange(hue: 0, saturation: 1, exposure: 2)
    #expect(isClose(change.changed(SIMD3(0.6, 0.2, 0.1)), SIMD3(1, 0.4, 0.2)))
  }

  @Test("an image is changed pixel by pixel; of one channel the brightness alone")
  func image() {
    var colors: [Float] = [0.8, 0.5, 0.2, 0.5, 0.2, 0.5]
    var span = colors.mutableSpan
    ColorChange(hue: 1 / 3, saturation: 1, exposure: 1).apply(to: &span, channels: 3, area: 2)
    #expect(zip(colors, [0.2, 0.5, 0.8, 0.5, 0.2, 0.5]).allSatisfy { abs($0 - $1) < 1e-6 })
    var grays: [Float] = [0.25, 0.75]
    var line = grays.mutableSpan
    ColorChange(hue: 0.2, saturation: 2, exposure: 2).apply(to: &line, channels: 1, area: 2)
    #expect(grays == [0.5, 1])
  }

  @Test("drawn changes reach what the settings allow, and never leave it")
  func range() throws {
    let settings = try TrainingSettings(
      DrawnPictures.detector(net: "hue=.1\nsaturation=1.5\nexposure=2")
    ).augmentation
    let changes = (0..<500).map { number in
      var numbers = SeededNumbers(seed: 1, .example, number: number)
      return ColorChange(settings, &numbers)
    }
    #expect(changes.allSatisfy { abs($0.hue) <= 0.1 })
    #expect(changes.allSatisfy { (1 / 1.5 - 1e-6...1.5).contains($0.saturation) })
    #expect(changes.allSatisfy { (0.5...2).contains($0.exposure) })
    #expect(changes.contains { $0.hue < -0.09 } && changes.contains { $0.hue > 0.09 })
    #expect(changes.contains { $0.exposure < 0.55 } && changes.contains { $0.exposure > 1.9 })
    let brighter = changes.filter { $0.exposure > 1 }.count
    #expect((200...300).contains(brighter))
  }
}
