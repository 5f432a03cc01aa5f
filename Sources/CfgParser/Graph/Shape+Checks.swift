extension Shape {
  /// Values in all, or nothing where 64 bits do not hold them.
  var checkedCount: Int? {
    let product = saturatingProduct(channels, height, width)
    return product == .max ? nil : product
  }

  /// The shape as it is, if it is an image.
  ///
  /// - Throws: A ``LayerFault`` about the input of position `input` where it is a vector.
  func image(input: Int = 0) throws(LayerFault) -> Shape {
    guard isImage else { throw LayerFault("needs an image", input: input) }
    return self
  }

  /// The image with height and width divided by `stride`.
  ///
  /// - Throws: A ``LayerFault`` where nothing would be left.
  func divided(by stride: Int) throws(LayerFault) -> Shape {
    guard height >= stride, width >= stride else {
      throw LayerFault("needs at least \(stride)×\(stride) pixels", input: 0)
    }
    return Shape(channels: channels, height: height / stride, width: width / stride)
  }

  /// What a message says a layer gives: `13×13×1024` or `a vector of 100 values`.
  var phrase: String {
    isImage ? description : "a vector of \(Wording.grouped(count)) values"
  }
}
