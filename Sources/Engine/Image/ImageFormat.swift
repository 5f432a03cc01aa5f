/// The file formats that can be read and written.
public enum ImageFormat: String, Sendable, Hashable, CaseIterable {
  case jpeg, png, bmp

  /// The format's name as people write it.
  public var name: String { rawValue.uppercased() }

  /// The format a file name's extension stands for; upper and lower case are alike.
  public init?(pathExtension: String) {
    switch pathExtension.lowercased() {
    case "jpg", "jpeg", "jpe": self = .jpeg
    case "png": self = .png
    case "bmp", "dib": self = .bmp
    default: return nil
    }
  }
}

extension ImageFormat {
  /// How many leading bytes `init(sniffing:)` may look at.
  static let signatureByteCount = 512

  /// The format the content is in, whatever the file is called.
  init(sniffing bytes: [UInt8]) throws(ImageFault) {
    let reader = ByteReader(bytes)
    if bytes.isEmpty { throw ImageFault(.notAnImage, "the file is empty", help: Self.help) }
    if reader.has([0xFF, 0xD8, 0xFF], at: 0) {
      self = .jpeg
    } else if reader.has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], at: 0) {
      self = .png
    } else if reader.has(Array("BM".utf8), at: 0), reader.looksLikeBitmap {
      self = .bmp
    } else if let foreign = ForeignFormat.found(in: bytes) {
      throw foreign.fault
    } else {
      throw ImageFault(
        .notAnImage, "not an image: the file starts with \(reader.preview)", help: Self.help)
    }
  }

  /// What to say where a file is of no readable kind.
  static let help = "JPEG, PNG and BMP files can be read"
}

extension ByteReader {
  /// Whether the size of the second header is one that BMP files have; "BM" alone is too common.
  fileprivate var looksLikeBitmap: Bool {
    guard let size = littleEndian32(at: 14) else { return bytes.count < 18 }
    return [12, 16, 40, 52, 56, 64, 108, 124].contains(size)
  }

  /// The first four bytes, as text where they are text, and in hexadecimal.
  fileprivate var preview: String {
    let start = bytes.prefix(4)
    let hex = start.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
      .joined(separator: " ")
    guard start.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return hex }
    return "'\(String(decoding: start, as: UTF8.self))' (\(hex))"
  }
}
