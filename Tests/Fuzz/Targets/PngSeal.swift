/// The checksums of PNG files, which would end every other change of one.
enum PngSeal {
  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The same file with right checksums, as far as its chunks can be followed; nil for other files.
  static func resealed(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.starts(with: signature) else { return nil }
    var (sealed, place) = (bytes, signature.count)
    while let length = word(bytes, at: place), length <= bytes.count - place - 12 {
      let end = place + 8 + length
      let checksum = checksum(of: bytes[(place + 4)..<end])
      for index in 0..<4 {
        sealed[end + index] = UInt8(truncatingIfNeeded: checksum >> (24 - 8 * index))
      }
      place = end + 4
    }
    return sealed
  }

  /// Width and height of a file that starts as PNG files do.
  static func declaredSize(_ bytes: [UInt8]) -> (Int, Int)? {
    guard bytes.starts(with: signature), let width = word(bytes, at: 16),
      let height = word(bytes, at: 20)
    else { return nil }
    return (width, height)
  }

  private static func word(_ bytes: [UInt8], at place: Int) -> Int? {
    guard place + 4 <= bytes.count else { return nil }
    return bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func checksum(of bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { crc, byte in table[Int((crc ^ UInt32(byte)) & 255)] ^ crc >> 8 }
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
  }
}
