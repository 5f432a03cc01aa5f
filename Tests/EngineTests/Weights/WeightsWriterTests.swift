import CfgParser
import Foundation
import Testing
import TestSupport

@testable import Engine

@Suite("Writing weights")
struct WeightsWriterTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func network(
    _ layers: String, _ compatibility: Compatibility = .recommended
  ) throws -> Network {
    let net = "[net]\nwidth=4\nheight=4\nchannels=2\n"
    return try Network(
      CfgDocument(parsing: net + layers, file: "small.cfg"), compatibility: compatibility)
  }

  /// The bytes written of a file of the values 0, 1, 2, … with this header.
  private func rewritten(
    _ network: Network, header: [UInt8], count: Int, upTo layerCount: Int? = nil
  ) throws -> [UInt8] {
    let bytes = WeightsBytes.file((0..<count).map(Float.init), header: header)
    let file = try WeightsFile(contentsOf: folder.write(bytes, as: "in.weights"))
    try NetworkWeights(file, for: network)
      .write(to: folder.path("out.weights"), for: network, upTo: layerCount)
    return try Array(Data(contentsOf: folder.url.appendingPathComponent("out.weights")))
  }

  private static let layers = """
    [convolutional]
    batch_normalize=1
    filters=3
    size=3
    [maxpool]
    [batchnorm]
    [shortcut]
    from=-2
    weights_type=per_channel
    [local]
    filters=2
    [connected]
    output=5
    batch_normalize=1
    [gru]
    output=2
    [lstm]
    output=2
    batch_normalize=1
    """

  @Test(
    "what was read is written again byte for byte, in either dialect",
    arguments: WeightDialect.allCases)
  func roundTrip(_ dialect: WeightDialect) throws {
    let network = try network(Self.layers, dialect == .alexeyab ? .alexeyab : .pjreddie)
    let header = WeightsBytes.header(revision: dialect == .alexeyab ? 5 : 0, seen: 1 << 40 | 7)
    let count = network.weightValueCount(in: dialect)
    let bytes = try rewritten(network, header: header, count: count)
    #expect(bytes == WeightsBytes.file((0..<count).map(Float.init), header: header))
  }

  @Test("the first layers alone are the beginning of the file")
  func partial() throws {
    let network = try network(Self.layers, .alexeyab)
    let header = WeightsBytes.header(revision: 5)
    let all = network.weightValueCount(in: .alexeyab)
    let bytes = try rewritten(network, header: header, count: all, upTo: 3)
    let first = 4 * 3 + 3 * 2 * 9 + 4 * 3
    #expect(bytes == WeightsBytes.file((0..<first).map(Float.init), header: header))
  }

  @Test("a header of version 0.1 becomes one of version 0.2, with the same counter")
  func oldHeader() throws {
    let network = try network("[convolutional]\nfilters=1\n")
    let bytes = try rewritten(
      network, header: WeightsBytes.header(minor: 1, seen: 77), count: 3)
    #expect(bytes == WeightsBytes.file([0, 1, 2], header: WeightsBytes.header(seen: 77)))
  }

  @Test("matrices that an old file has transposed are written output by output")
  func transposed() throws {
    let network = try Network(
      CfgDocument(
        parsing: "[net]\ninputs=3\n[connected]\noutput=2\n[rnn]\noutput=2\n", file: "a.cfg"))
    let bytes = try rewritten(
      network, header: WeightsBytes.header(major: 1001), count: 8 + 3 * 6)
    let matrices: [Float] = [8, 9, 10, 12, 11, 13] + [14, 15, 16, 18, 17, 19]
    let last: [Float] = [20, 21, 22, 24, 23, 25]
    #expect(
      bytes == WeightsBytes.file([0, 1, 2, 4, 6, 3, 5, 7] + matrices + last))
  }

  @Test("kernels with flipped=1 are written as the cfg reads them")
  func flipped() throws {
    let network = try network("[convolutional]\nfilters=3\nflipped=1\n")
    let bytes = try rewritten(network, header: WeightsBytes.header(), count: 9)
    #expect(bytes == WeightsBytes.file((0..<9).map(Float.init)))
  }

  @Test("arrays that the cfg does not load are written, with the values they have")
  func notLoaded() throws {
    let network = try network(
      "[convolutional]\nfilters=1\ndontload=1\n[convolutional]\nfilters=1\n")
    let bytes = try rewritten(network, header: WeightsBytes.header(), count: 2)
    #expect(bytes.count == 20 + 4 * (3 + 2))
    #expect(Array(bytes.suffix(8)) == WeightsBytes.values([0, 1]))
  }

  @Test(
    "dontsave leaves a layer out, but for AlexeyAB's fork", arguments: Compatibility.allCases)
  func dontsave(_ compatibility: Compatibility) throws {
    let network = try network(
      "[convolutional]\nfilters=1\ndontsave=1\n[convolutional]\nfilters=1\n", compatibility)
    let bytes = try rewritten(network, header: WeightsBytes.header(), count: 5)
    let expected: [Float] = compatibility == .alexeyab ? [0, 1, 2, 3, 4] : [3, 4]
    #expect(Array(bytes.dropFirst(20)) == WeightsBytes.values(expected))
  }

  @Test("a folder that is not there is an error that says so")
  func missingFolder() throws {
    let network = try network("[convolutional]\nfilters=1\n")
    let path = folder.path("none/out.weights")
    let error = #expect(throws: WeightsError.self) {
      try NetworkWeights(randomFor: network).write(to: path, for: network)
    }
    #expect(error?.code == .cannotCreate)
    #expect(error?.subject == path)
    #expect(error?.help == "the folder has to exist")
  }

  @Test("long arrays are written whole")
  func longArray() throws {
    let network = try network("[convolutional]\nfilters=20000\nsize=3\n")
    let count = 20000 + 20000 * 2 * 9
    let bytes = try rewritten(network, header: WeightsBytes.header(), count: count)
    #expect(bytes == WeightsBytes.file((0..<count).map(Float.init)))
  }
}
