public import CfgParser

/// What counts as a detection; what is nil is as the network's `Compatibility` says.
public struct DetectionSettings: Sendable, Hashable {
  /// Confidence a detection must be above, 0…1; nil for ``CfgParser/Compatibility/threshold``.
  public var threshold: Float?
  /// Overlap (IoU, or what the kind of suppression takes for it) above which the less confident of
  /// two boxes of one class is dropped, 0…1.
  public var overlap: Float
  /// How overlap is measured; nil for what the cfg asks for, if the compatibility heeds it.
  public var nmsKind: NmsKind?
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
    threshold: Float? = nil, overlap: Float = 0.45, nmsKind: NmsKind? = nil,
    resize: ResizeMode? = nil, hierarchyThreshold: Float = 0.5, classMap: ClassMap? = nil,
    order: DetectionOrder = .confidence
  ) {
    (self.threshold, self.overlap) = (threshold, overlap)
    (self.nmsKind, self.resize, self.order) = (nmsKind, resize, order)
    (self.hierarchyThreshold, self.classMap) = (hierarchyThreshold, classMap)
  }
}

/// What a detector goes by: settings without gaps.
public struct DetectionRules: Sendable, Hashable {
  /// Confidence a detection must be above, 0…1.
  public let threshold: Float
  /// Overlap above which the less confident of two boxes of one class is dropped, 0…1.
  public let overlap: Float
  /// How overlap is measured.
  public let nmsKind: NmsKind
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
    overlap = settings.overlap
    nmsKind = settings.nmsKind ?? network.nmsKind
    resize = settings.resize ?? network.detectorResize
    hierarchyThreshold =
      network.compatibility.fixedHierarchyThreshold ?? settings.hierarchyThreshold
    classMap = hasTrees ? settings.classMap : nil
  }
}
