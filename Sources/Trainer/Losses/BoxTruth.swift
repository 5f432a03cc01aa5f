/// One object that a picture shows: where it is, and what.
///
/// Coordinates are shares of the network's input, 0 ... 1.
public struct BoxTruth: Sendable, Hashable {
  /// Centre from the left.
  public var x: Float
  /// Centre from the top.
  public var y: Float
  /// Width.
  public var width: Float
  /// Height.
  public var height: Float
  /// Number of its class, from 0.
  public var classID: Int

  /// An object.
  public init(x: Float, y: Float, width: Float, height: Float, classID: Int) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
    self.classID = classID
  }

  /// Values of a box in a list of truths: x, y, width, height, class.
  static let valueCount = 5

  /// How many boxes one image's truths have before the first whose x is 0.
  ///
  /// - Reference: darknet `region_layer.c` and `yolo_layer.c`: an x of 0 ends the list.
  static func count(in values: Span<Float>) -> Int {
    var count = 0
    while (count + 1) * valueCount <= values.count, values[count * valueCount] != 0 { count += 1 }
    return count
  }

  /// Box number `index` of an image's truths; a class that is no number is −1.
  init(_ index: Int, in values: Span<Float>) {
    let start = index * Self.valueCount
    self.init(
      x: values[start], y: values[start + 1], width: values[start + 2],
      height: values[start + 3], classID: Int(exactly: values[start + 4].rounded()) ?? -1)
  }
}
