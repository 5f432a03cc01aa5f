import CfgParser
import TestSupport
import Testing

/// Networks in other sizes than their cfg states.
@Suite("input sizes")
struct InputResizeTests {
  private func network(_ text: String, _ width: Int?, _ height: Int?) throws(CfgError) -> Network {
    try Network(CfgDocument(parsing: text, file: "net.cfg"), width: width, height: height)
  }

  @Test(
    "YOLOv2 runs in every size its paper lists",
    arguments: [288, 320, 352, 384, 416, 448, 480, 512, 544, 576, 608])
  func paper(_ size: Int) throws {
    for name in ["yolov2-voc", "yolov2", "yolov2-tiny-voc"] {
      let document = try CfgDocument(contentsOf: ShippedNetwork.path("\(name).cfg"))
      let network = try Network(document, width: size, height: size)
      #expect(network.warnings == [])
      let shape = try #require(network.nodes.last).outputShape
      #expect((shape.width, shape.height) == (size / 32, size / 32))
    }
  }

  @Test("a size the layers do not allow is an error at the layer, with the nearest that would do")
  func refused() throws {
    let document = try CfgDocument(contentsOf: ShippedNetwork.path("yolov2-voc.cfg"))
    let error = #expect(throws: CfgError.self) { try Network(document, width: 300, height: 500) }
    #expect(error?.code == .shapeMismatch)
    #expect(error?.location.line == 235)
    #expect(
      error?.message.hasPrefix("layer 27 [reorg] needs a height and width that stride=2") == true)
    #expect(error?.help == "a width of 288 or 320 and a height of 480 or 512 would do")
  }

  @Test(
    "the paper's networks name the layer at which a size fails",
    arguments: [
      ("yolov3", 417, nil, 87, "a width of 416 or 448 would do"),
      ("yolov1", 480, 480, 28, "a width of 448 and a height of 448 would do"),
      ("alexnet", nil, 300, 8, "a height of 258 would do"),
    ] as [(String, Int?, Int?, Int, String)])
  func published(_ name: String, _ width: Int?, _ height: Int?, _ layer: Int, _ help: String) throws
  {
    let document = try CfgDocument(contentsOf: ShippedNetwork.path("\(name).cfg"))
    let error = #expect(throws: CfgError.self) {
      try Network(document, width: width, height: height)
    }
    #expect(error?.location == document.sections[layer + 1].location)
    #expect(error?.help == help)
  }

  @Test(
    "only the extent that does not fit is named",
    arguments: [(36, 16, "width"), (16, 36, "height")])
  func oneExtent(_ width: Int, _ height: Int, _ name: String) {
    let text = net(width: 16, height: 16, "[max]\nsize=2\nstride=4\npadding=0\n[reorg3d]\nstride=2")
    let error = #expect(throws: CfgError.self) { try network(text, width, height) }
    #expect(error?.help == "a \(name) of 33 or 38 would do")
  }

  @Test("a layer whose weights are for the cfg's size allows only sizes of as many values")
  func connected() throws {
    let text = net(width: 8, height: 8, "[max]\nsize=4\nstride=4\npadding=0\n[connected]\noutput=5")
    #expect(try network(text, 11, 10).inputShape == .image(3, 10, 11))
    let error = #expect(throws: CfgError.self) { try network(text, 12, 8) }
    #expect(
      error?.description == """
        net.cfg:9: error: layer 1 [connected] needs 2×2×3, which its weights are for, but layer 0 \
        [maxpool] gives 3×2×3
          help: a width of 11 would do
        """)
  }

  @Test("a network that states only 'inputs' keeps its input, and says so")
  func inputsAlone() throws {
    let text = "[net]\ninputs=20\n[connected]\noutput=3"
    let other = try network(text, 10, 0)
    #expect(other.inputShape == .image(20, 1, 1))
    #expect(
      other.warnings.map(\.description) == [
        "net.cfg:1: warning: a network width of 10 is ignored; the input is of 20 values",
        "net.cfg:1: warning: a network height of 0 is ignored; the input is of 20 values",
      ])
    #expect(try network(text, 1, 1).warnings == [])
  }

  @Test("the remarks on a network are the same in every size")
  func remarks() throws {
    let text = net(
      width: 16, height: 16,
      "momentum=1\nmomentun=1\n[dropout]\np=1\n[conv]\ngroups=0\ntruth=1\n[cost]\nscale=2")
    let document = try CfgDocument(parsing: text, file: "net.cfg")
    let own = try Network(document, compatibility: .alexeyab)
    let other = try Network(document, width: 20, compatibility: .alexeyab)
    #expect(own.warnings.map(\.location.line) == [6, 8, 10])
    #expect(other.warnings == own.warnings)
    #expect(other.ignored == own.ignored)
  }

  @Test(
    "sizes are looked for in no time, however much the sections say",
    .enabled(if: Sanitizer.current == nil, "\(Sanitizer.remark)"), .timeLimit(.minutes(10)))
  func searchTime() throws {
    let keys = (0..<500).map { "probabilit\($0)=1" }.joined(separator: "\n")
    let sections = String(repeating: "[dropout]\n\(keys)\n", count: 6)
    let text = net(width: 2048, height: 1024, sections + "[reorg3d]\nstride=1024")
    let error = #expect(throws: CfgError.self) { try network(text, 1536, nil) }
    #expect(error?.help == "a width of 2048 would do")
  }

  @Test("a fault that the cfg has in its own size is told as it is")
  func ownFault() {
    let text = net(width: 8, height: 8, "[conv]\nfilters=3\n[reorg]\nstride=3")
    let error = #expect(throws: CfgError.self) { try network(text, 10, 10) }
    #expect(error?.help == nil)
  }

  @Test(
    "a crop takes the same part of an image of another size, its scale that of the height",
    arguments: [
      (20, 20, 16, 16), (40, 40, 32, 32), (40, 20, 32, 16), (15, 10, 12, 8), (1, 1, 1, 1),
    ])
  func crop(_ width: Int, _ height: Int, _ columns: Int, _ rows: Int) throws {
    let text = net(width: 20, height: 20, "[crop]\ncrop_height=16\ncrop_width=16")
    #expect(try network(text, width, height).nodes[0].outputShape == .image(3, rows, columns))
  }

  @Test("a crop of the cfg's own size is as the cfg says, whatever its proportions")
  func ownCrop() throws {
    let text = net(width: 20, height: 30, "[crop]\ncrop_height=16\ncrop_width=18")
    #expect(try network(text, 20, 30).nodes[0].outputShape == .image(3, 16, 18))
    #expect(try network(text, nil, nil).nodes[0].outputShape == .image(3, 16, 18))
    // 16 / 30 of both.
    #expect(try network(text, 40, 60).nodes[0].outputShape == .image(3, 32, 21))
  }
}
