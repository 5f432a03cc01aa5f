/// Precision over recall: a curve a class, and their mean.
public enum PrecisionRecallChart {
  /// Recalls at which the mean is taken.
  private static let recalls = (0...100).map { Double($0) / 100 }

  /// The chart of rankings, whose classes are called as in `labels`; classes without objects have no
  /// curve.
  public static func chart(
    _ title: String, _ rankings: [ClassRanking], labels: [String]
  ) -> Chart {
    let curves = zip(labels, rankings).filter { $1.truthCount > 0 }.map { label, ranking in
      let curve = PrecisionRecall(ranking)
      return (name: label, recalls: curve.recalls, precisions: curve.bestPrecisions)
    }
    var series = curves.map { curve in
      // A curve begins with its first point's precision.
      LineChart.Series(
        curve.name, x: [0] + curve.recalls, y: curve.precisions.prefix(1) + curve.precisions)
    }
    if curves.count > 1 {
      let mean = recalls.map { recall in
        let sum = curves.reduce(0) { sum, curve in
          sum + (curve.recalls.firstIndex { $0 >= recall }.map { curve.precisions[$0] } ?? 0)
        }
        return sum / Double(curves.count)
      }
      series.insert(.init("mean", x: recalls, y: mean, isMain: true), at: 0)
    }
    return LineChart(
      title, x: "recall", y: "precision", series: series, xRange: 0...1, yRange: 0...1
    ).chart
  }
}
