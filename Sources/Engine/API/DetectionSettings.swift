public import CfgParser

/// What counts as a detection; what is nil is as the network's `Compatibility` says.
public struct DetectionSettings: Sendable, Hashable {
  /// Confidence a detection must be above, 0…1; nil for ``CfgParser/Compatibility/threshold``.
  public var threshold: Float?
  /// Confidence that detections of single classes must be above, 0…1, in place of the threshold.
  ///
  /// Classes are numbered as in ``Detection/classIndex``. In a tree of classes it counts for those
  /// below, too, unless one nearer to them has a threshold of its own.
  public var classThresholds: [Int: Float]
  /// The classes that are looked for, in a tree with those below them; nil for all.
  public var classes: Set<Int>?
  /// Overlap (IoU, or what the kind of suppression takes for it) above which the less confident of
  /// two boxes of one class is dropped, 0…1.
  public var overlap: Float
  /// How overlap is measured; nil for what the cfg asks for, if the compatibility heeds it.
  public var nmsKind: NmsKind?
  /// Whether boxes of unlike classes suppress each other, too.
  ///
  /// A box is then reported once, with its most probable class.
  public var isClassAgnostic: Bool
  /// The most detections of a picture, of more the most confident stay; nil for any number.
  public var maximumCount: Int?
  /// What the probability of a class in a tree must be above for a box to be called that rather
  /// than by its parent, 0…1; AlexeyAB's fork takes 0.5 whatever is given.
  public var hierarchyThreshold: Float
  /// The classes of a tree whose scores are wanted, in place of one class a box.
  ///
  /// A detection's class is then the number in the map; its label stays the network's. Without a
  /// tree the map means nothing.
  public var classMap: ClassMap?
  /// How the picture is fitted into the network's input; nil for what the network was published
  /// with, or the program does.
  public var resize: ResizeMode?
  /// The order of the results.
  public var order: DetectionOrder

  /// The defaults of the network's compatibility, unless given; both programs have the overlap
  /// 0.45.
  public init(
    threshold: Float? = nil, classThresholds: [Int: Float] = [:], classes: Set<Int>? = nil,
    overlap: Float = 0.45, nmsKind: NmsKind? = nil, isClassAgnostic: Bool = false,
    maximumCount: Int? = nil, resize: ResizeMode? = nil, hierarchyThreshold: Float = 0.5,
    classMap: ClassMap? = nil, order: DetectionOrder = .confidence
  ) {
    (self.threshold, self.overlap) = (threshold, overlap)
    (self.classThresholds, self.classes) = (classThresholds, classes)
    (self.isClassAgnostic, self.maximumCount) = (isClassAgnostic, maximumCount)
    (self.nmsKind, self.resize, self.order) = (nmsKind, resize, order)
    (self.hierarchyThreshold, self.classMap) = (hierarchyThreshold, classMap)
  }
}

/// What a detector goes by: settings without gaps.
public struct DetectionRules: Sendable, Hashable {
  /// Confidence a detection must be above, 0…1.
  public let threshold: Float
  /// What it must be above in single classes, in place of that; see ``DetectionSettings``.
  public let classThresholds: [Int: Float]
  /// The classes that are looked for, in a tree with those below; nil for all.
  public let classes: Set<Int>?
  /// Overlap above which the less confident of two boxes of one class is dropped, 0…1.
  public let overlap: Float
  /// How overlap is measured.
  public let nmsKind: NmsKind
  /// Whether boxes of unlike classes suppress each other, too.
  public let isClassAgnostic: Bool
  /// The most detections of a picture; nil for any number.
  public let maximumCount: Int?
  /// How the picture is fitted into the network's input.
  public let resize: ResizeMode
  /// What the probability of a class in a tree must be above for a box to be called that rather
  /// than by its parent, 0…1; always 0.5 in AlexeyAB's set.
  public let hierarchyThreshold: Float
  /// The classes of a tree whose scores are wanted, in place of one class a box; nil without a
  /// tree.
  public let classMap: ClassMap?

  /// The settings, filled in as `network` says; a map counts only where classes form a tree.
  init(_ settings: DetectionSettings, for network: Network, hasTrees: Bool) {
    threshold = settings.threshold ?? network.compatibility.threshold
    (classThresholds, classes) = (settings.classThresholds, settings.classes)
    (isClassAgnostic, maximumCount) = (settings.isClassAgnostic, settings.maximumCount)
    overlap = settings.overlap
    nmsKind = settings.nmsKind ?? network.nmsKind
    resize = settings.resize ?? network.detectorResize
    hierarchyThreshold =
      network.compatibility.fixedHierarchyThreshold ?? settings.hierarchyThreshold
    classMap = hasTrees ? settings.classMap : nil
  }
}
