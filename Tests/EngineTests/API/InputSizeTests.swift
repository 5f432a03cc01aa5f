import CfgParser
import TestSupport
import Testing

@testable import Engine

@Suite("networks in other sizes")
struct InputSizeTests {
  private static let head = InventedHead(
    section: "[region]\nnum=1\nanchors=1,1\nsoftmax=1",
    anchors: [.init(classes: [0, InventedHead.threeQuarters])])

  @Test(
    "an object is found where it is in every size of YOLOv2's paper, also where sides differ",
    arguments: [(288, 288), (352, 288), (416, 416), (320, 608), (608, 608)])
  func paper(_ width: Int, _ height: Int) throws {
    let folder = try TemporaryFolder()
    let document = try CfgDocument(parsing: Self.head.cfg, file: "net.cfg")
    let network = try Network(document, width: width, height: height)
    let file = try WeightsFile(
      contentsOf: folder.write(WeightsBytes.file(Self.head.weights), as: "net.weights"))
    let plan = try ExecutionPlan(
      network, weights: NetworkWeights(file, for: network), options: .init(threadCount: 1))
    // The pixel the convolution looks at in column 30, row 17 of cells of 8 × 8 pixels.
    let image = try Image.black(width: width, height: height, red: [(244..<245, 140..<141)])
    let found = try Detector(plan).detect(in: image, threshold: 0.5)
    #expect(found.count == 1)
    let box = try #require(found.first).box
    let (columns, rows) = (Float(width / 8), Float(height / 8))
    let expected = [30.5 / columns, 17.5 / rows, 1 / columns, 1 / rows]
    let values = [box.x, box.y, box.width, box.height]
    #expect(Tolerance.exponential.firstMismatch(values, expected) == nil, "\(box)")
  }

  @Test("a crop of a larger input shows the middle of it")
  func crop() throws {
    let text = TinyPlan.net + "[crop]\ncrop_height=4\ncrop_width=4\nnoadjust=1\n[avgpool]"
    let document = try CfgDocument(parsing: text, file: "net.cfg")
    let network = try Network(document, width: 16, height: 16)
    var session = Session(try ExecutionPlan(network, weights: NetworkWeights(randomFor: network)))
    // 1 in the 8 × 8 pixels that are the middle half of the 16 × 16, 0 around them.
    let middle = 4..<12
    let values: [Float] = (0..<3 * 256).map { index in
      middle.contains(index % 16) && middle.contains(index / 16 % 16) ? 1 : 0
    }
    try session.setInput(values.span)
    session.run()
    #expect(session.output(of: 1) == [1, 1, 1])
  }
}
