/// `[crop]`: the middle of the image, its values moved from 0…1 to −1…1 unless `noadjust` is set.
///
/// - Input: C × H × W. Output: C × cropHeight × cropWidth; the crop begins at row (H − cropHeight)
///   / 2 and likewise column.
/// - Weights: none.
/// - Reference: darknet `crop_layer.c`, `forward_crop_layer`. Flips and colours belong to training.
package struct CropLayer: Layer {
  package static let sectionNames = ["crop"]

  /// Rows that remain.
  package let cropHeight: Int
  /// Columns that remain.
  package let cropWidth: Int
  /// Whether values stay as they are; otherwise v becomes 2 · v − 1.
  package let noadjust: Bool

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    cropHeight = try options.int("crop_height", default: 1, in: 1...Limits.inputSize)
    cropWidth = try options.int("crop_width", default: 1, in: 1...Limits.inputSize)
    noadjust = try options.flag("noadjust")
    options.accept(["flip", "angle", "saturation", "exposure", "shift"])
  }

  private init(_ layer: CropLayer, height: Int, width: Int) {
    (cropHeight, cropWidth, noadjust) = (height, width, layer.noadjust)
  }

  /// The layer for an image of other than its own size: the same part of it.
  ///
  /// - Reference: darknet `crop_layer.c`, `resize_crop_layer`, which has one scale, that of the
  ///   height.
  func scaled(from original: Shape, to shape: Shape) -> CropLayer {
    guard original != shape else { return self }
    let scale = Float(cropHeight) / Float(original.height)
    return CropLayer(
      self, height: max(1, Int(scale * Float(shape.height))),
      width: max(1, Int(scale * Float(shape.width))))
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let image = try inputs[0].image()
    guard cropHeight <= image.height, cropWidth <= image.width else {
      throw LayerFault("needs at least \(cropWidth)×\(cropHeight) pixels", input: 0)
    }
    return Shape(channels: image.channels, height: cropHeight, width: cropWidth)
  }
}
