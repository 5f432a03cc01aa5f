import CfgParser
import TestSupport
import Testing

@Suite("[convolutional]")
struct ConvolutionalLayerTests {
  @Test("defaults are darknet's: one 1×1 filter, stride 1, logistic, no normalisation")
  func defaults() throws {
    let layer = try ConvolutionalLayer("[convolutional]")
    #expect((layer.filters, layer.size, layer.padding) == (1, 1, 0))
    #expect((layer.strideX, layer.strideY, layer.dilation, layer.groups) == (1, 1, 1, 1))
    #expect(layer.activation == .logistic)
    #expect(!layer.batchNormalize)
    #expect(!layer.flipped)
  }

  @Test("every key reaches its property")
  func keys() throws {
    let layer = try ConvolutionalLayer(
      """
      [conv]
      filters=6
      size=5
      stride_x=2
      stride_y=3
      padding=4
      dilation=2
      groups=3
      activation=hard_mish
      batch_normalize=1
      flipped=1
      """)
    #expect((layer.filters, layer.size, layer.padding) == (6, 5, 4))
    #expect((layer.strideX, layer.strideY, layer.dilation, layer.groups) == (2, 3, 2, 3))
    #expect(layer.activation == .hardMish)
    #expect(layer.batchNormalize)
    #expect(layer.flipped)
  }

  @Test(
    "pad is a flag for half the size and overrides padding",
    arguments: [
      ("size=3\npad=1", 1), ("size=5\npad=1\npadding=7", 2), ("size=4\npad=2", 2),
      ("size=3\npad=0\npadding=7", 7), ("size=1\npad=1", 0),
    ])
  func padding(_ keys: String, _ expected: Int) throws {
    #expect(try ConvolutionalLayer("[conv]\n\(keys)").padding == expected)
  }

  @Test("dilation of 1×1 kernels is 1; cbn is batch normalisation; strides default to stride")
  func derived() throws {
    #expect(try ConvolutionalLayer("[conv]\nsize=1\ndilation=4").dilation == 1)
    #expect(try ConvolutionalLayer("[conv]\ncbn=1").batchNormalize)
    let layer = try ConvolutionalLayer("[conv]\nstride=4\nstride_y=3")
    #expect((layer.strideX, layer.strideY) == (4, 3))
    let written = try ConvolutionalLayer("[conv]\nstride=4\nstride_x=-1\nstride_y=0")
    #expect((written.strideX, written.strideY) == (4, 4))
  }

  @Test(
    "output is (in + 2 · padding − size) / stride + 1, rounded down, whatever the dilation",
    arguments: [
      ("size=3\npad=1", Shape.image(5, 9, 12)), ("size=3\nstride=2\npad=1", .image(5, 5, 6)),
      ("size=3\nstride_x=3\npad=1", .image(5, 9, 4)),
      ("size=3\ndilation=2\npad=1", .image(5, 9, 12)),
      ("size=9", .image(5, 1, 4)), ("size=2\npad=1", .image(5, 10, 13)),
    ])
  func outputShape(_ keys: String, _ expected: Shape) throws {
    let layer = try ConvolutionalLayer("[conv]\nfilters=5\n\(keys)")
    #expect(try layer.outputShape(for: [.image(4, 9, 12)]) == expected)
  }

