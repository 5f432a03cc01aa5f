/// Where an image comes to lie in a network's input, and the way back for boxes.
struct Placement: Sendable, Hashable {
  /// Where it lies along the width.
  let columns: AxisPlacement
  /// Where it lies along the height.
  let rows: AxisPlacement

  /// Places an image of `imageWidth` × `imageHeight` pixels in an input of `width` × `height`.
  ///
  /// - Reference: darknet `image.c`, `letterbox_image`; AlexeyAB `classifier.c`,
  ///   `predict_classifier` for `.crop`. Very elongated images keep at least one row or column,
  ///   where darknet crashes.
  init(imageWidth: Int, imageHeight: Int, width: Int, height: Int, mode: ResizeMode) {
    let image = (width: imageWidth, height: imageHeight)
    let scaled =
      switch mode {
      case .stretch: (width: width, height: height)
      case .letterbox: Self.fitted(image, into: (width, height))
      case .crop: Self.covering(image, side: width)
      }
    let repeats = mode == .crop
    columns = AxisPlacement(
      image: imageWidth, scaled: scaled.width, network: width, repeatsEdge: repeats)
    rows = AxisPlacement(
      image: imageHeight, scaled: scaled.height, network: height, repeatsEdge: repeats)
  }

  /// Moves a box from shares of the network's input to shares of the image.
  ///
  /// - Reference: darknet `correct_yolo_boxes`, `correct_region_boxes`.
  func imageBox(_ box: BoundingBox) -> BoundingBox {
    BoundingBox(
      x: columns.imagePosition(box.x), y: rows.imagePosition(box.y),
      width: columns.imageExtent(box.width), height: rows.imageExtent(box.height))
  }

  private typealias Size = (width: Int, height: Int)

  private static func fitted(_ image: Size, into network: Size) -> Size {
    let isWide =
      Float(network.width) / Float(image.width) < Float(network.height) / Float(image.height)
    return isWide
      ? (network.width, max(1, image.height * network.width / image.width))
      : (max(1, image.width * network.height / image.height), network.height)
  }

  private static func covering(_ image: Size, side: Int) -> Size {
    image.width < image.height
      ? (side, image.height * side / image.width)
      : (image.width * side / image.height, side)
  }
}

/// One axis of a `Placement`: the pixels of the image become `scaled`, the first of which lies at
/// `origin` of the input.
struct AxisPlacement: Sendable, Hashable {
  /// Pixels of the image.
  let image: Int
  /// Pixels they are scaled to.
  let scaled: Int
  /// Pixels of the network's input.
  let network: Int
  /// Whether the edge of the image goes on where the input is larger; gray is there otherwise.
  let repeatsEdge: Bool

  /// The whole image, scaled to `scaled` pixels in the middle of `network`.
  init(image: Int, scaled: Int, network: Int, repeatsEdge: Bool = false) {
    (self.image, self.scaled) = (image, scaled)
    (self.network, self.repeatsEdge) = (network, repeatsEdge)
  }

  /// Where the scaled pixels start in the input; negative where they reach beyond it on both sides.
  ///
  /// Halves are cut towards zero, as in C.
  var origin: Int { (network - scaled) / 2 }

  /// Positions of the input that show the image.
  var shown: Range<Int> {
    repeatsEdge ? 0..<network : max(origin, 0)..<min(origin + scaled, network)
  }

  /// From shares of the input to shares of the image; the half pixel that `origin` cuts off counts.
  func imagePosition(_ position: Float) -> Float {
    let border = Double(network - scaled) / 2 / Double(network)
    return Float((Double(position) - border) / Double(Float(scaled) / Float(network)))
  }

  /// From a share of the input to a share of the image.
  func imageExtent(_ extent: Float) -> Float {
    extent * (Float(network) / Float(scaled))
  }
}
