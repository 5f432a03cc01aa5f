/// How thick lines and how large letters are, which follows the size of the image.
struct AnnotationStyle: Sendable, Hashable {
  /// Pixels of a box's line.
  let lineWidth: Int
  /// Pixels of the contrasting line on both sides of it.
  let outlineWidth: Int
  /// Pixels of a line of text, from the top of capitals to the lowest descender.
  let textHeight: Float

  /// The smallest text that can be read.
  static let smallestText: Float = 10

  /// The style for an image of that size.
  init(imageWidth: Int, imageHeight: Int) {
    // A tall, narrow image has no room for letters that follow its height.
    let side = Float(min(imageHeight, imageWidth * 4 / 3))
    lineWidth = max(side < 200 ? 1 : 2, Int((side * 0.0045).rounded()))
    // On an icon the outline would hide more than it shows.
    outlineWidth = side < 32 ? 0 : max(1, lineWidth / 4)
    textHeight = max(Self.smallestText, (side * 0.026).rounded())
  }
}
