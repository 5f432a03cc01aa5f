import TestSupport

/// Two networks and eight images each, small enough to be learnt in seconds.
enum TinyTraining {
  /// A detector of 32 × 32 pixels with two classes.
  static let detectorCfg = """
    [net]
    batch=8
    subdivisions=2
    width=32
    height=32
    channels=3
    momentum=0.9
    decay=0.0005
    learning_rate=0.005
    burn_in=5
    max_batches=150
    policy=steps
    steps=100
    scales=0.1
    flip=0
    \(convolution(8, size: 3, stride: 2, "leaky"))
    \(convolution(16, size: 3, stride: 2, "leaky"))
    \(convolution(16, size: 3, stride: 2, "leaky"))
    \(convolution(7, size: 1, stride: 1, "linear"))
    [region]
    anchors=1.5,1.5
    classes=2
    num=1
    softmax=1
    jitter=0
    object_scale=5
    """

  /// A classifier of 16 × 16 pixels with four classes.
  static let classifierCfg = """
    [net]
    batch=8
    width=16
    height=16
    channels=3
    momentum=0.9
    learning_rate=0.05
    max_batches=80
    policy=constant
    max_crop=18
    \(convolution(8, size: 3, stride: 2, "leaky"))
    \(convolution(4, size: 1, stride: 1, "linear"))
    [avgpool]
    [softmax]
    """

  private static func convolution(
    _ filters: Int, size: Int, stride: Int, _ activation: String
  ) -> String {
    """
    [convolutional]
    filters=\(filters)
    size=\(size)
    stride=\(stride)
    pad=1
    activation=\(activation)
    """
  }

  /// Names of the detector's classes, of image number i that of i % 2.
  static let boxNames = ["red", "blue"]
  /// Names of the classifier's classes, of image number i that of i % 4.
  static let colorNames = ["red", "green", "blue", "gray"]

  /// The square in image number `index`: its left and upper edge, of 12 pixels each side.
  static func corner(_ index: Int) -> (x: Int, y: Int) {
    (index / 2 % 2 * 16 + 2, index / 4 % 2 * 16 + 2)
  }

  /// Writes `det.cfg`, `det.data` and what it names.
  static func writeDetector(to folder: TemporaryFolder) throws {
    try folder.write(detectorCfg, as: "det.cfg")
    try folder.write(boxNames.joined(separator: "\n"), as: "det.names")
    try folder.write(
      "classes=2\ntrain=det.txt\nvalid=det.txt\nnames=det.names\nbackup=out\n", as: "det.data")
    for index in 0..<8 {
      let (x, y) = corner(index)
      try folder.write(square(x, y, isBlue: index % 2 == 1), as: "d\(index).bmp")
      let (centerX, centerY) = ((Double(x) + 6) / 32, (Double(y) + 6) / 32)
      try folder.write("\(index % 2) \(centerX) \(centerY) 0.375 0.375\n", as: "d\(index).txt")
    }
    let list = (0..<8).map { "d\($0).bmp\n" }.joined()
    try folder.write(list, as: "det.txt")
  }

  /// Writes `cls.cfg`, `cls.data` and what it names.
  static func writeClassifier(to folder: TemporaryFolder) throws {
    try folder.write(classifierCfg, as: "cls.cfg")
    try folder.write(colorNames.joined(separator: "\n"), as: "cls.names")
    try folder.write(
      "train=cls.txt\nvalid=cls.txt\nnames=cls.names\nlabels=cls.names\nbackup=out\n",
      as: "cls.data")
    for index in 0..<8 {
      let (bright, dark) = (UInt8(index < 4 ? 200 : 240), UInt8(index < 4 ? 30 : 70))
      let values = (0..<3).map { $0 == index % 4 || index % 4 == 3 ? bright : dark }
      try folder.write(
        TinyNetworks.bitmap(red: values[0], green: values[1], blue: values[2]),
        as: "\(index)_\(colorNames[index % 4]).bmp")
    }
    let list = (0..<8).map { "\($0)_\(colorNames[$0 % 4]).bmp\n" }.joined()
    try folder.write(list, as: "cls.txt")
  }

  /// A picture of 32 × 32 pixels, dark but for a square.
  private static func square(_ x: Int, _ y: Int, isBlue: Bool) -> [UInt8] {
    var bytes = TinyNetworks.bitmap(width: 32, height: 32, red: 30, green: 30, blue: 30)
    for row in y..<y + 12 {
      for column in x..<x + 12 {
        // Rows stand upside down behind 54 bytes of header.
        let place = 54 + ((31 - row) * 32 + column) * 3
        bytes.replaceSubrange(place..<place + 3, with: isBlue ? [250, 20, 20] : [20, 20, 250])
      }
    }
    return bytes
  }
}
