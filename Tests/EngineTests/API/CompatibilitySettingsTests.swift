import CfgParser
import TestSupport
import Testing

@testable import Engine

/// What each set decides where nobody says otherwise.
@Suite("sets of behaviour, running")
struct CompatibilitySettingsTests {
  /// Classes of 0.4 and 0.6 in a box of column 2, row 1.
  private static let region = InventedHead(
    section: "[region]\nnum=1\nanchors=1,1\nsoftmax=1",
    anchors: [.init(classes: [0, InventedHead.threeHalves])])

  private static func detector(
    _ compatibility: Compatibility, _ head: InventedHead = region
  ) throws -> Detector {
    try head.detector(in: TemporaryFolder(), compatibility: compatibility)
  }

  private static func rules(
    _ compatibility: Compatibility, net: String = "", _ section: String
  ) throws -> DetectionRules {
    var head = region
    (head.section, head.net) = (section, net)
    return try detector(compatibility, head).rules()
  }

  private static func image() throws -> Image {
    try .black(width: 32, height: 32, red: [(20..<21, 12..<13)])
  }

  @Test(
    "the threshold is 0.5 in the original's set, 0.25 in the others, and the settings go before",
    arguments: zip(Compatibility.allCases, [[1, 0], [1], [1, 0]]))
  func threshold(_ compatibility: Compatibility, _ classes: [Int]) throws {
    let (detector, image) = (try Self.detector(compatibility), try Self.image())
    #expect(detector.detect(in: image).map(\.classIndex) == classes)
    #expect(detector.detect(in: image, threshold: 0.3).map(\.classIndex) == [1, 0])
    #expect(detector.detect(in: image, threshold: 0.7) == [])
  }

  @Test("AlexeyAB's fork has a hierarchy threshold of 0.5 whatever is given; the others take it")
  func hierarchyThreshold() throws {
    for compatibility in Compatibility.allCases {
      let rules = try Self.detector(compatibility).rules(.init(hierarchyThreshold: 0.75))
      #expect(rules.hierarchyThreshold == (compatibility == .alexeyab ? 0.5 : 0.75))
    }
  }

  @Test(
    "pictures for a detector: the original letterboxes, AlexeyAB's fork if the cfg says so",
    arguments: [
      ("", "[region]\nanchors=1,1", ResizeMode.letterbox, ResizeMode.stretch),
      ("letter_box=1", "[region]\nanchors=1,1", .letterbox, .letterbox),
      ("", "[yolo]\nanchors=8,8", .letterbox, .stretch),
      ("letter_box=0", "[yolo]\nanchors=8,8\nscale_x_y=1.1", .letterbox, .stretch),
      ("letter_box=1", "[yolo]\nanchors=8,8\nscale_x_y=1.1", .letterbox, .letterbox),
    ])
  func detectorResize(
    _ net: String, _ section: String, _ original: ResizeMode, _ fork: ResizeMode
  ) throws {
    #expect(try Self.rules(.pjreddie, net: net, section).resize == original)
    #expect(try Self.rules(.alexeyab, net: net, section).resize == fork)
  }

  @Test("pictures for YOLOv1 are stretched in the original's set, too")
  func detectionHead() throws {
    let text = """
      [net]
      width=8
      height=8
      channels=3
      [connected]
      output=7
      activation=linear
      [detection]
      classes=2
      coords=4
      num=1
      side=1
      """
    for compatibility in Compatibility.allCases {
      let document = try CfgDocument(parsing: text, file: "net.cfg")
      let network = try Network(document, compatibility: compatibility)
      #expect(network.detectorResize == .stretch)
    }
  }

