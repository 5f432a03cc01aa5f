/// The header of one scan: which part of which components its data holds.
///
/// - Reference: ITU-T T.81, B.2.3 and G.1.1.1.
struct JpegScan {
  /// One of the components, as a place in the frame, and its Huffman tables.
  struct Part {
    let component: Int
    let dc: Int
    let ac: Int
  }

  /// The components, in the order their blocks come.
  let parts: [Part]
  /// The coefficients, numbered in zigzag order.
  let band: ClosedRange<Int>
  /// The lowest bit that earlier scans have given; 0 where this is the first.
  let highBit: Int
  /// The lowest bit of the coefficients that this scan gives.
  let lowBit: Int

  /// Whether it adds a bit to what earlier scans have given.
  var isRefinement: Bool { highBit > 0 }

  /// Reads the payload of a scan header.
  init(
    at payload: Range<Int>, of reader: ByteReader, in frame: JpegFrame
  ) throws(ImageFault) {
    let bytes = reader.bytes[payload].map(Int.init)
    guard let count = bytes.first, (1...frame.components.count).contains(count),
      bytes.count == 4 + 2 * count
    else { throw JpegFault.damaged("a scan header is cut short") }
    var parts: [Part] = []
    for index in 0..<count {
      let (id, tables) = (bytes[1 + 2 * index], bytes[2 + 2 * index])
      guard let place = frame.components.firstIndex(where: { $0.id == id }),
        !parts.contains(where: { $0.component == place }), tables >> 4 < 4, tables & 15 < 4
      else { throw JpegFault.damaged("a scan names components or tables that are not there") }
      parts.append(Part(component: place, dc: tables >> 4, ac: tables & 15))
    }
    let (first, last) = (bytes[1 + 2 * count], bytes[2 + 2 * count])
    let bits = bytes[3 + 2 * count]
    self.parts = parts
    (highBit, lowBit) = (bits >> 4, bits & 15)
    guard frame.isProgressive else {
      guard first == 0, bits == 0 else { throw Self.badBand }
      band = 0...63
      return
    }
    // The first coefficient comes alone, for it is coded otherwise; the others come without those
    // of other components.
    guard first <= last, last < 64, lowBit <= 13, first == 0 ? last == 0 : count == 1,
      highBit == 0 || highBit == lowBit + 1
    else { throw Self.badBand }
    band = first...last
  }

  private static let badBand = JpegFault.damaged("a scan holds coefficients that it cannot")
}
