import Foundation
import CfgParser
import Engine
import TestSupport
import Testing

@testable import Trainer

@Suite("examples for detectors")
struct DetectionSourceTests {
  private let examples: ExampleFolder

  init() throws { examples = try ExampleFolder() }

  private func source(
    net: String = "", head: String = "jitter=0", _ compatibility: Compatibility = .pjreddie,
    seed: UInt64 = 1
  ) throws -> DetectionSource {
    try examples.detection(
      DrawnPictures.detector(net: net, head: head, compatibility), seed: seed)
  }

  @Test("without changes an example is an image of the list with its box, or its mirror image")
  func plain() throws {
    let pictures = try examples.images.map { DrawnPictures.planar(try Image(contentsOf: $0)) }
    let source = try source()
    #expect(source.truthCount == 5 * 90)
    var (mirrored, drawn) = (0, Set<Int>())
    for number in 0..<64 {
      let example = try MadeExample(source, number)
      let isMirrored = example.image[0] > example.image[7]
      mirrored += isMirrored ? 1 : 0
      let turned = isMirrored ? Self.mirror(example.image) : example.image
      let index = try #require(pictures.firstIndex(of: turned))
      drawn.insert(index)
      let height = Float(index + 1) / 10
      let expected = [isMirrored ? 0.75 : 0.25, 0.5, 0.25, height, Float(index % 2)]
      #expect(zip(example.truth, expected).allSatisfy { abs($0 - $1) < 1e-5 })
      #expect(example.truth.dropFirst(5).allSatisfy { $0 == 0 })
    }
    #expect(drawn == Set(0..<8))
    #expect((20...44).contains(mirrored))
  }

  private static func mirror(_ values: [Float]) -> [Float] {
    values.indices.map { values[$0 / 8 * 8 + 7 - $0 % 8] }
  }

  @Test("flip=0 of the fork mirrors nothing")
  func noFlip() throws {
    let source = try source(net: "flip=0", .alexeyab)
    for number in 0..<32 {
      let example = try MadeExample(source, number)
      #expect(example.image[0] < example.image[7])
    }
  }

  @Test("an example is the same whenever it is made, another seed gives another")
  func pure() throws {
    let keys = (net: "hue=.1\nsaturation=1.5\nexposure=1.5", head: "jitter=.3")
    let (one, other) = (
      try source(net: keys.net, head: keys.head),
      try source(net: keys.net, head: keys.head, seed: 2)
    )
    let late = try MadeExample(one, 1 << 40)
    let first = try MadeExample(one, 7)
    #expect(try MadeExample(one, 7) == first)
    #expect(try MadeExample(one, 1 << 40) == late)
    #expect(first != late)
    #expect(try MadeExample(other, 7) != first)
  }

  @Test(
    "boxes stay inside the input, values within 0 and 1",
    arguments: [Compatibility.pjreddie, .alexeyab])
  func inside(compatibility: Compatibility) throws {
    let source = try source(
      net: "hue=.1\nsaturation=1.5\nexposure=1.5", head: "jitter=.5", compatibility)
    for number in 0..<100 {
      let example = try MadeExample(source, number, size: InputSize(width: 16, height: 8))
      #expect(example.image.allSatisfy { (0...1).contains($0) })
      let truth = example.truth
      for start in stride(from: 0, to: truth.count, by: 5) where truth[start] != 0 {
        for (centre, side) in [
          (truth[start], truth[start + 2]), (truth[start + 1], truth[start + 3]),
        ] {
          #expect(centre - side / 2 > -1e-5 && centre + side / 2 < 1 + 1e-5)
        }
      }
    }
  }

  @Test("boxes beyond 'max' are left out, which ones by lot")
  func max() throws {
    let lines = (1...6).map { "0 0.\($0) 0.5 0.1 0.1" }.joined(separator: "\n")
    for image in examples.images {
      let name = Wording.fileName(LabelPath.withoutExtension(image))
      try examples.folder.write(lines, as: name + ".txt")
    }
    let source = try source(head: "jitter=0\nmax=2")
    #expect(source.truthCount == 10)
    let firsts = try (0..<60).map { try MadeExample(source, $0).truth[0] }
    #expect(Set(firsts.map { ($0 * 10).rounded() }).count >= 6)
  }

