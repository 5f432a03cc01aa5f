/// An object that an image is known to show.
public struct TrueObject: Sendable, Hashable {
  /// The class, counted from 0.
  public var classIndex: Int
  /// Where it is.
  public var box: PixelBox
  /// Pixels of the object itself, by which COCO tells small from large; those of the box where
  /// nothing else is known.
  public var area: Double
  /// Whether it need not be found: `difficult` in VOC's annotations.
  ///
  /// It then counts neither way.
  public var isDifficult: Bool
  /// Whether the box is around many objects, as `iscrowd` in COCO's annotations.
  ///
  /// It need not be found, and anything found in it counts neither way.
  public var isCrowd: Bool

  /// An object; its area is that of the box unless given.
  public init(
    classIndex: Int, box: PixelBox, area: Double? = nil, isDifficult: Bool = false,
    isCrowd: Bool = false
  ) {
    (self.classIndex, self.box, self.area) = (classIndex, box, area ?? box.area)
    (self.isDifficult, self.isCrowd) = (isDifficult, isCrowd)
  }

  /// Whether it has to be found.
  var counts: Bool { !isDifficult && !isCrowd }
}

/// An object that a detector found, or says so.
public struct FoundObject: Sendable, Hashable {
  /// The class, counted from 0.
  public var classIndex: Int
  /// Where it is.
  public var box: PixelBox
  /// How sure the detector is, 0…1.
  public var confidence: Double

  /// An object of class `classIndex` in `box`.
  public init(classIndex: Int, box: PixelBox, confidence: Double) {
    (self.classIndex, self.box, self.confidence) = (classIndex, box, confidence)
  }
}

/// What an image shows, and what was found in it.
public struct EvaluatedImage: Sendable, Hashable {
  /// What it shows.
  public var truths: [TrueObject]
  /// What was found, in any order; of equal confidences the first comes first.
  public private(set) var found: [FoundObject]

  /// An image; what has no number for its box or its confidence is taken for not found.
  public init(truths: [TrueObject], found: [FoundObject]) {
    self.truths = truths
    self.found = found.filter { $0.box.isFinite && !$0.confidence.isNaN }
  }
}
