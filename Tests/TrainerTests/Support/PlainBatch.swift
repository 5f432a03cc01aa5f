@testable import CfgParser

/// A mini-batch in double precision, in Darknet's order: image by image, C × H × W.
struct PlainBatch {
  let images: Int
  let shape: Shape
  var values: [Double]

  init(images: Int, shape: Shape, values: [Double]? = nil) {
    (self.images, self.shape) = (images, shape)
    self.values = values ?? [Double](repeating: 0, count: images * shape.count)
  }

  func index(_ image: Int, _ channel: Int, _ y: Int, _ x: Int) -> Int {
    ((image * shape.channels + channel) * shape.height + y) * shape.width + x
  }

  /// The value at a place, 0 outside the image.
  subscript(image: Int, channel: Int, y: Int, x: Int) -> Double {
    guard (0..<shape.height).contains(y), (0..<shape.width).contains(x) else { return 0 }
    return values[index(image, channel, y, x)]
  }

  /// A batch of `shape` whose values are worked out one by one.
  func map(
    to shape: Shape, _ value: (_ image: Int, _ channel: Int, _ y: Int, _ x: Int) -> Double
  ) -> PlainBatch {
    var output = PlainBatch(images: images, shape: shape)
    var index = 0
    for image in 0..<images {
      for channel in 0..<shape.channels {
        for y in 0..<shape.height {
          for x in 0..<shape.width {
            output.values[index] = value(image, channel, y, x)
            index += 1
          }
        }
      }
    }
    return output
  }

  /// The same with a function applied to every value.
  func mapValues(_ function: (Double) -> Double) -> PlainBatch {
    PlainBatch(images: images, shape: shape, values: values.map(function))
  }
}
