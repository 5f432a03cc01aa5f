extension TinyNetworks {
  /// Writes `tiny.cfg`, `tiny.weights` and `tiny.names` of the detector.
  public static func writeDetector(to folder: TemporaryFolder) throws {
    try folder.write(detectorCfg, as: "tiny.cfg")
    try folder.write(detectorWeights, as: "tiny.weights")
    try folder.write("background\nball\n", as: "tiny.names")
  }

  /// Writes `colors.cfg`, `colors.weights` and `colors.names` of the classifier.
  public static func writeClassifier(to folder: TemporaryFolder) throws {
    try folder.write(classifierCfg, as: "colors.cfg")
    try folder.write(classifierWeights, as: "colors.weights")
    try folder.write("red\ngreen\nblue\n", as: "colors.names")
  }

  /// Writes `red.bmp` and `black.bmp`, of 16 × 16 pixels.
  public static func writePictures(to folder: TemporaryFolder) throws {
    try folder.write(bitmap(red: 255), as: "red.bmp")
    try folder.write(bitmap(), as: "black.bmp")
  }
}
