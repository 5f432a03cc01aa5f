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

  /// Width and height of one of the objects in shares of the image; nil where that is not known.
  public func size(of object: ObjectLabel) -> BoxSize? {
    switch object.box {
    case .shares(_, _, let width, let height): return BoxSize(width: width, height: height)
    case .pixels(let box):
      guard let imageWidth, let imageHeight, imageWidth > 0, imageHeight > 0 else { return nil }
      return BoxSize(
        width: box.width / Double(imageWidth), height: box.height / Double(imageHeight))
    }
  }
}
