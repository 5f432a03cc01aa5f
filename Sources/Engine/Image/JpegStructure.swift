/// What the segments of a JPEG file say, read before its pixels are decoded.
///
/// stb_image trusts some of what it reads and fills in what is missing. So the file is walked
/// first: what stb would stumble over is refused, and a file that ends early is an error, not a
/// gray area.
///
/// - Reference: ITU-T T.81, annex B.
struct JpegStructure {
  /// Columns.
  private(set) var width = 0
  /// Rows.
  private(set) var height = 0
  /// Where the payload of an EXIF segment lies, `Exif\0\0` left out.
  private(set) var exif: Range<Int>?

  private let reader: ByteReader
  private var componentCount = 0
  private var blocks = 0
  private var scanByteCount = 0

  /// Walks the file from its first marker to the end of the image.
  init(_ bytes: [UInt8]) throws(ImageFault) {
    reader = ByteReader(bytes)
    var position = 2
    while true {
      let marker = try nextMarker(from: &position)
      if marker == 0xD9 { break }
      try read(marker, from: &position)
    }
    guard height > 0 else { throw Self.damaged("there is no frame header") }
    guard scanByteCount > 0 else { throw Self.damaged("there is no image data") }
    // A block takes at least two bits: one code for its first coefficient, one for the rest.
    guard isProgressive || scanByteCount * 4 >= blocks else {
      throw Self.damaged("the image data is too short for \(width)×\(height)")
    }
  }

  private var isProgressive = false

  private func nextMarker(from position: inout Int) throws(ImageFault) -> Int {
    while let byte = reader.byte(at: position) {
      position += 1
      guard byte == 0xFF else { continue }
      while reader.byte(at: position) == 0xFF { position += 1 }
      guard let marker = reader.byte(at: position) else { break }
      position += 1
      if marker != 0 { return marker }
    }
    throw Self.endsEarly
  }

  private mutating func read(_ marker: Int, from position: inout Int) throws(ImageFault) {
    if marker == 0x01 || (0xD0...0xD8).contains(marker) { return }
    guard let length = reader.bigEndian16(at: position) else { throw Self.endsEarly }
    guard length >= 2 else { throw Self.damaged("a segment is \(length) bytes long") }
    let payload = position + 2..<position + length
    guard payload.upperBound <= reader.bytes.count else { throw Self.endsEarly }
    position = payload.upperBound
    switch marker {
    case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker):
      try readFrame(marker, payload)
    case 0xC4: try checkCodes(payload)
    case 0xDA: skipScan(from: &position)
    case 0xE1 where exif == nil && payload.count >= 6
      && reader.has(Array("Exif\0\0".utf8), at: payload.lowerBound):
      exif = payload.lowerBound + 6..<payload.upperBound
    default: break
    }
  }

  private mutating func readFrame(_ marker: Int, _ payload: Range<Int>) throws(ImageFault) {
    try Self.checkKind(marker)
    let start = payload.lowerBound
    guard let bits = reader.byte(at: start), let rows = reader.bigEndian16(at: start + 1),
      let columns = reader.bigEndian16(at: start + 3), let count = reader.byte(at: start + 5),
      payload.count == 6 + 3 * count
    else { throw Self.damaged("the frame header is cut short") }
    guard bits == 8 else {
      throw ImageFault(.unsupported, "JPEG with \(bits) bits a sample is not supported")
    }
    guard rows > 0 else {
      throw ImageFault(.unsupported, "JPEG that gives its height late is not supported")
    }
    guard columns > 0, height == 0, [1, 3, 4].contains(count) else {
      throw Self.damaged("the frame header says \(columns)×\(rows) with \(count) components")
    }
    (width, height, componentCount, isProgressive) = (columns, rows, count, marker == 0xC2)
    // At least one block of 8 × 8 for every 32 × 32 pixels, at the coarsest subsampling there is.
    blocks = ((columns + 31) / 32) * ((rows + 31) / 32) * count
  }

  /// Code lengths of a Huffman table may not promise more codes than the table has room for.
  private func checkCodes(_ payload: Range<Int>) throws(ImageFault) {
    var position = payload.lowerBound
    while position < payload.upperBound {
      let lengths = position + 1..<position + 17
      guard lengths.upperBound <= payload.upperBound else {
        throw Self.damaged("a Huffman table is cut short")
      }
      let count = reader.bytes[lengths].reduce(0) { $0 + Int($1) }
      guard count <= 256 else { throw Self.damaged("a Huffman table has \(count) codes") }
      position = lengths.upperBound + count
    }
    guard position == payload.upperBound else { throw Self.damaged("a Huffman table is cut short") }
  }

  /// Steps over entropy-coded data to the marker that ends it.
  private mutating func skipScan(from position: inout Int) {
    let start = position
    while position + 1 < reader.bytes.count {
      if reader.bytes[position] == 0xFF {
        let next = reader.bytes[position + 1]
        if next != 0, next != 0xFF, !(0xD0...0xD7).contains(next) { break }
      }
      position += 1
    }
    scanByteCount += position - start
  }

  private static func checkKind(_ marker: Int) throws(ImageFault) {
    switch marker {
    case 0xC0, 0xC1, 0xC2: return
    case 0xC9...0xCF: throw ImageFault(.unsupported, "arithmetic-coded JPEG is not supported")
    default: throw ImageFault(.unsupported, "lossless and hierarchical JPEG are not supported")
    }
  }

  private static let endsEarly = ImageFault(
    .damaged, "the JPEG data is damaged: the file ends before the image does",
    help: "the download may be incomplete")

  private static func damaged(_ what: String) -> ImageFault {
    ImageFault(.damaged, "the JPEG data is damaged: \(what)")
  }
}
