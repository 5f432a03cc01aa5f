extension Figure {
  /// The figure as the text of an SVG file.
  package var svg: String {
    let size = "width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\""
    return """
      <svg xmlns="http://www.w3.org/2000/svg" \(size) font-family="sans-serif">
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>
      \(shapes.map(\.svg).joined(separator: "\n"))
      </svg>

      """
  }
}

extension Figure.Shape {
  fileprivate var svg: String {
    switch self {
    case .rectangle(let start, let end, let color):
      let place = "x=\"\(start.x.short)\" y=\"\(start.y.short)\""
      let size = "width=\"\((end.x - start.x).short)\" height=\"\((end.y - start.y).short)\""
      return "<rect \(place) \(size) fill=\"\(color.hexadecimal)\"/>"
    case .line(let points, let width, let color):
      let text = points.map { "\($0.x.short),\($0.y.short)" }.joined(separator: " ")
      return """
        <polyline points="\(text)" fill="none" stroke="\(color.hexadecimal)" \
        stroke-width="\(width.short)" stroke-linejoin="round" stroke-linecap="round"/>
        """
    case .text(let text, let point, let height, let alignment, let runsUpwards, let color):
      let capital = height * Double(StrokeFont.capitalHeight / StrokeFont.lineHeight)
      // Capitals of common fonts have 0.72 of the size.
      let (x, y) = runsUpwards ? (point.x + capital / 2, point.y) : (point.x, point.y + capital / 2)
      let turn = runsUpwards ? " transform=\"rotate(-90 \(x.short) \(y.short))\"" : ""
      return """
        <text x="\(x.short)" y="\(y.short)" font-size="\((capital / 0.72).short)" \
        text-anchor="\(alignment.rawValue)" fill="\(color.hexadecimal)"\(turn)>\(text.escaped)</text>
        """
    }
  }
}

extension Color {
  /// `#rrggbb`.
  fileprivate var hexadecimal: String {
    "#"
      + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension Double {
  /// The number with at most two decimals.
  fileprivate var short: String {
    let rounded = (self * 100).rounded() / 100
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? "\(Int(rounded))" : "\(rounded)"
  }
}

extension String {
  /// The text as XML has it; control characters, which XML forbids, become blanks.
  fileprivate var escaped: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0.value < 32 ? " " : $0 }))
      .replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