  @Test(
    "the original has one kind of suppression, whatever the cfg asks for; the settings go before")
  func suppression() throws {
    let section = "[yolo]\nanchors=8,8\nnms_kind=diounms\nbeta_nms=.3"
    #expect(try Self.rules(.recommended, section).nmsKind == .diounms)
    #expect(try Self.rules(.pjreddie, section).nmsKind == .default)
    #expect(try Self.rules(.alexeyab, section).nmsKind == .diounms)
    let detector = try Self.detector(.pjreddie)
    #expect(detector.rules(.init(nmsKind: .greedynms)).nmsKind == .greedynms)
  }

  @Test(
    "pictures for a classifier: the original letterboxes, the others take the middle",
    arguments: zip(Compatibility.allCases, [ResizeMode.crop, .letterbox, .crop]))
  func classifierResize(_ compatibility: Compatibility, _ resize: ResizeMode) throws {
    let folder = try TemporaryFolder()
    let classifier = try Classifier(
      cfg: folder.write("[net]\nwidth=4\nheight=4\nchannels=3\n[avgpool]\n", as: "net.cfg"),
      weights: folder.write(WeightsBytes.file([]), as: "net.weights"),
      compatibility: compatibility, options: .init(threadCount: 1))
    let image = try Image.black(width: 12, height: 4, red: [(0..<4, 0..<4)])
    let found = classifier.classify(image)
    #expect(found == classifier.classify(image, resize: resize))
    #expect(found != classifier.classify(image, resize: .stretch))
  }

  @Test(
    "a camera's note is ignored in the original's set alone",
    arguments: zip(Compatibility.allCases, [ExifPolicy.apply, .ignore, .apply]))
  func exif(_ compatibility: Compatibility, _ policy: ExifPolicy) {
    #expect(compatibility.exifPolicy == policy)
  }

  @Test(
    "the original divides by √variance + 10⁻⁶, the others by √(variance + 10⁻⁵)",
    arguments: Array(
      zip(Compatibility.allCases, [316.227_766, 1_000_000, 316.227_766] as [Float])),
    [false, true])
  func normalization(_ set: (Compatibility, Float), _ folds: Bool) throws {
    let text = """
      [net]
      width=1
      height=1
      channels=1
      [convolutional]
      batch_normalize=1
      activation=linear
      [batchnorm]
      """
    let network = try Network(
      CfgDocument(parsing: text, file: "net.cfg"), compatibility: set.0)
    // Two dead channels in a row; the first is brought back to 1 by its scale.
    let convolution = [0, 1 / set.1, 0, 0, 1]
    let arrays: [Float] = set.0 == .pjreddie ? [1, 0, 0] : [0, 1, 0, 0]
    let folder = try TemporaryFolder()
    let file = try WeightsFile(
      contentsOf: folder.write(WeightsBytes.file(convolution + arrays), as: "net.weights"))
    let plan = try ExecutionPlan(
      network, weights: NetworkWeights(file, for: network),
      options: .init(threadCount: 1, foldsBatchNormalization: folds))
    var session = Session(plan)
    try session.setInput([1].span)
    session.run()
    let value = session.output(of: 1)[0]
    #expect(abs(value / set.1 - 1) < 1e-5, "\(value)")
  }

  @Test("a plan computes as its network says, not as the one its weights were cut for")
  func plan() throws {
    let text = TinyPlan.net + "[convolutional]\nbatch_normalize=1\nactivation=linear"
    let document = try CfgDocument(parsing: text, file: "net.cfg")
    let network = try Network(document, compatibility: .pjreddie)
    let folder = try TemporaryFolder()
    let values: [Float] = [0, 1, 0, 0, 1, 0, 0]
    let file = try WeightsFile(
      contentsOf: folder.write(WeightsBytes.file(values), as: "net.weights"))
    let weights = try NetworkWeights(file, for: Network(document))
    var session = Session(try ExecutionPlan(network, weights: weights))
    try session.setInput(Array(repeating: 1, count: 192).span)
    session.run()
    #expect(session.output(of: 0).allSatisfy { abs($0 / 1_000_000 - 1) < 1e-5 })
  }
}
