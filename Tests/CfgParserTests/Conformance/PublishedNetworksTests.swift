import CfgParser
import Foundation
import Testing

/// Networks as their authors published them, which are kept beside the repository, not in it.
enum PublishedNetworks {
  /// The folder of cfg files, a folder for every origin.
  static let folder = URL(filePath: #filePath).appending(
    path: "../../../../../shared/conformance/cfg"
  )
  .standardizedFileURL

  static var areThere: Bool { FileManager.default.fileExists(atPath: folder.path) }

  /// Paths below the folder.
  static let paths: [String] = {
    let origins = ["pjreddie", "alexeyab", "yolo-fastest", "unit"]
    return origins.flatMap { origin in
      let found = FileManager.default.enumerator(atPath: folder.appending(path: origin).path)
      return (found?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".cfg") }.sorted()
        .map { "\(origin)/\($0)" }
    }
  }()

  static func network(_ path: String) throws(CfgError) -> Network {
    try Network(CfgDocument(contentsOf: folder.appending(path: path).path))
  }
}

@Suite(
  "published networks",
  .enabled(
    if: PublishedNetworks.areThere, "skipped: the published cfg files are not beside the repository"
  ))
struct PublishedNetworksTests {
  @Test("there are cfg files to read")
  func found() {
    #expect(PublishedNetworks.paths.count > 100)
  }

  @Test("every one is read", arguments: PublishedNetworks.paths)
  func builds(_ path: String) throws {
    let network = try PublishedNetworks.network(path)
    let ignored = network.warnings.filter { $0.code != .duplicateKey }
    let isWarnedOf = ["unit/cfg_syntax.cfg", "unit/conv_lstm.cfg"].contains(path)
    #expect(isWarnedOf == !ignored.isEmpty)
  }

