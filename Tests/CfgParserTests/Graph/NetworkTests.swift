import CfgParser
import Testing

@Suite("networks")
struct NetworkTests {
  private let small = net(
    width: 8, height: 6,
    """
    [conv]
    filters=4
    size=3
    pad=1
    batch_normalize=1
    [max]
    size=2
    stride=2
    [route]
    layers=-1,1
    [connected]
    output=5
    batch_normalize=1
    [softmax]
    [cost]
    """)

  @Test("nodes know their place, their sources and their shapes")
  func nodes() throws {
    let network = try network(small, file: "a/b/tiny.v2.cfg")
    #expect((network.name, network.file) == ("tiny.v2", "a/b/tiny.v2.cfg"))
    #expect(network.inputShape == .image(3, 6, 8))
    #expect(network.nodes.map(\.index) == [0, 1, 2, 3, 4, 5])
    #expect(
      network.nodes.map(\.type) == [
        "convolutional", "maxpool", "route", "connected", "softmax", "cost",
      ])
    #expect(
      network.nodes.map(\.inputs) == [
        [.image], [.layer(0)], [.layer(1), .layer(1)], [.layer(2)], [.layer(3)], [.layer(4)],
      ])
    #expect(
      network.nodes.map(\.outputShape) == [
        .image(4, 6, 8), .image(4, 3, 4), .image(8, 3, 4), .image(5, 1, 1), Shape(vectorOf: 5),
        Shape(vectorOf: 5),
      ])
    #expect(network.nodes[2].inputShapes == [.image(4, 3, 4), .image(4, 3, 4)])
    #expect(network.nodes[1].location.line == 10)
  }

  @Test("the output is that of the last layer that is no [cost]")
  func output() throws {
    #expect(try network(small).outputIndex == 4)
    #expect(try network(net("[dropout]\n[cost]\n[dropout]")).outputIndex == 2)
    #expect(try network(net("[cost]")).outputIndex == 0)
  }

  @Test("parameters, stored values and operations are summed over the layers")
  func counts() throws {
    let network = try network(small)
    let (convolution, connected) = (4 * 4 + 3 * 4 * 9, 4 * 5 + 96 * 5)
    #expect(network.parameterCount(in: .pjreddie) == convolution + connected)
    #expect(network.weightValueCount(in: .pjreddie) == convolution + connected)
    #expect(network.weightValueCount(upTo: 3, in: .pjreddie) == convolution)
    #expect(network.weightValueCount(upTo: 0, in: .pjreddie) == 0)
    #expect(network.weightValueCount(upTo: -1, in: .pjreddie) == 0)
    #expect(network.weightValueCount(upTo: 99, in: .pjreddie) == convolution + connected)
    #expect(network.operationCount == 2 * 3 * 4 * 9 * 48 + 2 * 96 * 5)
  }

  @Test("[batchnorm] has four arrays in AlexeyAB's files and three in the original's")
  func dialects() throws {
    let network = try network(net("[batchnorm]"))
    #expect(network.weightValueCount(in: .pjreddie) == 9)
    #expect(network.weightValueCount(in: .alexeyab) == 12)
  }

  @Test(
    "dontload and dontloadscales leave arrays out of the file, not out of the layer",
    arguments: [
      ("[conv]\nbatch_normalize=1\ndontload=1", [String]()),
      ("[conv]\nbatch_normalize=1\ndontloadscales=1", ["biases", "weights"]),
      ("[connected]\nbatch_normalize=1\ndontloadscales=1", ["biases", "weights"]),
      ("[batchnorm]\ndontloadscales=1", ["scales", "rolling_mean", "rolling_variance"]),
      (
        "[conv]\nbatch_normalize=1\ndontload=0",
        ["biases", "scales", "rolling_mean", "rolling_variance", "weights"]
      ),
    ])
  func stored(_ section: String, _ expected: [String]) throws {
    let node = try network(net(section)).nodes[0]
    #expect(node.storedBlocks(in: .pjreddie).map(\.name) == expected)
    #expect(node.blocks(in: .pjreddie).count >= 3)
  }

  @Test("width and height of the caller replace those of [net]")
  func overrides() throws {
    let resizable = small.replacing("[connected]\noutput=5\nbatch_normalize=1\n", with: "[avg]\n")
    let document = try CfgDocument(parsing: resizable, file: "net.cfg")
    let network = try Network(document, width: 16, height: 2)
    #expect(network.inputShape == .image(3, 2, 16))
    #expect(network.nodes[1].outputShape == .image(4, 1, 8))
    #expect((network.settings.width, network.settings.inputs) == (16, 96))
    #expect(try Network(document, height: 12).inputShape == .image(3, 12, 8))
  }

  @Test("sizes of the caller are checked", arguments: [0, -1, 65_537, Int.max])
  func badOverrides(_ width: Int) throws {
    let document = try CfgDocument(parsing: small, file: "net.cfg")
    let error = #expect(throws: CfgError.self) { try Network(document, width: width) }
    #expect(
      error?.description == """
        net.cfg:1: error: a network width of \(width) is out of range; it goes from 1 to 65,536
        """)
  }

  @Test("warnings come in the order of the file")
  func warnings() throws {
    let text =
      "[net]\nbogus=1\nwidth=9\nheight=9\nchannels=3\n[conv]\nzzz=1\n[max]\nstride=2\nstride=3\n"
    #expect(try network(text).warnings.map(\.location.line) == [2, 7, 10])
    #expect(
      try network(text).warnings.map(\.code) == [.unknownKey, .unknownKey, .duplicateKey])
  }

  @Test("keys any section may have are accepted")
  func commonKeys() throws {
    let keys = "stopbackward=1\nonlyforward=1\nlearning_rate=.1\ndont_update=1\ntrain_only_bn=1"
    #expect(try network(net("[max]\n\(keys)")).warnings.isEmpty)
  }

  @Test("a head whose cells do not divide the input is a warning")
  func grid() throws {
    let head = "[max]\nsize=2\nstride=2\n[conv]\nfilters=6\n[region]\nanchors=1,1\nclasses=1\n"
    #expect(try network(net(width: 16, height: 8, head)).warnings.isEmpty)
    #expect(
      try network(net(width: 15, height: 8, head)).warnings.map(\.description) == [
        """
        net.cfg:10: warning: the 8×4 cells of layer 2 [region] do not divide the input of 15×8; \
        boxes are less exact
        """
      ])
  }
}
