public import CfgParser

/// What one image is known to show, and what was odd about the file that says so.
public struct ImageLabels: Sendable, Hashable {
  /// The objects.
  public var objects: [ObjectLabel]
  /// The size of the image in pixels, where the file says it.
  public var imageWidth: Int?
  /// The size of the image in pixels, where the file says it.
  public var imageHeight: Int?
  /// A warning for each label that is damaged, and left out.
  public var warnings: [CfgWarning]

  /// Labels.
  public init(
    objects: [ObjectLabel], imageWidth: Int? = nil, imageHeight: Int? = nil,
    warnings: [CfgWarning] = []
  ) {
    (self.objects, self.warnings) = (objects, warnings)
    (self.imageWidth, self.imageHeight) = (imageWidth, imageHeight)
  }

  /// The size of the image in pixels, where it is known.
  var imageSize: (width: Int, height: Int)? {
    guard let imageWidth, let imageHeight else { return nil }
    return (imageWidth, imageHeight)
  }
}
