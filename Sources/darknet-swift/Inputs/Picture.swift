import Engine

/// What an input turned out to be: an image, or an array in the place of one.
enum Picture: Sendable {
  /// A JPEG, PNG or BMP file.
  case image(Image)
  /// An `.npy` file.
  case array(PictureArray)

  /// Columns.
  var width: Int {
    switch self {
    case .image(let image): image.width
    case .array(let array): array.width
    }
  }

  /// Rows.
  var height: Int {
    switch self {
    case .image(let image): image.height
    case .array(let array): array.height
    }
  }

  /// Bytes of all values.
  var byteCount: Int {
    switch self {
    case .image(let image): image.pixels.count
    case .array(let array): array.values.count * MemoryLayout<Float>.size
    }
  }
}

extension Detector {
  /// The objects in a picture, tile by tile if it is to be cut.
  ///
  /// - Throws: `ModelError` for an array that the network does not take, `WeightsError` when weights
  ///   cannot be read.
  func detect(
    in picture: Picture, tiling: Tiling?, settings: DetectionSettings
  ) throws -> [Detection] {
    switch picture {
    case .image(let image): try detectReading(in: image, tiling: tiling, settings: settings)
    case .array(let array): try detectReading(in: array, tiling: tiling, settings: settings)
    }
  }
}

extension Classifier {
  /// The classes of a picture.
  ///
  /// - Throws: `ModelError` for an array that the network does not take, `WeightsError` when weights
  ///   cannot be read.
  func classify(
    _ picture: Picture, top count: Int, resize: ResizeMode?
  ) throws -> [Classification] {
    switch picture {
    case .image(let image): try classifyReading(image, top: count, resize: resize)
    case .array(let array): try classifyReading(array, top: count, resize: resize)
    }
  }
}
