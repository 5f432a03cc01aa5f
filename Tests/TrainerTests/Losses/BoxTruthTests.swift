import Testing

@testable import Trainer

@Suite struct BoxTruthTests {
  @Test("a list of boxes ends before the first x of 0, or with the values")
  func endOfList() {
    let first: [Float] = [0.5, 0.25, 0.125, 1, 3]
    let box = BoxTruth(x: 0.5, y: 0.25, width: 0.125, height: 1, classID: 3)
    #expect(BoxTruth.list((first + [0, 1, 1, 1, 1] + first).span) == [box])
    #expect(BoxTruth.list((first + first + [0.5, 0.5]).span) == [box, box])
    #expect(BoxTruth.list(([] as [Float]).span) == [])
  }
}
