/// Reads the coded data of one scan to its end, without making pixels of it.
///
/// stb_image decodes such data without looking back: it goes on with bits that are not there,
/// shifts by negative counts and lets sums overflow. Data that passes here leaves it no occasion:
/// every code is in its table, every bit is there, every coefficient has its place and fits 16
/// bits, and every sum fits 32.
///
/// - Reference: ITU-T T.81, F.2 and G.2.
struct JpegScanCheck {
  private let scan: JpegScan
  private let frame: JpegFrame
  private let tables: JpegTables
  private var bits: JpegBits
  /// The last first coefficient of every part.
  private var predictions: [Int]
  /// Blocks that have nothing more in the band.
  private var emptyBlocks = 0

  /// A check of the data that begins at `start`.
  init(_ scan: JpegScan, of frame: JpegFrame, tables: JpegTables, from start: Int) {
    (self.scan, self.frame, self.tables) = (scan, frame, tables)
    bits = JpegBits(at: start)
    predictions = [Int](repeating: 0, count: scan.parts.count)
  }

  /// Blocks the scan goes through.
  var blockCount: Int {
    isInterleaved
      ? frame.unitCount * scan.parts.reduce(0) { $0 + unit(of: $1) }
      : units
  }

  /// Reads the data and gives the position of the marker behind it.
  ///
  /// - Throws: `ImageFault` where it is damaged or ends early.
  mutating func run(
    _ bytes: Span<UInt8>, noting progress: inout JpegProgress
  ) throws(ImageFault) -> Int {
    try progress.begin(scan, blocks: blockCount)
    if scan.band.lowerBound > 0 {
      let component = scan.parts[0].component
      var masks = progress.takeMasks(of: component, count: units)
      try readBands(bytes, &masks)
      progress.set(masks, of: component)
    } else {
      try readUnits(bytes)
    }
    if isRestart(units), bits.isBeforeRestart(in: bytes) { try bits.restart(in: bytes) }
    try bits.finish(in: bytes)
    return bits.position
  }

  private var isInterleaved: Bool { scan.parts.count > 1 }

  /// What restart intervals count.
  private var units: Int {
    if isInterleaved { return frame.unitCount }
    let component = frame.components[scan.parts[0].component]
    return component.columns * component.rows
  }

  private func unit(of part: JpegScan.Part) -> Int {
    let component = frame.components[part.component]
    return component.across * component.down
  }

  private func isRestart(_ unit: Int) -> Bool {
    tables.restartInterval > 0 && unit > 0 && unit % tables.restartInterval == 0
  }

  private mutating func restart(in bytes: Span<UInt8>) throws(ImageFault) {
    try bits.restart(in: bytes)
    for index in predictions.indices { predictions[index] = 0 }
    emptyBlocks = 0
  }

  // MARK: Scans that begin with the first coefficient

  private mutating func readUnits(_ bytes: Span<UInt8>) throws(ImageFault) {
    let counts = scan.parts.map { isInterleaved ? unit(of: $0) : 1 }
    let dc = try scan.parts.map { part throws(ImageFault) in
      scan.isRefinement ? nil : try Self.found(tables.dc[part.dc])
    }
    let ac = try scan.parts.map { part throws(ImageFault) in
      frame.isProgressive ? nil : try Self.found(tables.ac[part.ac])
    }
    for unit in 0..<units {
      if isRestart(unit) { try restart(in: bytes) }
      for index in counts.indices {
        for _ in 0..<counts[index] {
          guard let first = dc[index] else {
            try bits.skip(1, from: bytes)
            continue
          }
          try readFirst(first, index, bytes)
          if let others = ac[index] { try readOthers(others, bytes) }
        }
      }
    }
  }

  private mutating func readFirst(
    _ table: JpegHuffmanTable, _ index: Int, _ bytes: Span<UInt8>
  ) throws(ImageFault) {
    let length = try bits.symbol(table, from: bytes)
    guard length <= 15 else { throw Self.badCoefficient }
    predictions[index] += try bits.signed(length, from: bytes)
    guard (-32768...32767).contains(predictions[index]) else { throw Self.badCoefficient }
  }

