/// Red, green and blue of a pixel.
package struct Color: Sendable, Hashable {
  /// Red.
  package var red: UInt8
  /// Green.
  package var green: UInt8
  /// Blue.
  package var blue: UInt8

  /// Black.
  package static let black = Color(red: 0, green: 0, blue: 0)
  /// White.
  package static let white = Color(red: 255, green: 255, blue: 255)

  /// The color of a class: always the same, and unlike those of classes near by.
  ///
  /// Hues follow the golden ratio, which keeps any run of them apart; brightness changes too, so
  /// that classes whose hues come close again still differ.
  package init(ofClass classIndex: Int) {
    let turns = (0.07 + Float(truncatingIfNeeded: classIndex) * 0.618034)
    let hue = 6 * (turns - turns.rounded(.down))
    let (saturation, value): (Float, Float) = [(0.9, 1), (0.65, 0.95), (0.95, 0.72)][
      Int(classIndex.magnitude % 3)]
    func channel(_ shift: Float) -> UInt8 {
      let position = (hue + shift).truncatingRemainder(dividingBy: 6)
      let fall = min(max(min(position, 4 - position), 0), 1)
      return UInt8((255 * value * (1 - saturation * fall)).rounded())
    }
    self.init(red: channel(5), green: channel(3), blue: channel(1))
  }

  /// A color of these parts.
  package init(red: UInt8, green: UInt8, blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// Black or white, whichever stands out more.
  ///
  /// - Reference: W3C, Web Content Accessibility Guidelines 2.1, "relative luminance", with a
  ///   square for the transfer curve. The contrasts are equal at 0.179; a little above it white
  ///   still reads better.
  package var contrasting: Color {
    func linear(_ value: UInt8) -> Float { Float(value) * Float(value) / 65025 }
    let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    return luminance > 0.22 ? .black : .white
  }
}

extension Float {
  /// The value of an integer of which only the remainder matters.
  fileprivate init(truncatingIfNeeded value: Int) { self = Float(value % 1_000_000) }
}
