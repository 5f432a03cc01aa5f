/// What an NPY file says before its values: their type, their order and the array's shape.
///
/// After the magic bytes, a version and a length follows a Python dictionary as text:
/// `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4, 5), }`.
struct NpyHeader: Hashable {
  /// NumPy's name of the values' type; nil for structured types.
  ///
  /// `<f4` is little-endian float32.
  var valueType: String?
  /// Whether the first index runs fastest.
  var isFortranOrder = false
  /// The extent along each axis.
  var shape: [Int] = []
  /// Bytes up to the first value.
  let byteCount: Int

  /// Reads the start of an NPY file.
  ///
  /// - Throws: `NpyFault` when the bytes do not start as such a file does.
  init(parsing bytes: [UInt8]) throws(NpyFault) {
    let text = try Self.textRange(bytes)
    byteCount = text.upperBound
    var reader = NpyHeaderReader(bytes[text])
    try reader.require("{")
    while !reader.skips("}") {
      try readEntry(&reader)
      _ = reader.skips(",")
    }
  }

  /// Makes sure that the values are little-endian float32 with the last index fastest.
  func requireFloat32() throws(NpyFault) {
    guard valueType == "<f4" else { throw wrongType("'<f4' (little-endian float32) is read") }
    try requireCOrder()
  }

  /// Makes sure that the values are little-endian float32 or bytes with the last index fastest.
  func requirePicture() throws(NpyFault) {
    guard valueType == "<f4" || holdsBytes else {
      throw wrongType("'<f4' (little-endian float32) and '|u1' (uint8) are read")
    }
    try requireCOrder()
  }

  /// Whether the values are bytes, 0…255.
  var holdsBytes: Bool { valueType == "|u1" }

  private func wrongType(_ right: String) -> NpyFault {
    let found = valueType.map { "type '\($0)'" } ?? "a structured type"
    return NpyFault(
      .unsupported, "the values have \(found), \(right)",
      help: "save it with numpy.save(path, array.astype('<f4'))")
  }

  private func requireCOrder() throws(NpyFault) {
    guard !isFortranOrder else {
      throw NpyFault(
        .unsupported, "the array is in Fortran order, C order is read",
        help: "save it with numpy.save(path, numpy.ascontiguousarray(array))")
    }
  }

  /// The product of the shape.
  func valueCount() throws(NpyFault) -> Int { try Self.count(of: shape) }

  /// The product of these extents.
  static func count(of shape: [Int]) throws(NpyFault) -> Int {
    var count = 1
    for extent in shape {
      let (product, overflows) = count.multipliedReportingOverflow(by: extent)
      guard !overflows else {
        throw NpyFault(.badHeader, "the header's shape has more values than can be counted")
      }
      count = product
    }
    return count
  }

  /// The start of a version 1.0 file of float32 values; padded, so that the values begin at a
  /// multiple of 64.
  static func encoded(shape: [Int]) -> [UInt8] {
    // Python writes a tuple of one element with a comma.
    let extents = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(extents)), }"
    let unpadded = magic.count + 4 + text.utf8.count + 1
    let padding = (64 - unpadded % 64) % 64
    let textCount = text.utf8.count + padding + 1
    return magic + [1, 0, UInt8(textCount % 256), UInt8(textCount / 256)] + Array(text.utf8)
      + Array(repeating: UInt8(ascii: " "), count: padding) + [UInt8(ascii: "\n")]
  }

  /// What every such file starts with.
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Where the dictionary lies; its length has 2 bytes in version 1, 4 from version 2 on.
  private static func textRange(_ bytes: [UInt8]) throws(NpyFault) -> Range<Int> {
    guard bytes.starts(with: magic), bytes.count >= 12 else {
      throw NpyFault(
        .notAnArray, "not an NPY file",
        help: "a float32 array of shape (channels, height, width), saved by numpy.save, is read")
    }
    let version = bytes[6]
    guard (1...3).contains(version) else {
      throw NpyFault(.unsupported, "version \(version) of the NPY format, 1 to 3 are read")
    }
    let start = version == 1 ? 10 : 12
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= bytes.count - start else {
      throw NpyFault(.badHeader, "the file ends inside its header", help: "it may be incomplete")
    }
    return start..<(start + length)
  }

  private mutating func readEntry(_ reader: inout NpyHeaderReader) throws(NpyFault) {
    let key = try reader.string()
    try reader.require(":")
    switch key {
    case "descr": valueType = try reader.typeName()
    case "fortran_order": isFortranOrder = try reader.boolean()
    case "shape": shape = try reader.tuple()
    default: throw NpyFault(.badHeader, "the header has an unknown key '\(key)'")
    }
  }
}