  private mutating func readOthers(
    _ table: JpegHuffmanTable, _ bytes: Span<UInt8>
  ) throws(ImageFault) {
    var place = 1
    while place < 64 {
      let symbol = try bits.symbol(table, from: bytes)
      if symbol & 15 > 0 {
        place += symbol >> 4
        try bits.skip(symbol & 15, from: bytes)
        place += 1
      } else if symbol == 0xF0 {
        place += 16
      } else {
        return
      }
    }
    guard place == 64 else { throw Self.badPlace }
  }

  // MARK: Scans of other coefficients

  private mutating func readBands(
    _ bytes: Span<UInt8>, _ masks: inout [UInt64]
  ) throws(ImageFault) {
    let table = try Self.found(tables.ac[scan.parts[0].ac])
    let band = band(from: scan.band.lowerBound)
    for unit in 0..<units {
      if isRestart(unit) { try restart(in: bytes) }
      if emptyBlocks > 0 {
        emptyBlocks -= 1
        if scan.isRefinement { try skipBits(of: masks[unit] & band, bytes) }
      } else if scan.isRefinement {
        try refine(table, &masks[unit], bytes)
      } else {
        try readBand(table, &masks[unit], bytes)
      }
    }
  }

  private mutating func readBand(
    _ table: JpegHuffmanTable, _ mask: inout UInt64, _ bytes: Span<UInt8>
  ) throws(ImageFault) {
    var place = scan.band.lowerBound
    while place <= scan.band.upperBound {
      let symbol = try bits.symbol(table, from: bytes)
      let (run, length) = (symbol >> 4, symbol & 15)
      if length > 0 {
        place += run
        guard place <= scan.band.upperBound else { throw Self.badPlace }
        guard length + scan.lowBit <= 15 else { throw Self.badCoefficient }
        try bits.skip(length, from: bytes)
        mask |= 1 << UInt64(place)
        place += 1
      } else if run == 15 {
        place += 16
      } else {
        try beginEmptyBlocks(run, bytes)
        return
      }
    }
    guard place == scan.band.upperBound + 1 else { throw Self.badPlace }
  }

  private mutating func refine(
    _ table: JpegHuffmanTable, _ mask: inout UInt64, _ bytes: Span<UInt8>
  ) throws(ImageFault) {
    var place = scan.band.lowerBound
    while place <= scan.band.upperBound {
      let symbol = try bits.symbol(table, from: bytes)
      var run = symbol >> 4
      let isNew = symbol & 15 > 0
      if isNew {
        guard symbol & 15 == 1 else { throw Self.badCoefficient }
        try bits.skip(1, from: bytes)
      } else if run < 15 {
        try beginEmptyBlocks(run, bytes)
        try skipBits(of: mask & band(from: place), bytes)
        return
      }
      // Coefficients that are known to be there get a bit each; the run counts the others.
      while mask >> UInt64(place) & 1 == 1 || run > 0 {
        if mask >> UInt64(place) & 1 == 1 { try bits.skip(1, from: bytes) } else { run -= 1 }
        place += 1
        guard place <= scan.band.upperBound else {
          if isNew || run > 0 { throw Self.badPlace }
          return
        }
      }
      if isNew { mask |= 1 << UInt64(place) }
      place += 1
    }
  }

  /// The block has no more in the band, and neither have some blocks behind it.
  private mutating func beginEmptyBlocks(
    _ length: Int, _ bytes: Span<UInt8>
  ) throws(ImageFault) {
    emptyBlocks = (1 << length) - 1
    if length > 0 { emptyBlocks += try bits.number(length, from: bytes) }
  }

  private mutating func skipBits(of mask: UInt64, _ bytes: Span<UInt8>) throws(ImageFault) {
    let count = mask.nonzeroBitCount
    try bits.skip(min(count, 32), from: bytes)
    if count > 32 { try bits.skip(count - 32, from: bytes) }
  }

  /// The bits of the band from a place on.
  private func band(from place: Int) -> UInt64 {
    (~UInt64(0) >> UInt64(63 - scan.band.upperBound)) & (~UInt64(0) << UInt64(place))
  }

  private static func found(_ table: JpegHuffmanTable?) throws(ImageFault) -> JpegHuffmanTable {
    guard let table else {
      throw JpegFault.damaged("a scan uses a Huffman table that is not there")
    }
    return table
  }

  private static let badPlace = JpegFault.damaged("the coded data has coefficients beyond a block")
  private static let badCoefficient = JpegFault.damaged(
    "the coded data has a coefficient too large")
}
