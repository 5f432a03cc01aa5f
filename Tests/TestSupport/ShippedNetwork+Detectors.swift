import Engine

extension ShippedNetwork {
  /// The detectors; parameters, sizes and operations as Darknet counts them.
  static let detectors: [ShippedNetwork] =
    yolo1And2 + yolo3 + yolo4And7 + [
      ShippedNetwork(
        "signs", layers: 21, parameters: 487_467, bytes: 1_949_884, header: 20,
        costs: [416: 1_003_551_744], .signs, fit: .letterbox)
    ]

  private static let yolo1And2: [ShippedNetwork] = [
    ShippedNetwork(
      "yolov1", layers: 32, parameters: 197_328_243, bytes: 789_312_988, header: 16,
      costs: [448: 40_421_459_456], .voc, fit: .stretch, fixed: true,
      published: "pjreddie/yolov1"),
    ShippedNetwork(
      "yolov1-tiny", layers: 16, parameters: 27_099_950, bytes: 108_399_816,
      costs: [448: 3_216_030_720], .voc, fit: .stretch, fixed: true,
      published: "pjreddie/yolov1-tiny"),
    ShippedNetwork(
      "yolov2", layers: 32, parameters: 50_983_561, bytes: 203_934_260, header: 16,
      costs: [608: 62_938_253_312, 416: 29_464_168_448], .coco, fit: .letterbox,
      published: "pjreddie/yolov2"),
    ShippedNetwork(
      "yolov2-voc", layers: 32, parameters: 50_676_061, bytes: 202_704_260, header: 16,
      costs: [416: 29_360_334_848, 544: 50_207_909_888], .voc, fit: .letterbox,
      published: "pjreddie/yolov2-voc"),
    ShippedNetwork(
      "yolov2-paper-voc", layers: 31, parameters: 67_158_109, bytes: 268_632_452,
      costs: [416: 34_898_126_848, 544: 59_677_861_888], .voc, fit: .letterbox),
    ShippedNetwork(
      "yolov2-tiny", layers: 16, parameters: 11_237_145, bytes: 44_948_596, header: 20,
      costs: [416: 5_406_442_496], .coco, fit: .letterbox, published: "pjreddie/yolov2-tiny"),
    ShippedNetwork(
      "yolov2-tiny-voc", layers: 16, parameters: 15_867_885, bytes: 63_471_556, header: 16,
      costs: [416: 6_971_041_792], .voc, fit: .letterbox, published: "pjreddie/yolov2-tiny-voc"),
    ShippedNetwork(
      "yolo9000", layers: 25, parameters: 48_807_501, bytes: 195_230_020,
      costs: [544: 49_062_045_696, 416: 28_690_262_016], .tree, fit: .letterbox,
      published: "alexeyab/yolo9000"),
  ]

  private static let yolo3: [ShippedNetwork] = [
    ShippedNetwork(
      "yolov3", layers: 107, parameters: 62_001_757, bytes: 248_007_044, header: 20,
      costs: [608: 140_691_900_416, 416: 65_864_075_264], .coco, fit: .letterbox,
      published: "pjreddie/yolov3"),
    ShippedNetwork(
      "yolov3-spp", layers: 114, parameters: 63_052_381, bytes: 252_209_540, header: 20,
      costs: [608: 141_448_972_288, 416: 66_218_493_952], .coco, fit: .letterbox,
      published: "pjreddie/yolov3-spp"),
    ShippedNetwork(
      "yolov3-tiny", layers: 24, parameters: 8_858_734, bytes: 35_434_952, header: 20,
      costs: [416: 5_564_961_792, 608: 11_887_285_248], .coco, fit: .letterbox,
      published: "pjreddie/yolov3-tiny"),
  ]

  private static let yolo4And7: [ShippedNetwork] = [
    ShippedNetwork(
      "yolov4", layers: 162, parameters: 64_429_405, bytes: 257_717_636, header: 20,
      costs: [608: 128_389_482_496, 416: 60_104_771_584], .coco, fit: .stretch,
      published: "alexeyab/yolov4"),
    ShippedNetwork(
      "yolov4-tiny", layers: 38, parameters: 6_062_814, bytes: 24_251_272, header: 20,
      costs: [416: 6_907_876_352, 608: 14_755_877_888], .coco, fit: .stretch,
      published: "alexeyab/yolov4-tiny"),
    ShippedNetwork(
      "yolov4-csp", layers: 175, parameters: 52_986_205, bytes: 211_944_836, header: 20,
      costs: [512: 76_953_419_776, 640: 120_239_718_400], .coco, fit: .letterbox,
      published: "alexeyab/yolov4-csp"),
    ShippedNetwork(
      "yolov7", layers: 143, parameters: 36_974_557, bytes: 147_898_244,
      costs: [640: 104_511_078_400, 416: 44_155_930_624], .coco, fit: .stretch),
    ShippedNetwork(
      "yolov7-tiny", layers: 99, parameters: 6_241_885, bytes: 24_967_556,
      costs: [416: 5_788_550_144, 640: 13_700_710_400], .coco, fit: .stretch,
      published: "alexeyab/yolov7-tiny"),
  ]
}
