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
        sign("priority_road", 0.9995, 218.59, 354.05, 141.07, 162.85),
        sign("pedestrian_crossing", 0.9994, 405.17, 364.68, 92.95, 85.45),
        sign("pedestrian_crossing", 0.9980, 410.50, 452.30, 79.51, 82.76),
        sign("direction_arrow", 0.9994, 581.44, 182.09, 94.83, 100.87),
        sign("speed_limit", 0.9986, 968.68, 451.88, 29.61, 38.81),
      ]),
    SignsSample(
      file: "avenue.jpg", resize: .stretch,
      signs: [
        sign("priority_road", 0.9999, 209.80, 355.07, 155.47, 161.12),
        sign("pedestrian_crossing", 0.9995, 408.89, 447.34, 81.94, 89.84),
        sign("pedestrian_crossing", 0.9982, 409.00, 364.90, 85.45, 83.77),
        sign("direction_arrow", 0.9990, 586.06, 180.17, 86.50, 104.83),
        sign("speed_limit", 0.9960, 968.01, 455.28, 31.00, 32.41),
      ]),
    SignsSample(
      file: "crossing.jpg", resize: .letterbox,
      signs: [
        sign("speed_limit", 0.9996, 175.85, 268.28, 65.96, 84.89),
        sign("no_entry", 0.9994, 319.77, 271.65, 86.55, 84.41),
        sign("direction_arrow", 0.9995, 482.93, 268.13, 78.82, 86.86),
        sign("pedestrian_crossing", 0.9986, 715.31, 393.51, 75.81, 114.80),
        sign("no_entry", 0.9781, 870.29, 362.02, 145.71, 131.87),
        sign("priority_road", 0.9909, 883.54, 504.58, 114.79, 124.29),
      ]),
    SignsSample(
      file: "crossing.jpg", resize: .stretch,
      signs: [
        sign("speed_limit", 0.9999, 174.30, 267.32, 67.20, 87.19),
        sign("no_entry", 0.9996, 323.08, 269.25, 80.33, 82.30),
        sign("direction_arrow", 0.9962, 484.85, 270.84, 77.09, 80.19),
        sign("pedestrian_crossing", 0.9988, 703.67, 402.67, 86.01, 99.30),
        sign("no_entry", 0.9993, 871.85, 359.43, 142.02, 137.85),
        sign("priority_road", 0.9948, 885.28, 501.74, 112.68, 122.60),
      ]),
    SignsSample(
      file: "evening.jpg", resize: .letterbox,
      signs: [
        sign("traffic_light", 0.9986, 4.16, 159.64, 42.13, 101.98),
        sign("traffic_light", 0.9995, 153.47, 159.05, 43.01, 104.65),
        sign("priority_road", 0.9987, 320.55, 337.21, 71.30, 86.74),
        sign("no_parking", 0.9979, 437.03, 252.00, 73.92, 99.65),
        sign("stop", 0.9995, 593.63, 17.14, 268.71, 217.25),
      ]),
    SignsSample(
      file: "evening.jpg", resize: .stretch,
      signs: [
        sign("traffic_light", 0.9995, 3.36, 165.25, 47.73, 95.78),
        sign("traffic_light", 0.9999, 155.71, 162.16, 38.83, 103.07),
        sign("priority_road", 0.9996, 321.08, 342.64, 69.53, 74.61),
        sign("no_parking", 0.9999, 431.75, 250.81, 79.41, 90.76),
        sign("stop", 0.9996, 583.79, -10.13, 275.06, 264.72),
      ]),
  ]

  /// A sign from its label, confidence, left, top, width and height.
  private static func sign(
    _ label: String, _ confidence: Float, _ box: Float...
  ) -> Sign {
    Sign(label: label, confidence: confidence, box: box)
  }
}
