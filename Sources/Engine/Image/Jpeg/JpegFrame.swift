/// The frame header of a JPEG file: the size of the image, and the grids of blocks it consists of.
///
/// - Reference: ITU-T T.81, B.2.2 and A.2.
struct JpegFrame {
  /// One of the planes that make up the image.
  struct Component {
    /// The number scans call it by.
    let id: Int
    /// Blocks side by side in one unit of a scan of several components.
    let across: Int
    /// Blocks one below the other in such a unit.
    let down: Int
    /// Which quantisation table is its own.
    let quantisation: Int
    /// Columns of blocks in a scan of its own.
    let columns: Int
    /// Rows of blocks in a scan of its own.
    let rows: Int
  }

  /// Columns.
  let width: Int
  /// Rows.
  let height: Int
  /// Whether coefficients come a part at a time.
  let isProgressive: Bool
  /// The planes, in the order of the header.
  let components: [Component]
  /// Units of 8 · `across` × 8 · `down` pixels, at the largest `across` and `down`, that cover the
  /// image.
  let unitCount: Int

  /// Reads the payload of a frame header.
  ///
  /// - Parameters:
  ///   - marker: The second byte of its marker.
  ///   - payload: Where it lies.
  ///   - reader: The file.
  ///   - limit: How large the image may be.
  /// - Throws: `ImageFault` for kinds that are not read, and what is damaged or too large.
  init(
    _ marker: Int, at payload: Range<Int>, of reader: ByteReader, within limit: PixelLimit
  ) throws(ImageFault) {
    try Self.checkKind(marker)
    let start = payload.lowerBound
    guard payload.count >= 6, let bits = reader.byte(at: start),
      let height = reader.bigEndian16(at: start + 1), let width = reader.bigEndian16(at: start + 3),
      let count = reader.byte(at: start + 5), payload.count == 6 + 3 * count
    else { throw JpegFault.damaged("the frame header is cut short") }
    guard bits == 8 else {
      throw JpegFault.unsupported("JPEG with \(bits) bits a sample is")
    }
    guard height > 0 else { throw JpegFault.unsupported("JPEG that gives its height late is") }
    guard width > 0, [1, 3, 4].contains(count) else {
      throw JpegFault.damaged("the frame header says \(width)×\(height) with \(count) components")
    }
    try limit.check(width, height)
    let entries = (0..<count).map { index in
      reader.bytes[(start + 6 + 3 * index)...].prefix(3).map(Int.init)
    }
    let (across, down) = (entries.map { $0[1] >> 4 }, entries.map { $0[1] & 15 })
    guard let mostAcross = across.max(), let mostDown = down.max(),
      (across + down).allSatisfy({ (1...4).contains($0) }), entries.allSatisfy({ $0[2] < 4 }),
      Set(entries.map { $0[0] }).count == count
    else { throw JpegFault.damaged("the frame header describes its components wrongly") }
    guard across.allSatisfy({ mostAcross % $0 == 0 }), down.allSatisfy({ mostDown % $0 == 0 })
    else { throw JpegFault.unsupported("JPEG with components of such unlike sizes is") }
    (self.width, self.height, isProgressive) = (width, height, marker == 0xC2)
    components = entries.indices.map { index in
      Component(
        id: entries[index][0], across: across[index], down: down[index],
        quantisation: entries[index][2],
        columns: Self.blocks(width * across[index], per: mostAcross),
        rows: Self.blocks(height * down[index], per: mostDown))
    }
    unitCount =
      ((width + 8 * mostAcross - 1) / (8 * mostAcross))
      * ((height + 8 * mostDown - 1) / (8 * mostDown))
  }

  /// Bytes stb takes for the planes, the coefficients of a progressive file included.
  var planeByteCount: Int {
    let blocks = components.reduce(0) { $0 + $1.across * $1.down } * unitCount
    return blocks * 64 * (isProgressive ? 3 : 1) + components.count * 32
  }

  private static func blocks(_ extent: Int, per most: Int) -> Int {
    ((extent + most - 1) / most + 7) / 8
  }

  private static func checkKind(_ marker: Int) throws(ImageFault) {
    switch marker {
    case 0xC0, 0xC1, 0xC2: return
    case 0xC9...0xCF: throw JpegFault.unsupported("arithmetic-coded JPEG is")
    default: throw JpegFault.unsupported("lossless and hierarchical JPEG are")
    }
  }
}
