import Testing

@testable import Engine

@Suite("Candidates")
struct CandidatesTests {
  @Test("keeps the classes above the threshold, and boxes without any")
  func scores() {
    var candidates = Candidates()
    let box = BoundingBox(x: 0.5, y: 0.5, width: 1, height: 1)
    let lists: [[Float]] = [[0.1, 0.6, 0.5, .nan], [0, 0, 0, 0], [0.9, 0, 0, 0.7]]
    for list in lists {
      candidates.append(box, classCount: 4, above: ClassThresholds(0.5)) { list[$0] }
    }
    #expect(candidates.count == 3)
    let found = (0..<3).map { candidates.scores[candidates.scoreRange(of: $0)].map(\.classIndex) }
    #expect(found == [[1], [], [0, 3]])
    #expect(candidates.scores.map(\.confidence) == [0.6, 0.9, 0.7])
  }

  @Test("a single class counts if it is above the threshold; the box stays either way")
  func single() {
    var candidates = Candidates()
    let box = BoundingBox(x: 0.5, y: 0.5, width: 1, height: 1)
    for confidence: Float in [0.5, 0.6, .nan] {
      candidates.append(
        box, .init(classIndex: 7, confidence: confidence), above: ClassThresholds(0.5))
    }
    #expect(candidates.count == 3)
    #expect(candidates.scores == [.init(classIndex: 7, confidence: 0.6)])
    #expect(candidates.scoreRange(of: 1) == 0..<1)
  }

  @Test("moves all boxes from the network's input to the image")
  func moved() {
    var candidates = Candidates()
    let box = BoundingBox(x: 0.5, y: 0.5, width: 1, height: 0.5)
    candidates.append(box, classCount: 0, above: ClassThresholds(0.5)) { _ in 0 }
    candidates.moveBoxes(
      through: Placement(
        imageWidth: 200, imageHeight: 100, width: 64, height: 64, mode: .letterbox))
    #expect(candidates.boxes == [BoundingBox(x: 0.5, y: 0.5, width: 1, height: 1)])
  }
}
