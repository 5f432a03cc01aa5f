/// A kind of file that people give in place of an image that can be read, and how it is recognised.
struct ForeignFormat {
  /// What to call it, to follow `not an image: ` or precede ` are not supported`.
  let name: String
  /// Bytes and where they stand; all have to match.
  let signature: [(offset: Int, bytes: [UInt8])]
  /// Whether it is an image at all.
  let isImage: Bool
  /// What to do, where that differs from naming the formats that can be read.
  var help = ImageFormat.help

  /// Whether the file behind `reader` is of this kind.
  func matches(_ reader: ByteReader) -> Bool {
    signature.allSatisfy { reader.has($0.bytes, at: $0.offset) }
  }

  /// The fault to report for such a file.
  var fault: ImageFault {
    isImage
      ? ImageFault(.unsupported, "\(name) images are not supported", help: help)
      : ImageFault(.notAnImage, "not an image: this is \(name)", help: help)
  }

  /// Every kind that is recognised; the first that matches counts.
  static let all: [ForeignFormat] =
    [
      image("GIF", [(0, "GIF8")]),
      image("WebP", [(0, "RIFF"), (8, "WEBP")]),
      image("TIFF", [(0, "II*\0")]),
      image("TIFF", [(0, "MM\0*")]),
      image("AVIF", [(4, "ftypavif")]),
      image("HEIC", [(4, "ftyphei")]),
      image("HEIC", [(4, "ftypmif1")]),
      image("Photoshop", [(0, "8BPS")]),
      image("Radiance HDR", [(0, "#?RA")]),
      image("QOI", [(0, "qoif")]),
      image("SVG", [(0, "<svg")]),
      ForeignFormat(
        name: "OpenEXR", signature: [(0, [0x76, 0x2F, 0x31, 0x01])], isImage: true),
      ForeignFormat(
        name: "JPEG XL", signature: [(0, [0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20])], isImage: true),
      ForeignFormat(name: "JPEG XL", signature: [(0, [0xFF, 0x0A])], isImage: true),
      ForeignFormat(
        name: "JPEG 2000", signature: [(0, [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20])], isImage: true),
      ForeignFormat(name: "ICO", signature: [(0, [0, 0, 1, 0])], isImage: true),
    ] + (1...7).map { image("PNM", [(0, "P\($0)\n")]) }
    + [
      webPage("<!DOCTYPE"), webPage("<!doctype"), webPage("<html"), webPage("<HTML"),
      other("a PDF document", "%PDF"),
      other("a ZIP archive", "PK\u{03}\u{04}"),
      other("a Git LFS pointer", "version https://git-lfs", help: "fetch the file: git lfs pull"),
      other("a NumPy array", "\u{93}NUMPY"),
      ForeignFormat(
        name: "a gzip archive", signature: [(0, [0x1F, 0x8B])], isImage: false),
      ForeignFormat(
        name: "a Matroska video", signature: [(0, [0x1A, 0x45, 0xDF, 0xA3])], isImage: false),
      ForeignFormat(
        name: "an AVI video", signature: [(0, Array("RIFF".utf8)), (8, Array("AVI ".utf8))],
        isImage: false),
      ForeignFormat(
        name: "an MP4 video", signature: [(4, Array("ftyp".utf8))], isImage: false),
    ]

  private static func image(_ name: String, _ texts: [(Int, String)]) -> ForeignFormat {
    ForeignFormat(name: name, signature: texts.map { ($0, Array($1.utf8)) }, isImage: true)
  }

  private static func webPage(_ start: String) -> ForeignFormat {
    other("a web page (HTML)", start, help: "the download gave a page in place of the file")
  }

  private static func other(
    _ name: String, _ start: String, help: String = ImageFormat.help
  ) -> ForeignFormat {
    ForeignFormat(
      name: name, signature: [(0, start.unicodeScalars.map { UInt8($0.value) })], isImage: false,
      help: help)
  }
}
