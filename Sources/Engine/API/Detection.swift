/// One object found in an image.
public struct Detection: Sendable, Hashable {
  /// Where it is, in shares of the image; may reach beyond its edges, as darknet's boxes do.
  public let box: BoundingBox
  /// Its class, counted from 0; with a class map, its place there.
  public let classIndex: Int
  /// The name of the class.
  public let label: String
  /// Objectness × class probability, 0…1; in a tree of classes without a map the objectness.
  public let confidence: Float

  /// An object of class `classIndex`, called `label`, in `box`.
  public init(box: BoundingBox, classIndex: Int, label: String, confidence: Float) {
    (self.box, self.classIndex, self.label, self.confidence) = (box, classIndex, label, confidence)
  }
}

extension Detection {
  /// What suppression left, with the name of its class.
  init(_ kept: NonMaximumSuppression.Kept, label: String) {
    self.init(
      box: kept.box, classIndex: kept.classIndex, label: label, confidence: kept.confidence)
  }
}
