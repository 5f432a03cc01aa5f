import Engine

extension SignsSample {
  /// What the network finds in each picture, either way of fitting it in, from left to right.
  ///
  /// The numbers are the command's own; OpenCV's Darknet reader, which shares no code with it, finds
  /// the same boxes (`tools/signs/compare_opencv.py`).
  static let all: [SignsSample] = [
    SignsSample(
      file: "avenue.jpg", resize: .letterbox,
      signs: [
        sign("priority_road", 0.9884, 215.30, 368.26, 142.29, 149.70),
        sign("pedestrian_crossing", 0.9951, 410.54, 365.52, 84.80, 83.56),
        sign("pedestrian_crossing", 0.9653, 414.61, 455.75, 75.10, 79.23),
        sign("direction_arrow", 0.9911, 587.15, 176.42, 89.78, 106.98),
        sign("speed_limit", 0.7842, 965.45, 454.26, 31.74, 34.30),
      ]),
    SignsSample(
      file: "avenue.jpg", resize: .stretch,
      signs: [
        sign("priority_road", 0.9841, 211.40, 368.18, 145.38, 145.19),
        sign("pedestrian_crossing", 0.9970, 408.78, 366.86, 87.63, 81.08),
        sign("pedestrian_crossing", 0.9820, 412.27, 451.67, 80.10, 84.21),
        sign("direction_arrow", 0.9893, 587.52, 180.63, 90.84, 101.52),
        sign("speed_limit", 0.9246, 962.73, 455.48, 37.51, 31.89),
      ]),
    SignsSample(
      file: "crossing.jpg", resize: .letterbox,
      signs: [
        sign("speed_limit", 0.9949, 175.52, 268.06, 63.02, 84.81),
        sign("no_entry", 0.9935, 322.16, 266.47, 84.39, 88.00),
        sign("direction_arrow", 0.9849, 483.24, 264.62, 79.06, 86.96),
        sign("pedestrian_crossing", 0.9915, 710.42, 402.50, 81.17, 105.08),
        sign("no_entry", 0.9817, 872.65, 353.00, 134.41, 138.92),
        sign("priority_road", 0.9753, 875.74, 506.09, 129.44, 116.07),
      ]),
    SignsSample(
      file: "crossing.jpg", resize: .stretch,
      signs: [
        sign("speed_limit", 0.9941, 175.37, 265.36, 62.03, 86.87),
        sign("no_entry", 0.9843, 319.20, 268.30, 86.37, 86.63),
        sign("direction_arrow", 0.9586, 482.75, 265.75, 78.08, 84.07),
        sign("pedestrian_crossing", 0.9897, 709.48, 404.13, 83.56, 97.88),
        sign("no_entry", 0.9953, 872.59, 361.31, 147.90, 134.69),
        sign("priority_road", 0.9739, 876.02, 498.75, 131.81, 127.02),
      ]),
    SignsSample(
      file: "evening.jpg", resize: .letterbox,
      signs: [
        sign("traffic_light", 0.9938, 5.97, 162.28, 44.57, 97.95),
        sign("traffic_light", 0.9959, 154.68, 159.95, 39.21, 104.10),
        sign("priority_road", 0.9938, 321.99, 341.40, 68.12, 73.63),
        sign("no_parking", 0.9936, 431.50, 251.10, 78.00, 99.11),
        sign("stop", 0.9630, 602.80, 16.49, 240.07, 232.10),
      ]),
    SignsSample(
      file: "evening.jpg", resize: .stretch,
      signs: [
        sign("traffic_light", 0.9925, 5.11, 159.07, 44.57, 106.07),
        sign("traffic_light", 0.9945, 153.95, 159.97, 39.56, 103.06),
        sign("priority_road", 0.9829, 318.07, 341.06, 70.75, 72.39),
        sign("no_parking", 0.9831, 436.23, 256.09, 75.23, 88.81),
        sign("stop", 0.9730, 599.88, 11.17, 252.93, 240.98),
      ]),
  ]

  /// A sign from its label, confidence, left, top, width and height.
  private static func sign(
    _ label: String, _ confidence: Float, _ box: Float...
  ) -> Sign {
    Sign(label: label, confidence: confidence, box: box)
  }
}