  @Test("damaged images and labels are told, and left out")
  func damaged() throws {
    try examples.folder.write([0xFF, 0xD8, 0xFF, 0], as: "red0.png")
    try examples.folder.write("0 0.5\n1 .25 .5 .25 .5\n", as: "green1.txt")
    let source = try source()
    var warnings = Set<LoadingWarning>()
    for number in 0..<64 { warnings.formUnion(try MadeExample(source, number).warnings) }
    #expect(warnings.count == 2)
    #expect(warnings.contains { $0.subject.hasSuffix("red0.png") })
    #expect(warnings.contains { $0.subject.hasSuffix("green1.txt:1") })
  }

  @Test("where no image can be read there is an error")
  func nothing() throws {
    let source = try DetectionSource(
      DrawnPictures.detector(), images: ["/nowhere/a.png"],
      labels: LabelFinder(classes: nil), seed: 1)
    let error = #expect(throws: ModelError.self) { try MadeExample(source, 0) }
    #expect(error?.message == "none of 64 images drawn one after another can be used")
  }

  @Test(
    "what cannot be done to images is refused by name and line",
    arguments: ["mosaic=1", "mixup=3", "cutmix=1", "blur=1", "gaussian_noise=20"])
  func refused(key: String) throws {
    let error = #expect(throws: CfgError.self) { try source(net: key, .alexeyab) }
    #expect(error?.code == .unsupported)
    #expect(error?.location.line == 6)
    #expect(error?.message.contains(key.prefix { $0 != "=" }) == true)
  }

  @Test("with neither set, keys of the fork make its rules count")
  func resize() throws {
    _ = try source(head: "resize=1.5", .recommended)
    _ = try examples.detection(Self.region("letter_box=1"))
    let error = #expect(throws: CfgError.self) { try examples.detection(Self.region("")) }
    #expect(error?.location.line == 14)
    #expect(
      error?.message
        == "'resize=1.5' is AlexeyAB's, and this network learns by the original's rules")
  }

  private static func region(_ key: String) throws -> Network {
    let cfg = """
      [net]
      width=8
      height=8
      channels=3
      \(key)
      [convolutional]
      filters=14
      size=1
      activation=linear
      [region]
      anchors=1,1, 2,2
      classes=2
      num=2
      resize=1.5
      """
    return try Network(CfgDocument(parsing: cfg, file: "region.cfg"))
  }

  @Test("an object that is difficult is not learnt")
  func difficult() throws {
    let annotation = { (difficult: Int) in
      """
      <annotation><object><name>a</name><difficult>\(difficult)</difficult><bndbox><xmin>2</xmin>
      <ymin>2</ymin><xmax>5</xmax><ymax>6</ymax></bndbox></object></annotation>
      """
    }
    for (index, name) in ["easy", "hard"].enumerated() {
      let folder = try TemporaryFolder()
      try folder.write(annotation(index), as: "red0.xml")
      let source = try DetectionSource(
        DrawnPictures.detector(), images: [examples.images[0]],
        labels: LabelFinder(folder: folder.url.path, classes: ["a", "b"]), seed: 1)
      let truth = try MadeExample(source, 0).truth
      #expect(truth.contains { $0 != 0 } == (name == "easy"))
    }
  }

  @Test("[detection] gets the grid: the first object of a cell, its place in the cell")
  func grid() {
    let truth = DetectionTruth.grid(side: 2, classes: 3)
    var values = [Float](repeating: -1, count: truth.count)
    var span = values.mutableSpan
    let first = BoxTruth(x: 0.75, y: 0.125, width: 0.5, height: 0.25, classID: 2)
    let second = BoxTruth(x: 0.8, y: 0.2, width: 0.1, height: 0.1, classID: 0)
    truth.write([first, second], into: &span)
    var expected = [Float](repeating: 0, count: 32)
    expected.replaceSubrange(8..<16, with: [1, 0, 0, 1, 0.5, 0.25, 0.5, 0.25])
    #expect(values == expected)
  }
}

@Suite("pictures of examples")
struct ExamplePictureTests {
  @Test("the picture is the example, with its boxes in the colours of their classes")
  func picture() throws {
    let examples = try ExampleFolder(width: 64, height: 48)
    let size = InputSize(width: 64, height: 64)
    let source = try examples.detection(DrawnPictures.detector(64, 64, head: "jitter=.3"))
    let picture = try source.picture(ofExample: 3, size: size, names: ["a", "b"])
    let example = try MadeExample(source, 3, size: size)
    let plain = (0..<3 * size.area).map {
      UInt8((example.image[$0 % 3 * size.area + $0 / 3] * 255).rounded())
    }
    #expect(picture.width == 64 && picture.height == 64)
    let changed = zip(plain, picture.pixels).filter { $0 != $1 }.count
    #expect(changed > 100 && changed < plain.count / 2)
  }
}
