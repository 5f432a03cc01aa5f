/// What the scans of a JPEG file have given so far: every bit of every coefficient is given once.
///
/// - Reference: ITU-T T.81, G.1.1.1.1 and G.1.1.1.2.
struct JpegProgress {
  /// Blocks that all scans together may go through, some twenty times those of the largest image:
  /// scans take few bytes where they say nothing, and time all the same.
  static let blockLimit = 1 << 27

  /// For every coefficient of every component the lowest bit that is known; nil before its first.
  private var known: [[Int?]]
  /// For every component a mask a block: the coefficients that are not zero, for refinements.
  private var nonzero: [[UInt64]]
  private var blockCount = 0

  init(_ frame: JpegFrame) {
    known = frame.components.map { _ in [Int?](repeating: nil, count: 64) }
    nonzero = frame.components.map { _ in [] }
  }

  /// Whether every component has been given something.
  var isComplete: Bool { known.allSatisfy { $0[0] != nil } }

  /// Makes sure that what the scan gives is what is missing, and notes it.
  mutating func begin(_ scan: JpegScan, blocks: Int) throws(ImageFault) {
    blockCount += blocks
    guard blockCount <= Self.blockLimit else {
      throw ImageFault(.tooLarge, "the JPEG data goes over the image too many times")
    }
    for part in scan.parts {
      let hasFirst = known[part.component][0] != nil
      guard hasFirst || scan.band.lowerBound == 0 else { throw Self.badOrder }
      for coefficient in scan.band {
        guard known[part.component][coefficient] == (scan.isRefinement ? scan.highBit : nil) else {
          throw Self.badOrder
        }
        known[part.component][coefficient] = scan.lowBit
      }
    }
  }

  /// Hands out the masks of a component's blocks, to be given back by `set(_:of:)`.
  mutating func takeMasks(of component: Int, count: Int) -> [UInt64] {
    var masks: [UInt64] = []
    swap(&masks, &nonzero[component])
    return masks.isEmpty ? [UInt64](repeating: 0, count: count) : masks
  }

  /// Takes the masks of a component's blocks back.
  mutating func set(_ masks: [UInt64], of component: Int) { nonzero[component] = masks }

  private static let badOrder = JpegFault.damaged("its scans do not follow from one another")
}
