/// What a JPEG file consists of, from its first marker to the end of the image.
///
/// stb_image trusts much of what it reads and fills in what is missing. So the whole file is read
/// before it, coded data included: what stb would stumble over is refused, and a file that ends
/// early is an error, not a gray area.
///
/// - Reference: ITU-T T.81, annex B.
struct JpegStructure {
  /// Columns.
  var width: Int { frame?.width ?? 0 }
  /// Rows.
  var height: Int { frame?.height ?? 0 }
  /// Where the payload of an EXIF segment lies, `Exif\0\0` left out.
  private(set) var exif: Range<Int>?

  private let reader: ByteReader
  private let limit: PixelLimit
  private var frame: JpegFrame?
  private var tables = JpegTables()
  private var progress: JpegProgress?

  /// Reads the file; nothing of the size of the image is set aside before the size is known to be
  /// within the limit.
  init(_ bytes: [UInt8], within limit: PixelLimit) throws(ImageFault) {
    (reader, self.limit) = (ByteReader(bytes), limit)
    var position = 2
    while true {
      let marker = try nextMarker(from: &position)
      if marker == 0xD9 { break }
      try read(marker, from: &position)
    }
    guard frame != nil else { throw JpegFault.damaged("there is no frame header") }
    guard progress?.isComplete == true else {
      throw JpegFault.damaged("there is no image data, or not of all components")
    }
  }

  /// Bytes that decoding takes at most, the image in that many channels included.
  func decodingByteCount(channels: Int) -> Int {
    (frame?.planeByteCount ?? 0) + width * height * channels + 8 * width + 1 << 16
  }

  private func nextMarker(from position: inout Int) throws(ImageFault) -> Int {
    while let byte = reader.byte(at: position) {
      position += 1
      guard byte == 0xFF else { continue }
      while reader.byte(at: position) == 0xFF { position += 1 }
      guard let marker = reader.byte(at: position) else { break }
      position += 1
      if marker != 0 { return marker }
    }
    throw JpegFault.endsEarly
  }

  private mutating func read(_ marker: Int, from position: inout Int) throws(ImageFault) {
    guard marker != 0x01, !(0xD0...0xD8).contains(marker) else {
      throw JpegFault.damaged("a marker stands where none can")
    }
    guard let length = reader.bigEndian16(at: position) else { throw JpegFault.endsEarly }
    guard length >= 2 else { throw JpegFault.damaged("a segment is \(length) bytes long") }
    let payload = position + 2..<position + length
    guard payload.upperBound <= reader.bytes.count else { throw JpegFault.endsEarly }
    position = payload.upperBound
    switch marker {
    case 0xC4: try tables.readCodes(payload, of: reader)
    case 0xDB: try tables.readQuantisations(payload, of: reader)
    case 0xDD: try tables.readInterval(payload, of: reader)
    case 0xDA: try readScan(payload, to: &position)
    case 0xC0...0xCF where ![0xC8, 0xCC].contains(marker): try readFrame(marker, payload)
    case 0xE1
    where exif == nil && payload.count >= 6
      && reader.has(Array("Exif\0\0".utf8), at: payload.lowerBound):
      exif = payload.lowerBound + 6..<payload.upperBound
    default: break
    }
  }

  private mutating func readFrame(_ marker: Int, _ payload: Range<Int>) throws(ImageFault) {
    guard frame == nil else { throw JpegFault.damaged("there are two frame headers") }
    let frame = try JpegFrame(marker, at: payload, of: reader, within: limit)
    (self.frame, progress) = (frame, JpegProgress(frame))
  }

  private mutating func readScan(
    _ payload: Range<Int>, to position: inout Int
  ) throws(ImageFault) {
    guard let frame, var progress else {
      throw JpegFault.damaged("a scan comes before the frame header")
    }
    self.progress = nil
    let scan = try JpegScan(at: payload, of: reader, in: frame)
    for part in scan.parts {
      guard tables.quantisations.contains(frame.components[part.component].quantisation) else {
        throw JpegFault.damaged("a scan uses a quantisation table that is not there")
      }
    }
    var check = JpegScanCheck(scan, of: frame, tables: tables, from: position)
    position = try check.run(reader.bytes.span, noting: &progress)
    self.progress = progress
  }
}
