import CfgParser
import Engine
import Foundation
import TestSupport

@testable import Trainer

/// A folder of eight small pictures with a box each, drawn for a test.
struct ExampleFolder {
  let folder: TemporaryFolder
  private(set) var images: [String] = []

  init(width: Int = 8, height: Int = 8) throws {
    folder = try TemporaryFolder()
    for index in 0..<8 {
      let name = ["red", "green", "blue"][index % 3] + "\(index)"
      var image = try DrawnPictures.slope(width: width, height: height)
      image = try Image(
        width: width, height: height, channels: 3,
        pixels: image.pixels.map { $0 / 2 + UInt8(10 * index) })
      try image.write(to: folder.path(name + ".png"))
      try folder.write("\(index % 2) 0.25 0.5 0.25 0.\(index + 1)\n", as: name + ".txt")
      images.append(folder.path(name + ".png"))
    }
  }

  func detection(_ network: Network, seed: UInt64 = 1) throws -> DetectionSource {
    try DetectionSource(
      network, images: images,
      labels: LabelFinder(folder: folder.url.path, classes: ["a", "b"]), seed: seed)
  }
}

/// An example as arrays.
struct MadeExample: Equatable {
  var image: [Float]
  var truth: [Float]
  var warnings: [LoadingWarning] = []

  init(
    _ source: some ExampleSource, _ number: Int, size: InputSize = InputSize(width: 8, height: 8)
  ) throws {
    var image = [Float](repeating: -1, count: source.channels * size.area)
    var truth = [Float](repeating: -1, count: source.truthCount)
    var values = image.mutableSpan
    var wanted = truth.mutableSpan
    warnings = try source.make(number, size: size, image: &values, truth: &wanted)
    (self.image, self.truth) = (image, truth)
  }
}
