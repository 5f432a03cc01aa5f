import Testing

@testable import Trainer

@Suite("boxes of changed images")
struct BoxPlacementTests {
  private let box = BoxTruth(x: 0.25, y: 0.5, width: 0.25, height: 0.5, classID: 3)

  private func placement(
    scale: SIMD2<Float> = .one, offset: SIMD2<Float> = .zero, least: Float = 0.001
  ) -> BoxPlacement {
    BoxPlacement(scale: scale, offset: offset, least: SIMD2(repeating: least))
  }

  @Test("an image that stays keeps its boxes")
  func identity() {
    #expect(placement().box(box, isMirrored: false) == box)
  }

  @Test("a mirrored image has the box at the other side")
  func mirrored() {
    let expected = BoxTruth(x: 0.75, y: 0.5, width: 0.25, height: 0.5, classID: 3)
    #expect(placement().box(box, isMirrored: true) == expected)
  }

  @Test("a box is scaled and moved with its image")
  func moved() {
    let found = placement(scale: SIMD2(0.5, 1), offset: SIMD2(0.25, 0))
      .box(box, isMirrored: false)
    #expect(found == BoxTruth(x: 0.375, y: 0.5, width: 0.125, height: 0.5, classID: 3))
  }

  @Test("what lies beyond the edge is cut off")
  func clipped() {
    let found = placement(offset: SIMD2(-0.25, 0.5)).box(box, isMirrored: false)
    #expect(found == BoxTruth(x: 0.0625, y: 0.875, width: 0.125, height: 0.25, classID: 3))
  }

  @Test("a box of which too little is left is dropped", arguments: [-0.3745, -0.4, -9])
  func dropped(offset: Float) {
    #expect(placement(offset: SIMD2(offset, 0)).box(box, isMirrored: false) == nil)
  }

  @Test("a box that is just large enough stays")
  func justLargeEnough() {
    #expect(placement(least: 0.25).box(box, isMirrored: false) == box)
    #expect(placement(least: 0.26).box(box, isMirrored: false) == nil)
  }
}
