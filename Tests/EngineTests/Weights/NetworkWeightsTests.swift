import CfgParser
import Testing
import TestSupport

@testable import Engine

@Suite("NetworkWeights")
struct NetworkWeightsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// 1 → 2 channels, 1×1, with and without batch normalisation: 8 + 2·2 + 2 values.
  static let cfg = """
    [net]
    width=2
    height=2
    channels=1
    [convolutional]
    filters=2
    batch_normalize=1
    activation=linear
    [convolutional]
    filters=2
    activation=linear
    """
  static let valueCount = 8 + 2 + 2 + 4

  func network(_ cfg: String = Self.cfg) throws -> Network {
    try Network(CfgDocument(parsing: cfg, file: "some/small.cfg"))
  }

  func file(_ count: Int, header: [UInt8] = WeightsBytes.header()) throws -> WeightsFile {
    let values = (0..<count).map { Float($0) }
    return try WeightsFile(
      contentsOf: folder.write(WeightsBytes.file(values, header: header), as: "small.weights"))
  }

  @Test("convolutions store biases, scales, means, variances, weights")
  func order() throws {
    let weights = try NetworkWeights(file(Self.valueCount), for: network())
    #expect(try weights.values("biases", of: 0) == [0, 1])
    #expect(try weights.values("scales", of: 0) == [2, 3])
    #expect(try weights.values("rolling_mean", of: 0) == [4, 5])
    #expect(try weights.values("rolling_variance", of: 0) == [6, 7])
    #expect(try weights.values("weights", of: 0) == [8, 9])
    #expect(try weights.values("biases", of: 1) == [10, 11])
    #expect(try weights.values("weights", of: 1) == [12, 13, 14, 15])
    #expect(try weights.values("scales", of: 1) == nil)
  }

  @Test("connected layers store their normalisation behind the weights")
  func connectedOrder() throws {
    let network = try network("[net]\ninputs=2\n[connected]\noutput=1\nbatch_normalize=1")
    let weights = try NetworkWeights(file(6), for: network)
    #expect(try weights.values("biases", of: 0) == [0])
    #expect(try weights.values("weights", of: 0) == [1, 2])
    #expect(try weights.values("scales", of: 0) == [3])
    #expect(try weights.values("rolling_variance", of: 0) == [5])
  }

  @Test("dontload leaves a layer's values out of the file, dontloadscales its normalisation")
  func notLoaded() throws {
    let cfg = Self.cfg.replacing("filters=2\nactivation", with: "filters=2\ndontload=1\nactivation")
      .replacing("batch_normalize=1", with: "batch_normalize=1\ndontloadscales=1")
    let weights = try NetworkWeights(file(4), for: network(cfg))
    #expect(try weights.values("biases", of: 0) == [0, 1])
    #expect(try weights.values("scales", of: 0) == [1, 1])
    #expect(try weights.values("weights", of: 0) == [2, 3])
    #expect(try weights.values("biases", of: 1) == [0, 0])
  }

  @Test("batchnorm layers have four arrays or three, whichever fits the size of the file")
  func batchnormDialects() throws {
    let network = try network(
      "[net]\nwidth=1\nheight=1\nchannels=2\n[batchnorm]\n[convolutional]\nactivation=linear")
    let four = try NetworkWeights(file(8 + 3), for: network)
    #expect(try four.values("biases", of: 0) == [0, 1])
    #expect(try four.values("scales", of: 0) == [2, 3])
    let three = try NetworkWeights(
      file(6 + 3, header: WeightsBytes.header(revision: 5)), for: network)
    #expect(try three.values("scales", of: 0) == [0, 1])
    #expect(try three.values("biases", of: 1) == [6])
  }

  @Test(
    "gated layers are of equal size in both forks: the header's revision tells the order",
    arguments: [(Int32(0), "wz"), (5, "uz")])
  func gatedDialects(_ revision: Int32, _ first: String) throws {
    let network = try network("[net]\ninputs=1\n[gru]\noutput=1\n")
    let weights = try NetworkWeights(
      file(12, header: WeightsBytes.header(revision: revision)), for: network)
    #expect(try weights.values("\(first).biases", of: 0) == [0])
    #expect(try weights.values("\(first).weights", of: 0) == [1])
  }

  @Test("a file that ends early names the layer and the array it ends in")
  func tooShort() throws {
    let (file, network) = (try file(9), try network())
    let error = #expect(throws: WeightsError.self) { try NetworkWeights(file, for: network) }
    #expect(error?.code == .tooShort)
    #expect(
      error?.message == """
        the file ends inside layer 0 [convolutional] 'weights' (1 → 2, 1×1): 60 bytes are needed \
        up to there, the file has 56
        """)
    #expect(error?.help == "the download may be incomplete")
  }

  @Test("a file that ends between two layers is recognised as a partial one, and taken if allowed")
  func partial() throws {
    let (file, network) = (try file(10), try network())
    let error = #expect(throws: WeightsError.self) { try NetworkWeights(file, for: network) }
    #expect(error?.help?.hasPrefix("the file holds layers 0 to 0 and nothing else") == true)
    let weights = try NetworkWeights(file, for: network, allowing: .init(allowsPartial: true))
    #expect(weights.loadedLayerCount == 1)
    #expect(try weights.values("weights", of: 0) == [8, 9])
    #expect(try weights.values("biases", of: 1) == [0, 0])
  }

  @Test(
    "a file that ends inside a layer, or holds none, is no partial file", arguments: [0, 9, 11])
  func brokenPartial(_ count: Int) throws {
    let (file, network) = (try file(count), try network())
    let error = #expect(throws: WeightsError.self) {
      try NetworkWeights(file, for: network, allowing: .init(allowsPartial: true))
    }
    #expect(error?.code == .tooShort)
  }

  @Test("values left over are an error that says how many, unless they are allowed")
  func tooLong() throws {
    let (file, network) = (try file(Self.valueCount + 5), try network())
    let error = #expect(throws: WeightsError.self) { try NetworkWeights(file, for: network) }
    #expect(error?.code == .tooLong)
    #expect(error?.message == "small.cfg uses 16 values, the file has 21 (5 left over)")
    let weights = try NetworkWeights(file, for: network, allowing: .init(allowsTrailing: true))
    #expect(weights.trailingValueCount == 5)
  }

  @Test("the size of a published network is recognised")
  func published() {
    #expect(PublishedNetwork.matching(valueCount: 50_983_561).map(\.name) == ["yolov2 (COCO)"])
    #expect(PublishedNetwork.matching(valueCount: 50_676_061).map(\.cfg) == ["yolov2-voc.cfg"])
    #expect(PublishedNetwork.matching(valueCount: 1).isEmpty)
  }

  @Test("the layers inside a recurrent one get random weights unlike each other")
  func randomInside() throws {
    let network = try network("[net]\ninputs=8\n[lstm]\noutput=64\nbatch_normalize=1\n")
    let weights = NetworkWeights(randomFor: network)
    let names = ["f", "i", "g", "o"].map { "u\($0).weights" }
    let values = try names.map { try #require(try weights.values($0, of: 0)) }
    #expect(Set(values).count == 4)
    for values in values {
      let meanSquare = values.reduce(0) { $0 + $1 * $1 } / Float(values.count)
      #expect(abs(meanSquare - 2.0 / 8) < 0.05)
    }
    #expect(try weights.values("wf.scales", of: 0) == Array(repeating: 1, count: 64))
    #expect(try weights.values("wf.biases", of: 0) == Array(repeating: 0, count: 64))
  }

  @Test(
    "random weights are the same each time, spread as training starts, and unlike between layers")
  func random() throws {
    let weights = NetworkWeights(
      randomFor: try network("[net]\nwidth=8\nheight=8\nchannels=64\n[convolutional]\nfilters=32"))
    let first = try #require(try weights.values("weights", of: 0))
    #expect(try weights.values("weights", of: 0) == first)
    let meanSquare = first.reduce(0) { $0 + $1 * $1 } / Float(first.count)
    #expect(abs(meanSquare - 2.0 / 64) < 0.004)
    let mean = first.reduce(0, +) / Float(first.count)
    #expect(abs(mean) < 0.02)
  }
}
