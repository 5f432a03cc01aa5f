import Testing

@testable import Engine

@Suite("Labels")
struct LabelsTests {
  @Test("names as many classes as there are, missing ones by their number")
  func names() {
    #expect(Labels(["a", "b"], classCount: 2).all == ["a", "b"])
    #expect(Labels(["a"], classCount: 3).all == ["a", "class_1", "class_2"])
    #expect(Labels(["a", "b", "c"], classCount: 1).all == ["a"])
    #expect(Labels([], classCount: 0).all == [])
  }

  @Test("a class beyond all names is called by its number")
  func beyond() {
    #expect(Labels(["a"], classCount: 1)[0] == "a")
    #expect(Labels(["a"], classCount: 1)[7] == "class_7")
  }
}
