/// A kind of file that people give in place of an image that can be read, and how it is recognised.
struct ForeignFormat {
  /// What to call it, to follow `not an image: this is ` or precede ` images are not supported`.
  let name: String
  /// Bytes and where they stand; all have to match.
  let signature: [(offset: Int, bytes: [UInt8])]
  /// Whether it is an image at all.
  let isImage: Bool
  /// What to do about it.
  let help: String

  /// What to do with an image that cannot be read.
  static let conversion = "convert it to JPEG, PNG or BMP"

  /// The fault to report for such a file.
  var fault: ImageFault {
    isImage
      ? ImageFault(.unsupported, "\(name) images are not supported", help: help)
      : ImageFault(.notAnImage, "not an image: this is \(name)", help: help)
  }

  /// The kind of file that starts with these bytes, if it is one that is known; the first that
  /// matches counts.
  static func found(in bytes: [UInt8]) -> ForeignFormat? {
    binary.first { $0.matches(ByteReader(bytes)) } ?? foundText(in: bytes)
  }

  private func matches(_ reader: ByteReader) -> Bool {
    signature.allSatisfy { reader.has($0.bytes, at: $0.offset) }
  }

  private static let binary: [ForeignFormat] =
    [
      image("GIF", (0, "GIF8")),
      image("WebP", (0, "RIFF"), (8, "WEBP")),
      image("TIFF", (0, "II*\0")),
      image("TIFF", (0, "MM\0*")),
      image("TIFF", (0, "II+\0")),
      image("TIFF", (0, "MM\0+")),
      image("AVIF", (4, "ftypavi")),
      image("Photoshop", (0, "8BPS")),
      image("Radiance HDR", (0, "#?RA")),
      image("Radiance HDR", (0, "#?RGBE")),
      image("Softimage PIC", (0, "S\u{80}\u{F6}4")),
      image("QOI", (0, "qoif")),
      image("OpenEXR", (0, "v/1\u{1}")),
      image("JPEG XL", (0, "\0\0\0\u{C}JXL ")),
      image("JPEG XL", (0, "\u{FF}\u{A}")),
      image("JPEG 2000", (0, "\0\0\0\u{C}jP  ")),
      image("JPEG 2000", (0, "\u{FF}O\u{FF}Q")),
      image("ICO", (0, "\0\0\u{1}\0")),
    ]
    + ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"].map {
      image("HEIC", (4, "ftyp" + $0))
    }
    + (1...7).flatMap { kind in
      ["\n", " ", "\t", "\r"].map { image("PNM", (0, "P\(kind)\($0)")) }
    }
    + [
      other("a ZIP archive", (0, "PK\u{3}\u{4}")),
      other("a NumPy array", (0, "\u{93}NUMPY")),
      other("a gzip archive", (0, "\u{1F}\u{8B}")),
      other("a Matroska video", (0, "\u{1A}E\u{DF}\u{A3}")),
      other("an AVI video", (0, "RIFF"), (8, "AVI ")),
      other("an MP4 video", (4, "ftyp")),
    ]

  private static func foundText(in bytes: [UInt8]) -> ForeignFormat? {
    let start = Array(bytes.prefix(ImageFormat.signatureByteCount))
    let isMarked = start.starts(with: [0xEF, 0xBB, 0xBF])
    let text = String(
      decoding: start.dropFirst(isMarked ? 3 : 0).drop { $0 <= 0x20 }, as: UTF8.self
    ).lowercased()
    switch text {
    case _ where text.hasPrefix("%pdf"): return other("a PDF document")
    case _ where text.hasPrefix("version https://git-lfs"):
      return other("a Git LFS pointer", help: "fetch the file: git lfs pull")
    case _ where text.hasPrefix("<svg"), _ where text.hasPrefix("<?xml") && text.contains("<svg"):
      return image("SVG")
    case _ where text.hasPrefix("<!doctype html"), _ where text.hasPrefix("<html"),
      _ where text.hasPrefix("<!doctype") && text.contains("<html"):
      return other(
        "a web page (HTML)", help: "the download gave a page in place of the file")
    case _ where text.hasPrefix("<?xml"): return other("an XML document")
    default: return nil
    }
  }

  private static func image(_ name: String, _ texts: (Int, String)...) -> ForeignFormat {
    ForeignFormat(name: name, signature: signature(texts), isImage: true, help: conversion)
  }

  private static func other(
    _ name: String, _ texts: (Int, String)..., help: String = ImageFormat.help
  ) -> ForeignFormat {
    ForeignFormat(name: name, signature: signature(texts), isImage: false, help: help)
  }

  /// Every character stands for the byte of its number.
  private static func signature(_ texts: [(Int, String)]) -> [(offset: Int, bytes: [UInt8])] {
    texts.map { ($0, $1.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }) }
  }
}
