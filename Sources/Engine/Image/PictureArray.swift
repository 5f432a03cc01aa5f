/// A picture as an array of numbers, of any number of channels: what networks take whose input no
/// picture file holds.
///
/// - Order in memory: C × H × W.
public struct PictureArray: Sendable, Hashable {
  /// Values a pixel, at least 1.
  public let channels: Int
  /// Rows, at least 1.
  public let height: Int
  /// Columns, at least 1.
  public let width: Int
  /// channels × height × width values, 0…1 where the network was trained on pictures.
  public let values: [Float]

  /// An array of the given values.
  ///
  /// - Throws: `NpyError` unless the extents are at least 1 and `values` has as many as their
  ///   product.
  public init(channels: Int, height: Int, width: Int, values: [Float]) throws(NpyError) {
    let array: NpyArray
    do throws(NpyFault) {
      let extents = [channels, height, width]
      guard extents.allSatisfy({ (1...values.count + 1).contains($0) }),
        try NpyHeader.count(of: extents) == values.count
      else {
        throw NpyFault(
          .wrongSize,
          "\(values.count) values were given, \(channels) × \(height) × \(width) are needed")
      }
      array = NpyArray(shape: extents, values: values)
      try self.init(array)
    } catch {
      throw NpyError(error, subject: "array")
    }
  }

  /// Reads the bytes of an `.npy` file of shape (channels, height, width): float32, taken as it is,
  /// or uint8, whose 0…255 become 0…1.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: What errors call it.
  /// - Throws: `NpyError` when the bytes are no such array, or a value is no finite number.
  public init(parsing bytes: [UInt8], named name: String) throws(NpyError) {
    do throws(NpyFault) {
      try self.init(NpyArray(parsingPicture: bytes))
    } catch {
      throw NpyError(error, subject: name)
    }
  }

  /// Whether the bytes start as those of an `.npy` file do.
  public static func isArray(_ bytes: [UInt8]) -> Bool { bytes.starts(with: NpyHeader.magic) }

  /// Pixels in all.
  public var pixelCount: Int { width * height }

  /// The lowest and the highest value.
  public var range: ClosedRange<Float> {
    values.reduce(values[0]...values[0]) { min($0.lowerBound, $1)...max($0.upperBound, $1) }
  }

  private init(_ array: NpyArray) throws(NpyFault) {
    let shape = array.shape
    guard shape.count == 3, !shape.contains(0) else {
      throw NpyFault(
        .wrongShape, "an array of shape \(Self.text(shape)), (channels, height, width) is needed",
        help: "an array whose channels come last is turned by array.transpose(2, 0, 1)")
    }
    guard array.values.allSatisfy(\.isFinite) else {
      throw NpyFault(.badValue, "the array has values that are no finite numbers")
    }
    (channels, height, width) = (shape[0], shape[1], shape[2])
    values = array.values
  }

  private init(channels: Int, height: Int, width: Int, validated values: [Float]) {
    (self.channels, self.height, self.width) = (channels, height, width)
    self.values = values
  }

  private static func text(_ shape: [Int]) -> String {
    "(\(shape.map(String.init).joined(separator: ", "))\(shape.count == 1 ? "," : ""))"
  }
}

extension PictureArray {
  /// The part of the array in a rectangle that lies in it and is not empty.
  func cropped(to area: PixelRect) -> PictureArray {
    var cropped: [Float] = []
    cropped.reserveCapacity(area.area * channels)
    for channel in 0..<channels {
      for row in area.top..<area.bottom {
        let start = (channel * height + row) * width
        cropped += values[start + area.left..<start + area.right]
      }
    }
    return PictureArray(
      channels: channels, height: area.height, width: area.width, validated: cropped)
  }
}
