import Engine

/// An array of numbers, read as such and as a picture.
enum NpyTarget {
  static func run(_ bytes: [UInt8]) throws(BrokenPromise) {
    if let array = try? NpyArray(parsing: bytes, named: "a.npy") { try check(array) }
    guard let picture = try? PictureArray(parsing: bytes, named: "a.npy") else { return }
    try expect(PictureArray.isArray(bytes), "a picture is read from what is no array")
    try expect(
      picture.values.count == picture.channels * picture.pixelCount && picture.pixelCount > 0,
      "\(picture.channels) × \(picture.pixelCount) pixels have \(picture.values.count) values")
    let range = picture.range
    try expect(
      range.lowerBound.isFinite && range.upperBound.isFinite, "a picture is not finite: \(range)")
  }

  private static func check(_ array: NpyArray) throws(BrokenPromise) {
    try expect(
      array.shape.reduce(1, *) == array.values.count,
      "the shape \(array.shape) has \(array.values.count) values")
    let again = try? NpyArray(parsing: array.encoded, named: "a.npy")
    try expect(
      again?.shape == array.shape
        && again?.values.map(\.bitPattern) == array.values.map(\.bitPattern),
      "an array of shape \(array.shape) is read otherwise when it is written out")
  }
}
