/// Red, green and blue as luma and chroma of limited range: the exact value, rounded, or next to
/// it.
///
/// - Reference: ITU-R BT.601 and BT.709.
struct RgbToYuv: Sendable {
  /// Factors are in units of 2⁻¹⁶.
  private static let one = Double(1 << 16)

  private let luma: (red: Int, green: Int, blue: Int)
  private let u: (red: Int, green: Int, blue: Int)
  private let v: (red: Int, green: Int, blue: Int)

  /// - Precondition: The range is limited.
  init(_ coding: ColorCoding) {
    precondition(coding.range == .limited)
    let (red, blue) = coding.matrix.shares
    let shares = (red, 1 - red - blue, blue)
    luma = Self.factors(shares, scale: 219.0 / 255)
    let chromaScale = 224.0 / 255 / 2
    u = Self.factors((-shares.0, -shares.1, 1 - blue), scale: chromaScale / (1 - blue))
    v = Self.factors((1 - red, -shares.1, -shares.2), scale: chromaScale / (1 - red))
  }

  /// The luma of a pixel.
  func luma(_ red: Int, _ green: Int, _ blue: Int) -> UInt8 {
    let sum = red * luma.red + green * luma.green + blue * luma.blue
    return UInt8(truncatingIfNeeded: 16 + (sum + 1 << 15) >> 16)
  }

  /// The chroma of four pixels, of whose colours the sums are given.
  func chroma(ofFour red: Int, _ green: Int, _ blue: Int) -> (u: UInt8, v: UInt8) {
    func value(_ factors: (red: Int, green: Int, blue: Int)) -> UInt8 {
      let sum = red * factors.red + green * factors.green + blue * factors.blue
      return UInt8(truncatingIfNeeded: 128 + (sum + 1 << 17) >> 18)
    }
    return (value(u), value(v))
  }

  private static func factors(
    _ values: (Double, Double, Double), scale: Double
  ) -> (red: Int, green: Int, blue: Int) {
    func factor(_ value: Double) -> Int { Int((value * scale * one).rounded()) }
    return (factor(values.0), factor(values.1), factor(values.2))
  }
}
