/// How often a classifier is right.
public struct ClassificationEvaluation: Sendable, Hashable {
  /// How many classes of an image may hold the right one for the looser of the two counts.
  public let top: Int
  /// Images with a class that is known.
  public private(set) var imageCount = 0
  /// Images whose most probable class is right.
  public private(set) var firstCount = 0
  /// Images with the right class among the `top` most probable.
  public private(set) var topCount = 0
  /// What images of each class were taken for.
  public private(set) var confusion: ConfusionMatrix

  /// No image yet; `top` is at least 1.
  public init(classCount: Int, top: Int = 5) {
    self.top = max(1, top)
    confusion = ConfusionMatrix(classCount: classCount, hasBackground: false)
  }

  /// The share of images whose most probable class is right.
  public var firstAccuracy: Double { share(firstCount) }
  /// The share of images with the right class among the most probable.
  public var topAccuracy: Double { share(topCount) }

  /// Adds an image of class `truth`; `found` are its most probable classes, the first first.
  ///
  /// - Precondition: All are below the number of classes.
  public mutating func add(truth: Int, found: [Int]) {
    imageCount += 1
    if let first = found.first {
      firstCount += first == truth ? 1 : 0
      confusion[truth, first] += 1
    }
    topCount += found.prefix(top).contains(truth) ? 1 : 0
  }

  private func share(_ count: Int) -> Double {
    imageCount == 0 ? 0 : Double(count) / Double(imageCount)
  }

  /// The class that an image's path names: the first of `labels` that is a part of it; nil where none
  /// is.
  ///
  /// - Reference: darknet `classifier.c`, `validate_classifier_single`: `strstr` over all labels.
  ///   An empty label, which is part of every path, names nothing here.
  public static func classIndex(ofPath path: String, labels: [String]) -> Int? {
    let bytes = Array(path.utf8)
    return labels.firstIndex { !$0.isEmpty && bytes.contains(Array($0.utf8)) }
  }
}

extension [UInt8] {
  /// Whether these bytes stand somewhere in it; text is compared as Darknet does, byte by byte.
  fileprivate func contains(_ other: [UInt8]) -> Bool {
    guard let first = other.first, other.count <= count else { return false }
    return (0...count - other.count).contains { start in
      self[start] == first && self[start..<start + other.count].elementsEqual(other)
    }
  }
}
