import Testing

@testable import Engine

@Suite("JPEG coded data")
struct JpegScanCheckTests {
  private static let endsEarly = "the coded data ends before the image does"
  private static let tooLarge = "the coded data has a coefficient too large"
  private static let beyond = "the coded data has coefficients beyond a block"

  /// The largest difference of the first coefficient.
  private static let largest = "10" + String(repeating: "1", count: 15)

  /// What is said of a file of `width` pixels with this data; nil where it is whole.
  private func message(_ bits: String, width: Int = 8, interval: Int? = nil) -> String? {
    var file = CraftedJpeg()
    file.width = width
    file.interval = interval
    file.scans[0].bits = bits
    return message(file)
  }

  private func message(_ file: CraftedJpeg) -> String? {
    do {
      _ = try Image(decoding: file.bytes, named: "a")
      return nil
    } catch {
      return error.message.replacing("the JPEG data is damaged: ", with: "")
    }
  }

  @Test(
    "every bit of a block has to be there: stb would shift by a negative count",
    arguments: ["10 111111", "0 10", "0 1110 111", "", "10 0000000"])
  func missingBits(_ bits: String) {
    // What fills the last byte up is a code that wants more.
    #expect(message(bits) == Self.endsEarly || message(bits)?.contains("code of no table") == true)
  }

  @Test("first coefficients add up to 16 bits at most: stb's sum would overflow")
  func sum() {
    #expect(message(Self.largest + "0") == nil)
    #expect(message("\(Self.largest)0 \(Self.largest)0", width: 16) == Self.tooLarge)
    // A restart begins at nothing.
    #expect(message("\(Self.largest)0 R \(Self.largest)0", width: 16, interval: 1) == nil)
  }

  @Test("a length of the first coefficient beyond 15 bits is refused")
  func longFirst() {
    var file = CraftedJpeg()
    file.dcCodes[18] = 16
    file.scans[0].bits = "10" + String(repeating: "1", count: 16) + "0"
    #expect(message(file) == Self.tooLarge)
  }

  @Test("a code that is in no table is refused")
  func unknownCode() {
    #expect(message("0 1111 0000 0000 0000 0000") == "the coded data has a code of no table")
  }

  @Test("coefficients beyond the 64th are refused")
  func beyondBlock() {
    let zeros = String(repeating: "110", count: 3)
    // 1 + 3 · 16 = 49; fifteen zeros more make 64, where no place is.
    #expect(message("0 \(zeros) 1110 \(String(repeating: "1", count: 15)) 0") == Self.beyond)
    #expect(message("0 \(zeros) 110 0") == Self.beyond)
    #expect(message("0 \(zeros) 101 0") == nil)
  }

  @Test("restart markers stand where the interval says, and nothing is between")
  func restarts() {
    let missing = "a restart marker is missing in the coded data"
    #expect(message("00 R 00", width: 16, interval: 1) == nil)
    // One behind the last unit does no harm.
    #expect(message("00 R 00 R", width: 16, interval: 1) == nil)
    #expect(message("00 00", width: 16, interval: 1) == missing)
    #expect(message("00 000000 00000000 R 00", width: 16, interval: 1) == missing)
    #expect(message("00 R 00", width: 16) == Self.endsEarly)
  }

  @Test("zeros may follow the last block, as some cameras write them, but no more coded data")
  func behind() {
    #expect(message("00 111111 00000000 00000000") == nil)
    #expect(
      message("00 111111 11111111 00000000") == "the coded data goes on behind the image")
  }

  @Test(
    "a progressive file that was cut and closed again inside a scan is damaged", arguments: 1...9)
  func closedAgain(_ tenths: Int) throws {
    let bytes = try ImageFixture.bytes("progressive.jpg")
    // The first scan begins behind the headers; its end is the first tenth at the latest.
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xDA]) }) + 14
    let next = try #require(
      bytes.indices.first { $0 > start && bytes[$0] == 0xFF && bytes[$0 + 1] != 0 })
    let cut = bytes[..<(start + (next - start) * tenths / 10)]
    let error = #expect(throws: ImageError.self) {
      try Image(decoding: cut + [0xFF, 0xD9], named: "a")
    }
    #expect(error?.message == "the JPEG data is damaged: \(Self.endsEarly)")
  }

  @Test(
    "bits of a progressive file go where coefficients are",
    arguments: [
      // A coefficient of fifteen bits, two places up, has no room in sixteen.
      ([("0", [0, 0, 2]), ("1110" + String(repeating: "1", count: 15), [1, 63, 2])], tooLarge),
      // A run that leaves the band.
      ([("0", [0, 0, 0]), ("1110" + String(repeating: "1", count: 15), [1, 9, 0])], beyond),
      ([("0", [0, 0, 0]), ("110", [1, 9, 0])], beyond),
      // A refinement that adds more than a bit, or goes beyond the band.
      ([("0", [0, 0, 0]), ("0", [1, 9, 1]), ("1110", [1, 9, 0x10])], tooLarge),
      ([("0", [0, 0, 0]), ("0", [1, 9, 1]), ("110 110", [1, 9, 0x10])], beyond),
    ] as [([(String, [UInt8])], String)])
  func progressive(_ scans: [(String, [UInt8])], _ expected: String) {
    var file = CraftedJpeg()
    file.frameMarker = 0xC2
    file.scans = scans.map { CraftedJpeg.Scan(band: $0.1, bits: $0.0) }
    #expect(message(file) == expected)
  }

  @Test("codes of every length up to 16 bits are found")
  func longCodes() {
    var file = CraftedJpeg()
    // One code of each length: 0, 10, 110, …; the sixteenth is 'no difference' again.
    file.dcCodes = [0] + [UInt8](repeating: 1, count: 16) + [UInt8](repeating: 0, count: 16)
    for length in 1...16 {
      file.scans[0].bits = String(repeating: "1", count: length - 1) + "0" + "0"
      #expect(message(file) == nil, "\(length) bits")
    }
  }
}
