/// Luma and chroma as red, green and blue, worked out for every value in advance.
///
/// A result is the exact one, rounded, or next to it; beyond 0…255 it is cut off.
///
/// - Reference: ITU-R BT.601 and BT.709, the inverse of their matrices.
struct YuvToRgb: Sendable {
  /// Terms are in units of 2⁻¹⁶.
  private static let shift = 16

  private let luma: [Int32]
  private let redOfV: [Int32]
  private let greenOfU: [Int32]
  private let greenOfV: [Int32]
  private let blueOfU: [Int32]

  init(_ coding: ColorCoding) {
    let (red, blue) = coding.matrix.shares
    let green = 1 - red - blue
    let (black, lumaScale, chromaScale) =
      coding.range == .full ? (0.0, 1.0, 1.0) : (16.0, 255.0 / 219, 255.0 / 224)
    // The half that rounds is in the term every colour has.
    luma = Self.terms(offset: black, factor: lumaScale, plus: 0.5)
    redOfV = Self.terms(offset: 128, factor: 2 * (1 - red) * chromaScale)
    blueOfU = Self.terms(offset: 128, factor: 2 * (1 - blue) * chromaScale)
    greenOfV = Self.terms(offset: 128, factor: -2 * (1 - red) * red / green * chromaScale)
    greenOfU = Self.terms(offset: 128, factor: -2 * (1 - blue) * blue / green * chromaScale)
  }

  private static func terms(offset: Double, factor: Double, plus half: Double = 0) -> [Int32] {
    (0..<256).map { value in
      let term = (Double(value) - offset) * factor + half
      return Int32((term * Double(1 << shift)).rounded())
    }
  }

  /// The luma of a byte, at full range.
  func gray(_ y: UInt8) -> UInt8 { Self.byte(luma[Int(y)]) }

  /// Converts one row; every chroma value counts for `1 << columnShift` pixels, none is mixed.
  ///
  /// - Parameters:
  ///   - y: Where the row's luma begins.
  ///   - u: Where its blue difference begins, in the same bytes.
  ///   - v: Where its red difference begins.
  ///   - columnShift: Logarithm of the pixels that share a chroma value.
  ///   - chromaStep: Bytes from one chroma value to the next.
  ///   - bytes: The frame.
  ///   - pixels: Where red, green and blue go.
  ///   - target: Where in there they begin.
  ///   - width: Pixels of the row.
  func convertRow(
    y: Int, u: Int, v: Int, columnShift: Int, chromaStep: Int, of bytes: Span<UInt8>,
    into pixels: inout MutableSpan<UInt8>, at target: Int, width: Int
  ) {
    let lastChroma = ((width - 1) >> columnShift) * chromaStep
    precondition(y + width <= bytes.count && max(u, v) + lastChroma < bytes.count)
    precondition(target + 3 * width <= pixels.count)
    let (luma, redOfV, blueOfU) = (luma.span, redOfV.span, blueOfU.span)
    let (greenOfU, greenOfV) = (greenOfU.span, greenOfV.span)
    var place = target
    for x in 0..<width {
      let chroma = (x &>> columnShift) &* chromaStep
      let light = unsafe luma[unchecked: Int(bytes[unchecked: y &+ x])]
      let blue = unsafe Int(bytes[unchecked: u &+ chroma])
      let red = unsafe Int(bytes[unchecked: v &+ chroma])
      unsafe pixels[unchecked: place] = Self.byte(light &+ redOfV[unchecked: red])
      unsafe pixels[unchecked: place &+ 1] =
        Self.byte(light &+ greenOfU[unchecked: blue] &+ greenOfV[unchecked: red])
      unsafe pixels[unchecked: place &+ 2] = Self.byte(light &+ blueOfU[unchecked: blue])
      place &+= 3
    }
  }

  @inline(__always)
  private static func byte(_ sum: Int32) -> UInt8 {
    UInt8(truncatingIfNeeded: min(max(sum &>> Int32(shift), 0), 255))
  }
}
