/// The kinds of video streams that are read without help.
public enum VideoFormat: String, Sendable, Hashable, CaseIterable {
  /// YUV4MPEG2: uncompressed frames behind a line with their size and rate.
  case y4m
  /// JPEG images one behind the other.
  case mjpeg

  /// How many of a stream's first bytes `init(sniffing:)` wants to see.
  public static let signatureByteCount = 1 << 10

  /// The format of a stream that begins with these bytes; nil for anything else.
  ///
  /// JPEG images may come behind the first headers of `multipart/x-mixed-replace`.
  public init?(sniffing bytes: [UInt8]) {
    if bytes.starts(with: Y4MHeader.magic) {
      self = .y4m
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) || Self.isMultipart(bytes) {
      self = .mjpeg
    } else {
      return nil
    }
  }

  private static func isMultipart(_ bytes: [UInt8]) -> Bool {
    let text = bytes.drop { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }
    guard text.starts(with: Array("--".utf8)) else { return false }
    return String(decoding: text, as: UTF8.self).lowercased().contains("content-type: image/jpeg")
  }
}
