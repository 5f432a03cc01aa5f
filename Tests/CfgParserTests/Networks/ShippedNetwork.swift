import CfgParser
import Foundation
import Testing

/// A network of the folder `cfg`, and what is known of it: from its publication, or from the training
/// of `tools/signs`.
struct ShippedNetwork: Sendable, CustomTestStringConvertible {
  /// Operations of one forward pass at one size of the input.
  struct Cost: Sendable {
    /// Width and height of the input.
    let size: Int
    /// 2 · multiply-adds of the convolutions.
    let operationCount: Int
  }

  /// The file without folder and `.cfg`.
  let name: String
  /// Sections behind `[net]`.
  let layerCount: Int
  /// Learned values.
  let parameterCount: Int
  /// Bytes of the weights file with a header of 16 bytes.
  let byteCount: Int
  /// The cost at the size in the cfg, then at others.
  let costs: [Cost]
  /// The list of labels, and how many it has.
  let labels: (file: String, count: Int)

  var testDescription: String { name }
  /// Width and height in the cfg.
  var size: Int { costs[0].size }

  /// The cfg, read; at another width and height than its own where `size` is given.
  func network(size: Int? = nil) throws -> Network {
    let document = try CfgDocument(contentsOf: Self.path("\(name).cfg"))
    return try Network(document, width: size, height: size)
  }

  /// The path of a file in the package's folder `cfg`.
  static func path(_ name: String) -> String {
    package.appending(components: "cfg", name).path
  }

  /// The package's folder.
  static let package = URL(filePath: #filePath).appending(path: "../../../..").standardized

  /// The cfg files as their authors published them, a folder for every origin; nothing where they
  /// are not beside the package.
  static let published: URL? = {
    let folder = package.appending(path: "../shared/conformance/cfg").standardized
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()
}

extension ShippedNetwork {
  private static let coco = (file: "coco.names", count: 80)
  private static let voc = (file: "voc.names", count: 20)
  private static let signs = (file: "signs.names", count: 10)
  private static let imagenet = (file: "imagenet.names", count: 1000)

  /// Parameters, sizes and operations as Darknet counts them.
  static let all: [ShippedNetwork] = [
    ShippedNetwork(
      name: "yolov2", layerCount: 32, parameterCount: 50_983_561, byteCount: 203_934_260,
      costs: [
        Cost(size: 608, operationCount: 62_938_253_312),
        Cost(size: 416, operationCount: 29_464_168_448),
      ], labels: coco),
    ShippedNetwork(
      name: "yolov2-voc", layerCount: 32, parameterCount: 50_676_061, byteCount: 202_704_260,
      costs: [
        Cost(size: 416, operationCount: 29_360_334_848),
        Cost(size: 544, operationCount: 50_207_909_888),
      ], labels: voc),
    ShippedNetwork(
      name: "yolov2-paper-voc", layerCount: 31, parameterCount: 67_158_109,
      byteCount: 268_632_452,
      costs: [
        Cost(size: 416, operationCount: 34_898_126_848),
        Cost(size: 544, operationCount: 59_677_861_888),
      ], labels: voc),
    ShippedNetwork(
      name: "yolov2-tiny", layerCount: 16, parameterCount: 11_237_145, byteCount: 44_948_596,
      costs: [Cost(size: 416, operationCount: 5_406_442_496)], labels: coco),
    ShippedNetwork(
      name: "yolov2-tiny-voc", layerCount: 16, parameterCount: 15_867_885,
      byteCount: 63_471_556,
      costs: [Cost(size: 416, operationCount: 6_971_041_792)], labels: voc),
    ShippedNetwork(
      name: "darknet19", layerCount: 26, parameterCount: 20_856_776, byteCount: 83_427_120,
      costs: [
        Cost(size: 256, operationCount: 7_290_748_928),
        Cost(size: 224, operationCount: 5_581_979_648),
      ], labels: imagenet),
    ShippedNetwork(
      name: "darknet19_448", layerCount: 26, parameterCount: 20_856_776, byteCount: 83_427_120,
      costs: [Cost(size: 448, operationCount: 22_327_918_592)], labels: imagenet),
    ShippedNetwork(
      name: "signs", layerCount: 21, parameterCount: 487_467, byteCount: 1_949_884,
      costs: [Cost(size: 416, operationCount: 1_003_551_744)], labels: signs),
  ]
}
