import Testing

@testable import darknet_swift

@Suite("what there is not of Darknet")
struct DarknetAbsenceTests {
  private func text(_ line: String) -> String? {
    DarknetAbsence.named(line.split(separator: " ").map(String.init)).map { absence in
      let error = absence.error
      return "\(error.subject): \(error.message)\n\(error.help ?? "")"
    }
  }

  @Test(
    "the error says so, and what there is",
    arguments: [
      (
        "yolo train a.cfg",
        """
        darknet-swift yolo train: its lists of images are fixed in Darknet, and none is given here
        darknet-swift train DATA CFG [WEIGHTS]
        """
      ),
      (
        "ops a.cfg",
        """
        darknet-swift ops: operations are counted by another command here
        darknet-swift info CFG counts operations
        """
      ),
      (
        "detector",
        """
        darknet-swift detector: behind it comes 'test', 'demo', 'train', 'valid', 'map', \
        'recall' and 'calc_anchors'
        darknet-swift detector test DATA CFG WEIGHTS IMAGE
        """
      ),
      (
        "classifier frob",
        """
        darknet-swift classifier: has no 'frob', but 'predict', 'train' and \
        'valid'
        darknet-swift classifier predict DATA CFG WEIGHTS IMAGE
        """
      ),
    ])
  func message(_ line: String, _ expected: String) {
    #expect(text(line) == expected)
  }

  /// The main commands of both programs, and what follows those that have subcommands.
  private static let all =
    [
      "3d", "art", "average", "captcha", "cifar", "compare", "denormalize", "dice", "go", "imtest",
      "isegmenter", "lsd", "mkimg", "nightmare", "normalize", "oneoff", "oneoff2", "ops",
      "print", "regressor", "rescale", "reset", "rgbgr", "rnn", "segmenter", "speed", "statistics",
      "super", "tag", "test", "vid", "visualize", "voxel", "writing",
    ]
    + ["valid2", "draw"].map { "detector \($0)" }
    + [
      "validmulti", "valid10", "validcrop", "validfull", "test", "csv", "fout",
      "label", "demo", "gun", "threat", "try",
    ].map { "classifier \($0)" }
    + ["yolo", "coco"].flatMap { name in ["train", "valid", "recall"].map { "\(name) \($0)" } }

  @Test("every command of Darknet's has an answer of its own", arguments: Self.all)
  func answered(_ line: String) throws {
    let answer = try #require(text(line))
    #expect(answer.hasPrefix("darknet-swift \(line): "))
    #expect(!answer.hasSuffix("\n"))
  }

  @Test("other words are none of Darknet's", arguments: ["", "detect", "frobnicate", "--help"])
  func others(_ line: String) {
    #expect(text(line) == nil)
  }
}
