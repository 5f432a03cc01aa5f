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

  func network(
    _ cfg: String = Self.cfg, _ compatibility: Compatibility = .recommended
  ) throws -> Network {
    try Network(
      CfgDocument(parsing: cfg, file: "some/small.cfg"), compatibility: compatibility)
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

  @Test("numload takes the values of the first filters; the others keep their initial ones")
  func numload() throws {
    let whole = Self.cfg.replacing("filters=2", with: "filters=3")
    let cfg = whole.replacing("filters=3\nactivation", with: "filters=3\nnumload=2\nactivation")
    let initial = NetworkWeights(randomFor: try network(cfg))
    // Layer 0 has 15 values; of layer 1 the file has two biases and two rows of three weights.
    let weights = try NetworkWeights(file(15 + 2 + 6), for: network(cfg))
    #expect(try weights.values("biases", of: 1) == [15, 16, 0])
    let values = try #require(try weights.values("weights", of: 1))
    #expect(values[..<6] == [17, 18, 19, 20, 21, 22])
    #expect(try values[6...] == initial.values("weights", of: 1)?[6...])
  }

  @Test("numload counts for normalisation, transposed kernels and the sizes in messages")
  func numloadElsewhere() throws {
    let cfg = "[net]\nwidth=1\nheight=1\nchannels=2\n[conv]\nfilters=3\nnumload=2\n"
    let normalized = try NetworkWeights(file(12), for: network(cfg + "batch_normalize=1"))
    #expect(try normalized.values("scales", of: 0) == [2, 3, 1])
    #expect(try normalized.values("rolling_variance", of: 0) == [6, 7, 1])
    let flipped = try NetworkWeights(file(6), for: network(cfg + "flipped=1"))
    let rows = try LinearParameters(
      flipped, of: 0, outputs: 3, batchNormalize: false, folds: true, isTransposed: true)
    var read = [Float](repeating: 0, count: 4)
    try unsafe read.withUnsafeMutableBufferPointer { try unsafe rows.readRows(0..<2, into: $0) }
    #expect(read == [2, 4, 3, 5])
    let error = #expect(throws: WeightsError.self) {
      try NetworkWeights(file(5), for: network(cfg))
    }
    #expect(error?.message.contains("44 bytes are needed up to there, the file has 40") == true)
    #expect(throws: WeightsError.self) { try NetworkWeights(file(9), for: network(cfg)) }
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
    "the order of a program's set goes before the size and the header of the file",
    arguments: [0, 5] as [Int32], [9, 11])
  func setDialects(_ revision: Int32, _ count: Int) throws {
    let cfg =
      "[net]\nwidth=1\nheight=1\nchannels=2\n[batchnorm]\n[convolutional]\nactivation=linear"
    let file = try file(count, header: WeightsBytes.header(revision: revision))
    let three = try NetworkWeights(file, for: network(cfg, .pjreddie))
    #expect(three.dialect == .pjreddie)
    #expect(try three.values("scales", of: 0) == [0, 1])
    let four = try NetworkWeights(file, for: network(cfg, .alexeyab))
    #expect(four.dialect == .alexeyab)
    #expect(try four.values("scales", of: 0) == [2, 3])
  }

  @Test(
    "in the programs' sets a file may end anywhere: what it lacks keeps its initial values",
    arguments: [Compatibility.pjreddie, .alexeyab])
  func truncated(_ compatibility: Compatibility) throws {
    let network = try network(Self.cfg, compatibility)
    let random = NetworkWeights(randomFor: network)
    let weights = try NetworkWeights(file(9), for: network)
    #expect(weights.loadedLayerCount == 0)
    #expect(try weights.values("rolling_variance", of: 0) == [6, 7])
    let kernels = try #require(try weights.values("weights", of: 0))
    let initial = try #require(try random.values("weights", of: 0))
    #expect(kernels == [8, initial[1]])
    #expect(try weights.values("weights", of: 1) == random.values("weights", of: 1))
    #expect(try weights.values("biases", of: 1) == [0, 0])
    #expect(try NetworkWeights(file(Self.valueCount + 2), for: network).trailingValueCount == 2)
  }

  @Test(
    "a file that ends inside a value is an incomplete download, unless what differs is allowed",
    arguments: [9, valueCount, valueCount + 2])
  func halfAValue(_ count: Int) throws {
    let values = (0..<count).map { Float($0) }
    let file = try WeightsFile(
      contentsOf: folder.write(WeightsBytes.file(values) + [0, 0], as: "small.weights"))
    for leniency in [
      NetworkWeights.Leniency(),
      count == 9 ? .init(allowsTrailing: true) : .init(allowsTruncated: true),
    ] {
      let error = #expect(throws: WeightsError.self) {
        try NetworkWeights(file, for: network(), allowing: leniency)
      }
      #expect(error?.code == .tooShort)
      #expect(error?.help == "the download may be incomplete")
      #expect(
        error?.message
          == "the file has \(22 + 4 * count) bytes, which is not a header and whole values of 4 bytes"
      )
    }
    for compatibility in [Compatibility.pjreddie, .alexeyab] {
      let weights = try NetworkWeights(file, for: network(Self.cfg, compatibility))
      #expect(try weights.values("rolling_variance", of: 0) == [6, 7])
      #expect(weights.trailingValueCount == max(0, count - Self.valueCount))
    }
  }

  @Test("what a caller allows goes before the set")
  func strictSet() throws {
    let (file, network) = (try file(9), try network(Self.cfg, .pjreddie))
    let error = #expect(throws: WeightsError.self) {
      try NetworkWeights(file, for: network, allowing: .init())
    }
    #expect(error?.code == .tooShort)
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
        up to there, the file has 56, 28 fewer than the network takes
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

  @Test("learned values start around the mean of their section, weights of shortcuts at 1")
  func randomElsewhere() throws {
    let cfg = """
      [net]
      width=1
      height=1
      channels=1000
      [implicit]
      filters=1000
      mean=3
      std=-.5
      [shortcut]
      from=-1
      weights_type=per_feature
      """
    let weights = NetworkWeights(randomFor: try network(cfg))
    let values = try #require(try weights.values("weights", of: 0))
    #expect(values.allSatisfy { (2.5...3.5).contains($0) })
    #expect(Set(values).count > 900)
    let mean = values.reduce(0, +) / Float(values.count)
    #expect(abs(mean - 3) < 0.05)
    #expect(try weights.values("weights", of: 1) == [1, 1])
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
