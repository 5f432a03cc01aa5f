/// Networks of a few values, with weights whose effect can be worked out by hand.
public enum TinyNetworks {
  /// A detector of one cell, two anchors and the classes 0 and 1, for pictures of 8 × 8.
  ///
  /// It finds one object of class 1 in the middle half of a red picture, and nothing in a black
  /// one: the objectness of the first anchor is σ(4 · red − 2) for the mean red, the class logits
  /// are 0 and 3.
  public static let detectorCfg = """
    [net]
    width=8
    height=8
    channels=3

    [convolutional]
    filters=14
    size=8
    stride=8
    activation=linear

    [region]
    anchors=0.5,0.5, 1,1
    classes=2
    num=2
    softmax=1

    """

  /// The weights of the detector: 14 biases, then 14 filters of 3 × 8 × 8.
  public static var detectorWeights: [UInt8] {
    var biases = [Float](repeating: 0, count: 14)
    (biases[4], biases[6], biases[11]) = (-2, 3, -9)
    var filters = [Float](repeating: 0, count: 14 * 3 * 64)
    for pixel in 0..<64 { filters[4 * 3 * 64 + pixel] = 4.0 / 64 }
    return WeightsBytes.file(biases + filters)
  }

  /// σ(2) · exp(3) / (1 + exp(3)): what the detector gives for a red picture.
  public static let redConfidence: Float = 0.839_024_5

  /// A classifier of three classes, for pictures of 4 × 4.
  ///
  /// It gives softmax(4 · mean red, 4 · mean green, 4 · mean blue).
  public static let classifierCfg = """
    [net]
    width=4
    height=4
    channels=3

    [convolutional]
    filters=3
    size=1
    stride=1
    activation=linear

    [avgpool]

    [softmax]

    """

  /// The weights of the classifier: 3 biases, then 3 filters of 3 values.
  public static var classifierWeights: [UInt8] {
    WeightsBytes.file([0, 0, 0] + [4, 0, 0] + [0, 4, 0] + [0, 0, 4])
  }

  /// exp(4) / (exp(4) + 2): what the classifier gives for the colour of a red, green or blue
  /// picture.
  public static let colorProbability: Float = 0.964_663_2

  /// The bytes of a BMP file of one colour.
  public static func bitmap(
    width: Int = 16, height: Int = 16, red: UInt8 = 0, green: UInt8 = 0, blue: UInt8 = 0
  ) -> [UInt8] {
    func word(_ value: Int) -> [UInt8] {
      (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    // Rows are padded to whole words; pixels are blue, green, red.
    let padding = (4 - 3 * width % 4) % 4
    let row = Array(repeatElement([blue, green, red], count: width).joined())
    let pixels = repeatElement(row + Array(repeating: 0, count: padding), count: height).joined()
    let header: [UInt8] = Array("BM".utf8) + word(54 + pixels.count) + word(0) + word(54)
    let info = word(40) + word(width) + word(height) + [1, 0, 24, 0]
    return header + info + Array(repeating: 0, count: 24) + pixels
  }
}
