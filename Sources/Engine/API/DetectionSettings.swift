public import CfgParser

/// What counts as a detection.
public struct DetectionSettings: Sendable, Hashable {
  /// Confidence a detection must be above, 0…1.
  public var threshold: Float
  /// Overlap (IoU, or what the kind of suppression takes for it) above which the less confident of
  /// two boxes of one class is dropped, 0…1.
  public var overlap: Float
  /// How overlap is measured; nil for what the cfg asks for.
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
  /// with.
  public var resize: ResizeMode?

  /// AlexeyAB's defaults for `detector test`, unless given.
  public init(
    threshold: Float = 0.25, overlap: Float = 0.45, nmsKind: NmsKind? = nil,
    resize: ResizeMode? = nil, hierarchyThreshold: Float = 0.5, classMap: ClassMap? = nil
  ) {
    (self.threshold, self.overlap) = (threshold, overlap)
    (self.nmsKind, self.resize) = (nmsKind, resize)
    (self.hierarchyThreshold, self.classMap) = (hierarchyThreshold, classMap)
  }
}
