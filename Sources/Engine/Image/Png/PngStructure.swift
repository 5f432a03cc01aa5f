/// What a PNG file consists of: its header, its palette and its compressed rows.
///
/// stb_image ignores checksums, reads palette entries that are not there, and inflates whatever
/// there is. So the file is walked before it: stb gets a file that was put together from what was
/// found, with a whole palette and nothing that does not bear on the pixels.
///
/// - Reference: W3C, Portable Network Graphics, sections 5 and 11.
struct PngStructure {
  /// The header chunk; nil only while the file is walked.
  private var found: PngHeader?
  /// Where the payload of an `eXIf` chunk lies.
  private(set) var exif: Range<Int>?

  private let reader: ByteReader
  private let limit: PixelLimit
  private var palette: Range<Int>?
  private var compressed: [UInt8] = []
  private var isDataOver = false

  /// Walks the file from its first chunk to `IEND`.
  init(_ bytes: [UInt8], within limit: PixelLimit) throws(ImageFault) {
    (reader, self.limit) = (ByteReader(bytes), limit)
    var position = 8
    while true {
      guard let length = reader.bigEndian32(at: position) else { throw PngFault.endsEarly }
      let payload = position + 8..<position + 8 + length
      guard let checksum = reader.bigEndian32(at: payload.upperBound) else {
        throw PngFault.endsEarly
      }
      let name = String(decoding: bytes[position + 4..<position + 8], as: UTF8.self)
      guard PngChecksum.of(bytes, position + 4..<payload.upperBound) == UInt32(checksum) else {
        throw PngFault.damaged("the checksum of \(Self.quoted(name)) is wrong")
      }
      position = payload.upperBound + 4
      if name == "IEND" { break }
      try read(name, payload)
    }
    guard !compressed.isEmpty else { throw PngFault.damaged("there is no image data") }
  }

  /// Columns.
  var width: Int { found?.width ?? 0 }
  /// Rows.
  var height: Int { found?.height ?? 0 }

  /// Bytes that decoding takes at most, the image in that many channels included: the compressed
  /// rows, room for the rows themselves that was guessed too small once, and the pixels as they are
  /// stored, put in order, looked up, converted and shortened to eight bits.
  func decodingByteCount(channels: Int) -> Int {
    guard let header = found else { return 0 }
    let bytes = header.depth == 16 ? 2 : 1
    let stored = (header.isInterlaced ? 2 : 1) * header.samples * bytes
    let looked = header.color == 3 ? 3 : 0
    let asked = channels * (bytes + 1)
    return compressed.count + 2 * header.rawByteCount
      + width * height * (stored + looked + asked) + 1 << 16
  }

  /// The file that is decoded.
  ///
  /// It has the signature, the header, a palette of 256 colors where there is one, the missing ones
  /// black, all data in one chunk, and the end. Nobody looks at its checksums. Transparency is left
  /// out, as alpha is dropped.
  var essentials: [UInt8] {
    var file: [UInt8] = Array(reader.bytes[..<8])
    file.reserveCapacity(compressed.count + 1024)
    func add(_ name: String, _ payload: some Collection<UInt8>) {
      file += (0..<4).map { UInt8(truncatingIfNeeded: payload.count >> (24 - 8 * $0)) }
      file += name.utf8
      file += payload
      file += [0, 0, 0, 0]
    }
    add("IHDR", reader.bytes[16..<29])
    if found?.color == 3, let palette {
      let colors = reader.bytes[palette]
      add("PLTE", colors + [UInt8](repeating: 0, count: 768 - colors.count))
    }
    add("IDAT", compressed)
    add("IEND", [])
    return file
  }

  private mutating func read(_ name: String, _ payload: Range<Int>) throws(ImageFault) {
    if name == "CgBI" {
      throw ImageFault(.unsupported, "PNG in Apple's CgBI variant is not supported")
    }
    guard let header = found else {
      guard name == "IHDR" else {
        throw PngFault.damaged("it starts with \(Self.quoted(name)), not with 'IHDR'")
      }
      found = try PngHeader(at: payload, of: reader, within: limit)
      return
    }
    if name != "IDAT", !compressed.isEmpty { isDataOver = true }
    switch name {
    case "IHDR": throw PngFault.damaged("there are two headers")
    case "IDAT": try readData(payload, header)
    case "eXIf": exif = payload
    case "PLTE": try readPalette(payload)
    // A capital first letter means that the image cannot be shown without knowing the chunk.
    case _ where name.utf8.first.map { $0 & 0x20 } == 0:
      throw ImageFault(.unsupported, "PNG with \(Self.quoted(name)) is not supported")
    default: break
    }
  }

  private mutating func readPalette(_ payload: Range<Int>) throws(ImageFault) {
    guard palette == nil, compressed.isEmpty else {
      throw PngFault.damaged("there are two palettes, or one behind the image data")
    }
    guard payload.count % 3 == 0, (3...768).contains(payload.count) else {
      throw PngFault.damaged(
        "the palette is \(payload.count) bytes long; 3 to 768 that 3 divides are right")
    }
    palette = payload
  }

  private mutating func readData(
    _ payload: Range<Int>, _ header: PngHeader
  ) throws(ImageFault) {
    guard header.color != 3 || palette != nil else { throw PngFault.damaged("there is no palette") }
    guard !isDataOver || payload.isEmpty else {
      throw PngFault.damaged("the image data is interrupted")
    }
    // Compressing adds a little where it does not help; what is much longer is there to keep the
    // decoder busy.
    guard compressed.count + payload.count <= 4 * header.rawByteCount + 1 << 16 else {
      throw PngFault.damaged("the image data is too long for \(width)×\(height)")
    }
    compressed += reader.bytes[payload]
  }

  private static func quoted(_ name: String) -> String {
    let isName = name.utf8.allSatisfy { (0x41...0x5A).contains($0 & 0xDF) }
    return isName ? "'\(name)'" : "a chunk without a name"
  }
}
