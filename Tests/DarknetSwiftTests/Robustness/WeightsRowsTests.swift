import Foundation
import TestSupport
import Testing

/// Rows 32 to 48 of the list of bad inputs: weights that cannot be used are status 65, or 66 where
/// there are none, and one message that says what the file is, or where it ends.
@Suite("bad inputs: weights", .timeLimit(.minutes(10)))
struct WeightsRowsTests {
  private let bounded: BoundedCommand

  init() throws { bounded = try BoundedCommand() }

  private static let sound = TinyNetworks.detectorWeights
  private static let found = "ball: 84%\n"

  /// What the tiny detector says with the weights at `path`.
  private func detect(at path: String) throws -> Answer {
    try bounded("detect", "tiny.cfg", path, "red.bmp", "--no-image")
  }

  @Test("row 32: a missing file is status 66 with the system's words, a folder is 65")
  func row32() throws {
    #expect(
      try detect(at: "no.weights")
        == .refused(
          "no.weights: error: cannot be opened: no such file or directory", status: 66))
    try FileManager.default.createDirectory(
      atPath: bounded.command.folder.path("folder.weights"), withIntermediateDirectories: false)
    #expect(
      try detect(at: "folder.weights")
        == .refused("folder.weights: error: is a folder, not a weights file"))
  }

  @Test(
    "row 32: a file that may not be read is status 66 with the system's words",
    .enabled(if: getuid() != 0, "the superuser may read everything"))
  func row32Unreadable() throws {
    let path = try bounded.command.folder.write(Self.sound, as: "my.weights")
    unsafe chmod(path, 0)
    #expect(
      try detect(at: "my.weights")
        == .refused("my.weights: error: cannot be opened: permission denied", status: 66))
  }

  @Test("row 33: a file that ends inside its header says so", arguments: [0, 11, 15])
  func row33(_ count: Int) throws {
    #expect(
      try bounded.detect(Array(Self.sound.prefix(count)))
        == .refused(
          """
          my.weights: error: the file has \(count) bytes, a header alone takes 16 or 20
            help: the download may be incomplete
          """))
  }

  @Test(
    "rows 33 and 34: a file that ends early names the layer, and how much is missing",
    arguments: [
      (20, "'biases' (3 → 14, 8×8): 76 bytes are needed up to there, the file has 20, 10,808"),
      (
        3000,
        "'weights' (3 → 14, 8×8): 10,828 bytes are needed up to there, the file has 3000, 7828"
      ),
      (
        10_824,
        "'weights' (3 → 14, 8×8): 10,828 bytes are needed up to there, the file has 10,824, 4"
      ),
    ])
  func row34(_ count: Int, _ place: String) throws {
    #expect(
      try bounded.detect(Array(Self.sound.prefix(count)))
        == .refused(
          """
          my.weights: error: the file ends inside layer 0 [convolutional] \(place) fewer than the \
          network takes
            help: the download may be incomplete
          """))
  }

  @Test("row 34: a file that ends inside a value says so")
  func row34Loose() throws {
    #expect(
      try bounded.detect(Self.sound.dropLast())
        == .refused(
          """
          my.weights: error: the file has 10,827 bytes, which is not a header and whole values of \
          4 bytes
            help: the download may be incomplete
          """))
  }

  @Test("row 35: values that are left over are an error, and a warning with --allow-trailing")
  func row35() throws {
    let long = Self.sound + [UInt8](repeating: 0, count: 8)
    #expect(
      try bounded.detect(long)
        == .refused(
          """
          my.weights: error: tiny.cfg uses 2702 values, the file has 2704 (2 left over)
            help: the cfg belongs to other weights; --allow-trailing ignores what is left over
          """))
    let allowed = try bounded.detect(long, "--allow-trailing")
    #expect(allowed.status == 0)
    #expect(allowed.errors == "my.weights: warning: 2 values are left over\n")
    #expect(allowed.output.hasSuffix(Self.found))
  }

  @Test("row 36: the weights of a published network are known by their size")
  func row36() throws {
    // As long as those of yolov2-tiny-voc; the file has holes instead of values.
    try bounded.command.folder.write(WeightsBytes.header(), as: "my.weights")
    unsafe truncate(bounded.command.folder.path("my.weights"), 20 + 4 * 15_867_885)
    #expect(
      try detect(at: "my.weights")
        == .refused(
          """
          my.weights: error: tiny.cfg uses 2702 values, the file has 15,867,885 (15,865,183 left over)
            help: this is the size of yolov2-tiny-voc: use yolov2-tiny-voc.cfg, or allow trailing values
          """))
  }

  /// A detector with batch normalisation: 14 biases, 14 scales, 14 means, then 14 variances.
  private func writeNormalized(variance: Float) throws {
    let cfg = TinyNetworks.detectorCfg.replacing(
      "filters=14", with: "filters=14\nbatch_normalize=1")
    try bounded.command.folder.write(cfg, as: "normal.cfg")
    var values = [Float](repeating: 0, count: 56 + 14 * 192)
    for index in 14..<28 { values[index] = 1 }
    for index in 42..<56 { values[index] = variance }
    try bounded.command.folder.write(WeightsBytes.file(values), as: "normal.weights")
  }

  @Test("rows 37 and 47: negative variances are a warning, and count as 0")
  func row47() throws {
    try writeNormalized(variance: -1)
    let outcome = try bounded("detect", "normal.cfg", "normal.weights", "red.bmp", "--no-image")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors == """
        normal.weights: warning: layer 0 [convolutional] has negative variances, which count as 0: \
        the file may belong to another network; 'darknet-swift check normal.cfg normal.weights' \
        says more

        """)
    try writeNormalized(variance: 0)
    let zero = try bounded("detect", "normal.cfg", "normal.weights", "red.bmp", "--no-image")
    #expect(zero.errors == "")
    #expect(
      zero.output.split(separator: "\n").dropFirst()
        == outcome.output.split(separator: "\n").dropFirst())
  }

  @Test("row 37: weights of another network are told by their values", arguments: [1e9, -1])
  func row37(_ variance: Float) throws {
    try writeNormalized(variance: variance)
    let outcome = try bounded("check", "normal.cfg", "normal.weights")
    #expect(
      outcome.output.contains(": warning: layer 0 [convolutional] 'rolling_variance': 14 of 14")
    )
  }

  @Test("row 38: a web page is told as such")
  func row38() throws {
    #expect(
      try bounded.detect(Array("\n<!DOCTYPE html>\n<html><body>404 Not Found</body></html>".utf8))
        == .refused(
          """
          my.weights: error: the file is a web page, not weights
            help: the download link may be dead; the page says what it answers
          """))
  }

  /// How files of other kinds start, and what they are called.
  private static let kinds: [(start: [UInt8], name: String)] = [
    ([0x1F, 0x8B, 8, 0], "a gzip archive"),
    ([0x50, 0x4B, 3, 4], "a zip archive (PyTorch models and NumPy archives are such)"),
    ([0x80, 0x02, 0x8A, 0x0B], "a Python pickle (PyTorch models are such)"),
    ([8, 7, 0x12, 7] + Array("pytorch".utf8), "an ONNX model"),
    ([9, 0, 0, 0, 0, 0, 0, 0] + Array("{\"a\":{}}".utf8), "a safetensors model"),
    (Array("GGUF".utf8) + [3, 0, 0, 0], "a GGUF model"),
  ]

  @Test("row 39: models and archives of other kinds are named", arguments: kinds)
  func row39(_ start: [UInt8], _ name: String) throws {
    #expect(
      try bounded.detect(start + [UInt8](repeating: 0, count: 600))
        == .refused("my.weights: error: the file is \(name)"))
  }

  @Test("row 39: a pointer of Git LFS is told as such, and so is any other text")
  func row39Text() throws {
    #expect(
      try bounded.detect(
        Array("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n".utf8))
        == .refused(
          """
          my.weights: error: the file is a Git-LFS pointer, not the file it stands for
            help: run 'git lfs pull' where the file came from
          """))
    #expect(
      try bounded.detect(Array("please download the weights first\n".utf8))
        == .refused("my.weights: error: the file is text, not weights"))
  }

  @Test("row 40: bytes that went through a text conversion are told as such")
  func row40() throws {
    let mangled = [[UInt8]](repeating: [0xEF, 0xBF, 0xBD, 0x3D], count: 90).joined()
    #expect(
      try bounded.detect([0, 0, 0, 0, 2, 0, 0, 0] + mangled)
        == .refused(
          """
          my.weights: error: the file is damaged by a text conversion (it is full of the bytes EF BF BD)
            help: copy or download the file again as binary data
          """))
  }

  @Test("row 41: links to nothing, pipes and devices as weights are errors, and nothing waits")
  func row41() throws {
    let folder = bounded.command.folder
    unsafe symlink("nowhere", folder.path("link.weights"))
    unsafe mkfifo(folder.path("pipe.weights"), 0o600)
    unsafe symlink("/dev/zero", folder.path("zero.weights"))
    unsafe symlink("/dev/stdin", folder.path("stdin.weights"))
    #expect(
      try detect(at: "link.weights")
        == .refused(
          "link.weights: error: cannot be opened: no such file or directory", status: 66))
    for name in ["pipe.weights", "zero.weights"] {
      #expect(try detect(at: name) == .refused("\(name): error: is not a regular file"))
    }
    // Standard input is an empty file here.
    #expect(try detect(at: "stdin.weights").status == 65)
  }

  @Test("row 41: pipes, devices and folders as cfg or names are errors, and nothing waits")
  func row41Text() throws {
    let folder = bounded.command.folder
    unsafe mkfifo(folder.path("pipe.cfg"), 0o600)
    unsafe symlink("nowhere", folder.path("link.cfg"))
    let images = ["tiny.weights", "red.bmp", "--no-image"]
    for path in ["pipe.cfg", "/dev/zero"] {
      let refused = Answer.refused("\(path): error: is no regular file")
      #expect(try bounded(["detect", path] + images) == refused)
      #expect(try bounded(["detect", "tiny.cfg"] + images + ["--names", path]) == refused)
      #expect(try bounded(["detect", "tiny.cfg"] + images + ["--data", path]) == refused)
    }
    let missing = try bounded(["detect", "link.cfg"] + images)
    #expect(missing.status == 66)
    #expect(missing.errors.hasPrefix("link.cfg: error: no such file, "))
    #expect(
      try bounded(["detect", "tiny.cfg"] + images + ["--names", "."])
        == .refused(".: error: is a directory, not a file"))
  }

  @Test("row 43: a file beyond 4 GiB is read where its values are")
  func row43() throws {
    // 2³⁰ weights of zeros, then 16,384 more with a bias: the file has a hole instead of the zeros.
    try bounded.command.folder.write(
      """
      [net]
      width=256
      height=256
      channels=1
      [connected]
      output=16384
      activation=linear
      [connected]
      output=1
      activation=linear
      """, as: "wide.cfg")
    let path = try bounded.command.folder.write(WeightsBytes.header(), as: "wide.weights")
    unsafe truncate(path, 20 + 4 * (16_384 + (1 << 30) + 1 + 16_384))
    let answer = try bounded("info", "wide.cfg", "wide.weights")
    #expect(answer.status == 0)
    #expect(answer.errors == "")
    unsafe truncate(path, 20 + 4 * (16_384 + (1 << 30) + 1 + 16_383))
    let short = try bounded("info", "wide.cfg", "wide.weights")
    #expect(short.status == 65)
    #expect(
      short.errors.contains(
        "4,295,098,392 bytes are needed up to there, the file has 4,295,098,388, 4 fewer"))
  }

  @Test(
    "row 44: versions with 4 and with 8 bytes of counter, and the flag on them, are read",
    arguments: [(0, 1), (0, 2), (1, 0), (1000, 2), (0, 1001), (2000, 2)])
  func row44(_ major: Int32, _ minor: Int32) throws {
    let values = Self.sound.dropFirst(20)
    let answer = try bounded.detect(WeightsBytes.header(major: major, minor: minor) + values)
    #expect(answer.status == 0)
    #expect(answer.output.hasSuffix(Self.found))
  }

  @Test(
    "rows 44 and 45: a header of unknown, big-endian or random numbers is refused with them",
    arguments: [
      ([0, 0, 0, 0, 0, 0, 0, 2], "0.33554432"), ([0, 0, 0x80, 0x3F, 0, 0, 0, 0], "1065353216.0"),
      ([0, 0, 0, 1, 0, 0, 0, 0], "16777216.0"), ([255, 255, 255, 255, 1, 0, 0, 0], "-1.1"),
    ])
  func row45(_ start: [UInt8], _ version: String) throws {
    #expect(
      try bounded.detect(start + Self.sound.dropFirst(8))
        == .refused(
          """
          my.weights: error: the file starts with version \(version), weights files have 0.1, 0.2 or \
          the like
            help: the file is damaged, or something else
          """))
  }

  @Test("row 46: NaN and infinite values are a warning with the layer, and an error of 'check'")
  func row46() throws {
    let values = Array(Self.sound.dropFirst(24))
    let answer = try bounded.detect(WeightsBytes.file([.nan]) + values)
    #expect(answer.status == 0)
    #expect(
      answer.errors == """
        my.weights: warning: layer 0 [convolutional] has NaN or infinite values, so what the network \
        finds means nothing; 'darknet-swift check tiny.cfg my.weights' says more

        """)
    let check = try bounded("check", "tiny.cfg", "my.weights")
    #expect(check.status == 65)
    #expect(
      check.output.hasPrefix(
        """
        my.weights: error: layer 0 [convolutional] 'biases': 1 of 14 values are NaN or infinite, \
        the first is NaN in filter 0
        """))
  }

  @Test("row 48: a file of the first layers alone is an error, but with --partial")
  func row48() throws {
    let cfg = TinyNetworks.detectorCfg.replacing(
      "[region]", with: "[convolutional]\nfilters=14\nactivation=linear\n[region]")
    try bounded.command.folder.write(cfg, as: "deep.cfg")
    try bounded.command.folder.write(Self.sound, as: "deep.conv.1")
    #expect(
      try bounded("info", "deep.cfg", "deep.conv.1")
        == .refused(
          """
          deep.conv.1: error: the file ends inside layer 1 [convolutional] 'biases' (14 → 14, 1×1): \
          10,884 bytes are needed up to there, the file has 10,828, 840 fewer than the network takes
            help: the file holds layers 0 to 0 and nothing else: allow a partial file (--partial) if \
          that is meant
          """))
    #expect(try bounded("info", "deep.cfg", "deep.conv.1", "--partial").status == 0)
  }
}
