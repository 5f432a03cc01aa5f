internal import Engine

/// Curves over one axis: what a line chart shows.
public struct LineChart: Sendable, Hashable {
  /// A curve.
  public struct Series: Sendable, Hashable {
    /// What the legend calls it.
    public var name: String
    /// Its points, in order.
    public var x: [Double]
    /// As many values as `x` has.
    public var y: [Double]
    /// Whether it is drawn bold and black, above the others.
    public var isMain: Bool

    /// A curve; points that are not numbers are left out.
    public init(_ name: String, x: [Double], y: [Double], isMain: Bool = false) {
      let points = zip(x, y).filter { $0.isFinite && $1.isFinite }
      (self.name, self.x, self.y) = (name, points.map(\.0), points.map(\.1))
      self.isMain = isMain
    }
  }

  /// What stands above the chart.
  public var title: String
  /// What stands below it.
  public var xTitle: String
  /// What stands beside it.
  public var yTitle: String
  /// The curves.
  public var series: [Series]
  /// The values that are shown; those of the curves where nothing is said.
  public var xRange: ClosedRange<Double>?
  /// The values that are shown; those of the curves where nothing is said.
  public var yRange: ClosedRange<Double>?

  /// A chart of `series`.
  public init(
    _ title: String, x xTitle: String, y yTitle: String, series: [Series],
    xRange: ClosedRange<Double>? = nil, yRange: ClosedRange<Double>? = nil
  ) {
    (self.title, self.xTitle, self.yTitle) = (title, xTitle, yTitle)
    (self.series, self.xRange, self.yRange) = (series, xRange, yRange)
  }

  /// The chart, drawn.
  public var chart: Chart {
    var drawing = LineChartDrawing(self)
    drawing.draw()
    return Chart(figure: drawing.figure)
  }
}

/// Draws one line chart.
private struct LineChartDrawing {
  /// Curves that the legend has room for.
  private static let legendLimit = 24

  private(set) var figure: Figure
  private let chart: LineChart
  private let (xScale, yScale): (ChartScale, ChartScale)
  private let area: (left: Double, top: Double, right: Double, bottom: Double)

  init(_ chart: LineChart) {
    self.chart = chart
    let names = chart.series.prefix(Self.legendLimit).map { Figure.textWidth(Self.shown($0.name)) }
    let legend = chart.series.count > 1 ? (names.max() ?? 0) + 50 : 20
    figure = Figure(width: 760 + Int(legend), height: 560)
    area = (80, 50, 740, 490)
    let values = { (all: [[Double]]) in
      (all.joined().min() ?? 0)...(all.joined().max() ?? 1)
    }
    xScale = ChartScale(
      chart.xRange ?? values(chart.series.map(\.x)), from: area.left, to: area.right)
    yScale = ChartScale(
      chart.yRange ?? values(chart.series.map(\.y)), from: area.bottom, to: area.top)
  }

  mutating func draw() {
    drawAxes()
    for (index, series) in chart.series.enumerated() where !series.isMain { draw(series, index) }
    for (index, series) in chart.series.enumerated() where series.isMain { draw(series, index) }
    if chart.series.count > 1 { drawLegend() }
  }

  private mutating func drawAxes() {
    for tick in xScale.ticks(about: 10) {
      let x = xScale.position(tick)
      figure.fill(from: [x, area.top], to: [x + 1, area.bottom], ChartColor.grid)
      figure.write(
        DecimalText.rounded(tick, to: 4), at: [x, area.bottom + 18], alignment: .middle)
    }
    for tick in yScale.ticks(about: 10) {
      let y = yScale.position(tick)
      figure.fill(from: [area.left, y], to: [area.right, y + 1], ChartColor.grid)
      figure.write(DecimalText.rounded(tick, to: 4), at: [area.left - 8, y], alignment: .end)
    }
    figure.fill(
      from: [area.left, area.bottom], to: [area.right, area.bottom + 1], ChartColor.axis)
    figure.fill(from: [area.left, area.top], to: [area.left + 1, area.bottom], ChartColor.axis)
    let middle = (area.left + area.right) / 2
    figure.write(chart.title, at: [middle, 24], height: 18, alignment: .middle)
    figure.write(chart.xTitle, at: [middle, area.bottom + 48], alignment: .middle)
    figure.write(
      chart.yTitle, at: [22, (area.top + area.bottom) / 2], alignment: .middle, runsUpwards: true)
  }

  private mutating func draw(_ series: LineChart.Series, _ index: Int) {
    let points = zip(series.x, series.y).map { x, y in
      let value = min(max(y, yScale.range.lowerBound), yScale.range.upperBound)
      return Figure.Point(xScale.position(x), yScale.position(value))
    }
    let color = Self.color(series, index)
    figure.stroke(
      points.count == 1 ? [points[0], points[0]] : points, width: series.isMain ? 3 : 1.5, color)
  }

  private mutating func drawLegend() {
    let (left, gap) = (area.right + 20, 18.0)
    for (index, series) in chart.series.prefix(Self.legendLimit).enumerated() {
      let y = area.top + gap * Double(index) + 6
      figure.fill(from: [left, y - 2], to: [left + 18, y + 2], Self.color(series, index))
      figure.write(Self.shown(series.name), at: [left + 24, y])
    }
    let rest = chart.series.count - Self.legendLimit
    guard rest > 0 else { return }
    figure.write("and \(rest) more", at: [left, area.top + gap * Double(Self.legendLimit) + 6])
  }

  private static func color(_ series: LineChart.Series, _ index: Int) -> Color {
    series.isMain ? ChartColor.main : Color(ofClass: index)
  }

  /// A name of a length that leaves room for the curves.
  private static func shown(_ name: String) -> String {
    name.count > 28 ? name.prefix(26) + ".." : name
  }
}