  @Test("kernels see the channels of their group: (C / groups) · filters · size²")
  func weightBlocks() throws {
    let plain = try ConvolutionalLayer("[conv]\nfilters=6\nsize=3\ngroups=2")
    #expect(
      plain.weightBlocks(for: [.image(4, 9, 9)], in: .pjreddie) == [
        WeightBlock("biases", count: 6), WeightBlock("weights", count: 2 * 6 * 9),
      ])
    let normalized = try ConvolutionalLayer("[conv]\nfilters=6\nbatch_normalize=1")
    #expect(
      normalized.weightBlocks(for: [.image(4, 9, 9)], in: .pjreddie) == [
        WeightBlock("biases", count: 6), WeightBlock("scales", count: 6),
        WeightBlock("rolling_mean", count: 6), WeightBlock("rolling_variance", count: 6),
        WeightBlock("weights", count: 24),
      ])
  }

  @Test("operations are twice the multiply-adds of all output pixels")
  func operations() throws {
    let layer = try ConvolutionalLayer("[conv]\nfilters=6\nsize=3\ngroups=2\nstride=2\npad=1")
    #expect(layer.operationCount(for: [.image(4, 9, 12)]) == 2 * (2 * 6 * 9) * 5 * 6)
  }

  @Test(
    "the table shows window, stride and dilation",
    arguments: [
      ("size=3", "3×3/1"), ("size=3\nstride_x=2", "3×3/2×1"), ("size=3\ndilation=2", "3×3/1(2)"),
    ])
  func sizeDescription(_ keys: String, _ expected: String) throws {
    let layer = try ConvolutionalLayer("[conv]\n\(keys)")
    #expect(layer.sizeDescription(for: [.image(3, 9, 9)]) == expected)
  }

  @Test(
    "values out of range are refused at their line",
    arguments: [
      "filters=0", "filters=-1", "filters=2147483648", "size=0", "stride=0", "stride_x=-2",
      "dilation=0",
      "groups=0", "padding=-1", "activation=", "filters=5\ngroups=2",
    ])
  func badValues(_ keys: String) {
    let error = #expect(throws: CfgError.self) { try ConvolutionalLayer("[conv]\n\(keys)") }
    #expect(error?.code == .badValue)
    #expect(error?.location.line == 1 + keys.split(separator: "\n").count)
  }

  @Test("binary convolutions have one group, whatever is written, and say so")
  func xnor() throws {
    let text = "[conv]\nfilters=5\nxnor=1\ngroups=2"
    let layer = try ConvolutionalLayer(text)
    #expect(layer.xnor)
    #expect(layer.groups == 1)
    #expect(
      try ConvolutionalLayer.warnings(text).map(\.description) == [
        "layer.cfg:4: warning: 'groups' is ignored with xnor=1"
      ])
    #expect(try !ConvolutionalLayer("[conv]\nbinary=1").xnor)
  }

  @Test(
    "signs have a border of padding · dilation, and reach as far as the last window",
    arguments: [
      ("size=3\npad=1", Shape.image(4, 11, 14)), ("size=3\npad=1\ndilation=2", .image(4, 13, 16)),
      ("size=3\ndilation=2", .image(4, 11, 14)), ("size=1", .image(4, 9, 12)),
      ("size=2\nstride=2", .image(4, 9, 12)), ("size=3\nstride=2\npadding=1", .image(4, 11, 13)),
    ])
  func signShape(_ keys: String, _ expected: Shape) throws {
    let layer = try ConvolutionalLayer("[conv]\nxnor=1\n\(keys)")
    #expect(try layer.signShape(for: [.image(4, 9, 12)]) == expected)
  }

  @Test("a border of more signs than a layer may have is refused")
  func hugeSigns() throws {
    let layer = try ConvolutionalLayer(
      "[conv]\nxnor=1\nsize=2\npadding=1024\ndilation=1024\nstride=64")
    #expect(misfit(layer, .image(3, 9, 9))?.message.contains("which are too many") == true)
  }

  @Test("numload says how many filters the file has, in the original's reading")
  func numload() throws {
    let layer = try ConvolutionalLayer("[conv]\nfilters=6\nsize=3\nnumload=2")
    let blocks = layer.weightBlocks(for: [.image(4, 9, 9)], in: .pjreddie)
    #expect(blocks.map(\.count) == [6, 4 * 6 * 9])
    #expect(blocks.map(layer.storedCount) == [2, 4 * 2 * 9])
    #expect(try ConvolutionalLayer("[conv]\nfilters=6\nnumload=0").numload == nil)
    let error = #expect(throws: CfgError.self) {
      try ConvolutionalLayer("[conv]\nfilters=6\nnumload=7")
    }
    #expect(error?.code == .badValue)
  }

  @Test("AlexeyAB's fork has no numload")
  func numloadElsewhere() throws {
    let text = net("[conv]\nfilters=6\nnumload=2")
    let document = try CfgDocument(parsing: text, file: "net.cfg")
    let network = try Network(document, compatibility: .alexeyab)
    #expect(network.weightValueCount(in: .alexeyab) == 6 + 18)
    #expect(network.warnings.map(\.code) == [.unknownKey])
    #expect(try Network(document).weightValueCount(in: .alexeyab) == 2 + 6)
  }

  @Test("a layer that shares parameters has none of its own in the file")
  func shareIndex() throws {
    let shared = try ConvolutionalLayer("[conv]\nshare_index=-1", at: 3)
    #expect(shared.shareIndex == 2)
    #expect(shared.weightBlocks(for: [.image(3, 4, 4)], in: .alexeyab).isEmpty)
    #expect(try ConvolutionalLayer("[conv]\nshare_index=-1000000000").shareIndex == nil)
    let error = #expect(throws: CfgError.self) { try ConvolutionalLayer("[conv]\nshare_index=0") }
    #expect(error?.code == .badReference)
    let several = #expect(throws: CfgError.self) {
      try ConvolutionalLayer("[conv]\nshare_index=0,1", at: 3)
    }
    #expect(
      several?.message == "'share_index=0,1' names 2 layers; [convolutional] takes one")
  }

  @Test("parameters may be shared through as many layers as there can be")
  func longShare() throws {
    let net = "[net]\nwidth=4\nheight=4\nchannels=2\n[conv]\nfilters=2\n"
    let shares = String(repeating: "[conv]\nfilters=2\nshare_index=-1\n", count: 9_999)
    let network = try Network(CfgDocument(parsing: net + shares, file: "net.cfg"))
    #expect(network.parameterNode(of: network.nodes[9_999]).index == 0)
  }

  @Test("shared parameters fit only a layer of the same kernels")
  func misfittingShare() throws {
    let text = """
      [net]
      width=4
      height=4
      channels=2
      [convolutional]
      filters=2
      [convolutional]
      filters=3
      share_index=0
      """
    let error = #expect(throws: CfgError.self) {
      try Network(CfgDocument(parsing: text, file: "net.cfg"))
    }
    #expect(
      error?.description == """
        net.cfg:9: error: layer 1 [convolutional] needs kernels of 1×1×2 → 3, but layer 0 \
        [convolutional] has 1×1×2 → 2
        """)
  }

  @Test(
    "a blur does the strides: 3×3 with a border, or 2×2 without",
    arguments: [(1, 5), (2, 4)])
  func antialiasing(_ kind: Int, _ side: Int) throws {
    let layer = try ConvolutionalLayer(
      "[conv]\nsize=3\npad=1\nstride=2\nantialiasing=\(kind)")
    #expect(try layer.convolvedShape(for: [.image(1, 9, 9)]) == .image(1, 9, 9))
    #expect(try layer.outputShape(for: [.image(1, 9, 9)]) == .image(1, side, side))
    #expect(layer.antialiasing?.kernel.reduce(0, +) == 1)
  }

  @Test("keys of training are accepted without a word")
  func trainingKeys() throws {
    let keys = ["binary=1", "bin_output=1", "sway=1", "rotate=1", "angle=15", "coordconv=1"]
    #expect(try ConvolutionalLayer.warnings("[conv]\n" + keys.joined(separator: "\n")).isEmpty)
  }

  @Test("images smaller than the window and vectors are refused")
  func misfits() throws {
    let layer = try ConvolutionalLayer("[conv]\nsize=5\npadding=1")
    #expect(misfit(layer, .image(3, 2, 9))?.message.hasPrefix("needs at least 3×3 pixels") == true)
    #expect(misfit(layer, .image(3, 3, 3)) == nil)
    #expect(misfit(layer, Shape(vectorOf: 100))?.message == "needs an image")
    let grouped = try ConvolutionalLayer("[conv]\nfilters=4\ngroups=2")
    #expect(misfit(grouped, .image(3, 3, 3))?.message == "needs channels that groups=2 divides")
  }
}
