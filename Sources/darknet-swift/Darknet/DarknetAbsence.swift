import CfgParser

/// A command of Darknet's that there is not here, and what there is in its place.
struct DarknetAbsence {
  /// What a person gets who calls it.
  let error: CommandError

  /// What is missing when a call begins with these words; nil where they are no command of
  /// Darknet's.
  static func named(_ words: [String]) -> DarknetAbsence? {
    guard let first = words.first else { return nil }
    if let (reason, help) = commands[first] {
      return DarknetAbsence([first], reason, help: help)
    }
    guard let known = subcommands[first] else { return nil }
    guard words.count > 1 else {
      return DarknetAbsence(
        [first], "behind it comes \(list(known.served))", help: known.help)
    }
    if let (reason, help) = known.absent[words[1]] {
      return DarknetAbsence(Array(words.prefix(2)), reason, help: help)
    }
    return DarknetAbsence(
      [first], "has no \(Wording.quoted(words[1])), but \(list(known.served))", help: known.help)
  }

  private init(_ words: [String], _ reason: String, help: String) {
    let subject = (["darknet-swift"] + words).joined(separator: " ")
    error = CommandError(.usage, subject, reason, help: help)
  }

  private static func list(_ words: [String]) -> String {
    Wording.list(words.map { "'\($0)'" }, "and")
  }

  private typealias Answer = (reason: String, help: String)

  private static let training: Answer = (
    "its lists of images are fixed in Darknet, and none is given here",
    "darknet-swift train DATA CFG [WEIGHTS]"
  )
  private static let weightsTool: Answer = (
    "weights are not rewritten here", "weights of either program are read as they are"
  )
  private static let toy: Answer = (
    "there is no such thing here", "see 'darknet-swift --help' for what there is"
  )
  private static let evaluation: Answer = (
    "its list of images is fixed in Darknet, and none is given here",
    "darknet-swift eval LIST CFG WEIGHTS --metric recall"
  )
  private static let lists: Answer = (
    "lists are run through by another command here",
    "darknet-swift detect CFG WEIGHTS --list FILE --thresh 0.001 --voc FOLDER, or --format coco"
  )
  private static let classLists: Answer = (
    "lists are run through by another command here",
    "darknet-swift classify CFG WEIGHTS --list FILE --format csv"
  )

  private static let subcommands:
    [String: (
      served: [String], help: String, absent: [String: Answer]
    )] = [
      "detector": (
        ["test", "demo", "train", "valid", "map", "recall", "calc_anchors"],
        "darknet-swift detector test DATA CFG WEIGHTS IMAGE",
        ["valid2": lists, "draw": toy]
      ),
      "classifier": (
        ["predict", "train", "valid"], "darknet-swift classifier predict DATA CFG WEIGHTS IMAGE",
        [
          "validmulti": classLists, "valid10": classLists, "validcrop": classLists,
          "validfull": classLists, "test": classLists, "csv": classLists,
          "fout": classLists, "label": classLists, "demo": toy, "gun": toy, "threat": toy,
          "try": (
            "layers are written by another command here",
            "darknet-swift forward CFG WEIGHTS --input IN.npy --output FOLDER writes every layer"
          ),
        ]
      ),
      "yolo": (
        ["test", "demo"], "darknet-swift yolo test CFG WEIGHTS IMAGE",
        ["train": training, "valid": lists, "recall": evaluation]
      ),
      "coco": (
        ["test", "demo"], "darknet-swift coco test CFG WEIGHTS IMAGE",
        ["train": training, "valid": lists, "recall": evaluation]
      ),
    ]

  private static let commands: [String: Answer] = [
    "ops": (
      "operations are counted by another command here", "darknet-swift info CFG counts operations"
    ),
    "speed": ("networks are timed by another command here", "darknet-swift bench CFG"),
    "statistics": ("there is no such thing here", "darknet-swift info CFG WEIGHTS checks weights"),
    "print": ("there is no such thing here", "darknet-swift info CFG WEIGHTS checks weights"),
    "rnn": ("text is not generated here", "darknet-swift forward runs a recurrent network"),
  ]
  .merging(["average", "oneoff", "oneoff2", "rescale"].map { ($0, weightsTool) }) { $1 }
  .merging(["rgbgr", "reset", "normalize", "denormalize"].map { ($0, weightsTool) }) { $1 }
  .merging(
    [
      "3d", "art", "captcha", "cifar", "compare", "dice", "go", "imtest", "isegmenter", "lsd",
      "mkimg", "nightmare", "regressor", "segmenter", "super", "tag", "test", "vid", "visualize",
      "voxel", "writing",
    ].map { ($0, toy) }
  ) { $1 }
}
