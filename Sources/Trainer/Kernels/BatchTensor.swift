import CfgParser
import Engine

/// A mini-batch of activations or deltas while a step runs: images one after another, each H × W ×
/// C.
///
/// The memory belongs to the trainer's arena, as that of a `Tensor` does.
@safe struct BatchTensor {
  /// The first value of the first image.
  let values: UnsafeMutablePointer<Float>
  /// Extent of one image.
  let shape: Shape
  /// Images of the mini-batch.
  let images: Int

  /// Pixels of all images.
  var pixelCount: Int { images * shape.area }
  /// Values of all images.
  var count: Int { images * shape.count }

  /// One image, from 0 on.
  func image(_ index: Int) -> Tensor {
    unsafe Tensor(values + index * shape.count, shape: shape, pixelStride: shape.channels)
  }

  /// All images as one, below each other: for what looks at pixels singly.
  var joined: Tensor {
    let shape = Shape(
      channels: shape.channels, height: images * shape.height, width: shape.width)
    return unsafe Tensor(values, shape: shape, pixelStride: shape.channels)
  }
}
