import CfgParser
import Foundation
import TestSupport
import Testing

@testable import Engine

/// Files and values at the edges of what there is.
@Suite("extreme weights")
struct ExtremeWeightsTests {
  @Test("values behind the first 4 GiB of a file are those at their place")
  func large() throws {
    let net = "[net]\nwidth=256\nheight=256\nchannels=1\n"
    let layers = "[connected]\noutput=16384\n[connected]\noutput=1\n"
    let network = try Network(CfgDocument(parsing: net + layers, file: "wide.cfg"))
    let folder = try TemporaryFolder()
    let path = try folder.write(WeightsBytes.header(), as: "wide.weights")
    // A hole instead of 2³⁰ weights and of all that follow but the last two.
    let count = 16_384 + (1 << 30) + 1 + 16_384
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    try file.seek(toOffset: UInt64(20 + 4 * (count - 2)))
    try file.write(contentsOf: WeightsBytes.values([2, 3]))
    let weights = try NetworkWeights(WeightsFile(contentsOf: path), for: network)
    let values = try #require(try weights.values("weights", of: 1))
    #expect(values.suffix(3) == [0, 2, 3])
  }
}
