import CfgParser
import Foundation
import Testing
import TestSupport

@testable import Engine

/// Classifications computed by hand: the network averages each colour and takes the softmax of the
/// averages.
@Suite("Classifier")
struct ClassifierTests {
  private static let cfg = """
    [net]
    width=16
    height=16
    channels=3
    [avgpool]
    [softmax]

    """

  private func classifier(names: [String]? = nil) throws -> Classifier {
    let folder = try TemporaryFolder()
    let list = try names.map {
      try folder.write($0.joined(separator: "\n") + "\n", as: "net.names")
    }
    return try Classifier(
      cfg: folder.write(Self.cfg, as: "net.cfg"),
      weights: folder.write(WeightsBytes.file([]), as: "net.weights"), names: list,
      options: .init(threadCount: 1))
  }

  /// A picture of one colour, but of another in `columns`.
  private func image(
    _ width: Int, _ height: Int, _ colour: [UInt8], columns: Range<Int> = 0..<0,
    _ other: [UInt8] = []
  ) throws -> Image {
    let pixels = (0..<height).flatMap { _ in
      (0..<width).flatMap { columns.contains($0) ? other : colour }
    }
    return try Image(width: width, height: height, channels: 3, pixels: pixels)
  }

  @Test("the most probable class comes first, with its probability")
  func probabilities() throws {
    let red = try image(16, 16, [255, 0, 51])
    let found = try classifier(names: ["red", "green", "blue"]).classify(red)
    #expect(found.map(\.label) == ["red", "blue", "green"])
    #expect(found.map(\.classIndex) == [0, 2, 1])
    let powers = [1, 0.2, 0].map { Foundation.exp($0) }
    let expected = powers.map { Float($0 / powers.reduce(0, +)) }
    #expect(Tolerance.exponential.firstMismatch(found.map(\.probability), expected) == nil)
  }

  @Test("of equally probable classes the lower comes first")
  func ties() throws {
    let gray = try image(16, 16, [128, 128, 128])
    #expect(try classifier().classify(gray).map(\.classIndex) == [0, 1, 2])
  }

  @Test(
    "gives as many classes as asked for, at most as there are",
    arguments: [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3)])
  func count(_ asked: Int, _ given: Int) throws {
    let picture = try image(16, 16, [1, 2, 3])
    #expect(try classifier().classify(picture, top: asked).count == given)
  }

  @Test("sees the middle of a wide picture, unless told to stretch or letterbox it")
  func resize() throws {
    let classifier = try classifier()
    let blue = try image(48, 16, [255, 0, 0], columns: 16..<32, [0, 0, 255])
    #expect(classifier.classify(blue).first?.classIndex == 2)
    #expect(classifier.classify(blue, resize: .crop) == classifier.classify(blue))
    #expect(classifier.classify(blue, resize: .stretch).first?.classIndex == 0)
    let letterboxed = classifier.classify(blue, resize: .letterbox)
    #expect(letterboxed.map(\.classIndex) == [0, 2, 1])
    // A third of the rows shows the picture, the rest is gray: green is 1/3 on average.
    #expect(letterboxed.last.map { $0.probability > 0.25 } == true)
  }

  @Test(
    "of a tree only leaves are named, by absolute probabilities; all nodes by AlexeyAB's program",
    arguments: zip(
      Compatibility.allCases,
      [["cat", "thing", "dog"], ["cat", "thing", "dog"], ["animal", "cat", "thing"]]))
  func tree(_ compatibility: Compatibility, _ expected: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write("animal -1\nthing -1\ndog 0\ncat 0\n", as: "classes.tree")
    // An animal to 0.8; of animals a cat to 0.75.
    let head = ConstantHead(
      section: "[softmax]\ntree=classes.tree",
      values: [0.8, 0.2, 0.25, 0.75].map { Float(Foundation.log($0)) },
      compatibility: compatibility)
    let found = try Classifier(head.plan(in: folder)).classify(
      image(8, 8, [1, 2, 3]), top: 3)
    #expect(found.map(\.label) == expected)
    let share: [String: Float] = ["animal": 0.8, "cat": 0.6, "thing": 0.2, "dog": 0.2]
    let probabilities = expected.map { share[$0] ?? 0 }
    #expect(Tolerance.exponential.firstMismatch(found.map(\.probability), probabilities) == nil)
  }

  @Test("a class without a name is called by its number, a name without a class is ignored")
  func labels() throws {
    #expect(try classifier().labels == ["class_0", "class_1", "class_2"])
    #expect(try classifier(names: ["red"]).labels == ["red", "class_1", "class_2"])
    #expect(try classifier(names: ["a", "b", "c", "d"]).labels == ["a", "b", "c"])
  }
}
