import CfgParser
import Foundation
import Testing
import TestSupport

@testable import Engine

/// What a person reads who asks something of a network that it cannot do; the texts are compared
/// whole.
@Suite("ModelError")
struct ModelErrorTests {
  private static let picture = "[net]\nwidth=8\nheight=8\nchannels=3\n"
  private static let head = "[convolutional]\nfilters=7\n[yolo]\nnum=1\nanchors=8,8\nclasses=2\n"

  private func plan(_ cfg: String) throws -> ExecutionPlan {
    let network = try Network(CfgDocument(parsing: cfg, file: "nets/my.cfg"))
    return try ExecutionPlan(
      network, weights: NetworkWeights(randomFor: network), options: .init(threadCount: 1))
  }

  @Test("a classifier is no detector")
  func noHead() throws {
    let plan = try plan(Self.picture + "[avgpool]\n[softmax]\n")
    let error = #expect(throws: ModelError.self) { try Detector(plan) }
    #expect(error?.code == .noHead)
    #expect(
      error?.description == """
        nets/my.cfg: error: the network has no layer that gives boxes: [region], [yolo], \
        [Gaussian_yolo] or [detection]
          help: classifiers run with 'classify'
        """)
  }

  @Test("a detector is no classifier, even if its head is not the last layer")
  func noClasses() throws {
    let plan = try plan(Self.picture + Self.head + "[route]\nlayers=0\n")
    let error = #expect(throws: ModelError.self) { try Classifier(plan) }
    #expect(error?.code == .noClasses)
    #expect(
      error?.description == """
        nets/my.cfg: error: layer 1 [yolo] gives boxes, not classes
          help: detectors run with 'detect'
        """)
  }

  @Test("a network without width and height takes no picture")
  func noSize() throws {
    let plan = try plan("[net]\ninputs=100\n[connected]\noutput=10\n[softmax]\n")
    let error = #expect(throws: ModelError.self) { try Classifier(plan) }
    #expect(error?.code == .noPicture)
    #expect(
      error?.description == """
        nets/my.cfg: error: the network takes 100 values, not a picture
          help: [net] has no width and height
        """)
  }

  @Test("pictures have 1 or 3 channels", arguments: [2, 4])
  func channels(_ count: Int) throws {
    let net = "[net]\nwidth=8\nheight=8\nchannels=\(count)\n"
    let plan = try plan(net + Self.head)
    let error = #expect(throws: ModelError.self) { try Detector(plan) }
    #expect(error?.code == .noPicture)
    #expect(
      error?.description
        == "nets/my.cfg: error: the network takes \(count) channels, pictures have 1 or 3")
  }

  @Test("weights of another published network are recognised by their number")
  func otherNetwork() throws {
    let folder = try TemporaryFolder()
    let weights = try folder.write(WeightsBytes.header(minor: 1), as: "yolov2.weights")
    let file = try FileHandle(forWritingTo: URL(filePath: weights))
    // Only the size counts; the file system keeps no zeros.
    try file.truncate(atOffset: 203_934_260)
    try file.close()
    let cfg = URL(filePath: #filePath).appending(path: "../../../../cfg/yolov2-voc.cfg")
      .standardized
    let error = #expect(throws: WeightsError.self) {
      try Detector(cfg: cfg.path, weights: weights)
    }
    #expect(error?.code == .tooLong)
    #expect(
      error?.description == """
        \(weights): error: yolov2-voc.cfg uses 50,676,061 values, the file has 50,983,561 (307,500 left over)
          help: this is the size of yolov2 (COCO): use yolov2.cfg, or allow trailing values
        """)
  }
}
