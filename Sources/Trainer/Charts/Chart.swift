internal import Engine

/// A chart, as a drawing for any page and as a picture.
public struct Chart: Sendable, Hashable {
  let figure: Figure

  /// The text of an SVG file.
  public var svg: String { figure.svg }

  /// The bytes of a PNG file.
  ///
  /// - Throws: `ImageError` where the chart is too large for one.
  public var png: [UInt8] {
    get throws { try figure.image.encoded(as: .png) }
  }
}

/// Colours that charts have in common.
enum ChartColor {
  /// Lines behind the curves.
  static let grid = Color(red: 225, green: 225, blue: 225)
  /// Axes.
  static let axis = Color(red: 90, green: 90, blue: 90)
  /// The curve that counts most.
  static let main = Color.black
}
