/// A small JPEG file whose every part can be made wrong.
///
/// As it is, it is gray, 8 × 8, and has one block. The first coefficient has the codes 0 (no
/// difference) and 10 (fifteen bits follow), the others 0 (the block is done) and 10 (a bit
/// follows), 110 (sixteen zeros) and 1110 (fifteen zeros and fifteen bits).
struct CraftedJpeg {
  /// One component: its number, its sampling factors in one byte, its quantisation table.
  typealias Component = (id: UInt8, sampling: UInt8, quantisation: UInt8)

  var frameMarker: UInt8 = 0xC0
  var width = 8
  var height = 8
  var components: [Component] = [(1, 0x11, 0)]
  /// Number, and entries.
  var quantisation: [UInt8] = [0] + [UInt8](repeating: 1, count: 64)
  /// Number, how many codes there are of 1, 2, … bits, and what they mean.
  var dcCodes: [UInt8] = [0x00, 1, 1] + [UInt8](repeating: 0, count: 14) + [0, 15]
  var acCodes: [UInt8] =
    [0x10, 1, 1, 1, 1] + [UInt8](repeating: 0, count: 12) + [0, 1, 0xF0, 0xFF]
  /// Units between two restart markers.
  var interval: Int?
  var scans: [Scan] = [Scan()]

  /// A scan: the components it names and their tables, its band and bits, and its data.
  struct Scan {
    var parts: [UInt8] = [1, 0x00]
    var band: [UInt8] = [0, 63, 0]
    /// Zeros and ones, filled up with ones to a byte; `R` is a restart marker.
    var bits = "00"
  }

  /// The file.
  var bytes: [UInt8] {
    var file: [UInt8] = [0xFF, 0xD8]
    if !quantisation.isEmpty { file += Self.segment(0xDB, quantisation) }
    file += Self.segment(frameMarker, frame)
    for codes in [dcCodes, acCodes] where !codes.isEmpty { file += Self.segment(0xC4, codes) }
    if let interval { file += Self.segment(0xDD, Self.pair(interval)) }
    for scan in scans {
      file += Self.segment(0xDA, [UInt8(scan.parts.count / 2)] + scan.parts + scan.band)
      file += Self.coded(scan.bits)
    }
    return file + [0xFF, 0xD9]
  }

  private var frame: [UInt8] {
    [8] + Self.pair(height) + Self.pair(width) + [UInt8(components.count)]
      + components.flatMap { [$0.id, $0.sampling, $0.quantisation] }
  }

  /// A marker with its payload.
  static func segment(_ marker: UInt8, _ payload: [UInt8]) -> [UInt8] {
    [0xFF, marker] + pair(payload.count + 2) + payload
  }

  private static func pair(_ value: Int) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 255)] }

  private static func coded(_ bits: String) -> [UInt8] {
    var restarts: UInt8 = 0
    return bits.split(separator: "R", omittingEmptySubsequences: false).map { part in
      packed(part.filter { $0 != " " })
    }.reduce(nil as [UInt8]?) { file, part in
      guard let file else { return part }
      restarts += 1
      return file + [0xFF, 0xD0 + (restarts - 1) % 8] + part
    } ?? []
  }

  private static func packed(_ bits: String) -> [UInt8] {
    let digits = Array(bits.utf8.map { $0 - 48 })
    return stride(from: 0, to: digits.count, by: 8).flatMap { start -> [UInt8] in
      let byte = (0..<8).reduce(0 as UInt8) { byte, place in
        byte << 1 | (start + place < digits.count ? digits[start + place] : 1)
      }
      return byte == 0xFF ? [0xFF, 0] : [byte]
    }
  }
}
