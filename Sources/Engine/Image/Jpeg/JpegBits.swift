/// The bits of entropy-coded JPEG data, which end at the first marker.
///
/// - Reference: ITU-T T.81, annex F.2.2.5.
struct JpegBits {
  /// The byte that is taken next; where the bits have ended, the marker's.
  private(set) var position: Int
  /// Bits that were taken and not used yet, the next one on top.
  private var buffer: UInt64 = 0
  /// How many these are.
  private(set) var count = 0

  /// The bits from `position` on.
  init(at position: Int) { self.position = position }

  /// Takes what fits, at least 57 bits unless they end.
  private mutating func fill(from bytes: Span<UInt8>) {
    while count <= 56, position < bytes.count {
      let byte = bytes[position]
      if byte == 0xFF {
        var next = position + 1
        while next < bytes.count, bytes[next] == 0xFF { next += 1 }
        // A zero says that the byte before it is none of a marker.
        guard next < bytes.count, bytes[next] == 0 else { return }
        position = next
      }
      position += 1
      buffer |= UInt64(byte) << UInt64(56 - count)
      count += 8
    }
  }

  /// Uses `length` bits, at most 32, without looking at them.
  mutating func skip(_ length: Int, from bytes: Span<UInt8>) throws(ImageFault) {
    if count < length { fill(from: bytes) }
    guard count >= length else { throw endsEarly(bytes) }
    buffer <<= UInt64(length)
    count -= length
  }

  /// Uses `length` bits, 1 to 16, as a number.
  mutating func number(_ length: Int, from bytes: Span<UInt8>) throws(ImageFault) -> Int {
    if count < length { fill(from: bytes) }
    let number = Int(buffer >> UInt64(64 - length))
    try skip(length, from: bytes)
    return number
  }

  /// Uses `length` bits as a signed number of that magnitude.
  mutating func signed(_ length: Int, from bytes: Span<UInt8>) throws(ImageFault) -> Int {
    if length == 0 { return 0 }
    let number = try number(length, from: bytes)
    return number < 1 << (length - 1) ? number - (1 << length) + 1 : number
  }

  /// Uses the bits of one code of a table.
  mutating func symbol(
    _ table: JpegHuffmanTable, from bytes: Span<UInt8>
  ) throws(ImageFault) -> Int {
    if count < 16 { fill(from: bytes) }
    let found = table.lookUp(Int(buffer >> 48))
    if found == 0 {
      throw count < 16
        ? endsEarly(bytes) : JpegFault.damaged("the coded data has a code of no table")
    }
    try skip(found >> 8, from: bytes)
    return found & 255
  }

  /// Goes behind the restart marker, which has to come within the next byte.
  mutating func restart(in bytes: Span<UInt8>) throws(ImageFault) {
    guard isBeforeRestart(in: bytes), let marker = marker(in: bytes) else {
      throw JpegFault.damaged("a restart marker is missing in the coded data")
    }
    self = JpegBits(at: marker.end)
  }

  /// Goes to the marker that ends the scan; the bits of the last block end within the byte before
  /// it, or zeros follow, as some cameras have it.
  mutating func finish(in bytes: Span<UInt8>) throws(ImageFault) {
    try skip(count % 8, from: bytes)
    while true {
      fill(from: bytes)
      if count == 0 { break }
      guard try number(8, from: bytes) != 255 else {
        throw JpegFault.damaged("the coded data goes on behind the image")
      }
    }
    guard marker(in: bytes) != nil else { throw JpegFault.endsEarly }
  }

  /// Whether nothing but the rest of a byte stands before a restart marker.
  mutating func isBeforeRestart(in bytes: Span<UInt8>) -> Bool {
    fill(from: bytes)
    guard count < 8, let marker = marker(in: bytes) else { return false }
    return (0xD0...0xD7).contains(marker.value)
  }

  private func endsEarly(_ bytes: Span<UInt8>) -> ImageFault {
    marker(in: bytes) == nil ? JpegFault.endsEarly : JpegFault.dataEndsEarly
  }

  /// The marker at `position`, and where it ends.
  private func marker(in bytes: Span<UInt8>) -> (value: UInt8, end: Int)? {
    guard position < bytes.count, bytes[position] == 0xFF else { return nil }
    var next = position + 1
    while next < bytes.count, bytes[next] == 0xFF { next += 1 }
    guard next < bytes.count, bytes[next] != 0 else { return nil }
    return (bytes[next], next + 1)
  }
}
