public import CfgParser

/// A weights file that was opened: its header, its size, and its values by position.
///
/// A header of three version numbers and a counter of training images, then float32 values without
/// names or sizes, all little-endian. Values are read straight into the form in which they will be
/// used, a few output channels at a time: no copy of the file is held, and a file that shrinks
/// while it is read gives an error instead of a fault of the memory map.
///
/// The value is shared freely between threads; reads by position do not disturb each other.
///
/// - Reference: darknet `parser.c`, `load_weights_upto`.
public struct WeightsFile: Sendable {
  /// The version numbers and the counter a file starts with.
  public struct Header: Sendable, Hashable {
    /// The version of the format; connected layers are stored transposed above 1000.
    public let major, minor, revision: Int32
    /// Number of images the network was trained with.
    public let seen: UInt64
    /// Bytes the header takes: 20 from version 0.2 on, 16 before.
    public let byteCount: Int

    /// Whether the matrices of connected layers are stored inputs × outputs.
    public var isTransposed: Bool { major > 1000 || minor > 1000 }
    /// Whose order of arrays the file follows, as far as the header tells: AlexeyAB's programs
    /// write revision 5.
    public var dialect: WeightDialect { revision == 5 ? .alexeyab : .pjreddie }
  }

  /// The file as the caller wrote it.
  public let path: String
  /// What the file starts with.
  public let header: Header
  /// Bytes of the file, header included.
  public let byteCount: Int
  /// Whole float32 values behind the header.
  public let valueCount: Int
  /// Bytes behind the last whole value: 0, unless the file was cut.
  public var looseByteCount: Int { byteCount - header.byteCount - 4 * valueCount }

  private let descriptor: FileDescriptor

  /// Opens the file, recognises what is no weights file, and reads the header.
  ///
  /// - Throws: `WeightsError` when the file cannot be read, is no regular file, or is something
  ///   else.
  public init(contentsOf path: String) throws(WeightsError) {
    self.path = path
    descriptor = try FileDescriptor(opening: path)
    byteCount = descriptor.byteCount
    let start = try descriptor.bytes(at: 0, count: min(512, byteCount))
    if let (what, help) = ForeignFile.recognise(start) {
      throw WeightsError(.notWeights, path, "the file is \(what)", help: help)
    }
    header = try Self.readHeader(start, path: path)
    valueCount = (byteCount - header.byteCount) / 4
  }

  /// Fills `values` with the values from number `position` on, counted behind the header.
  func read(_ values: UnsafeMutableBufferPointer<Float>, at position: Int) throws(WeightsError) {
    try unsafe descriptor.read(
      UnsafeMutableRawBufferPointer(values), at: header.byteCount + 4 * position)
  }

  /// The 8-byte counter came with version 0.2; versions of 1000 and more are flags on older files.
  private static func readHeader(_ start: [UInt8], path: String) throws(WeightsError) -> Header {
    guard start.count >= 16 else {
      throw WeightsError(
        .tooShort, path,
        "the file has \(start.count) bytes, a header alone takes 16 or 20",
        help: "the download may be incomplete")
    }
    func word(_ index: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(start[4 * index + $1]) << (8 * $1) }
    }
    let (major, minor) = (Int32(bitPattern: word(0)), Int32(bitPattern: word(1)))
    guard (0...9999).contains(major), (0...9999).contains(minor) else {
      throw WeightsError(
        .notWeights, path,
        "the file starts with version \(major).\(minor), weights files have 0.1, 0.2 or the like",
        help: "the file is damaged, or something else")
    }
    let isWide = major * 10 + minor >= 2 && major < 1000 && minor < 1000
    guard !isWide || start.count >= 20 else {
      throw WeightsError(
        .tooShort, path, "the file has \(start.count) bytes, its header alone takes 20",
        help: "the download may be incomplete")
    }
    let seen = UInt64(word(3)) | (isWide ? UInt64(word(4)) << 32 : 0)
    return Header(
      major: major, minor: minor, revision: Int32(bitPattern: word(2)), seen: seen,
      byteCount: isWide ? 20 : 16)
  }
}
