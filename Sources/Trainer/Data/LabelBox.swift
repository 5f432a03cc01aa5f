/// Where a labelled object is, in the unit that its file has.
public enum LabelBox: Sendable, Hashable {
  /// Centre and size in shares of the image, as in Darknet's label files.
  case shares(x: Double, y: Double, width: Double, height: Double)
  /// Corner and size in pixels, as in COCO's annotations and, once counted from 0, in VOC's.
  case pixels(PixelBox)

  /// The box in pixels of an image of that size.
  public func pixels(inWidth width: Int, height: Int) -> PixelBox {
    switch self {
    case .pixels(let box): return box
    case .shares(let x, let y, let w, let h):
      let (imageWidth, imageHeight) = (Double(width), Double(height))
      return PixelBox(
        left: (x - w / 2) * imageWidth, top: (y - h / 2) * imageHeight, width: w * imageWidth,
        height: h * imageHeight)
    }
  }
}

/// An object as a label file or an annotation has it.
public struct ObjectLabel: Sendable, Hashable {
  /// The class, counted from 0.
  public var classIndex: Int
  /// Where it is.
  public var box: LabelBox
  /// Pixels of the object itself, where the file says so.
  public var area: Double?
  /// Whether it need not be found; see ``TrueObject/isDifficult``.
  public var isDifficult: Bool
  /// Whether the box is around many objects; see ``TrueObject/isCrowd``.
  public var isCrowd: Bool

  /// An object.
  public init(
    classIndex: Int, box: LabelBox, area: Double? = nil, isDifficult: Bool = false,
    isCrowd: Bool = false
  ) {
    (self.classIndex, self.box, self.area) = (classIndex, box, area)
    (self.isDifficult, self.isCrowd) = (isDifficult, isCrowd)
  }

  /// What is to be found in the image, which has that size.
  public func truth(inWidth width: Int, height: Int) -> TrueObject {
    TrueObject(
      classIndex: classIndex, box: box.pixels(inWidth: width, height: height), area: area,
      isDifficult: isDifficult, isCrowd: isCrowd)
  }
}