  @Test(
    "layers, stored values and operations are those known",
    arguments: [
      ("pjreddie/yolov2.cfg", 32, 50_983_561, 62.938),
      ("pjreddie/yolov2-voc.cfg", 32, 50_676_061, 29.360),
      ("pjreddie/yolov2-tiny.cfg", 16, 11_237_145, 5.406),
      ("pjreddie/yolov2-tiny-voc.cfg", 16, 15_867_885, 6.971),
      ("pjreddie/darknet.cfg", 16, 7_323_480, 0.965),
      ("pjreddie/darknet19.cfg", 26, 20_856_776, 7.291),
      ("pjreddie/darknet19_448.cfg", 26, 20_856_776, 22.328),
      ("pjreddie/yolov1.cfg", 32, 197_328_243, 40.421),
      ("pjreddie/yolov1-tiny.cfg", 16, 27_099_950, 3.216),
      ("pjreddie/darknet9000.cfg", 27, 29_485_226, 25.707),
      ("pjreddie/yolov3.cfg", 107, 62_001_757, 140.692),
      ("pjreddie/yolov3-tiny.cfg", 24, 8_858_734, 5.565),
      ("pjreddie/darknet53.cfg", 78, 41_645_640, 18.570),
      ("pjreddie/yolov3-spp.cfg", 114, 63_052_381, 141.449),
      ("pjreddie/yolov3-openimages.cfg", 107, 64_807_342, 148.781),
      ("pjreddie/resnet18.cfg", 29, 11_523_496, 4.688),
      ("pjreddie/resnet50.cfg", 69, 22_825_896, 9.741),
      ("pjreddie/resnet101.cfg", 138, 41_870_248, 19.696),
      ("pjreddie/resnet152.cfg", 205, 57_559_976, 29.394),
      ("pjreddie/resnext152-32x4d.cfg", 205, 56_730_920, 28.202),
      ("pjreddie/resnext50.cfg", 69, 22_312_872, 10.110),
      ("pjreddie/densenet201.cfg", 305, 17_206_440, 10.848),
      ("pjreddie/vgg-16.cfg", 25, 138_357_544, 30.941),
      ("pjreddie/vgg-conv.cfg", 18, 14_714_688, 30.693),
      ("pjreddie/jnet-conv.cfg", 18, 18_870_048, 0.051),
      ("pjreddie/rnn.cfg", 5, 8_950_016, 0.001),
      ("pjreddie/alexnet.cfg", 14, 62_378_344, 2.271),
      ("pjreddie/extraction22k.cfg", 27, 97_605_650, 11.488),
      ("pjreddie/tiny.cfg", 22, 1_046_488, 0.983),
      ("pjreddie/cifar.cfg", 17, 7_687_050, 1.624), ("pjreddie/go.cfg", 16, 7_093_761, 5.112),
      ("pjreddie/rnn.cfg", 5, 8_950_016, 0.001),
      ("alexeyab/lstm.train.cfg", 6, 22_380_800, 0.001),
      ("alexeyab/crnn.train.cfg", 7, 9_015_808, 0.001),
      ("alexeyab/yolov4.cfg", 162, 64_429_405, 128.389),
      ("alexeyab/yolov4-custom.cfg", 162, 64_429_405, 128.389),
      ("alexeyab/yolov4-tiny-custom.cfg", 38, 6_062_814, 6.908),
      ("alexeyab/yolov4-csp-x-swish.cfg", 204, 99_847_037, 221.885),
      ("alexeyab/yolov4-csp-s-mish.cfg", 112, 8_291_165, 20.890),
      ("alexeyab/yolov4-p5.cfg", 244, 70_917_468, 326.643),
      ("alexeyab/yolov4-sam-mish-csp-reorg-bfm.cfg", 216, 61_562_973, 84.268),
      ("alexeyab/yolov3-tiny_3l.cfg", 31, 9_009_967, 15.160),
      ("alexeyab/Gaussian_yolov3_BDD.cfg", 107, 61_646_347, 99.044),
      ("alexeyab/csresnext50-panet-spp.cfg", 138, 57_030_845, 71.291),
      ("alexeyab/csresnext50-panet-spp-original-optimal.cfg", 138, 57_030_845, 100.532),
      ("alexeyab/yolo9000.cfg", 25, 48_807_501, 49.062),
      ("alexeyab/tiny-yolo.cfg", 16, 16_175_385, 7.075),
      ("alexeyab/lstm.train.cfg", 6, 22_380_800, 0.001),
      ("alexeyab/crnn.train.cfg", 7, 9_015_808, 0.001),
      ("alexeyab/yolov4-tiny.cfg", 38, 6_062_814, 6.908),
      ("alexeyab/yolov4-csp.cfg", 175, 52_986_205, 76.953),
      ("alexeyab/yolov4x-mish.cfg", 203, 99_847_037, 221.885),
      ("alexeyab/yolov4-p6.cfg", 305, 127_717_040, 717.020),
      ("alexeyab/yolov7-tiny.cfg", 99, 6_241_885, 5.789),
      ("alexeyab/yolov7x.cfg", 159, 71_409_685, 189.674),
      ("alexeyab/yolo.2.0.cfg", 31, 67_465_609, 35.002),
      ("alexeyab/efficientnet_b0.cfg", 136, 4_890_040, 0.915),
      ("alexeyab/efficientnet-lite3.cfg", 117, 7_522_856, 3.360),
      ("alexeyab/csdarknet53-omega.cfg", 108, 27_677_512, 13.067),
    ])
  func counts(_ path: String, _ layers: Int, _ values: Int, _ billions: Double) throws {
    let network = try PublishedNetworks.network(path)
    #expect(network.nodes.count == layers)
    #expect(network.weightValueCount(in: .alexeyab) == values)
    // The known numbers of operations have three decimals.
    #expect(abs(Double(network.operationCount) / 1e9 - billions) <= 0.0005)
  }

  @Test("the arrays of a layer begin where they are known to")
  func offsets() throws {
    let yolov2 = try PublishedNetworks.network("pjreddie/yolov2.cfg")
    #expect(yolov2.weightValueCount(upTo: 23, in: .pjreddie) == 19_831_776)
    #expect(yolov2.weightValueCount(upTo: 29, in: .pjreddie) == 38_747_360)
    #expect(yolov2.weightValueCount(upTo: 30, in: .pjreddie) == 50_547_936)
    let yolov4 = try PublishedNetworks.network("alexeyab/yolov4.cfg")
    #expect(yolov4.weightValueCount(upTo: 137, in: .alexeyab) == 42_509_664)
    let yolov1 = try PublishedNetworks.network("pjreddie/yolov1.cfg")
    #expect(yolov1.weightValueCount(upTo: 28, in: .pjreddie) == 60_195_520)
    #expect(yolov1.weightValueCount(upTo: 29, in: .pjreddie) == 175_813_568)
  }
}
