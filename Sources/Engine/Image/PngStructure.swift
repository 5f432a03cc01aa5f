/// What the chunks of a PNG file say, read before its pixels are decoded.
///
/// stb_image ignores checksums and has open faults in rarely used corners; the walk refuses both
/// kinds of file.
///
/// - Reference: W3C, Portable Network Graphics, sections 5 and 11.
struct PngStructure {
  /// Columns.
  private(set) var width = 0
  /// Rows.
  private(set) var height = 0
  /// Where the payload of an `eXIf` chunk lies.
  private(set) var exif: Range<Int>?

  private let reader: ByteReader
  private var hasData = false

  /// Walks the file from its first chunk to `IEND`.
  init(_ bytes: [UInt8]) throws(ImageFault) {
    reader = ByteReader(bytes)
    var position = 8
    while true {
      guard let length = reader.bigEndian32(at: position) else { throw Self.endsEarly }
      let payload = position + 8..<position + 8 + length
      guard let checksum = reader.bigEndian32(at: payload.upperBound) else { throw Self.endsEarly }
      let name = String(decoding: bytes[position + 4..<position + 8], as: UTF8.self)
      guard PngChecksum.of(bytes, position + 4..<payload.upperBound) == UInt32(checksum) else {
        throw Self.damaged("the checksum of \(Self.quoted(name)) is wrong")
      }
      position = payload.upperBound + 4
      if name == "IEND" { break }
      try read(name, payload)
    }
    guard hasData else { throw Self.damaged("there is no image data") }
  }

  private mutating func read(_ name: String, _ payload: Range<Int>) throws(ImageFault) {
    guard height > 0 || name == "IHDR" || name == "CgBI" else {
      throw Self.damaged("it starts with \(Self.quoted(name)), not with 'IHDR'")
    }
    switch name {
    case "IHDR": try readHeader(payload)
    case "CgBI": throw ImageFault(.unsupported, "PNG in Apple's CgBI variant is not supported")
    case "IDAT": hasData = true
    case "eXIf": exif = payload
    case "PLTE": break
    // A capital first letter means that the image cannot be shown without knowing the chunk.
    case _ where name.utf8.first.map { $0 & 0x20 } == 0:
      throw ImageFault(.unsupported, "PNG with \(Self.quoted(name)) is not supported")
    default: break
    }
  }

  private mutating func readHeader(_ payload: Range<Int>) throws(ImageFault) {
    let start = payload.lowerBound
    guard height == 0 else { throw Self.damaged("there are two headers") }
    guard payload.count == 13, let columns = reader.bigEndian32(at: start),
      let rows = reader.bigEndian32(at: start + 4), let depth = reader.byte(at: start + 8),
      let color = reader.byte(at: start + 9)
    else { throw Self.damaged("the header is \(payload.count) bytes long, 13 are right") }
    guard columns > 0, rows > 0, columns <= Int(Int32.max), rows <= Int(Int32.max) else {
      throw Self.damaged("the header says \(columns)×\(rows)")
    }
    guard Self.depths[color]?.contains(depth) == true else {
      throw Self.damaged("the header says color type \(color) with \(depth) bits")
    }
    (width, height) = (columns, rows)
  }

  /// Bits a sample that each color type may have.
  private static let depths: [Int: [Int]] = [
    0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
  ]

  private static func quoted(_ name: String) -> String {
    let isName = name.utf8.allSatisfy { (0x41...0x5A).contains($0 & 0xDF) }
    return isName ? "'\(name)'" : "a chunk without a name"
  }

  private static let endsEarly = ImageFault(
    .damaged, "the PNG data is damaged: the file ends before the image does",
    help: "the download may be incomplete")

  private static func damaged(_ what: String) -> ImageFault {
    ImageFault(.damaged, "the PNG data is damaged: \(what)")
  }
}
