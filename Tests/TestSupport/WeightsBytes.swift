/// The bytes of a weights file, put together by a test.
public enum WeightsBytes {
  /// A header as darknet writes it: the counter takes 8 bytes from version 0.2 on, 4 before.
  public static func header(
    major: Int32 = 0, minor: Int32 = 2, revision: Int32 = 0, seen: UInt64 = 0
  ) -> [UInt8] {
    let isWide = major * 10 + minor >= 2 && major < 1000 && minor < 1000
    let counter = isWide ? bytes(of: seen) : bytes(of: UInt32(truncatingIfNeeded: seen))
    return bytes(of: major) + bytes(of: minor) + bytes(of: revision) + counter
  }

  /// The values as float32, little-endian.
  public static func values(_ values: [Float]) -> [UInt8] {
    values.flatMap { bytes(of: $0.bitPattern) }
  }

  /// A header of version 0.2 and values.
  public static func file(_ values: [Float], header: [UInt8] = WeightsBytes.header()) -> [UInt8] {
    header + Self.values(values)
  }

  private static func bytes<Word: FixedWidthInteger>(of word: Word) -> [UInt8] {
    (0..<Word.bitWidth / 8).map { UInt8(truncatingIfNeeded: word >> Word($0 * 8)) }
  }
}
