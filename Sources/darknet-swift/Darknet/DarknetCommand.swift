/// A command of Darknet's that there is here.
///
/// - Reference: darknet `darknet.c`, `main`; `detector.c`, `run_detector`; `classifier.c`,
///   `run_classifier`; `yolo.c`, `run_yolo`; `coco.c`, `run_coco`.
struct DarknetCommand {
  /// Which of ours does its work.
  enum Work: String {
    case detect, classify, video, eval, anchors, train
  }

  /// Its words, `detector test`.
  let words: [String]
  /// Which of ours does its work.
  let work: Work
  /// Whether a data file stands before the cfg.
  let takesData: Bool
  /// Options of ours that it has where nothing else is said, with their values.
  let defaults: [(option: String, value: String)]
  /// Flags of ours that make it what it is.
  let flags: [String]
  /// Whether its words are ours, too, so that a call may be meant either way.
  var isOurs: Bool { words == [work.rawValue] }

  private init(
    _ words: String..., as work: Work, takesData: Bool = false, adding flags: [String] = [],
    defaults: [(option: String, value: String)] = []
  ) {
    (self.words, self.work) = (words, work)
    (self.takesData, self.flags, self.defaults) = (takesData, flags, defaults)
  }

  /// What YOLOv1's commands go by, in either program.
  private static let first = [(option: "--thresh", value: "0.2"), (option: "--nms", value: "0.4")]
  /// What is printed about a frame.
  private static let text = [(option: "--format", value: "text")]

  private static let all = [
    DarknetCommand("detect", as: .detect),
    DarknetCommand("classify", as: .classify),
    DarknetCommand("detector", "test", as: .detect, takesData: true),
    DarknetCommand("detector", "demo", as: .video, takesData: true, defaults: text),
    DarknetCommand("detector", "valid", as: .eval, adding: ["--write-results"]),
    DarknetCommand("detector", "map", as: .eval, defaults: [("--metric", "darknet")]),
    DarknetCommand("detector", "recall", as: .eval, defaults: [("--metric", "recall")]),
    DarknetCommand("detector", "calc_anchors", as: .anchors, adding: ["--darknet-files"]),
    DarknetCommand("detector", "train", as: .train, adding: ["--overwrite"]),
    DarknetCommand("classifier", "valid", as: .eval),
    DarknetCommand("classifier", "train", as: .train, adding: ["--overwrite"]),
    DarknetCommand("classifier", "predict", as: .classify, takesData: true),
    DarknetCommand("yolo", "test", as: .detect, defaults: first),
    DarknetCommand("yolo", "demo", as: .video, defaults: first + text),
    DarknetCommand("coco", "test", as: .detect, defaults: first),
    DarknetCommand("coco", "demo", as: .video, defaults: first + text),
  ]

  /// The command that a call begins with.
  static func named(_ words: [String]) -> DarknetCommand? {
    all.first { words.starts(with: $0.words) }
  }
}
