extension ShippedNetwork {
  /// The classifiers; parameters, sizes and operations as Darknet counts them.
  static let classifiers: [ShippedNetwork] = [
    ShippedNetwork(
      "darknet", layers: 16, parameters: 7_323_480, bytes: 29_293_936,
      costs: [256: 964_640_768, 224: 774_422_528], .imagenet, published: "pjreddie/darknet"),
    ShippedNetwork(
      "tiny", layers: 22, parameters: 1_046_488, bytes: 4_185_968,
      costs: [224: 983_048_192, 256: 1_283_981_312], .imagenet, published: "pjreddie/tiny"),
    ShippedNetwork(
      "darknet19", layers: 26, parameters: 20_856_776, bytes: 83_427_120,
      costs: [256: 7_290_748_928, 224: 5_581_979_648], .imagenet, published: "pjreddie/darknet19"),
    ShippedNetwork(
      "darknet19_448", layers: 26, parameters: 20_856_776, bytes: 83_427_120,
      costs: [448: 22_327_918_592], .imagenet, published: "pjreddie/darknet19_448"),
    ShippedNetwork(
      "darknet53", layers: 78, parameters: 41_645_640, bytes: 166_582_576,
      costs: [256: 18_570_231_808, 448: 56_867_110_912], .imagenet,
      published: "pjreddie/darknet53"),
    ShippedNetwork(
      "extraction", layers: 27, parameters: 23_455_400, bytes: 93_821_616,
      costs: [224: 8_518_680_576, 256: 11_126_439_936], .imagenet,
      published: "alexeyab/extraction"),
    ShippedNetwork(
      "resnet18", layers: 29, parameters: 11_523_496, bytes: 46_094_000,
      costs: [256: 4_688_158_720, 224: 3_589_611_520], .imagenet, published: "pjreddie/resnet18"),
    ShippedNetwork(
      "resnet34", layers: 53, parameters: 21_639_080, bytes: 86_556_336,
      costs: [256: 9_519_996_928, 224: 7_288_987_648], .imagenet),
    ShippedNetwork(
      "resnet50", layers: 69, parameters: 22_825_896, bytes: 91_303_600,
      costs: [256: 9_741_172_736, 224: 7_459_045_376], .imagenet, published: "pjreddie/resnet50"),
    ShippedNetwork(
      "resnet101", layers: 138, parameters: 41_870_248, bytes: 167_481_008,
      costs: [256: 19_696_451_584, 224: 15_080_095_744], .imagenet,
      published: "pjreddie/resnet101"),
    ShippedNetwork(
      "resnet152", layers: 205, parameters: 57_559_976, bytes: 230_239_920,
      costs: [256: 29_393_682_432, 224: 22_504_538_112], .imagenet,
      published: "pjreddie/resnet152"),
    ShippedNetwork(
      "resnext50", layers: 69, parameters: 22_312_872, bytes: 89_251_504,
      costs: [256: 10_110_271_488, 224: 7_741_636_608], .imagenet,
      published: "pjreddie/resnext50"),
    ShippedNetwork(
      "densenet201", layers: 305, parameters: 17_206_440, bytes: 68_825_776,
      costs: [256: 10_848_043_008, 224: 8_305_532_928], .imagenet,
      published: "pjreddie/densenet201"),
    ShippedNetwork(
      "vgg-16", layers: 25, parameters: 138_357_544, bytes: 553_430_192,
      costs: [256: 30_940_528_640], .imagenet, fixed: true,
      published: "pjreddie/vgg-16"),
    ShippedNetwork(
      "alexnet", layers: 14, parameters: 62_378_344, bytes: 249_513_392,
      costs: [227: 2_270_512_192], .imagenet, fixed: true,
      published: "pjreddie/alexnet"),
  ]
}
