/// Detections compared with the truth as COCO compares them, for ten overlaps, four ranges of size
/// and the 1, 10 and 100 most confident detections of an image.
///
/// Averages over classes leave out those without objects; a nil says that there are none at all.
///
/// - Reference: cocoapi `cocoeval.py`, `COCOeval`.
public struct CocoEvaluation: Sendable, Hashable {
  /// The ranges of size that COCO tells apart, by the object's area in pixels.
  public enum Size: String, Sendable, Hashable, CaseIterable {
    /// Any.
    case all
    /// Up to 32 × 32 pixels.
    case small
    /// Between.
    case medium
    /// From 96 × 96 pixels on.
    case large

    /// The areas in it.
    var areas: ClosedRange<Double> {
      switch self {
      case .all: 0...1e10
      case .small: 0...1024
      case .medium: 1024...9216
      case .large: 9216...1e10
      }
    }
  }

  /// The overlaps: 0.5, 0.55, …, 0.95, to the bit as numpy's `linspace` gives them.
  public static let overlaps: [Double] = steps(from: 0.5, to: 0.95, count: 10)
  /// The recalls at which precision is taken: 0, 0.01, …, 1.
  static let recalls: [Double] = steps(from: 0, to: 1, count: 101)
  /// How many detections of a class in an image are taken at most.
  static let limits = [1, 10, 100]

  private let classes: [CocoClass]

  /// Compares what was found in `images`.
  public init(_ images: [EvaluatedImage], classCount: Int) {
    classes = images.scenes(classCount: classCount).map(CocoClass.init)
  }

  /// Average precision: the mean over the classes, and over all overlaps unless one is given.
  ///
  /// - Parameters:
  ///   - overlap: The index of one of ``overlaps``.
  ///   - size: The objects that count.
  /// - Returns: The mean, 0…1; nil where there are no such objects.
  public func averagePrecision(overlap: Int? = nil, size: Size = .all) -> Double? {
    mean(of: classes.compactMap { $0.precisions[size] }, overlap)
  }

  /// Average precision of one class.
  public func averagePrecision(
    ofClass classIndex: Int, overlap: Int? = nil, size: Size = .all
  ) -> Double? {
    mean(of: [classes[classIndex].precisions[size]].compactMap(\.self), overlap)
  }

  /// Average recall over all overlaps: the share of the objects that the `limit` most confident
  /// detections of an image find, 1, 10 or 100.
  public func averageRecall(limit: Int = 100, size: Size = .all) -> Double? {
    mean(of: classes.compactMap { $0.recalls[.init(size: size, limit: limit)] }, nil)
  }

  private static func steps(from first: Double, to last: Double, count: Int) -> [Double] {
    let step = (last - first) / Double(count - 1)
    return (0..<count - 1).map { Double($0) * step + first } + [last]
  }

  /// The index of the overlap 0.5.
  public static let half = 0
  /// The index of the overlap 0.75.
  public static let threeQuarters = 5

  private func mean(of values: [[Double]], _ overlap: Int?) -> Double? {
    let chosen = values.flatMap { values in overlap.map { [values[$0]] } ?? values }
    return chosen.isEmpty ? nil : chosen.reduce(0, +) / Double(chosen.count)
  }
}

/// The numbers of one class: a value an overlap; none for sizes without objects.
struct CocoClass: Sendable, Hashable {
  /// What a recall is about.
  struct RecallKey: Hashable {
    let size: CocoEvaluation.Size
    let limit: Int
  }

  private(set) var precisions: [CocoEvaluation.Size: [Double]] = [:]
  private(set) var recalls: [RecallKey: [Double]] = [:]

  /// The numbers of the class that `scenes` are of.
  init(_ scenes: [ClassScene]) {
    let pairs = scenes.map(CocoPairs.init)
    for size in CocoEvaluation.Size.allCases {
      let matches = pairs.map { CocoMatches($0, size: size) }
      guard matches.contains(where: { $0.truthCount > 0 }) else { continue }
      precisions[size] = CocoEvaluation.overlaps.indices.map { overlap in
        AveragePrecision.coco101.value(of: Self.ranking(matches, overlap, limit: 100))
      }
      for limit in CocoEvaluation.limits {
        recalls[.init(size: size, limit: limit)] = CocoEvaluation.overlaps.indices.map { overlap in
          let ranking = Self.ranking(matches, overlap, limit: limit)
          return Double(ranking.rightCounts.last ?? 0) / Double(ranking.truthCount)
        }
      }
    }
  }

  private static func ranking(
    _ matches: [CocoMatches], _ overlap: Int, limit: Int
  ) -> ClassRanking {
    ClassRanking(
      matches.flatMap { $0.entries[overlap].prefix(limit).compactMap(\.self) },
      truthCount: matches.reduce(0) { $0 + $1.truthCount })
  }
}
