/// An array of float32 values as NumPy keeps it in an `.npy` file.
///
/// Reading takes versions 1 to 3 of the format, writing gives version 1.0. Both are pure: bytes in,
/// bytes out.
///
/// - Order in memory: the last index runs fastest ("C order"), so a (c, h, w) array is C × H × W.
/// - Reference: NumPy's `numpy.lib.format`,
///   [NEP 1](https://numpy.org/neps/nep-0001-npy-format.html).
public struct NpyArray: Sendable, Hashable {
  /// The extent along each axis; empty for a single value.
  public let shape: [Int]
  /// All values, as many as the product of `shape`.
  public let values: [Float]

  /// An array of the given extents.
  ///
  /// - Precondition: `values` has as many values as the product of `shape`.
  public init(shape: [Int], values: [Float]) {
    precondition(shape.reduce(1, *) == values.count, "the shape does not have that many values")
    (self.shape, self.values) = (shape, values)
  }

  /// Reads the bytes of an `.npy` file; `name` is what errors call it.
  ///
  /// - Throws: `NpyError` when the bytes are no NPY file, or not little-endian float32 in C order,
  ///   or when their number is not what the header says.
  public init(parsing bytes: [UInt8], named name: String) throws(NpyError) {
    do throws(NpyFault) {
      let header = try NpyHeader(parsing: bytes)
      try header.requireFloat32()
      shape = header.shape
      values = try Self.values(bytes[header.byteCount...], count: header.valueCount())
    } catch {
      throw NpyError(error, subject: name)
    }
  }

  /// Reads the bytes of an `.npy` file of float32 values, or of bytes, which become shares of 255.
  init(parsingPicture bytes: [UInt8]) throws(NpyFault) {
    let header = try NpyHeader(parsing: bytes)
    try header.requirePicture()
    let (content, count) = (bytes[header.byteCount...], try header.valueCount())
    shape = header.shape
    if header.holdsBytes {
      try Self.check(content, count: count, byteCount: count)
      values = content.map { Float($0) / 255 }
    } else {
      values = try Self.values(content, count: count)
    }
  }

  /// The array as the bytes of an `.npy` file of version 1.0, little-endian.
  public var encoded: [UInt8] {
    var bytes = NpyHeader.encoded(shape: shape)
    bytes.reserveCapacity(bytes.count + 4 * values.count)
    // The format and every processor Swift runs on are little-endian.
    unsafe values.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    return bytes
  }

  private static func check(
    _ bytes: ArraySlice<UInt8>, count: Int, byteCount: Int
  ) throws(NpyFault) {
    guard bytes.count == byteCount else {
      throw NpyFault(
        .wrongSize, "the header promises \(count) values, \(bytes.count) bytes follow it",
        help: bytes.count < byteCount ? "the file may be incomplete" : nil)
    }
  }

  private static func values(
    _ bytes: ArraySlice<UInt8>, count: Int
  ) throws(NpyFault) -> [Float] {
    let (wanted, overflows) = count.multipliedReportingOverflow(by: 4)
    try check(bytes, count: count, byteCount: overflows ? Int.max : wanted)
    return unsafe [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      unsafe UnsafeMutableRawBufferPointer(buffer).copyBytes(from: bytes)
      filled = count
    }
  }
}
