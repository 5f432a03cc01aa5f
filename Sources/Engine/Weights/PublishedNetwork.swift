/// A network whose weights were published, known by the number of its values.
///
/// It serves one purpose: a file that does not fit a cfg is told apart by its size, and the error
/// can name the cfg it belongs to.
struct PublishedNetwork: Sendable, Hashable {
  /// The cfg the file belongs to, without folder.
  let cfg: String
  /// What people call the network.
  let name: String
  /// Values behind the header.
  let valueCount: Int

  private init(_ name: String, _ cfg: String, _ valueCount: Int) {
    (self.cfg, self.name, self.valueCount) = (cfg, name, valueCount)
  }

  /// The networks with exactly `valueCount` values.
  static func matching(valueCount: Int) -> [PublishedNetwork] {
    all.filter { $0.valueCount == valueCount }
  }

  /// Names and value counts of the published networks.
  static let all: [PublishedNetwork] = [
    .init("yolov1", "yolov1.cfg", 197_328_243),
    .init("yolov1-tiny", "yolov1-tiny.cfg", 27_099_950),
    .init("yolov2 (COCO)", "yolov2.cfg", 50_983_561),
    .init("yolov2-voc", "yolov2-voc.cfg", 50_676_061),
    .init("yolov2-tiny (COCO)", "yolov2-tiny.cfg", 11_237_145),
    .init("yolov2-tiny-voc", "yolov2-tiny-voc.cfg", 15_867_885),
    .init("tiny-yolo (COCO)", "tiny-yolo.cfg", 16_175_385),
    .init("yolo.2.0 (COCO)", "yolo.2.0.cfg", 67_465_609),
    .init("yolo-voc.2.0, the network of the paper", "yolov2-paper-voc.cfg", 67_158_109),
    .init("yolo9000", "yolo9000.cfg", 48_807_501),
    .init("yolov3", "yolov3.cfg", 62_001_757),
    .init("yolov3-voc", "yolov3-voc.cfg", 61_678_657),
    .init("yolov3-tiny", "yolov3-tiny.cfg", 8_858_734),
    .init("yolov3-spp", "yolov3-spp.cfg", 63_052_381),
    .init("yolov3-openimages", "yolov3-openimages.cfg", 64_807_342),
    .init("yolov3-tiny-prn", "yolov3-tiny-prn.cfg", 4_939_758),
    .init("yolov4", "yolov4.cfg", 64_429_405),
    .init("yolov4-tiny", "yolov4-tiny.cfg", 6_062_814),
    .init("yolov4-tiny-3l", "yolov4-tiny-3l.cfg", 6_334_045),
    .init("yolov4-csp", "yolov4-csp.cfg", 52_986_205),
    .init("yolov4x-mish", "yolov4x-mish.cfg", 99_847_037),
    .init("yolov4-p5", "yolov4-p5.cfg", 70_917_468),
    .init("yolov4-p6", "yolov4-p6.cfg", 127_717_040),
    .init("yolov7", "yolov7.cfg", 36_974_557),
    .init("yolov7-tiny", "yolov7-tiny.cfg", 6_241_885),
    .init("yolov7x", "yolov7x.cfg", 71_409_685),
    .init("enet-coco", "enet-coco.cfg", 4_808_270),
    .init("csresnext50-panet-spp", "csresnext50-panet-spp.cfg", 57_030_845),
    .init("darknet19", "darknet19.cfg", 20_856_776),
    .init("darknet19_448", "darknet19_448.cfg", 20_856_776),
    .init("darknet53", "darknet53.cfg", 41_645_640),
    .init("the darknet reference classifier", "darknet.cfg", 7_323_480),
    .init("tiny", "tiny.cfg", 1_046_488),
    .init("darknet9000", "darknet9000.cfg", 29_485_226),
    .init("extraction", "extraction.cfg", 23_455_400),
    .init("resnet18", "resnet18.cfg", 11_523_496),
    .init("resnet34", "resnet34.cfg", 21_639_080),
    .init("resnet50", "resnet50.cfg", 22_825_896),
    .init("resnet101", "resnet101.cfg", 41_870_248),
    .init("resnet152", "resnet152.cfg", 57_559_976),
    .init("resnext50", "resnext50.cfg", 22_312_872),
    .init("resnext101-32x4d", "resnext101-32x4d.cfg", 41_639_208),
    .init("resnext152-32x4d", "resnext152-32x4d.cfg", 56_730_920),
    .init("densenet201", "densenet201.cfg", 17_206_440),
    .init("vgg-16", "vgg-16.cfg", 138_357_544),
    .init("vgg-conv", "vgg-conv.cfg", 14_714_688),
    .init("alexnet", "alexnet.cfg", 62_378_344),
    .init("the first 23 layers of darknet19_448", "darknet19_448.cfg with --partial", 19_831_776),
    .init("the first 74 layers of darknet53", "yolov3.cfg with --partial", 40_620_640),
    .init("the first 15 layers of yolov3-tiny", "yolov3-tiny.cfg with --partial", 7_743_344),
    .init("the first 137 layers of yolov4", "yolov4.cfg with --partial", 42_509_664),
    .init("the first 29 layers of yolov4-tiny", "yolov4-tiny.cfg with --partial", 4_947_424),
    .init("the first 132 layers of yolov7", "yolov7.cfg with --partial", 30_316_512),
    .init("the first 87 layers of yolov7-tiny", "yolov7-tiny.cfg with --partial", 4_460_768),
  ]
}
