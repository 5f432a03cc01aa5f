import CfgParser

/// How the colours of an image are changed.
struct ColorChange: Sendable, Hashable {
  /// What is added to the hue, as a share of the circle.
  let hue: Float
  /// What the saturation is multiplied by.
  let saturation: Float
  /// What the brightness is multiplied by.
  let exposure: Float

  /// Draws a change within what the settings allow.
  ///
  /// - Reference: darknet `image.c`, `random_distort_image`.
  init(_ settings: AugmentationSettings, _ numbers: inout SeededNumbers) {
    hue = numbers.uniform(-settings.hue, settings.hue)
    saturation = numbers.factor(settings.saturation)
    exposure = numbers.factor(settings.exposure)
  }

  /// A change.
  init(hue: Float, saturation: Float, exposure: Float) {
    (self.hue, self.saturation, self.exposure) = (hue, saturation, exposure)
  }

  /// Changes an image, C × H × W with `area` values a channel; values end from 0 to 1.
  ///
  /// Of an image with one channel only the brightness changes.
  ///
  /// - Reference: darknet `image.c`, `distort_image`.
  func apply(to values: inout MutableSpan<Float>, channels: Int, area: Int) {
    guard hue != 0 || saturation != 1 || exposure != 1 else { return }
    for place in 0..<area {
      if channels == 1 {
        values[place] = min(max(values[place] * exposure, 0), 1)
      } else {
        let changed = changed(
          SIMD3(values[place], values[area + place], values[2 * area + place]))
        for channel in 0..<3 { values[channel * area + place] = changed[channel] }
      }
    }
  }

  /// The colour as it becomes, each part from 0 to 1.
  func changed(_ color: SIMD3<Float>) -> SIMD3<Float> {
    let most = color.max()
    let range = most - color.min()
    guard range > 0 else { return limited(color * exposure) }
    var sector: Float
    if color.x == most {
      sector = (color.y - color.z) / range
    } else if color.y == most {
      sector = 2 + (color.z - color.x) / range
    } else {
      sector = 4 + (color.x - color.y) / range
    }
    sector += 6 * hue
    let share = range / most * saturation
    let value = most * exposure
    let shifts = SIMD3<Float>(5, 3, 1)
    var result = SIMD3<Float>.zero
    for channel in 0..<3 {
      let turned = shifts[channel] + sector
      let position = turned - 6 * (turned / 6).rounded(.down)
      let fall = min(max(min(position, 4 - position), 0), 1)
      result[channel] = value * (1 - share * fall)
    }
    return limited(result)
  }

  private func limited(_ color: SIMD3<Float>) -> SIMD3<Float> {
    color.clamped(lowerBound: .zero, upperBound: .one)
  }
}
