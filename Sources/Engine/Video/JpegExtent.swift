/// How far a JPEG image in a stream reaches.
///
/// Its segments are walked, so that an image inside of them, a thumbnail, is not taken for the next
/// one.
///
/// - Reference: ITU-T T.81, annex B.
struct JpegExtent {
  /// An image that is none to its end.
  struct Broken: Error, Equatable {
    /// How many bytes on the next one may be looked for.
    let byteCount: Int
    /// What is wrong with it.
    let reason: String
  }

  private var place = 2
  /// Where the last segment started: if its length was wrong, the next image may be in it.
  private var segment = 2
  private var frameHeader: Int?

  /// The bytes of the image that `stream` is at.
  ///
  /// - Throws: `Broken`, or what the supply throws.
  static func byteCount(in stream: inout ByteStream) throws -> Int {
    var extent = JpegExtent()
    while try extent.step(in: &stream) {}
    return extent.place
  }

  /// Walks to the next marker; false behind the last.
  private mutating func step(in stream: inout ByteStream) throws -> Bool {
    guard place < MJPEGReader.longestImage else {
      throw broken("it has more than \(MJPEGReader.longestImage >> 20) MiB")
    }
    let code = try marker(in: &stream)
    switch code {
    case 0xD9: return false
    case 0xD8: throw Broken(byteCount: place - 2, reason: Self.startsAgain)
    case 0x01, 0xD0...0xD7: return true
    case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(code):
      // The second one is the next image's, whose start a wrong length swallowed.
      if let frameHeader { throw Broken(byteCount: frameHeader, reason: Self.startsAgain) }
      frameHeader = place
    default: break
    }
    try skipSegment(in: &stream)
    if code == 0xDA { try skipScan(in: &stream) }
    return true
  }

  /// The code of the marker here, which is then behind us.
  private mutating func marker(in stream: inout ByteStream) throws -> UInt8 {
    guard let first = try stream.byte(at: place) else { throw broken(Self.endsEarly) }
    guard first == 0xFF else { throw broken(Self.isMissing) }
    place += 1
    while try stream.byte(at: place) == 0xFF, place < MJPEGReader.longestImage { place += 1 }
    guard let code = try stream.byte(at: place) else { throw broken(Self.endsEarly) }
    guard code != 0 else { throw broken(Self.isMissing) }
    place += 1
    return code
  }

  private mutating func skipSegment(in stream: inout ByteStream) throws {
    segment = place
    guard let high = try stream.byte(at: place), let low = try stream.byte(at: place + 1) else {
      throw broken(Self.endsEarly)
    }
    let length = Int(high) << 8 | Int(low)
    guard length >= 2 else { throw broken("a segment is \(length) bytes long") }
    place += length
  }

  /// Steps over coded data to the marker that ends it; those of restarts belong to it.
  private mutating func skipScan(in stream: inout ByteStream) throws {
    while let found = try stream.offset(
      of: 0xFF, from: place, limit: MJPEGReader.longestImage)
    {
      place = found
      guard let next = try stream.byte(at: found + 1) else { break }
      if next != 0, next != 0xFF, !(0xD0...0xD7).contains(next) { return }
      place += next == 0xFF ? 1 : 2
    }
    throw broken(Self.endsEarly)
  }

  private func broken(_ reason: String) -> Broken { Broken(byteCount: segment, reason: reason) }

  private static let startsAgain = "the next image starts before it ends"
  private static let endsEarly = "the stream ends before the image does"
  private static let isMissing = "a marker is missing"
}
