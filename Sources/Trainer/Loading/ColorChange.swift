import CfgParser

/// A change of colours: hue, saturation and brightness.
///
/// - Reference: darknet `image.c`, `random_distort_image`, `distort_image`.
struct ColorChange {
  /// What is added to the hue, as a share of the circle.
  let hue: Float
  /// The factor of the saturation.
  let saturation: Float
  /// The factor of the brightness.
  let exposure: Float

  /// A change at random, as far as `[net]` lets it go.
  init(_ settings: AugmentationSettings, _ numbers: inout SeededNumbers) {
    hue = Float(numbers.between(-Double(settings.hue), Double(settings.hue)))
    saturation = Float(numbers.factor(Double(settings.saturation)))
    exposure = Float(numbers.factor(Double(settings.exposure)))
  }

  /// Changes an image of `area` pixels, C × H × W; one that is not of three channels stays.
  func apply(to values: inout MutableSpan<Float>, area: Int) {
    guard values.count == 3 * area, hue != 0 || saturation != 1 || exposure != 1 else { return }
    for pixel in 0..<area {
      let changed = changed(values[pixel], values[pixel + area], values[pixel + 2 * area])
      values[pixel] = min(max(changed.0, 0), 1)
      values[pixel + area] = min(max(changed.1, 0), 1)
      values[pixel + 2 * area] = min(max(changed.2, 0), 1)
    }
  }

  private func changed(_ r: Float, _ g: Float, _ b: Float) -> (Float, Float, Float) {
    let (most, least) = (max(r, g, b), min(r, g, b))
    let spread = most - least
    // The hue in sixths of the circle.
    var h: Float = 0
    if spread > 0 {
      h = r == most ? (g - b) / spread : g == most ? 2 + (b - r) / spread : 4 + (r - g) / spread
    }
    h = h / 6 + hue
    h -= h.rounded(.down)
    let s = (most > 0 ? spread / most : 0) * saturation
    return Self.color(6 * h, s, most * exposure)
  }

  private static func color(_ h: Float, _ s: Float, _ v: Float) -> (Float, Float, Float) {
    let sector = Int(h) % 6
    let rest = h - h.rounded(.down)
    let (p, q, t) = (v * (1 - s), v * (1 - s * rest), v * (1 - s * (1 - rest)))
    switch sector {
    case 0: return (v, t, p)
    case 1: return (q, v, p)
    case 2: return (p, v, t)
    case 3: return (p, q, v)
    case 4: return (t, p, v)
    default: return (v, p, q)
    }
  }
}
