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
  /// How the picture is fitted into the network's input; nil for what the network was published
  /// with.
  public var resize: ResizeMode?

  /// AlexeyAB's defaults for `detector test`, unless given.
  public init(
    threshold: Float = 0.25, overlap: Float = 0.45, nmsKind: NmsKind? = nil,
    resize: ResizeMode? = nil
  ) {
    (self.threshold, self.overlap) = (threshold, overlap)
    (self.nmsKind, self.resize) = (nmsKind, resize)
  }
}
