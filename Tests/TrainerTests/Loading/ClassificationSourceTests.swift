import CfgParser
import Engine
import Testing

@testable import Trainer

@Suite("examples for classifiers")
struct ClassificationSourceTests {
  private let examples: ExampleFolder
  private let labels = ["red", "green", "blue"]

  init() throws { examples = try ExampleFolder() }

  private func source(
    net: String = "min_crop=8\nmax_crop=8", _ compatibility: Compatibility = .pjreddie,
    labels: [String]? = nil
  ) throws -> ClassificationSource {
    try ClassificationSource(
      DrawnPictures.classifier(net: net, compatibility), images: examples.images,
      labels: labels ?? self.labels, seed: 1)
  }

  @Test("the truth is 1 for the label that is a part of the path")
  func truth() throws {
    let pictures = try examples.images.map { DrawnPictures.planar(try Image(contentsOf: $0)) }
    let source = try source()
    var found = 0
    for number in 0..<48 {
      let example = try MadeExample(source, number)
      guard let index = pictures.firstIndex(of: example.image) else { continue }
      found += 1
      #expect(example.truth == (0..<3).map { $0 == index % 3 ? 1 : 0 })
    }
    #expect((12...36).contains(found))
  }

  @Test("an image of no class is told, and left out")
  func unknown() throws {
    let source = try source(labels: ["red", "green"])
    let made = try (0..<48).map { try MadeExample(source, $0) }
    #expect(made.allSatisfy { $0.truth[2] == 0 && $0.truth.contains(1) })
    #expect(Set(made.flatMap(\.warnings)).count == 2)
  }

  @Test("label_smooth_eps gives the other classes equal shares")
  func smoothing() throws {
    let example = try MadeExample(
      source(net: "min_crop=8\nmax_crop=8\nlabel_smooth_eps=0.2", .alexeyab), 0)
    #expect(example.truth.sorted() == [0.1, 0.1, 0.8])
  }

  @Test("with a tree the parents are true as well, and other groups do not count")
  func tree() throws {
    let tree = try ClassTree(
      parsing: "animal -1\nthing -1\ncat 0\ndog 0\ncar 1\nbus 1\n", file: "t.tree")
    var values = [Float](repeating: -1, count: 6)
    var span = values.mutableSpan
    ClassTruth(count: 6, smoothing: 0, tree: tree).write(3, into: &span)
    #expect(values == [1, 0, 0, 1, CostLoss.mask, CostLoss.mask])
  }

  @Test("more labels than the network has classes are an error")
  func tooMany() {
    #expect(throws: ModelError.self) { try source(labels: ["a", "b", "c", "d"]) }
  }
}
