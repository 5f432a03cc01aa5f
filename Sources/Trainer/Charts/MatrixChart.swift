internal import Engine

/// A table of numbers in shades, a row for what things are and a column for what they were taken for.
public struct MatrixChart: Sendable, Hashable {
  /// What stands above the chart.
  public var title: String
  /// The names of the rows.
  public var rows: [String]
  /// The names of the columns.
  public var columns: [String]
  /// Rows × columns numbers.
  public var counts: [Int]
  /// Rows and columns of a chart at most: of more no cell could be seen.
  public static let largestSize = 2000

  /// A chart of `matrix`, whose classes are called as in `labels`; nil where they are too many.
  public init?(_ title: String, _ matrix: ConfusionMatrix, labels: [String]) {
    let size = matrix.size
    guard size <= Self.largestSize else { return nil }
    self.title = title
    rows = labels + (matrix.hasBackground ? ["(nothing)"] : [])
    columns = labels + (matrix.hasBackground ? ["(not found)"] : [])
    counts = (0..<size * size).map { matrix[$0 / size, $0 % size] }
  }

  /// The chart, drawn.
  public var chart: Chart {
    var drawing = MatrixChartDrawing(self)
    drawing.draw()
    return Chart(figure: drawing.figure)
  }
}

/// Draws one table.
private struct MatrixChartDrawing {
  private(set) var figure: Figure
  private let chart: MatrixChart
  /// Pixels of a cell's side.
  private let cell: Double
  private let (left, top): (Double, Double)

  init(_ chart: MatrixChart) {
    self.chart = chart
    let count = max(chart.rows.count, chart.columns.count, 1)
    cell = Double(max(2, min(48, 1600 / count)))
    let longest = (chart.rows + chart.columns).map { Figure.textWidth(Self.shown($0)) }.max() ?? 0
    let names = cell >= Self.leastNamed ? longest + 20 : 20
    (left, top) = (names + 30, names + 60)
    figure = Figure(
      width: Int(max(left + cell * Double(chart.columns.count) + 30, 420)),
      height: Int(top + cell * Double(chart.rows.count) + 30))
  }

  /// Sides of cells beside which names, and in which numbers, can be read.
  private static let (leastNamed, leastNumbered) = (14.0, 28.0)

  mutating func draw() {
    figure.write(chart.title, at: [20, 22], height: 18)
    figure.write(
      "taken for", at: [left + cell * Double(chart.columns.count) / 2, 48], alignment: .middle,
      ChartColor.axis)
    figure.write(
      "is", at: [14, top + cell * Double(chart.rows.count) / 2], alignment: .middle,
      runsUpwards: true, ChartColor.axis)
    for row in chart.rows.indices {
      let sum = chart.columns.indices.reduce(0) { $0 + count(row, $1) }
      for column in chart.columns.indices { drawCell(row, column, of: sum) }
    }
    if cell >= Self.leastNamed { drawNames() }
  }

  private mutating func drawCell(_ row: Int, _ column: Int, of sum: Int) {
    let (x, y) = (left + cell * Double(column), top + cell * Double(row))
    let number = count(row, column)
    let color = Self.shade(sum == 0 ? 0 : Double(number) / Double(sum), isRight: row == column)
    let gap = cell > 6 ? 1.0 : 0
    figure.fill(from: [x, y], to: [x + cell - gap, y + cell - gap], color)
    guard cell >= Self.leastNumbered, number > 0 else { return }
    let text = "\(number)"
    let height = min(14, 14 * (cell - 6) / Figure.textWidth(text))
    figure.write(
      text, at: [x + cell / 2, y + cell / 2], height: height, alignment: .middle,
      color.contrasting)
  }

  private mutating func drawNames() {
    for (row, name) in chart.rows.enumerated() {
      let y = top + cell * (Double(row) + 0.5)
      figure.write(Self.shown(name), at: [left - 6, y], alignment: .end)
    }
    for (column, name) in chart.columns.enumerated() {
      let x = left + cell * (Double(column) + 0.5)
      figure.write(Self.shown(name), at: [x, top - 6], runsUpwards: true)
    }
  }

  private func count(_ row: Int, _ column: Int) -> Int {
    chart.counts[row * chart.columns.count + column]
  }

  /// Blue for what is right and red for what is wrong, the darker the more of its row it is.
  private static func shade(_ share: Double, isRight: Bool) -> Color {
    // A single error in a hundred is to be seen.
    let strength = share > 0 ? 0.12 + 0.88 * share.squareRoot() : 0
    let full: [Double] = isRight ? [20, 80, 160] : [190, 40, 30]
    let parts = full.map { UInt8(245 + strength * ($0 - 245)) }
    return Color(red: parts[0], green: parts[1], blue: parts[2])
  }

  private static func shown(_ name: String) -> String {
    name.count > 24 ? name.prefix(22) + ".." : name
  }
}
