import Engine
import Foundation
import Testing

@testable import Trainer

@Suite("charts")
struct ChartTests {
  private static let line = LineChart(
    "Loss <so far>", x: "batch", y: "loss",
    series: [
      .init("a", x: [0, 50, 100], y: [3, 1, 0.5]), .init("b & c", x: [0, 100], y: [2, 2]),
      .init("mean", x: [0, 100, .nan], y: [2.5, 1.25, 7], isMain: true),
    ])

  @Test("a chart is SVG that an XML reader reads, with its names")
  func svg() throws {
    let root = try XMLReader.root(of: Array(Self.line.chart.svg.utf8), file: "chart.svg")
    #expect(root.name == "svg")
    let texts = root.children.filter { $0.name == "text" }.map(\.text)
    for text in ["Loss <so far>", "batch", "loss", "a", "b & c", "mean", "0", "50", "100"] {
      #expect(texts.contains(text), "\(text)")
    }
    #expect(root.children.count { $0.name == "polyline" } == 3)
  }

  @Test("and a picture of the same size, which is not empty")
  func png() throws {
    let chart = Self.line.chart
    let image = try Image(decoding: try chart.png, named: "chart.png")
    #expect((image.width, image.height) == (chart.figure.width, chart.figure.height))
    let inked = image.pixels.count { $0 < 128 }
    #expect((1000...image.pixels.count / 4).contains(inked))
  }

  @Test(
    "ticks are round numbers inside the range",
    arguments: [
      (0.0...1.0, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]),
      (0...7, [0, 1, 2, 3, 4, 5, 6, 7]),
      (1...9000, [1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000]),
      (-0.03...0.02, [-0.03, -0.025, -0.02, -0.015, -0.01, -0.005, 0, 0.005, 0.01, 0.015, 0.02]),
    ])
  func ticks(_ range: ClosedRange<Double>, _ expected: [Double]) {
    let ticks = ChartScale(range, from: 0, to: 100).ticks(about: 10)
    #expect(ticks.count == expected.count)
    for (tick, value) in zip(ticks, expected) { #expect(abs(tick - value) < 1e-9 * 9000) }
  }

  @Test("no point, one point and equal points are charts, too")
  func degenerate() throws {
    for points in [[], [1], [1, 1]] as [[Double]] {
      let chart = LineChart("", x: "", y: "", series: [.init("", x: points, y: points)]).chart
      #expect(try !chart.png.isEmpty)
    }
    let matrix = ConfusionMatrix(classCount: 0, hasBackground: true)
    #expect(try #require(MatrixChart("", matrix, labels: [])).chart.png.isEmpty == false)
  }

  @Test("a matrix has its names and numbers; a large one neither, and stays of a size")
  func matrix() throws {
    var matrix = ConfusionMatrix(classCount: 2, hasBackground: true)
    matrix[0, 0] = 12
    matrix[1, 2] = 7
    let small = try #require(MatrixChart("t", matrix, labels: ["dog", "cat"]))
    let texts = try XMLReader.root(
      of: Array(small.chart.svg.utf8), file: ""
    ).children.filter { $0.name == "text" }.map(\.text)
    #expect(Set(texts).isSuperset(of: ["dog", "cat", "(nothing)", "(not found)", "12", "7"]))
    let large = try #require(Self.chart(of: 300))
    #expect(large.chart.figure.width < 2200)
    #expect(Self.chart(of: 2001) == nil)
  }

  private static func chart(of count: Int) -> MatrixChart? {
    MatrixChart(
      "t", ConfusionMatrix(classCount: count, hasBackground: false),
      labels: (0..<count).map { "class \($0)" })
  }

  @Test("precision and recall have a curve for every class with objects, and a mean")
  func curves() throws {
    let entries = [ClassRanking.Entry(confidence: 1, isRight: true)]
    let chart = PrecisionRecallChart.chart(
      "t",
      [ClassRanking(entries, truthCount: 2), ClassRanking([], truthCount: 0)]
        + [ClassRanking([], truthCount: 1)], labels: ["a", "b", "c"])
    #expect(chart.svg.contains(">a</text>"))
    #expect(chart.svg.contains(">c</text>"))
    #expect(chart.svg.contains(">mean</text>"))
    #expect(!chart.svg.contains(">b</text>"))
  }
}
