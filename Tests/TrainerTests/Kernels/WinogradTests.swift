import CfgParser
import Engine
import Testing

@testable import Trainer

@Suite struct WinogradTests {
  /// Largest difference, as a share of the largest value: what cancels in tiles of 4 × 4.
  private static let tolerance: Float = 2e-5

  /// Few weights, which are transformed once, and many, of which each thread transforms its own;
  /// images that tiles do not divide.
  private static let cases = [
    ConvolutionCase(channels: 5, filters: 7, height: 6, width: 9, padding: 1, tileSize: 4),
    ConvolutionCase(channels: 33, filters: 20, height: 11, width: 7, padding: 1, tileSize: 3),
    ConvolutionCase(channels: 3, filters: 40, height: 5, width: 4, padding: 0, tileSize: 2),
    ConvolutionCase(channels: 17, filters: 16, height: 7, width: 5, padding: 2, tileSize: 4),
    ConvolutionCase(channels: 70, filters: 66, height: 5, width: 6, padding: 1, tileSize: 4),
    ConvolutionCase(channels: 130, filters: 125, height: 5, width: 5, padding: 1, tileSize: 4),
  ]

  private static func difference(_ found: [Float], _ expected: [Float]) -> Float {
    let largest = expected.reduce(0) { max($0, abs($1)) }
    return zip(found, expected).reduce(0) { max($0, abs($1.0 - $1.1)) } / largest
  }

  @Test("Winograd's algorithm gives what products of windows give", arguments: cases)
  func agrees(_ convolution: ConvolutionCase) throws {
    for kernels in KernelSet.available {
      var convolution = convolution
      convolution.kernels = kernels
      let (found, expected) = (convolution.winograd(), convolution.direct())
      let differences = [
        Self.difference(found.output, expected.output),
        Self.difference(found.inputDelta, expected.inputDelta),
        Self.difference(found.updates, expected.updates),
      ]
      #expect(differences.allSatisfy { $0 <= Self.tolerance }, "\(kernels.name): \(differences)")
    }
  }

  @Test("the bits are the same for any number of threads", arguments: cases)
  func threads(_ convolution: ConvolutionCase) throws {
    var (alone, together) = (convolution, convolution)
    (alone.kernels, together.kernels) = (try .chosen(), try .chosen())
    (alone.threads, together.threads) = (1, 3)
    let (expected, found) = (alone.winograd(), together.winograd())
    #expect(found == expected)
  }

  @Test(
    "layers that it serves best get it: 3×3 taps side by side, with channels enough",
    arguments: [
      (64, 64, 3, 1, 1, true), (64, 64, 3, 2, 1, false), (64, 64, 1, 1, 0, false),
      (3, 16, 3, 1, 1, false), (64, 64, 5, 1, 2, false),
    ])
  func choice(
    _ channels: Int, _ filters: Int, _ size: Int, _ stride: Int, _ padding: Int, _ isChosen: Bool
  ) {
    let extent = (26 + 2 * padding - size) / stride + 1
    let geometry = ConvolutionGeometry(
      input: Shape(channels: channels, height: 26, width: 26),
      output: Shape(channels: filters, height: extent, width: extent), size: size,
      strideX: stride, strideY: stride, padding: padding, dilation: 1, groups: 1)
    let tiles = geometry.winogradTiles(images: 2)
    #expect((tiles != nil) == isChosen)
  }
}
