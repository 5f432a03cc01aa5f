public import Engine

extension DetectionSource {
  /// A picture of example `number`, as the network would get it, with its boxes drawn on it.
  ///
  /// - Parameters:
  ///   - number: The example.
  ///   - size: The size of the input.
  ///   - names: Names of the classes; one without a name is called by its number.
  /// - Returns: The picture, in colour.
  /// - Throws: `ModelError` where no image can be read.
  public func picture(
    ofExample number: Int, size: InputSize, names: [String]
  ) throws(ModelError) -> Image {
    let values = AlignedFloats(count: channels * size.area)
    var span = unsafe MutableSpan(_unsafeStart: values.values, count: values.count)
    let boxes = try boxes(ofExample: number, size: size, image: &span).placed
    let pixels = (0..<values.count).map { place in
      let (pixel, channel) = place.quotientAndRemainder(dividingBy: channels)
      return UInt8((span[channel * size.area + pixel] * 255).rounded())
    }
    let detections = boxes.map { box in
      Detection(
        box: BoundingBox(x: box.x, y: box.y, width: box.width, height: box.height),
        classIndex: box.classID,
        label: names.indices.contains(box.classID) ? names[box.classID] : "class_\(box.classID)",
        confidence: 1)
    }
    do throws(ImageError) {
      let image = try Image(
        width: size.width, height: size.height, channels: channels, pixels: pixels)
      return image.annotated(with: detections)
    } catch {
      throw ModelError(.wrongInput, error.subject, error.message, help: error.help)
    }
  }
}
